"""Scripts as texts: a short name for reading one, and the shared corpus where it is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from storyboard.model import Element, ElementKind, Script
from storyboard.script import parse_fountain
from storyboard.script.detect import detect


@pytest.fixture
def read():
    """Read a text as a script called film.fountain."""

    def reader(text: str) -> Script:
        return parse_fountain(text, file="film.fountain")

    return reader


@pytest.fixture
def elements_of(read):
    """Kind and text of every element of a text."""

    def reader(text: str) -> list[tuple[ElementKind, str]]:
        return [(element.kind, element.text) for element in everything(read(text))]

    return reader


@pytest.fixture
def corpus() -> Path:
    """The folder of scripts that lies beside some checkouts."""
    folder = Path(__file__).resolve().parents[3] / "shared" / "scripts"
    if not folder.is_dir():
        pytest.skip(f"no corpus of scripts at {folder}")
    return folder


def everything(script: Script) -> list[Element]:
    """Every element of a script."""
    return [*script.front, *(element for scene in script.scenes for element in scene.elements)]


class Look:
    """Short ways to look at a script, whatever it was written as."""

    def text(self, text: str, *, name: str = "film.txt", form: str | None = None) -> Script:
        """What a text is taken for and read as; its form is checked if one is given."""
        found = detect(text, file=name, ending=name[name.rfind(".") :])
        script = found.read()
        if form is not None:
            assert script.format == form
            # Prose is only known for prose when it has been read as Fountain.
            assert found.form == ("fountain" if form == "prose" else form)
        return script

    def short(self, script: Script) -> list[tuple[int, str, str]]:
        """Line, kind and text of every element."""
        return [(element.source.line, element.kind.value, element.text) for element in everything(script)]

    def shots(self, script: Script) -> list[tuple[str | None, str]]:
        """Number and cue list of every shot."""
        return [(element.number, element.text) for element in everything(script) if element.kind is ElementKind.SHOT]

    def speeches(self, script: Script) -> list[tuple[str, tuple[str, ...], str]]:
        """Name, extensions and words of every speech."""
        elements = everything(script)
        found = []
        for index, element in enumerate(elements):
            if element.kind is not ElementKind.CHARACTER:
                continue
            spoken = []
            for following in elements[index + 1 :]:
                if following.kind not in {ElementKind.DIALOGUE, ElementKind.PARENTHETICAL}:
                    break
                spoken += [following.text] if following.kind is ElementKind.DIALOGUE else []
            found.append((element.text, element.extensions, " ".join(spoken)))
        return found

    def texts(self, script: Script, kind: ElementKind = ElementKind.ACTION) -> list[str]:
        """The text of every element of one kind."""
        return [element.text for element in everything(script) if element.kind is kind]

    def headings(self, script: Script) -> list[tuple[str, str, str, str]]:
        """Number, interior, place and time of every scene."""
        return [
            (scene.number, scene.heading.interior.value, scene.heading.place, scene.heading.time.value)
            for scene in script.scenes
        ]

    def codes(self, script: Script) -> list[str]:
        """The codes of what was doubtful."""
        return [found.code for found in script.diagnostics]


@pytest.fixture
def look() -> Look:
    """Short ways to look at a script."""
    return Look()
