from __future__ import annotations

import pytest

from storyboard.model import Bible, Character, Look, TransitionKind
from tests.continuity.shots import make_shot, somebody

MARA = Character(
    name="MARA",
    description="a yellow raincoat",
    looks=(Look(name="evening", wardrobe="a black dress"), Look(name="late", wardrobe="a fur", scenes=("9",))),
)
BIBLE = Bible(characters=(MARA,))


def wearing(number: int, look: str, **more):
    return make_shot(number, somebody("MARA", look=look), **more)


def test_another_dress_in_the_same_scene_is_an_error(found):
    (finding,) = found("wardrobe", wearing(1, "default"), wearing(2, "evening"), bible=BIBLE)
    assert (finding.shot, finding.severity) == ("s001_0020", "error")
    assert "a black dress" in finding.message
    assert finding.evidence["look_before"] == "default"


def test_the_same_dress_is_none(found):
    assert not found("wardrobe", wearing(1, "evening"), wearing(2, "evening"), bible=BIBLE)


def test_one_shot_in_another_dress_is_told_once(found):
    looks = ("default", "evening", "default", "default")
    shots = [wearing(index, look) for index, look in enumerate(looks, 1)]
    assert [finding.shot for finding in found("wardrobe", *shots, bible=BIBLE)] == ["s001_0020"]


def test_a_look_the_bible_does_not_describe_is_less_sure(found):
    (finding,) = found("wardrobe", wearing(1, "default"), wearing(2, "gala"), bible=BIBLE)
    assert finding.severity == "warning"


@pytest.mark.parametrize(
    "shots",
    [
        (wearing(1, "default"), wearing(2, "evening", action="Mara puts the black dress on.")),
        (wearing(1, "default", action="Mara takes her coat off."), wearing(2, "evening")),
        (wearing(1, "default"), wearing(2, "evening", action="EVENING MARA looks back at us.")),
        (wearing(1, "default", transition_out=TransitionKind.DISSOLVE), wearing(2, "evening")),
        (wearing(1, "default"), wearing(1, "evening", scene=2)),
        (wearing(1, "default"), make_shot(2, somebody("MARA", look="evening", on_screen=False))),
    ],
    ids=["puts it on", "takes it off", "the script says so", "time passes", "another scene", "not seen"],
)
def test_a_change_with_a_reason_is_no_finding(found, shots):
    assert not found("wardrobe", *shots, bible=BIBLE)


def test_a_look_for_a_scene_the_film_has_not_is_lost(found):
    (finding,) = found("look-lost", wearing(1, "default"), bible=BIBLE)
    assert finding.evidence == {"character": "MARA", "look": "late", "unknown": ["9"]}
    assert not finding.shot


def test_a_look_for_a_story_time_no_scene_has_is_lost(found):
    mara = Character(name="MARA", looks=(Look(name="child", story=("flashback",)),))
    assert len(found("look-lost", wearing(1, "default"), bible=Bible(characters=(mara,)))) == 1
    told = Bible(characters=(mara,), story_time={"flashback": ("1",)})
    assert not found("look-lost", wearing(1, "default"), bible=told)


def test_a_look_nobody_described_is_unknown_and_told_once_a_film(found):
    shots = wearing(1, "gala"), wearing(2, "gala"), wearing(3, "evening")
    (finding,) = found("look-unknown", *shots, bible=BIBLE)
    assert finding.evidence["shots"] == ["s001_0010", "s001_0020"]
    assert not found("look-unknown", wearing(1, "gala"))
