from __future__ import annotations

from dataclasses import replace

import pytest

from storyboard.continuity.picture import Picture
from storyboard.model import Bible, Size
from tests.continuity.shots import make_shot, somebody

BIBLE = Bible(format="640x360")
GOOD = Picture(
    shot="",
    path="frames/a.png",
    sha256="a" * 64,
    width=640,
    height=360,
    dhash=0x0F0F_1234_5678_9ABC,
    thumb=bytes(range(256)) * 3,
    light=45,
    spread=70,
    histogram=(0.5, 0.5),
)
SHOT = make_shot(1, somebody("MARA"))


def look(found, code, picture, shot=SHOT):
    return found(code, shot, bible=BIBLE, pictures={shot.id: picture})


def test_a_good_picture_has_no_finding(found):
    for code in (
        "picture-damaged",
        "picture-replaced",
        "picture-black",
        "picture-blank",
        "picture-flat",
        "picture-shape",
    ):
        assert not look(found, code, GOOD)
    assert not look(found, "picture-small", GOOD)
    assert not look(found, "picture-bars", GOOD)


@pytest.mark.parametrize(
    ("code", "change", "severity"),
    [
        ("picture-damaged", {"problem": "The picture is broken or cut off"}, "error"),
        ("picture-replaced", {"changed": True}, "warning"),
        ("picture-black", {"light": 1.0, "spread": 3.0}, "error"),
        ("picture-blank", {"light": 60.0, "spread": 1.0}, "error"),
        ("picture-flat", {"spread": 15.0}, "warning"),
        ("picture-shape", {"width": 360}, "warning"),
        ("picture-small", {"width": 320, "height": 180}, "warning"),
        ("picture-bars", {"bars": {"top": 40, "bottom": 40}}, "warning"),
    ],
)
def test_a_picture_that_went_wrong_is_told(found, code, change, severity):
    (finding,) = look(found, code, replace(GOOD, **change))
    assert (finding.shot, finding.severity) == (SHOT.id, severity)
    assert finding.evidence["file"] == "frames/a.png"


@pytest.mark.parametrize(
    ("code", "change", "action", "severity"),
    [
        ("picture-black", {"light": 1.0, "spread": 3.0}, "Darkness. A match is struck.", "info"),
        ("picture-blank", {"light": 60.0, "spread": 1.0}, "Fog.", "warning"),
    ],
)
def test_what_the_action_asks_for_weighs_less(found, code, change, action, severity):
    shot = make_shot(1, action=action)
    assert [one.severity for one in look(found, code, replace(GOOD, **change), shot)] == [severity]


def test_fog_may_be_pale(found):
    assert not look(found, "picture-flat", replace(GOOD, spread=15.0), make_shot(1, action="Fog over the harbour."))


def doubled(found, second, picture):
    pictures = {SHOT.id: GOOD, second.id: picture}
    return found("picture-doubled", SHOT, second, bible=BIBLE, pictures=pictures)


def test_the_same_bytes_for_another_person_are_an_error(found):
    (finding,) = doubled(found, make_shot(2, somebody("TOMAS")), GOOD)
    assert (finding.shot, finding.severity) == ("s001_0020", "error")
    assert finding.evidence["shots"] == ["s001_0010", "s001_0020"]


def test_what_previs_draws_alike_is_worth_a_look(found):
    drawn = replace(GOOD, artist="previs")
    second = make_shot(2, somebody("TOMAS"))
    pictures = {SHOT.id: drawn, second.id: drawn}
    assert [one.severity for one in found("picture-doubled", SHOT, second, bible=BIBLE, pictures=pictures)] == ["info"]
    pictures[second.id] = replace(drawn, changed=True)
    assert [one.severity for one in found("picture-doubled", SHOT, second, bible=BIBLE, pictures=pictures)] == ["error"]


def test_each_copy_is_told_once(found):
    shots = [make_shot(number, somebody(name)) for number, name in enumerate(("MARA", "TOMAS", "ANNA", "BEN"), 1)]
    told = found("picture-doubled", *shots, bible=BIBLE, pictures={shot.id: GOOD for shot in shots})
    assert [one.evidence["shots"] for one in told] == [["s001_0010", shot.id] for shot in shots[1:]]


def test_a_near_copy_for_another_person_is_a_warning(found):
    near = replace(GOOD, sha256="b" * 64, dhash=GOOD.dhash ^ 0b11)
    assert [one.severity for one in doubled(found, make_shot(2, somebody("TOMAS")), near)] == ["warning"]


@pytest.mark.parametrize(
    ("second", "picture"),
    [
        (make_shot(2, somebody("TOMAS")), replace(GOOD, sha256="b" * 64, dhash=~GOOD.dhash & (2**64 - 1))),
        (make_shot(2, somebody("TOMAS")), replace(GOOD, sha256="b" * 64, thumb=bytes(768))),
        (make_shot(2, somebody("TOMAS")), replace(GOOD, sha256="b" * 64, histogram=(1.0, 0.0))),
        (make_shot(1, somebody("MARA"), scene=2), replace(GOOD, sha256="b" * 64)),
    ],
    ids=["other shapes", "other pixels", "other colours", "the same thing asked for again"],
)
def test_pictures_that_differ_or_should_be_alike_are_none(found, second, picture):
    assert not doubled(found, second, picture)


def test_shots_of_one_setup_may_look_the_same(found):
    first, second = (make_shot(number, somebody(name), setup="s001_A") for number, name in ((1, "MARA"), (2, "TOMAS")))
    assert not found("picture-doubled", first, second, bible=BIBLE, pictures={first.id: GOOD, second.id: GOOD})


def test_a_silenced_shot_is_not_told(found):
    shot = make_shot(1, size=Size.MS, note="Meant so. check: ignore picture-black, jump-cut")
    assert not look(found, "picture-black", replace(GOOD, light=1.0, spread=3.0), shot)
    assert len(look(found, "picture-shape", replace(GOOD, width=360), shot)) == 1
