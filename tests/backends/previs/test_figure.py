"""Bodies: bones of one length, feet on the floor, hands where they should be, joints that bend the right way."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from storyboard.backends.previs.ages import heads_of, height_of, years_of
from storyboard.backends.previs.camera import Camera
from storyboard.backends.previs.held import mouth_of
from storyboard.backends.previs.plan import plan_shot
from storyboard.backends.previs.pose import POSES
from storyboard.backends.previs.skeleton import Skeleton
from storyboard.model import Subject

RIGHT, LEVEL = np.array([1.0, 0, 0]), np.array([0, 0, 1.0])
SIDES = ("left", "right")
BONES = (
    ("{} shoulder", "{} elbow"),
    ("{} elbow", "{} wrist"),
    ("{} wrist", "{} hand"),
    ("{} hip", "{} knee"),
    ("{} knee", "{} ankle"),
    ("hip", "neck"),
    ("chin", "crown"),
)
STANDING = [name for name, pose in POSES.items() if pose.seat is None and not pose.air and not pose.lying]


def body_of(kit, pose, turned=0.0, place=(0, 0, 0), meet=None, tall=1.72) -> Skeleton:
    return Skeleton(kit, pose, np.array(place, float), turned, RIGHT, LEVEL, tall, meet)


def local(body, point) -> np.ndarray:
    """A point from the body's side: outward to its left, up, forward."""
    way = point - body.foot
    return np.array([way @ body.side, way[1], way @ body.front])


def lengths(body) -> np.ndarray:
    return np.array(
        [
            np.linalg.norm(body.at(start.format(side)) - body.at(end.format(side)))
            for side in SIDES
            for start, end in BONES
        ]
    )


def big_headed(kit):
    """The same person as a cartoon of two and a half heads."""
    head = dataclasses.replace(kit.head, chin=kit.head.top + kit.sprite.shape[0] / 2.5)
    return dataclasses.replace(kit, head=head)


@pytest.mark.parametrize("pose", POSES)
def test_bones_keep_their_length_in_every_pose(kits, pose):
    # The arms of people with large heads may grow to reach their faces.
    for kit in (kits["ADA"], *(() if POSES[pose].by_face else (big_headed(kits["ADA"]),))):
        at_rest = lengths(body_of(kit, "stand"))
        for turned in (0.0, 66.0, -66.0, 172.0):
            for meet in (None, np.array([0.25, 1.2, -0.1])):
                assert lengths(body_of(kit, pose, turned, meet=meet)) == pytest.approx(at_rest, rel=0.01)


@pytest.mark.parametrize("pose", STANDING)
def test_whoever_stands_has_a_foot_or_a_knee_on_the_floor(kits, pose):
    body = body_of(kits["ADA"], pose, 66.0)
    soles = [body.height_of(f"{side} {joint}") for side in SIDES for joint in ("toe", "ankle", "knee")]
    # A toe's middle is 3 cm above its sole, an ankle's or a knee's a little more.
    assert 0.02 <= min(soles) <= 0.06


@pytest.mark.parametrize("pose", POSES)
def test_no_joint_bends_the_wrong_way(kits, pose):
    for turned in (0.0, 66.0, -66.0):
        body = body_of(kits["ADA"], pose, turned)
        if body.lying:
            continue
        for sign, side in ((1, "left"), (-1, "right")):
            hip, knee, ankle, shoulder, elbow, wrist = (
                local(body, body.at(f"{side} {joint}"))
                for joint in ("hip", "knee", "ankle", "shoulder", "elbow", "wrist")
            )
            thigh, shin = (np.degrees(np.arctan2(way[2], -way[1])) for way in (knee - hip, ankle - knee))
            bend = (thigh - shin + 180) % 360 - 180
            assert -1 <= bend <= 150
            # An elbow points backward, down or outward from the line between shoulder and wrist, never to the front.
            line = (wrist - shoulder) / np.linalg.norm(wrist - shoulder)
            off = elbow - shoulder - line * float((elbow - shoulder) @ line)
            if np.linalg.norm(off) > 0.03:
                off /= np.linalg.norm(off)
                assert max(-off[2], -off[1], off[0] * sign) > 0.4, side


@pytest.mark.parametrize("turned", [0.0, 66.0, -66.0])
def test_hands_arrive_where_the_pose_sends_them(kits, turned):
    def reach(pose, goal):
        body = body_of(kits["ADA"], pose, turned)
        hand = body.at(f"{body.acting} hand")
        return float(np.linalg.norm(hand - goal(body)))

    def ear(body):
        sign = 1 if body.acting == "left" else -1
        cheek = 0.5 * body.head * np.clip(body.kit.head.width / body.kit.head.height, 0.6, 1.3)
        return body.at("chin") * 0.6 + body.at("crown") * 0.4 + body.side * sign * cheek

    assert reach("phone", ear) < 0.10
    assert reach("drink", mouth_of) < 0.10
    assert reach("eat", mouth_of) < 0.10
    assert reach("think", lambda body: body.at("chin")) < 0.16
    assert reach("sit drink", mouth_of) < 0.10
    ahead = body_of(kits["ADA"], "reach", turned)
    assert local(ahead, ahead.at(f"{ahead.acting} hand"))[2] > 0.5


@pytest.mark.parametrize("pose", ["give", "take", "shake", "dance with"])
def test_two_hands_that_meet_do_meet(kits, pose):
    meet = np.array([0.0, 1.25, 0.0])
    first = body_of(kits["ADA"], pose, 66.0, (-0.4, 0, 0), meet)
    second = body_of(kits["BRAM"], pose, -66.0, (0.4, 0, 0.12), meet)
    hands = [body.at(f"{body.acting} hand") for body in (first, second)]
    assert np.linalg.norm(hands[0] - hands[1]) < 0.10


def test_arms_of_a_hug_lie_round_the_other_one_and_a_blow_reaches_them(kits):
    first = body_of(kits["ADA"], "embrace", 66.0, (-0.16, 0, 0), np.array([0.0, 1.25, 0.06]))
    second = body_of(kits["BRAM"], "embrace", -66.0, (0.16, 0, 0.12), np.array([0.0, 1.25, 0.06]))
    for one, other in ((first, second), (second, first)):
        for side in SIDES:
            hand = one.at(f"{side} hand")
            spine = other.at("hip") + (other.at("neck") - other.at("hip")) * 0.75
            assert np.linalg.norm((hand - spine) * (1, 0, 1)) < other.shoulder_half + 0.10
            assert other.at("hip")[1] < hand[1] < other.at("chin")[1] + 0.05
    meet = np.array([0.0, 1.25, 0.06])
    striker = body_of(kits["ADA"], "strike", 66.0, (-0.38, 0, 0), meet)
    struck = body_of(kits["BRAM"], "hit", -66.0, (0.38, 0, 0.12), meet)
    fist = striker.at(f"{striker.acting} hand")
    assert np.linalg.norm(fist - struck.at("chin")) < 0.40


@pytest.mark.parametrize("facing", ["camera", "right", "away"])
def test_a_full_shot_shows_the_whole_head_in_every_pose(make_shot, kits, facing):
    told = {
        "run": "runs", "jump": "jumps", "bow": "bows", "crawl": "crawls", "cheer": "cheers", "dance": "dances", "fall": "falls",
        "kneel": "kneels", "sit": "sits", "lie": "lies", "throw": "throws a stone", "reach up": "reaches up",
    }  # fmt: skip
    for pose, action in told.items():
        shot = make_shot(Subject(character="ADA", action=action, facing=facing), size="FS")
        plan = plan_shot(shot, "start", (384, 216), kits)
        assert plan.main.body.pose_name == pose
        (crown, chin), _ = plan.camera.project(np.array([plan.main.body.at("crown"), plan.main.body.at("chin")]))
        assert 0 < min(crown[1], chin[1]) < max(crown[1], chin[1]) < 216, pose
        assert 0 < min(crown[0], chin[0]) <= max(crown[0], chin[0]) < 384, pose


@pytest.mark.parametrize("kit", ["ADA", "BIG"])
def test_raised_arms_are_bent_and_stay_beside_the_head(kits, kit):
    figure = kits["ADA"] if kit == "ADA" else big_headed(kits["ADA"])
    body = body_of(figure, "cheer")
    camera = Camera((0, 1.2, -3), size=(384, 216))
    for side in SIDES:
        points = [camera.pixel(body.at(f"{side} {joint}"))[0] for joint in ("elbow", "wrist", "hand")]
        head = [camera.pixel(body.at(name))[0] for name in ("chin", "crown")]
        half = 0.3 * abs(head[0][1] - head[1][1])
        assert all(abs(point[0] - head[0][0]) > half for point in points)
        assert body.height_of(f"{side} hand") < body.height_of("crown") + 0.12
        assert body.height_of(f"{side} hand") > body.height_of(f"{side} shoulder") + 0.08


@pytest.mark.parametrize(
    ("told", "years"),
    [("THE BOY", 8), ("GIRL 2", 8), ("LENA (9)", 9), ("age 6", 6), ("12 years old", 12), ("BABY", 1), ("девочка", 8), ("小女孩", 8),
     ("GRANDMOTHER", 72), ("OLD MAN", 72), ("老人", 72), ("ABUELA", 72), ("TEENAGER", 14), ("MARA", None), ("GIRLFRIEND", None), ("COWBOY", None)],
)  # fmt: skip
def test_a_name_or_a_look_says_how_old_somebody_is(told, years):
    assert years_of(told) == years


def test_children_are_shorter_and_their_heads_larger_for_it(kits):
    boy, man = (height_of(Subject(character=name), 1.72) for name in ("THE BOY", "BRAM"))
    assert 1.1 < boy < 1.4 < man == 1.72
    assert height_of(Subject(character="BRAM", look="age 5"), 1.72) < boy
    tall_kit = 8.0
    assert heads_of(1.25, tall_kit) < 6.2 < heads_of(1.72, tall_kit) == tall_kit
    assert heads_of(1.25, 4.0) == 4.0  # A cartoon's head is large already.
    assert body_of(kits["BRAM"], "walk", tall=1.2).top == pytest.approx(1.2, abs=0.06)


def test_old_people_stoop(kits):
    old = dataclasses.replace(kits["BRAM"], name="OLD MAN")
    assert body_of(old, "walk").top < body_of(kits["BRAM"], "walk").top - 0.003
    chin = [local(body, body.at("chin"))[2] for body in (body_of(old, "walk"), body_of(kits["BRAM"], "walk"))]
    assert chin[0] > chin[1] + 0.04
