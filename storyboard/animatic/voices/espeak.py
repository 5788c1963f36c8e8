"""Voices by espeak-ng: free, small, a hundred languages, and plainly a machine."""

from __future__ import annotations

import re

from storyboard.animatic.voices.base import Line, Timbre
from storyboard.animatic.voices.program import find_program, run_program
from storyboard.errors import BibleError, InputError

_CURE = (
    "Install it (apt install espeak-ng, brew install espeak-ng, winget install espeak-ng), record the lines yourself, "
    "or take --voices none"
)
_LANGUAGES = {"zh": "cmn", "en": "en-gb"}
_WORDS_A_MINUTE = 165
# The variants that sound most different, and where their pitch lies on espeak's scale of 0 to 99.
_VARIANTS = {"female": ("f2", "f4", "f1", "f5"), "male": ("m3", "m1", "m7", "m2")}
_PITCH = {"female": 58, "male": 38}
_PITCHES = (0, -12, 12, -6)
_AGES = {"child": (24, 1.05), "adult": (0, 1.0), "old": (-8, 0.85)}
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_+-]{0,60}")


class Espeak:
    """Speaks with the program ``espeak-ng``.

    Raises:
        InputError: It is not installed.
    """

    name = "espeak"

    def __init__(self) -> None:
        self._program = find_program("espeak-ng", cure=_CURE)

    def facts(self, line: Line, timbre: Timbre) -> str:
        """Everything on its command line, and what it reads."""
        return "\n".join(["espeak", *_options(line, timbre), _harmless(line.text)])

    def speak(self, line: Line, timbre: Timbre) -> tuple[bytes, str]:
        """The line as WAV."""
        sound = run_program([self._program, *_options(line, timbre)], _harmless(line.text), what=line.label)
        if not sound.startswith(b"RIFF"):
            raise InputError(f"espeak-ng gave no sound for {line.label}", cure="Try it by hand: espeak-ng hello")
        return sound, ".wav"


def _options(line: Line, timbre: Timbre) -> list[str]:
    higher, faster = _AGES[timbre.age]
    pitch = _PITCH[timbre.gender] + higher + _PITCHES[timbre.place // 4 % 4] + round(20 * timbre.pitch)
    speed = round(_WORDS_A_MINUTE * timbre.pace * faster)
    return ["-v", _voice(line, timbre), "-p", str(min(max(pitch, 0), 99)), "-s", str(speed), "-b", "1",
            "--stdin", "--stdout"]  # fmt: skip


def _voice(line: Line, timbre: Timbre) -> str:
    named = timbre.named.get("espeak")
    if named is None:
        variant = _VARIANTS[timbre.gender][timbre.place % 4]
        return f"{_LANGUAGES.get(line.language, line.language)}+{variant}"
    if not _NAME.fullmatch(named):
        raise BibleError(f"{named!r:.60} is no voice of espeak-ng", cure="`espeak-ng --voices` lists them: en-gb+f3")
    return named


def _harmless(text: str) -> str:
    """The text without what espeak-ng takes for phonemes."""
    return re.sub(r"\[(?=\[)", "[ ", " ".join(text.split())) + "\n"
