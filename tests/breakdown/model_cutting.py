"""A script broken down with a model that answers as a test tells it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from storyboard.breakdown import Breakdown, ModelCutter, Reply, break_down
from storyboard.model import Bible, ShotLock
from storyboard.script import parse_fountain
from tests.breakdown.model_answers import person, rows_in, shot

SCRIPT = """\
EXT. HARBOUR - DAY

Boats rock at the quay. MARA (36), in a yellow raincoat, walks along the water.

TOMAS (60) waits on a bollard. The sign behind him reads "CLOSED".

MARA
Have you got it?

TOMAS
(quietly)
I have had it for thirty years.

CLOSE ON TOMAS, who smiles.

MARA (V.O.)
He never said another word.
"""
Answerer = Callable[[str], object]


class Cutting:
    """A script broken down with a model that answers as it is told."""

    def __init__(self, text: str, answer: Answerer, *, bible: Bible | None = None, previous: ShotLock | None = None):
        self.prompts: list[str] = []
        self.answer = answer
        self.bible = bible or Bible()
        self.script = parse_fountain(text, file="film.fountain")
        self.rules: Breakdown = break_down(self.script, self.bible, previous=previous)
        self.cutter = ModelCutter(self._find, self.bible.timing)
        self.made = break_down(self.script, self.bible, previous=previous, recut=self.cutter)

    def _find(self, part) -> Reply | None:
        self.prompts.append(part.text)
        given = self.answer(part.text)
        if given is None or isinstance(given, Reply):
            return given
        return Reply(given if isinstance(given, str) else json.dumps(given))

    @property
    def shots(self):
        return self.made.shot_list.shots

    @property
    def notes(self) -> str:
        return "\n".join(str(entry) for entry in self.cutter.diagnostics)

    def keeps_the_script(self) -> bool:
        """Every word of it is in one shot, in its order."""
        return words(self.made) == words(self.rules)


def words(made: Breakdown) -> tuple[list[str], list[tuple[str, str]]]:
    shots = made.shot_list.shots
    acted = " ".join(one.action.text for one in shots).split()
    return acted, [(line.character, line.text) for one in shots for line in one.dialogue]


def picked(prompt: str, *numbers: int):
    return [row for row in rows_in(prompt) if row[0] in numbers]


def cut_as(shots: Callable[[str], list[Any]], text: str = SCRIPT, **more: Any) -> Cutting:
    return Cutting(text, lambda prompt: {"shots": shots(prompt)}, **more)


def good(prompt: str) -> list[dict[str, Any]]:
    return [
        shot(picked(prompt, 1), size="EWS", start="The quay lies empty", motion="Boats rock", why="where we are"),
        shot(picked(prompt, 2), person("Mara", enters=True, staging="left"), size="FS", move="pan", direction="right"),
        shot(picked(prompt, 3, 4), "TOMAS", lettering=["CLOSED", "SALE"]),
        shot(
            picked(prompt, 5),
            person("MARA", staging="far left", back_in_foreground=True, facing="away"),
            person("TOMAS", staging="right", expression="wary"),
            size="MCU",
            framing="OTS",
        ),
        shot(picked(prompt, 6), "TOMAS", size="CU"),
        shot(picked(prompt, 7, 8), "TOMAS", size="WS", move="push"),
    ]
