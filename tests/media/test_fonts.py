from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import features

from storyboard.media import font_for, is_cjk, missing_glyphs, wrap

LATIN = "The lamp still turns above the path, pale in the morning, and nobody is there to see it."
HAS_CJK_FONT = missing_glyphs("灯") == ""


@pytest.mark.parametrize("char", "灯ひカ한語、。！㐀")
def test_letters_set_without_spaces_are_cjk(char):
    assert is_cjk(char)


@pytest.mark.parametrize("char", "aÉжनع 1.😀")
def test_other_letters_are_not(char):
    assert not is_cjk(char)


def test_a_bold_face_is_wider_and_a_larger_one_larger():
    assert font_for("a", 20, bold=True).getlength(LATIN) > font_for("a", 20).getlength(LATIN)
    assert font_for("a", 40).getlength(LATIN) == pytest.approx(2 * font_for("a", 20).getlength(LATIN), rel=0.02)


def test_latin_greek_and_cyrillic_can_always_be_shown():
    assert missing_glyphs("Straße Ελλάδα Гагарин “—…”\n") == ""


@pytest.mark.parametrize("text", ["مغلق منذ ١٩٨٩", "סגור מאז 1989", "ปิดตั้งแต่ปี", "बंद 1989 से", "மூடப்பட்டது", "OPEN مفتوح"])
def test_signs_in_other_scripts_are_letters_and_no_boxes(text):
    assert missing_glyphs(text) == ""


@pytest.mark.skipif(not features.check("fribidi"), reason="no fribidi on this machine: Arabic is not joined")
def test_arabic_letters_are_joined_and_run_from_the_right():
    font = font_for("مفتوح", 40)
    apart = sum(font.getlength(char) for char in "مفتوح")
    assert font.getlength("مفتوح") < 0.9 * apart
    mask = font.getmask("اللللللل!")
    marks = [column for column in range(mask.size[0]) if mask.getpixel((column, mask.size[1] - 1))]
    assert min(marks) < mask.size[0] / 4  # The exclamation mark ends the line: on the left.


def test_letters_without_a_shape_are_named_once_and_sorted():
    assert missing_glyphs("ab ⵣ x ⴰⵣ") == "ⴰⵣ"


@pytest.mark.skipif(not HAS_CJK_FONT, reason="no CJK font on this machine")
def test_cjk_text_gets_a_font_that_shows_it():
    font = font_for("灯台の光", 20)
    assert font.getmask("灯").getbbox() is not None
    assert bytes(font.getmask("灯")) != bytes(font.getmask("光"))


def test_lines_are_no_wider_than_asked_and_lose_no_word():
    font = font_for(LATIN, 20)
    lines = wrap(LATIN, font, 200)
    assert len(lines) > 2
    assert all(font.getlength(line) <= 200 for line in lines)
    assert " ".join(lines) == LATIN


def test_a_short_text_is_one_line_and_paragraphs_stay_apart():
    font = font_for("a", 20)
    assert wrap("One line.", font, 500) == ["One line."]
    assert wrap("One.\n\nTwo.", font, 500) == ["One.", "", "Two."]
    assert wrap("", font, 500) == [""]


def test_cjk_breaks_between_any_two_letters():
    text = "海から二人の影が現れる夜のこと灯台の光が回る"
    font = font_for(text, 20)
    lines = wrap(text, font, 120)
    assert len(lines) > 1
    assert "".join(lines) == text
    assert all(font.getlength(line) <= 120 for line in lines)


def test_no_line_of_cjk_begins_with_a_closing_mark():
    text = "「灯りだ。」彼女は、静かに、静かに、笑った。誰もいない。" * 3
    font = font_for(text, 20)
    for width in range(60, 200, 7):
        lines = wrap(text, font, width)
        assert not any(line.startswith(("。", "、", "」")) for line in lines)
        assert "".join(lines) == text


def test_words_and_cjk_mix():
    font = font_for("灯", 20)
    text = "MARA says 灯りだ and goes"
    assert "".join("".join(wrap(text, font, 90)).split()) == "".join(text.split())


def test_a_word_wider_than_the_line_is_cut():
    font = font_for("a", 20)
    word = "Donaudampfschifffahrtsgesellschaft"
    lines = wrap(f"Die {word} fährt", font, 100)
    assert all(font.getlength(line) <= 100 for line in lines)
    assert "".join(lines).replace(" ", "") == f"Die{word}fährt"


def test_what_does_not_fit_ends_in_an_ellipsis():
    font = font_for(LATIN, 20)
    lines = wrap(LATIN, font, 200, max_lines=2)
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert not lines[1].endswith(" …")
    assert font.getlength(lines[1]) <= 200
    assert wrap("Short.", font, 200, max_lines=2) == ["Short."]


@settings(max_examples=150, deadline=None)
@given(
    text=st.text(st.sampled_from("abcdefgh WMil.,é灯台の光、。」\n\t-"), max_size=120),
    width=st.integers(30, 400),
    max_lines=st.integers(0, 4),
)
def test_no_line_is_ever_wider_than_asked(text, width, max_lines):
    font = font_for("a灯", 20)
    lines = wrap(text, font, width, max_lines=max_lines)
    assert all(font.getlength(line) <= width for line in lines)
    assert len(lines) >= 1
    if max_lines:
        assert len(lines) <= max_lines
    else:
        assert "".join("".join(lines).split()) == "".join(text.split())
