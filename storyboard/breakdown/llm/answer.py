"""What the model is asked to answer, and how an answer is read that may be anything."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, ValidationError

from storyboard.breakdown.llm.lines import visible
from storyboard.model import Angle, Facing, Framing, Move, Size, Staging

MOST_SHOTS = 60
MOST_PEOPLE = 8
MOST_QUOTES = 60
MOST_LETTERING = 4
LONGEST_ANSWER = 600_000
_SCHEMA_NAME = "storyboard_scene"


def _first(most: int) -> BeforeValidator:
    return BeforeValidator(lambda value: value[:most] if isinstance(value, list) else value)


def _clipped(most: int) -> AfterValidator:
    def clip(text: str) -> str:
        shown = visible(text)
        return shown if len(shown) <= most else shown[:most].rstrip()

    return AfterValidator(clip)


Name = Annotated[str, _clipped(60)]
Words = Annotated[str, _clipped(80)]
Sentence = Annotated[str, _clipped(240)]


class QuotedLine(BaseModel):
    """A line of the scene, with the words it begins with: a wrong number is found out by them."""

    number: int
    begins: Words


class PersonAnswer(BaseModel):
    """Somebody who is seen."""

    name: Name
    staging: Staging
    facing: Facing
    expression: Words
    doing: Sentence
    enters: bool
    leaves: bool
    back_in_foreground: bool


class ShotAnswer(BaseModel):
    """One shot."""

    lines: Annotated[list[QuotedLine], _first(MOST_QUOTES), Field(max_length=MOST_QUOTES)]
    size: Size
    angle: Angle
    move: Move
    direction: Literal["none", "left", "right", "up", "down", "in", "out"]
    framing: Framing
    people: Annotated[list[PersonAnswer], _first(MOST_PEOPLE), Field(max_length=MOST_PEOPLE)]
    thing: Words
    start: Sentence
    motion: Sentence
    end: Sentence
    lettering: Annotated[list[Words], _first(MOST_LETTERING), Field(max_length=MOST_LETTERING)]
    why: Words


class SceneAnswer(BaseModel):
    """The shots of the lines asked about, in film order."""

    shots: Annotated[list[ShotAnswer], Field(max_length=MOST_SHOTS)]


class UnusableAnswer(ValueError):  # noqa: N818 - an answer, not a failure
    """Nothing can be taken from an answer; the message says why."""


def answer_format() -> dict[str, Any]:
    """The ``text.format`` of a request: the strict schema of `SceneAnswer`."""
    schema = _strict(SceneAnswer.model_json_schema())
    return {"type": "json_schema", "name": _SCHEMA_NAME, "strict": True, "schema": schema}


def read_answer(text: str) -> tuple[list[ShotAnswer], list[str]]:
    """The shots of an answer, and what was wrong with those that are left out.

    Raises:
        UnusableAnswer: It is no such answer, has no usable shot, or more of them than any scene.
    """
    shots = _shots_in(text)
    if len(shots) > MOST_SHOTS:
        raise UnusableAnswer(f"it has {len(shots):,} shots where {MOST_SHOTS} are the most")
    read: list[ShotAnswer] = []
    notes: list[str] = []
    for number, shot in enumerate(shots, 1):
        try:
            read.append(ShotAnswer.model_validate(shot))
        except ValidationError as error:
            places = sorted({".".join(map(str, problem["loc"]))[:40] for problem in error.errors()})
            notes.append(f"shot {number} of the answer is malformed ({', '.join(places[:3]) or 'no shot'})")
    if not read:
        raise UnusableAnswer("it has no usable shot")
    return read, notes


def _shots_in(text: str) -> list[Any]:
    if len(text) > LONGEST_ANSWER:
        raise UnusableAnswer(f"it has {len(text):,} letters")
    try:
        found = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise UnusableAnswer("it is not the JSON that was asked for" if text.strip() else "it is empty") from None
    shots = found.get("shots") if isinstance(found, dict) else None
    if not isinstance(shots, list):
        raise UnusableAnswer("it has no list of shots")
    return shots


def _no_number(text: str) -> float:
    raise ValueError(text)


def _strict(schema: Any) -> Any:
    """As the service wants a strict schema: objects closed, every property required, nothing beside what counts."""
    if isinstance(schema, list):
        return [_strict(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    kept: dict[str, Any] = {}
    for name, value in schema.items():
        if name in _NAMED:
            kept[name] = {inner: _strict(one) for inner, one in value.items()}
        elif name not in _LEFT_OUT:
            kept[name] = _strict(value)
    if kept.get("type") == "object":
        kept["additionalProperties"] = False
        kept["required"] = list(kept.get("properties", {}))
    return kept


_NAMED = frozenset(("properties", "$defs"))
_LEFT_OUT = frozenset(("title", "description", "default"))
