from __future__ import annotations

import pytest

from storyboard.model import Bible, Character, Prop, Size
from tests.continuity.shots import make_shot, somebody

BIBLE = Bible(props=(Prop(name="LANTERN", aliases=("lamp",), references=("refs/lantern.png",)),))


def mara(number: int, action: str, **more):
    return make_shot(number, somebody("MARA"), action=action, **more)


@pytest.mark.parametrize("words", ["Mara, holding the lantern, waits.", "Mara waits, a LAMP in her hand."])
def test_a_lantern_in_a_hand_that_was_empty_comes_from_nowhere(found, words):
    (finding,) = found("prop-from-nowhere", mara(1, "Mara opens the door."), mara(2, words), bible=BIBLE)
    assert (finding.shot, finding.severity) == ("s001_0020", "warning")
    assert finding.evidence["shots"] == ["s001_0010", "s001_0020"]


@pytest.mark.parametrize(
    "shots",
    [
        (mara(1, "Mara opens the door."), mara(2, "Mara takes the lantern from its hook.")),
        (mara(1, "A lantern on the table. Mara opens the door."), mara(2, "Mara, holding the lantern, waits.")),
        (mara(1, "Mara opens her eyes.", size=Size.CU), mara(2, "Mara, holding the lantern, waits.")),
        (mara(1, "Mara lights the lantern.", scene=1), mara(1, "A door.", scene=2), mara(2, "Mara holds the lantern.", scene=2)),
        (make_shot(1, action="A door."), mara(2, "Mara, holding the lantern, waits.")),
    ],
    ids=["takes it", "was there", "hands not seen", "has it from before", "not seen before"],
)  # fmt: skip
def test_a_lantern_with_a_past_does_not(found, shots):
    assert not found("prop-from-nowhere", *shots, bible=BIBLE)


def test_what_belongs_to_somebodys_clothes_is_theirs(found):
    bible = BIBLE.model_copy(update={"characters": (Character(name="MARA", description="a lantern at her belt"),)})
    shots = mara(1, "Mara opens the door."), mara(2, "Mara, holding the lantern, waits.")
    assert not found("prop-from-nowhere", *shots, bible=bible)


def in_setup(number: int, *props: str, **more):
    return make_shot(number, somebody("MARA"), props=props, **{"setup": "s001_A", **more})


def test_a_prop_missing_between_two_shots_of_a_setup_blinks(found):
    shots = in_setup(1, "LANTERN"), in_setup(2), in_setup(3, "LANTERN")
    (finding,) = found("prop-comes-and-goes", *shots, bible=BIBLE)
    assert (finding.shot, finding.severity) == ("s001_0020", "info")


def test_a_prop_missing_in_another_setup_or_taken_away_does_not(found):
    assert not found(
        "prop-comes-and-goes", in_setup(1, "LANTERN"), in_setup(2, setup="s001_B"), in_setup(3, "LANTERN"), bible=BIBLE
    )
    assert not found("prop-comes-and-goes", in_setup(1, "LANTERN"), in_setup(2), in_setup(3), bible=BIBLE)
