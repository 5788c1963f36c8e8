from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storyboard.prompts.wording import capital, clip, listed, one_line, sentence, without_cue


def test_text_becomes_one_line_without_marks_that_turn_it_round():
    assert one_line(" a\n\tb\r\nc\u2028d \x00e\u202ef\ud800 ") == "a b c d ef"


def test_joiners_that_letters_need_stay():
    assert one_line("می\u200cخواهم 👩\u200d🚀") == "می\u200cخواهم 👩\u200d🚀"


@pytest.mark.parametrize(
    ("text", "limit", "kept"),
    [
        ("Short.", 20, "Short."),
        ("One is here. Two is there. Three is gone.", 30, "One is here. Two is there."),
        ("He waits; she goes on and on and on", 20, "He waits"),
        ("plain words that go on for long", 17, "plain words that"),
        ("plain words that go on for long", 16, "plain words that"),
        ("灯塔很高。海很黑。风很大。", 9, "灯塔很高。海很黑。"),
        ("灯塔很高海很黑风很大", 5, "灯塔很高海"),
        ("Unbrokenandlong", 5, "Unbro"),
        ("Dr. Who walks through an endless corridor", 30, "Dr. Who walks through an"),
        ("3.5 metres of rope and a very long tale", 22, "3.5 metres of rope and"),
        ("anything", 0, ""),
    ],
)
def test_a_cut_is_made_where_it_reads_best(text, limit, kept):
    assert clip(text, limit) == kept


@given(st.text(max_size=200), st.integers(0, 220))
def test_what_is_kept_is_the_beginning_and_never_too_long(text, limit):
    kept = clip(text, limit)
    assert len(kept) <= limit
    assert one_line(text).startswith(kept)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("He waits", "He waits."),
        ("Who?", "Who?"),
        ('He says "go."', 'He says "go."'),
        ("灯。", "灯。"),
        ("a,", "a."),
        (" , ", ""),
    ],
)
def test_a_sentence_ends_in_one_mark(text, said):
    assert sentence(text) == said


def test_lists_read_as_people_say_them():
    assert [listed(items) for items in ([], ["A"], ["A", "B"], ["A", "B", "C"])] == ["", "A", "A and B", "A, B and C"]


def test_capital_leaves_the_rest_alone():
    assert capital("the MAN in red") == "The MAN in red"
    assert capital("") == ""


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("PAN RIGHT across the sea.", "across the sea."),
        ("PUSH IN on Tomas.", "on Tomas."),
        ("CLOSE ON MARA. Wind.", "Wind."),
        ("OVER MARA'S SHOULDER. Tomas looks.", "Tomas looks."),
        ("INSERT - THE BOARD. White letters.", "White letters."),
        ("LOW ANGLE", ""),
        ("PAN flies in.", "PAN flies in."),
        ("MARA AND TOMAS run.", "MARA AND TOMAS run."),
        ("On Monday MARA runs.", "On Monday MARA runs."),
        ("CLOSE ON Mara.", "Mara."),
    ],
)
def test_camera_cues_are_told_from_what_happens(text, left):
    assert without_cue(text) == left
