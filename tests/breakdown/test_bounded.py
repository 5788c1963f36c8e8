"""Lines no writer wrote: every word stays, and nothing takes for ever."""

from __future__ import annotations

import pytest

from storyboard.breakdown.bounded import LONGEST, bounded
from storyboard.script import parse_fountain

SENTENCE = "Mara walks along the water and looks at the boats. "


def test_a_long_paragraph_is_cut_after_sentences_and_loses_no_word() -> None:
    script = parse_fountain(f"INT. HALL - DAY\n\n{SENTENCE * 300}\n", file="f")
    pieces = [element.text for element in bounded(script).scenes[0].elements if element.kind == "action"]
    assert len(pieces) > 3
    assert all(len(piece) <= LONGEST and piece.endswith(".") for piece in pieces)
    assert " ".join(pieces).split() == (SENTENCE * 300).split()


def test_a_script_that_people_write_is_left_as_it_is() -> None:
    script = parse_fountain(f"INT. HALL - DAY\n\n{SENTENCE * 20}\n", file="f")
    assert bounded(script) is script


@pytest.mark.parametrize("line", ["......", "…", "(", "She enters. ", "MARA (", '"', "A: "])
def test_nonsense_without_an_end_is_taken_in_pieces_too(cut, line: str) -> None:
    text = f"INT. HALL - DAY\n\nMARA (30) waits.\n\n{line * (20_000 // len(line))}\n"
    elements = bounded(parse_fountain(text, file="f")).scenes[0].elements
    assert max(len(element.text) for element in elements) <= LONGEST
    assert cut(text).shot_list.shots
