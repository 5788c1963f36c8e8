import pytest

from storyboard.media import font_for, missing_glyphs, wrap
from storyboard.media.linebreaks import cut_before, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I know  it.", ["I ", "know  ", "it."]),
        ("「村の誰も」、はい。", ["「村", "の", "誰", "も」、", "は", "い。"]),
        ("abc、def", ["abc、", "def"]),
        ("ない——船", ["な", "い", "——", "船"]),
        ("（12）日", ["（12）", "日"]),
        ("e\u0301te\u0301", ["e\u0301te\u0301"]),
        ("", []),
    ],
)
def test_lines_break_between_words_and_ideographs_but_not_beside_brackets_and_points(text, words):
    assert words_of(text) == words


def test_no_line_of_chinese_or_japanese_begins_with_what_closes_or_ends_with_what_opens():
    text = "灯台の明かりが、三日も消えている。「村の誰も」（ひとりも）そのことを口にしない——船が来る前に、必ず。" * 3
    if missing_glyphs(text):
        pytest.skip("no CJK face on this machine")
    for width in range(130, 700, 90):
        lines = wrap(text, font_for(text, 24), width)
        assert "".join(lines) == text
        assert all(line[0] not in "、。」）ー" and line[-1] not in "「（" for line in lines)


def test_a_thai_phrase_goes_on_in_the_line_and_is_cut_between_syllables():
    text = "มาร่า: ประภาคารดับมาสามคืนแล้วและไม่มีใครในหมู่บ้านพูดถึงมันเลยแม้แต่คำเดียว"
    lines = wrap(text, font_for(text, 24), 420)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert len(lines[0]) > len("มาร่า: ")
    assert all(line[0] not in "ะาำัิีึืุู็่้๊๋์" and line[-1] not in "เแโใไ" for line in lines)


def test_a_word_that_cannot_be_cut_well_is_cut_all_the_same():
    assert cut_before("abc", 2) == 2
    assert 0 < cut_before("a" + "\u0301" * 40, 20) <= 20
