"""What the check has to say: findings, each with its place, its weight and its cure."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from storyboard.model import Noun


class Gravity(StrEnum):
    """How much a finding weighs.

    An ERROR contradicts what the script, the shot list or the bible says; a WARNING breaks a rule of the craft, which
    may be meant; INFO is worth a look.
    """

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Finding(Noun):
    """One thing that does not fit.

    Attributes:
        shot: Id of the shot; empty where it is about a scene or the whole film.
        scene: Id of its scene; empty where it is about the whole film.
        code: The rule that found it: ``line-crossed``.
        message: What is wrong, in words a creator uses; shots are called by their display numbers.
        fix: What to do about it.
        evidence: The numbers, names, shots and files it rests on; plain JSON values.
    """

    shot: str = ""
    scene: str = ""
    severity: Gravity
    code: str
    message: str
    fix: str
    evidence: dict[str, Any] = {}
