"""Which words ask for which pose."""

from __future__ import annotations

import pytest

from storyboard.backends.previs.pose import POSES, pose_for


@pytest.mark.parametrize(
    ("text", "pose"),
    [
        ("She walks to the window.", "walk"),
        ("Comes in through the door, out of breath", "walk"),
        ("running for her life", "run"),
        ("He sits at the table.", "sit"),
        ("climbs the stairs", "climb"),
        ("kneels beside the bed", "kneel"),
        ("carries a box", "carry"),
        ("reaches for the lamp", "reach"),
        ("reaches up and turns the bulb", "reach up"),
        ("He stops and walks on.", "stand"),
        ("looks at the light in his hand", "stand"),
        ("takes a walk", "reach"),
        ("hands Mara the brush", "give"),
        ("'s hands shake", "stand"),
        ("laughs, white paint on her chin", "stand"),
        ("starts to paint the door", "polish"),
        ("climbs the path", "walk"),
        ("the rest is silence", "stand"),
        ("", "stand"),
        ("彼女は窓を見る", "stand"),
    ],
)
def test_verbs_give_poses_and_nouns_do_not(text, pose):
    assert pose_for(text) == pose


def test_the_verbs_after_a_name_are_that_persons():
    text = "Ada runs. Bram sits on the wall."
    assert pose_for(text, name="BRAM") == "sit"
    assert pose_for(text, name="ADA") == "run"


def test_what_happens_meanwhile_is_somebody_elses():
    assert pose_for("Bram waves as the train runs past", name="BRAM") == "cheer"
    assert pose_for("Bram smiles while Ada climbs", name="BRAM") == "stand"


def test_the_first_text_that_says_something_decides():
    assert pose_for("", "  ", "crouches behind a crate", "runs") == "crouch"


def test_every_pose_that_a_verb_asks_for_exists():
    from storyboard.backends.previs.pose import _POSE_OF

    with_a_thing = {
        "walk phone",
        "run phone",
        "sit phone",
        "drive phone",
        "show",
        "walk show",
        "sit show",
        "drink show",
    }
    assert set(_POSE_OF.values()) | {"reach up", "drive", "stand", "take"} | with_a_thing == set(POSES)
