from __future__ import annotations

import pytest

from storyboard.continuity.lettering import best_match, folded, readable
from storyboard.continuity.picture import Line, Picture
from storyboard.model import Bible, Prop, Size
from tests.continuity.shots import make_shot

SIGN = "LIGHT CLOSED SINCE 1989"


def read(found, code, lines, *, bible=None, others=(), **more):
    shot = make_shot(1, **more)
    lines = tuple(Line(*entry) if isinstance(entry, tuple) else Line(entry, 0.97, 0.05) for entry in lines)
    picture = Picture(shot=shot.id, path="a.png", lines=lines)
    return found(code, shot, *others, bible=bible, pictures={shot.id: picture})


@pytest.mark.parametrize(
    "lines",
    [
        [SIGN],
        ["LIGHT CLOSED", "SINCE 1989"],
        ["Light closed,", "since 1989."],
        ["LIGHTCLOSED", "SINCE1989"],
        ["O", "LIGHT CLOSED", "SINCE 1989"],
        ["LIGHT CLOSEO", "SINCE 1989"],
    ],
    ids=["as written", "two lines", "case and stops", "no spaces", "beside a ring", "one letter off"],
)
def test_lettering_that_reads_as_written_is_fine(found, lines):
    assert not read(found, "text-wrong", lines, frame_text=(SIGN,), size=Size.INSERT)
    assert not read(found, "text-unreadable", lines, frame_text=(SIGN,), size=Size.INSERT)
    assert not read(found, "text-stray", lines, frame_text=(SIGN,), size=Size.INSERT)


def test_misspelt_lettering_is_an_error_where_it_is_the_shot(found):
    lines = ["LIGHT CLOSDE", "SNICE 1898"]
    (finding,) = read(found, "text-wrong", lines, frame_text=(SIGN,), size=Size.INSERT)
    assert finding.severity == "error"
    assert finding.evidence["asked"] == SIGN
    assert finding.evidence["read"] == lines
    assert not read(found, "text-stray", lines, frame_text=(SIGN,), size=Size.INSERT)


def test_misspelt_lettering_in_the_distance_is_a_warning(found):
    assert [
        one.severity for one in read(found, "text-wrong", ["LIGHT CLOSDE SNICE 1898"], frame_text=(SIGN,), size=Size.WS)
    ] == ["warning"]


def test_a_blank_sign_is_an_error_in_an_insert_and_worth_a_look_in_the_distance(found):
    for size, severity in ((Size.INSERT, "error"), (Size.WS, "info")):
        assert [one.severity for one in read(found, "text-unreadable", [], frame_text=(SIGN,), size=size)] == [severity]


def test_chinese_lettering_is_compared_by_the_character(found):
    asked = {"frame_text": ("静かな音楽",), "size": Size.INSERT}
    assert not read(found, "text-wrong", ["静かな", "音楽"], **asked)
    assert len(read(found, "text-wrong", ["静かな", "晋薬"], **asked)) == 1


def test_a_script_the_reader_does_not_know_is_left_to_people(found):
    asked = {"frame_text": ("МАЯК",), "size": Size.INSERT}
    assert not read(found, "text-unreadable", ["MARK"], **asked)
    assert not read(found, "text-stray", ["MARK"], **asked)
    assert [one.severity for one in read(found, "text-unchecked", ["MARK"], **asked)] == ["info"]


def test_a_caption_nobody_asked_for_is_a_warning(found):
    (finding,) = read(found, "text-stray", ["Meanwhile"])
    assert (finding.severity, finding.evidence["read"]) == ("warning", ["Meanwhile"])


@pytest.mark.parametrize(
    "line",
    [
        ("O", 0.99, 0.2),
        ("OOO", 0.99, 0.2),
        ("THHE", 0.72, 0.1),
        ("ab", 0.99, 0.1),
        ("Meanwhile", 0.97, 0.008),
        ("口", 0.99, 0.1),
    ],
    ids=["a ring", "rings", "unsure", "too short", "too small", "a window"],
)
def test_patterns_that_look_like_letters_are_not_words(found, line):
    assert not read(found, "text-stray", [line])


def test_words_that_belong_to_the_place_may_be_seen_in_other_shots_of_it(found):
    others = (make_shot(2, frame_text=(SIGN,)),)
    assert not read(found, "text-stray", ["LIGHT CLOSED"], others=others)
    assert (
        len(read(found, "text-stray", ["LIGHT CLOSED"], others=(make_shot(2, frame_text=(SIGN,), location="BAR"),)))
        == 1
    )
    bible = Bible(props=(Prop(name="CRATE", description='a crate marked "FRAGILE"'),))
    assert not read(found, "text-stray", ["FRAGILE"], bible=bible)


def test_a_picture_nobody_read_says_nothing(found):
    shot = make_shot(1, frame_text=(SIGN,), size=Size.INSERT)
    assert not found("text-unreadable", shot, pictures={shot.id: Picture(shot=shot.id, path="a.png")})


def test_texts_are_compared_by_their_letters():
    assert folded("Café, ＯＰＥＮ!") == "cafeopen"
    assert best_match("OPEN", [Line("24H", 1, 1), Line("open", 1, 1)]) == ("open", 1.0)
    assert [readable(text) for text in ("Café 24", "日本", "МАЯК", "منارة", "!?")] == [True, True, False, False, False]
