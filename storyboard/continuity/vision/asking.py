"""What a vision model is asked about one frame, and what that costs."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from storyboard.continuity.vision.questions import INSTRUCTIONS, SCHEMA_NAME, answer_schema
from storyboard.model import OpenAISettings, Quote
from storyboard.paid import Question, Questioner, TextModel, asking_warnings

# How long an answer is expected to be, in tokens, by the number of people; the limit leaves room for a model that thinks.
_ANSWER_TOKENS, _PERSON_TOKENS = 800, 200
_MOST_TOKENS, _MOST_PERSON_TOKENS = 4_000, 500


class Asker(Questioner):
    """Asks the bible's model of words, with pictures; what it takes is what a `Questioner` takes."""


def question_about(text: str, persons: int, pictures: Sequence[str] = ()) -> Question:
    """The question about a frame.

    Args:
        text: The facts that go along.
        persons: How many people are asked about one by one.
        pictures: The frame and the reference pictures, as data URLs.
    """
    return Question(
        instructions=INSTRUCTIONS,
        text=text,
        pictures=tuple(pictures),
        schema_name=SCHEMA_NAME,
        answer_schema=answer_schema(persons),
        most_tokens=_MOST_TOKENS + _MOST_PERSON_TOKENS * persons,
    )


def price_of_looking(model: TextModel, text: str, persons: int, sizes: Sequence[tuple[int, int]]) -> Quote:
    """What the question about a frame costs, by the sizes at which its pictures are sent."""
    expected = _ANSWER_TOKENS + _PERSON_TOKENS * persons
    return question_about(text, persons).quote(model, answer_tokens=expected, pictures=sizes)


def warnings_about(settings: OpenAISettings, environ: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """What a user should know before paying."""
    return asking_warnings("Frames, reference pictures", settings, environ)
