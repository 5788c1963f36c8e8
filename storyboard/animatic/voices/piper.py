"""Voices by piper: free, offline, close to a person; it needs a voice file (.onnx) for each voice."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from storyboard.animatic.voices.base import Line, Timbre
from storyboard.animatic.voices.program import find_program, run_program
from storyboard.errors import BibleError, InputError
from storyboard.media import sha256_of

_CURE = "Install it (pip install piper-tts in a place of its own), take --voices espeak, or --voices none"
_WHERE = (
    "Put voice files (NAME.onnx and NAME.onnx.json) into the folder voices/ of the project, or name one for a "
    "character: `voice: piper:voices/alba.onnx`"
)


class Piper:
    """Speaks with the program ``piper``.

    Args:
        root: The project's folder, which paths in the bible are relative to.
        pool: Voice files for speakers of whom the bible names none.

    Raises:
        InputError: It is not installed.
    """

    name = "piper"

    def __init__(self, root: Path, pool: Sequence[Path]) -> None:
        self._program = find_program("piper", cure=_CURE)
        self._root, self._pool = root, sorted(pool)
        self._hashes: dict[Path, str] = {}

    def facts(self, line: Line, timbre: Timbre) -> str:
        """The voice file by its content, and what is read."""
        path, number = self._voice(line, timbre)
        if path not in self._hashes:
            self._hashes[path] = sha256_of(path)
        return "\n".join(["piper", self._hashes[path], number, f"{_scale(timbre):.3f}", _read(line)])

    def speak(self, line: Line, timbre: Timbre) -> tuple[bytes, str]:
        """The line as WAV."""
        path, number = self._voice(line, timbre)
        with tempfile.TemporaryDirectory(prefix="storyboard-") as folder:
            spoken = Path(folder) / "line.wav"
            options: list[str | Path] = ["--model", path.resolve(), "--output_file", spoken]
            options += ["--length_scale", f"{_scale(timbre):.3f}", *(["--speaker", number] if number else [])]
            run_program([self._program, *options], _read(line), what=line.label)
            if not spoken.is_file():
                raise InputError(f"piper gave no sound for {line.label}", cure="Try it by hand")
            return spoken.read_bytes(), ".wav"

    def _voice(self, line: Line, timbre: Timbre) -> tuple[Path, str]:
        """The voice file, and the speaker in it where it has several."""
        named = timbre.named.get("piper")
        if named is None:
            if not self._pool:
                raise InputError(f"There is no voice file for {line.speaker!r:.40}", cure=_WHERE)
            return self._pool[timbre.place % len(self._pool)], ""
        written, _, number = named.partition("#")
        path = self._root / written
        if not path.is_file() or path.suffix != ".onnx" or (number and not number.isdecimal()):
            raise BibleError(f"The voice {named!r:.80} of {line.speaker!r:.40} is not there", cure=_WHERE, file=path)
        return path, number


def _scale(timbre: Timbre) -> float:
    """How much longer than usual everything takes."""
    return (1.15 if timbre.age == "old" else 1.0) / timbre.pace


def _read(line: Line) -> str:
    return " ".join(line.text.split()) + "\n"
