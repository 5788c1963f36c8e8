"""Who does what with which hands."""

from __future__ import annotations

import numpy as np
import pytest

from storyboard.backends.previs import draw_frame
from storyboard.backends.previs.plan import plan_shot
from storyboard.model import Subject

WIDE, TALL = (1536, 864), (864, 1536)


def near_hand(actor, camera):
    """The hand of the arm that is nearer the camera."""
    side = min(("left", "right"), key=lambda one: camera.depth(actor.body.at(f"{one} shoulder")))
    return actor.body.at(f"{side} hand")


def pair(make_shot, text, **fields):
    people = (
        Subject(character="ADA", staging="left", facing="right", action="laughs, white paint on her chin"),
        Subject(character="BRAM", staging="right", facing="left", action=text.partition(".")[0].partition(" ")[2]),
    )
    return make_shot(*people, text=text, framing="2S", **({"size": "MLS"} | fields))


@pytest.mark.parametrize("picture", [WIDE, TALL])
@pytest.mark.parametrize("size", ["MS", "MLS", "FS"])
def test_what_is_handed_over_lies_in_both_hands_at_chest_height(make_shot, kits, picture, size):
    plan = plan_shot(
        pair(make_shot, "Bram hands Ada the brush. She laughs, white paint on her chin.", size=size),
        "start",
        picture,
        kits,
    )
    hands = [near_hand(actor, plan.camera) for actor in plan.actors]
    assert np.linalg.norm(hands[0] - hands[1]) < 0.2
    for actor, hand in zip(plan.actors, hands, strict=True):
        assert actor.body.at("hip")[1] < hand[1] < actor.body.at("chin")[1]
        others = [actor.body.at(f"{side} hand") for side in ("left", "right")]
        assert min(other[1] for other in others) < actor.body.at("hip")[1] + 0.1
    assert [actor.held for actor in plan.actors] == ["", "brush"]


def test_who_takes_it_may_be_named_or_the_only_other_one(make_shot, kits):
    for text in ("Bram offers Ada the key.", "Bram passes it over."):
        poses = [actor.body.pose_name for actor in plan_shot(pair(make_shot, text), "start", WIDE, kits).actors]
        assert poses == ["take", "give"]


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Ada hands over the brush", "brush"),
        ("Ada gives the letter away", "paper"),
        ("Ada gives the map away", "paper"),
        ("Ada hands over a coin", "parcel"),
        ("Ada carries a box", "parcel"),
        ("Ada carries her child", ""),
        ("Ada polishes the window with a rag", "cloth"),
        ("Ada paints the door", "brush"),
        ("Ada reads under the lamp", "book"),
        ("Ada stands, a map in her hand", "paper"),
        ("Ada walks, holding a map", "paper"),
        ("Ada sips her coffee", "cup"),
        ("Ada dials", "phone"),
        ("Ada waits. The paper is on the table.", ""),
    ],
)
def test_a_hand_holds_only_what_the_words_put_into_it(make_shot, kits, text, held):
    plan = plan_shot(make_shot(Subject(character="ADA"), text=text, size="FS"), "start", WIDE, kits)
    assert plan.main.held == held


@pytest.mark.parametrize(
    ("text", "poses"),
    [
        ("Ada hugs Bram.", ["embrace", "embrace"]),
        ("Ada kisses Bram, who sits.", ["embrace", "embrace"]),
        ("Ada punches Bram.", ["strike", "hit"]),
        ("Bram slaps Ada.", ["hit", "strike"]),
        ("They fight.", ["strike", "strike"]),
        ("They shake hands.", ["shake", "shake"]),
        ("Ada and Bram dance.", ["dance with", "dance with"]),
        ("Ada watches Bram dance.", ["stand", "dance"]),
        ("Ada umarmt Bram.", ["embrace", "embrace"]),
        ("Ada and Bram sit at the table, drinking coffee.", ["sit drink", "sit drink"]),
    ],
)
def test_what_is_done_to_or_with_somebody_moves_them_too(make_shot, kits, text, poses):
    shot = make_shot(Subject(character="ADA"), Subject(character="BRAM"), text=text, size="FS")
    plan = plan_shot(shot, "start", WIDE, kits)
    assert [actor.body.pose_name for actor in plan.actors] == poses


@pytest.mark.parametrize(
    "text", ["Ada hugs Bram.", "Ada punches Bram.", "They fight.", "They shake hands.", "They dance."]
)
@pytest.mark.parametrize("size", ["MS", "FS"])
def test_people_who_touch_face_each_other_and_do_touch(make_shot, kits, text, size):
    people = (Subject(character="ADA", staging="left"), Subject(character="BRAM", staging="right"))
    plan = plan_shot(make_shot(*people, text=text, size=size, framing="2S"), "start", WIDE, kits)
    first, second = (actor.body for actor in plan.actors)
    assert first.turned > 40
    assert second.turned < -40
    hand = first.at(f"{first.acting} hand")
    joints = [second.at(name) for name in second.joints]
    assert min(float(np.linalg.norm(hand - joint)) for joint in joints) < 0.30


@pytest.mark.parametrize(
    ("text", "pose", "held"),
    [
        ("holds a lantern", "hold", "lantern"),
        ("walks with an umbrella, closed, in her hand", "walk lug", "umbrella"),
        ("walks under an umbrella", "walk hold", "open umbrella"),
        ("carries a suitcase", "lug", "suitcase"),
        ("carries a box", "carry", "parcel"),
        ("aims the gun", "aim", "gun"),
        ("sits and reads a letter", "sit read", "paper"),
        ("drinks from the bottle", "drink", "bottle"),
        ("smokes", "eat", "cigarette"),
        ("writes in her notebook, standing", "jot", "book"),
        ("sostiene una linterna", "hold", "torch"),
        ("Elle tient un couteau", "hold", "knife"),
        ("Sie trägt einen Koffer", "lug", "suitcase"),
        ("Tiene una chiave", "hold", "key"),
        ("Ela segura uma garrafa", "hold", "bottle"),
        ("Она держит фонарь", "hold", "lantern"),
        ("她拿着雨伞", "lug", "umbrella"),
        ("ナイフを持っている", "hold", "knife"),
        ("تحمل كتابا", "hold", "book"),
    ],
)
def test_common_things_are_held_as_they_are_held(make_shot, kits, text, pose, held):
    plan = plan_shot(make_shot(Subject(character="ADA", action=text), size="FS"), "start", WIDE, kits)
    assert (plan.main.body.pose_name, plan.main.held) == (pose, held)
    assert not plan.main.as_cutout  # A reference's hands are empty.


@pytest.mark.parametrize("action", ["stands with her back to the camera", "de espaldas, mira el mar", "背对镜头站着"])
def test_a_back_that_is_turned_is_seen(make_shot, kits, action):
    shot = make_shot(Subject(character="ADA", action=action), size="FS")
    assert plan_shot(shot, "start", WIDE, kits).main.body.away


@pytest.mark.parametrize("staging", ["left", "right"])
@pytest.mark.parametrize("picture", [WIDE, TALL])
@pytest.mark.parametrize("size", ["MLS", "FS", "WS"])
def test_somebody_who_works_on_the_lens_stands_beside_it_with_a_hand_on_it(make_shot, kits, staging, picture, size):
    plan = plan_shot(
        make_shot(
            Subject(character="ADA", staging=staging, action="polishes the lens with a rag"),
            size=size,
            location="LIGHTHOUSE",
            sub_location="LAMP ROOM",
        ),
        "start",
        picture,
        kits,
    )
    (lens,) = plan.design.fixtures
    hand = near_hand(plan.main, plan.camera)
    away = float(np.hypot(hand[0] - lens.x, hand[2] - lens.z))
    assert abs(away - lens.radius) < 0.06
    assert float(np.hypot(plan.main.body.foot[0] - lens.x, plan.main.body.foot[2] - lens.z)) > lens.radius + 0.2
    person, thing = (plan.camera.pixel(point)[0][0] for point in (plan.main.body.foot, (lens.x, 1.2, lens.z)))
    assert (person < thing) == (staging == "left")
    seen = [person, plan.camera.pixel(hand)[0][0], *([thing] if picture == WIDE else [])]
    assert 0 < min(seen) < max(seen) < picture[0]


@pytest.mark.parametrize("action", ["polishes the silver", "wipes the table", "reaches for the lamp", "gives him away"])
@pytest.mark.parametrize("facing", ["left", "right", "camera"])
def test_working_hands_stay_below_the_face(make_shot, kits, action, facing):
    plan = plan_shot(make_shot(Subject(character="ADA", action=action, facing=facing), size="FS"), "start", WIDE, kits)
    body = plan.main.body
    for side in ("left", "right"):
        assert body.at(f"{side} hand")[1] < body.at("chin")[1] - 0.08


@pytest.mark.parametrize("facing", ["left", "right", "camera"])
@pytest.mark.parametrize("action", ["walks home", "climbs the path"])
def test_a_walker_has_both_soles_on_the_floor_and_swings_the_other_arm(make_shot, kits, facing, action):
    body = plan_shot(
        make_shot(Subject(character="ADA", action=action, facing=facing), size="FS"), "start", WIDE, kits
    ).main.body
    soles = [min(body.at(f"{side} ankle")[1], body.at(f"{side} toe")[1]) for side in ("left", "right")]
    assert max(soles) < 0.07
    ahead = {
        side: [float((body.at(f"{side} {joint}") - body.at("hip")) @ body.front) for joint in ("ankle", "hand")]
        for side in ("left", "right")
    }
    assert 0.35 < abs(ahead["left"][0] - ahead["right"][0]) < 0.9
    assert (ahead["left"][0] > ahead["right"][0]) != (ahead["left"][1] > ahead["right"][1])


@pytest.mark.parametrize("size", [(768, 432), (432, 768)])
def test_a_walkers_shadow_touches_both_feet(make_shot, make_prompt, kits, size):
    shot = make_shot(
        Subject(character="ADA", action="walks", facing="right"), size="FS", location="BEACH", interior="EXT"
    )
    nobody = shot.model_copy(update={"subjects": ()})
    plan = plan_shot(shot, "start", size, kits)
    drawn = draw_frame(make_prompt(shot, size=size), kits)[0].astype(int).sum(2)
    assert drawn.std() > 0
    assert not np.array_equal(drawn, draw_frame(make_prompt(nobody, size=size), kits)[0].astype(int).sum(2))
    feet = [plan.camera.pixel(plan.main.body.at(f"{side} toe") * (1, 0, 1))[0] for side in ("left", "right")]
    middle = np.mean(feet, axis=0)
    ground = drawn[int(middle[1]), :]
    # Between the feet the ground is darker than at the same height near the picture's edge.
    assert ground[int(middle[0])] < np.median(ground[: size[0] // 8]) - 15
