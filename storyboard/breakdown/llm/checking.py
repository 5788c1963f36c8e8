"""An answer held against the script: which lines each shot really has. Nothing is believed that cannot be found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from storyboard.breakdown.llm.answer import QuotedLine, ShotAnswer
from storyboard.breakdown.llm.lines import Line, Part
from storyboard.breakdown.sentences import normalised

# A quotation shorter than this may stand anywhere; only its number counts then.
_TELLING = 4


@dataclass(frozen=True)
class Pick:
    """A shot of the answer that has lines of its own: their indices in the scene, which follow each other."""

    lines: tuple[int, ...]
    shot: ShotAnswer


def pick_lines(shots: Sequence[ShotAnswer], part: Part) -> tuple[list[Pick], list[str]]:
    """The shots by their lines, in the order these are played, and notes on what was not believed.

    Every line goes to the first shot that quotes it. A shot whose lines do not follow each other keeps the longest run;
    lines that are played in another place (an intercut) are no part of it.
    """
    words = [normalised(line.text) for line in part.lines]
    spoken = [normalised(f"{line.who} {line.text}") for line in part.lines]
    taken: set[int] = set()
    picks: list[Pick] = []
    notes: list[str] = []
    for number, shot in enumerate(shots, 1):
        found = [_found(quote, words, spoken) for quote in shot.lines]
        if None in found:
            notes.append(f"shot {number} quotes {found.count(None)} lines that are not in the scene")
        lines = sorted({index for index in found if index is not None} - taken)
        if not lines:
            again = any(index is not None for index in found)
            notes.append(f"shot {number} {'repeats lines of other shots' if again else 'has no line'} and is left out")
            continue
        run = _longest_run(lines, part)
        if len(run) < len(lines):
            notes.append(f"shot {number} jumps; lines that do not follow each other are taken out of it")
        taken.update(run)
        picks.append(Pick(tuple(part.first + index for index in run), shot))
    return sorted(picks, key=lambda pick: pick.lines), notes


def _found(quote: QuotedLine, words: Sequence[str], spoken: Sequence[str]) -> int | None:
    """The index of the line a quotation means; of several with its words the one nearest to its number."""
    said = normalised(quote.begins)
    index = quote.number - 1
    if 0 <= index < len(words) and _begins(said, words[index], spoken[index]):
        return index
    if len(said) < _TELLING:
        return None
    like = [place for place in range(len(words)) if said and _begins(said, words[place], spoken[place])]
    return min(like, key=lambda place: (abs(place - index), place), default=None)


def _begins(said: str, text: str, spoken: str) -> bool:
    if not said or not text:
        return said == text
    return text.startswith(said) or said.startswith(text) or spoken.startswith(said)


def _longest_run(lines: Sequence[int], part: Part) -> list[int]:
    runs: list[list[int]] = []
    for index in lines:
        follows = runs and index == runs[-1][-1] + 1
        if follows and _place(part.lines[index], part) is _place(part.lines[runs[-1][-1]], part):
            runs[-1].append(index)
        else:
            runs.append([index])
    return max(runs, key=len)


def _place(line: Line, part: Part) -> object:
    return part.cut.drafts[line.draft].place
