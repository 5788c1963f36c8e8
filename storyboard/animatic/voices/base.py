"""What a scratch voice is asked for, and by whom it may be spoken."""

from __future__ import annotations

from typing import Literal, Protocol

from storyboard.model import Noun, Voice

Gender = Literal["female", "male"]
Age = Literal["child", "adult", "old"]


class Line(Noun):
    """One speech of one shot; `number` counts the shot's speeches from 1."""

    shot: str
    number: int
    speaker: str
    text: str
    delivery: str = ""
    heard: Voice = Voice.ON
    language: str = "en"

    @property
    def label(self) -> str:
        """As files, the ledger and messages name it: ``s012_0010``, ``s012_0010-2``."""
        return self.shot if self.number == 1 else f"{self.shot}-{self.number}"


class Timbre(Noun):
    """How somebody sounds, in every line they have.

    Attributes:
        description: The bible's words about the voice.
        pitch: Higher or lower than usual, from -1 to 1.
        pace: Times the usual speed.
        place: Which voice of an engine's list it is; no two speakers of the same gender have the same.
        named: Voices that the bible names outright: engine -> voice.
    """

    gender: Gender
    age: Age = "adult"
    description: str = ""
    pitch: float = 0.0
    pace: float = 1.0
    place: int = 0
    named: dict[str, str] = {}


class VoiceEngine(Protocol):
    """A program that speaks."""

    name: str

    def facts(self, line: Line, timbre: Timbre) -> str:
        """All that the sound of a line depends on, the engine itself included; equal facts sound equal.

        Raises:
            InputError: The bible names a voice that cannot be used.
        """

    def speak(self, line: Line, timbre: Timbre) -> tuple[bytes, str]:
        """A sound file of the line and its ending, such as ``.wav``.

        Raises:
            InputError: The program is missing, or will not speak.
        """
