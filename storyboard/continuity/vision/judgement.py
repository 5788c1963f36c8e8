"""An answer read: what the model saw, with a score for each question; or why the frame is not judged."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from storyboard.continuity.vision.questions import PERSONAL, QUESTIONS, Topic, person_key, persons_in
from storyboard.continuity.vision.records import VisionRecord
from storyboard.continuity.vision.words import plain
from storyboard.model import Noun, Shot

_LONGEST_SEEN, _LONGEST_FIX = 160, 240
_MOST_READ = 20
# Words that do not read as written are wrong, whatever the model thinks of them.
_MISREAD_SCORE = 0.45


class Marked(Noun):
    """One question answered.

    Attributes:
        person: The character it is about; empty for the frame as a whole.
        score: 0 to 1.
        seen: What the model saw; one clean line, as is `fix`, its instruction to the artist, which may be empty.
    """

    topic: Topic
    person: str = ""
    score: float
    seen: str = ""
    fix: str = ""

    @property
    def fails(self) -> bool:
        """It weighs as an error."""
        return self.score < QUESTIONS[self.topic].error

    @property
    def doubtful(self) -> bool:
        """It weighs at least as a warning."""
        return self.score < QUESTIONS[self.topic].warning


class Judgement(Noun):
    """What was seen of a frame; questions that nobody could tell are left out."""

    marks: tuple[Marked, ...] = ()

    @property
    def failing(self) -> tuple[Marked, ...]:
        """What weighs as an error, the worst first."""
        return tuple(sorted((one for one in self.marks if one.fails), key=lambda one: one.score))

    @property
    def merit(self) -> tuple[int, int, float]:
        """What two takes are compared by, the larger the better: fewer errors, then fewer warnings, then higher scores."""
        scores = [one.score for one in self.marks]
        mean = sum(scores) / len(scores) if scores else 0.0
        return -len(self.failing), -sum(one.doubtful for one in self.marks), mean


class _Mark(BaseModel):
    model_config = ConfigDict(strict=True)
    can_tell: bool
    score: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
    seen: str = ""
    fix: str = ""
    read: list[str] = []


def judge_record(record: VisionRecord, shot: Shot) -> Judgement:
    """What a record says of its frame.

    Raises:
        ValueError: It says nothing that can be used; the message says why, in words for a person.
    """
    if record.ended:
        raise ValueError(record.ended)
    try:
        answer = json.loads(record.answer)
    except (ValueError, RecursionError):
        raise ValueError("the answer is cut off, or no JSON") from None
    if not isinstance(answer, dict):
        raise ValueError("the answer has another shape than was asked for")  # noqa: TRY004 - callers handle one kind
    marks: list[Marked] = []
    persons = answer.get("persons")
    for number, subject in enumerate(persons_in(shot), 1):
        own = persons.get(person_key(number)) if isinstance(persons, Mapping) else None
        for topic in PERSONAL:
            marks += _marked(own, topic, subject.character)
    for topic in QUESTIONS:
        if topic not in PERSONAL:
            marks += _marked(answer, topic, "", words=shot.frame_text if topic is Topic.TEXT else ())
    return Judgement(marks=tuple(marks))


def _marked(holder: Any, topic: Topic, person: str, *, words: Sequence[str] = ()) -> list[Marked]:
    about = f"{topic} of {plain(person, 60)}" if person else str(topic)
    try:
        mark = _Mark.model_validate(holder[str(topic)])
    except (KeyError, TypeError):
        raise ValueError(f"the answer says nothing about {about}") from None
    except ValidationError as error:
        field = ".".join(str(part) for part in error.errors()[0]["loc"]) or "it"
        raise ValueError(f"the answer about {about} cannot be used ({plain(field, 20)})") from None
    if not mark.can_tell:
        return []
    score = mark.score
    if words and not _reads(words, mark.read[:_MOST_READ]):
        score = min(score, _MISREAD_SCORE)
    return [
        Marked(
            topic=topic,
            person=person,
            score=score,
            seen=plain(mark.seen, _LONGEST_SEEN),
            fix=plain(mark.fix, _LONGEST_FIX),
        )
    ]


def _reads(words: Sequence[str], read: Sequence[str]) -> bool:
    """All the words are among what was read, letter for letter save for capitals, spaces and stops at the ends."""
    found = _letters(" ".join(read))
    return all(_letters(one) in found for one in words)


def _letters(text: str) -> str:
    return re.sub(r"[\s\W_]+", "", unicodedata.normalize("NFKC", text).casefold())
