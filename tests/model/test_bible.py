from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from storyboard.model import FORMATS, Bible, Character, Location, Look, Prop, parse_format

MARA = Character(
    name="MARA",
    aliases=("THE GIRL",),
    references=("refs/mara.png",),
    looks=(
        Look(name="soaked", scenes=("3", "4A"), references=("refs/wet.png",)),
        Look(name="funeral", scenes=("9",), wardrobe="black dress"),
    ),
)


def test_a_look_with_pictures_keeps_them():
    assert MARA.look("soaked").references == ("refs/wet.png",)


def test_a_look_without_pictures_uses_the_characters():
    look = MARA.look("funeral")
    assert (look.wardrobe, look.references) == ("black dress", ("refs/mara.png",))


def test_an_unknown_look_is_the_default_one():
    assert MARA.look("nowhere") == Look(references=("refs/mara.png",))


def test_a_default_look_that_is_described_is_the_default_one_for_unknown_names_too():
    dressed = Character(name="A", references=("a.png",), looks=(Look(name="default", wardrobe="overalls"),))
    assert dressed.look("nowhere") == dressed.look("default")
    assert dressed.look("nowhere").wardrobe == "overalls"


@pytest.mark.parametrize("written", ["MARA", "mara", "Mara", "THE GIRL", "the girl"])
def test_a_character_is_found_by_name_or_alias_in_any_case(written):
    assert Bible(characters=(MARA,)).character(written) is MARA


def test_a_name_goes_before_an_alias_of_somebody_else():
    twin = Character(name="LENA", aliases=("MARA",))
    assert Bible(characters=(twin, MARA)).character("mara") is MARA


def test_accents_are_the_same_however_they_are_spelt():
    book = Bible(
        characters=(Character(name="\u00c9LOISE"),),
        locations=(Location(name="CAF\u00c9"),),
        props=(Prop(name="TH\u00c9"),),
    )
    assert book.character("E\u0301loise") is book.characters[0]
    assert book.location("cafe\u0301") is book.locations[0]
    assert book.prop("the\u0301") is book.props[0]


def test_what_is_not_in_the_bible_is_none():
    book = Bible(characters=(MARA,))
    assert (book.character("TOM"), book.location("MARA"), book.prop(""), book.character("")) == (None, None, None, None)


@pytest.mark.parametrize("name", FORMATS)
def test_known_formats_draw_at_least_as_large_as_they_deliver(name):
    fmt = parse_format(name)
    assert all(draw >= frame for draw, frame in zip(fmt.draw, fmt.frame, strict=True))
    assert all(side % 2 == 0 for side in (*fmt.draw, *fmt.frame))
    ratios = [width / height for width, height in (fmt.draw, fmt.frame)]
    assert ratios[0] == pytest.approx(ratios[1], rel=0.01)


@pytest.mark.parametrize("written", ["1920x1080", " 1920X1080 ", "1920×1080"])
def test_a_size_is_a_format(written):
    assert parse_format(written).frame == (1920, 1080)
    assert parse_format(written).name == "1920x1080"


@pytest.mark.parametrize(
    "written",
    [
        "",
        "wide",
        "16x9",
        "1921x1080",
        "1920x",
        "x1080",
        "254x254",
        "3842x2160",
        "2560x256",
        "1e3x1e3",
        "-1920x1080",
        "9" * 5000 + "x2",
    ],
)
def test_what_is_no_format_says_what_is(written):
    with pytest.raises(ValueError, match=r"format|sides"):
        parse_format(written)


@given(st.integers(0, 5000), st.integers(0, 5000))
def test_any_size_is_taken_exactly_or_refused(width, height):
    legal = all(256 <= side <= 3840 and side % 2 == 0 for side in (width, height)) and max(width, height) <= 3 * min(
        width, height
    )
    if legal:
        assert parse_format(f"{width}x{height}").draw == (width, height)
    else:
        with pytest.raises(ValueError):
            parse_format(f"{width}x{height}")


@pytest.mark.parametrize(
    ("written", "fps"), [(24, Fraction(24)), ("29.97", Fraction(30000, 1001)), (23.976, Fraction(24000, 1001))]
)
def test_the_bible_reads_frame_rates(written, fps):
    assert Bible(fps=written).fps == fps


@pytest.mark.parametrize(
    "fields",
    [
        {"fps": True},
        {"fps": None},
        {"fps": "0"},
        {"format": "wide"},
        {"quality": "best"},
        {"budget": -1},
        {"numbers": 1},
    ],
)
def test_wrong_values_and_misspelt_keys_are_refused(fields):
    with pytest.raises(ValidationError):
        Bible(**fields)


def test_a_bible_survives_json():
    book = Bible(title="Film", characters=(MARA,), format="9:16", fps="23.976")
    assert Bible.model_validate_json(book.model_dump_json(by_alias=True)) == book
