"""The parts of the mix as files of their own, for whoever mixes the film for good."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from storyboard.animatic.cache import completing
from storyboard.animatic.mix import BLOCK, buses, mixed
from storyboard.animatic.soundtrack import Soundtrack
from storyboard.media import WavWriter
from storyboard.model import Noun, timecode
from storyboard.project import write_atomically

if TYPE_CHECKING:
    from storyboard.media import Sound

_LONGEST = 60


class Marker(Noun):
    """A sound that the script asks for and nobody has recorded: where it belongs, counted in frames from the beginning."""

    frame: int
    shot: str
    text: str


def write_stems(soundtrack: Soundtrack, folder: Path, markers: Iterable[Marker], fps: Fraction) -> tuple[Path, ...]:
    """Write ``dialogue-NAME.wav`` for each speaker, ``sfx.wav``, ``music.wav``, ``mix.wav`` and ``sounds-wanted.csv``.

    All are 48 kHz stereo, 24 bits, and as long as the film. The parts are as they go into the mix, the music making room
    already; they add up to the mix but for its overall level. Nothing is written for a part that is never heard.

    Args:
        soundtrack: The film's sound.
        folder: Where to; made when it is missing, and files of these names in it are replaced.
        markers: What is asked for and missing.
        fps: Frames a second, for the timecodes of the table.

    Raises:
        InputError: A recording is not sound.
        ProjectError: The folder cannot be written.
    """
    names = _names(soundtrack)
    written = [_write(folder / f"{name}.wav", soundtrack, bus) for bus, name in names.items()]
    with completing(folder / "mix.wav") as unfinished, WavWriter(unfinished) as file:
        for block in mixed(soundtrack):
            file.add(block)
    table = io.StringIO()
    rows = csv.writer(table, lineterminator="\n")
    rows.writerow(("timecode", "frame", "shot", "sound"))
    rows.writerows((timecode(one.frame, fps), one.frame, one.shot, _tame(one.text)) for one in markers)
    wanted = folder / "sounds-wanted.csv"
    write_atomically(wanted, table.getvalue().encode("utf-8", "replace"))
    return (*written, folder / "mix.wav", wanted)


def _write(path: Path, soundtrack: Soundtrack, bus: tuple[str, str]) -> Path:
    with completing(path) as unfinished, WavWriter(unfinished) as file:
        for number, parts in enumerate(buses(soundtrack, only=bus)):
            count = min(BLOCK, soundtrack.samples - number * BLOCK)
            silence: Sound = np.zeros((count, 2), np.float32)
            file.add(parts.get(bus, silence))
    return path


def _names(soundtrack: Soundtrack) -> dict[tuple[str, str], str]:
    """The file of each bus, without its ending; no two are equal, on file systems that ignore case as well."""
    names: dict[tuple[str, str], str] = {}
    taken: set[str] = {"mix"}
    found = {(cue.kind, cue.speaker) for cue in soundtrack.cues} | ({("music", "")} if soundtrack.music else set())
    for kind, speaker in sorted(found):
        plain = f"{kind}-{_as_name(speaker)}" if kind == "dialogue" else kind
        name, number = plain, 2
        while name.casefold() in taken:
            name, number = f"{plain}-{number}", number + 1
        taken.add(name.casefold())
        names[kind, speaker] = name
    return names


def _as_name(speaker: str) -> str:
    letters = "".join(char if char.isalnum() or unicodedata.category(char) == "Mn" else "-" for char in speaker)
    return "-".join(part for part in letters[:_LONGEST].split("-") if part) or "nobody"


def _tame(text: str) -> str:
    """No spreadsheet takes it for a formula."""
    clean = " ".join(text.split())
    return f"'{clean}" if clean[:1] in {"=", "+", "-", "@"} else clean
