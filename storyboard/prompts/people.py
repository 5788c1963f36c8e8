"""Who can be seen in one picture of a shot, the most important first."""

from __future__ import annotations

from typing import Literal

from storyboard.model import DEFAULT_LOOK, Bible, Shot, Subject

Part = Literal["start", "end"]


def people_seen(shot: Shot, part: Part | None = None) -> tuple[Subject, ...]:
    """The subjects in the shot's first or last picture, or in either (None), each once.

    Those seen from behind over whom the camera looks come last: the shot is about the face beyond them.
    """
    present = [subject for subject in shot.visible if _is_in(subject, part)]
    once: dict[tuple[str, str], Subject] = {}
    for subject in sorted(present, key=lambda subject: subject.shoulder):
        once.setdefault((subject.character, subject.look), subject)
    return tuple(once.values())


def wears_other_clothes(subject: Subject, bible: Bible) -> bool:
    """The subject's look describes clothes but has no picture, so the character's picture shows the wrong ones."""
    character = bible.character(subject.character)
    look = next((one for one in character.looks if one.name == subject.look), None) if character else None
    return bool(look and look.name != DEFAULT_LOOK and look.wardrobe.strip() and not look.references)


def _is_in(subject: Subject, part: Part | None) -> bool:
    if part == "start":
        return subject.in_start
    return subject.in_end if part == "end" else True
