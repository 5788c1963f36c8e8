"""The speeches of a film, as they are given to a voice."""

from __future__ import annotations

from collections.abc import Iterable

from storyboard.animatic.voices.base import Line
from storyboard.animatic.voices.language import BY_LETTERS, language_of
from storyboard.model import Clip


def lines_of(clips: Iterable[Clip]) -> tuple[Line, ...]:
    """Every speech that has words, in the order of the film.

    The language is the film's; a line in other letters than the film's is spoken in the language of its letters.
    """
    shots = [clip.shot for clip in clips]
    film = language_of(speech.text for shot in shots for speech in shot.dialogue)
    lines = []
    for shot in shots:
        for number, speech in enumerate(shot.dialogue, 1):
            if not any(char.isalnum() for char in speech.text):
                continue
            own = language_of((speech.text,))
            by_letters = own in BY_LETTERS or film in BY_LETTERS
            lines.append(
                Line(
                    shot=shot.id,
                    number=number,
                    speaker=" ".join(speech.character.split()),
                    text=speech.text,
                    delivery=speech.delivery,
                    heard=speech.voice,
                    language=own if by_letters else film,
                )
            )
    return tuple(lines)
