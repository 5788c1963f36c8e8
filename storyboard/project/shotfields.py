"""A shot as the few plain fields that people read and edit in shots.yaml, and back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from pydantic import ValidationError

from storyboard.model import Action, DialogueLine, Direction, Move, Movement, Shot, Subject, frames_of
from storyboard.project.shotwords import WORDS, read_word, read_yes

Fields = dict[str, Any]

# Written even when plain, so that whoever opens the file sees what can be changed.
ALWAYS = ("id", "scene", "size", "angle", "framing", "movement", "duration")
_WORDS = ("interior", "location", "sub_location", "time", "lens", "light", "transition_in", "transition_out")
_LISTS = ("props", "frame_text", "overlay_text", "sound")
_TAIL = ("setup", "frame_from", "note", "wording", "reference_policy", "approved", "redo")
EDITABLE = (*ALWAYS[1:], "number", *_WORDS, "subjects", "action", "dialogue", *_LISTS, *_TAIL)

_LONGEST_SECONDS = 600
_DURATION = re.compile(r"(?P<number>\d{1,6}(?:[.,]\d{1,6})?)\s*(?P<unit>s|sec|seconds?|f|frames?)?", re.IGNORECASE)
_CLOCK = re.compile(r"(?P<minutes>\d{1,2}):(?P<seconds>[0-5]?\d(?:[.,]\d{1,3})?)")
_MOVE_WORDS = {
    "dolly": "push", "track": "truck", "tracking": "truck", "pan": "pan", "still": "static", "locked": "static",
    "lock-off": "static", "steadicam": "follow", "ped": "pedestal", "boom": "crane", "jib": "crane", "arc": "orbit",
    "hand-held": "handheld",
}  # fmt: skip
_DEFAULT_DIRECTION = {"push": "in", "pull": "out"}


def fields_of(shot: Shot, fps: Fraction) -> Fields:
    """The plain fields of a shot; what is at its default is left out, save for those in `ALWAYS`."""
    fields: Fields = {
        "id": shot.id,
        "scene": shot.scene,
        "size": str(shot.size),
        "angle": str(shot.angle),
        "framing": str(shot.framing),
        "movement": str(shot.movement),
        "duration": write_duration(shot.duration_frames, fps),
    }
    blank = Shot.model_construct(**{name: info.default for name, info in Shot.model_fields.items()})
    for name in _WORDS:
        if getattr(shot, name) != getattr(blank, name):
            fields[name] = str(getattr(shot, name))
    if shot.subjects:
        fields["subjects"] = [_trimmed(subject) for subject in shot.subjects]
    if shot.action != Action():
        action = {key: value for key, value in shot.action.model_dump().items() if value}
        fields["action"] = shot.action.text if set(action) == {"text"} else action
    if shot.dialogue:
        fields["dialogue"] = [_trimmed(line) for line in shot.dialogue]
    for name in _LISTS:
        if getattr(shot, name):
            fields[name] = list(getattr(shot, name))
    for name in _TAIL:
        if getattr(shot, name) != getattr(blank, name):
            fields[name] = getattr(shot, name)
    return fields


def apply_fields(shot: Shot, edits: Mapping[str, Any], fps: Fraction) -> Shot:
    """The shot with some fields replaced by what a person wrote; a field given as None goes back to its default.

    Raises:
        ValueError: A field cannot be used; the message names it.
    """
    values = shot.model_dump()
    for name, written in edits.items():
        try:
            if written is None and name not in _READERS:
                values[name] = Shot.model_fields[name].get_default()
            elif name in _READERS:
                _READERS[name](values, written, fps)
            else:
                values[name] = _as_text(written)
        except (ValueError, TypeError) as problem:
            raise ValueError(f"{name}: {problem}") from problem
    try:
        return Shot.model_validate(values)
    except ValidationError as problem:
        first = problem.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        message = str(first["msg"]).removeprefix("Value error, ")
        raise ValueError(f"{name}: {message}") from problem


def write_duration(frames: int, fps: Fraction) -> str:
    """A length as people write it: seconds where that is exact to the hundredth, else frames."""
    hundredths = Fraction(frames * 100) / fps
    if hundredths.denominator == 1:
        return f"{hundredths.numerator / 100:g}s"
    return f"{frames}f"


def read_duration(written: object, fps: Fraction) -> int:
    """Frames of a length such as ``4s``, ``2.5``, ``1,5 s``, ``96f`` or ``0:04``; a bare number is seconds.

    Raises:
        ValueError: Not a length, or not between one frame and ten minutes.
    """
    if isinstance(written, bool) or not isinstance(written, str | int | float):
        raise ValueError("a length is written like 4s, 2.5s or 96f")  # noqa: TRY004 - one kind of error for a bad field
    text = str(written).strip()
    clock, plain = _CLOCK.fullmatch(text), _DURATION.fullmatch(text)
    if clock:
        frames = frames_of(int(clock["minutes"]) * 60 + Fraction(clock["seconds"].replace(",", ".")), fps)
    elif plain:
        number = Fraction(plain["number"].replace(",", "."))
        in_frames = (plain["unit"] or "s").lower().startswith("f")
        if in_frames and number.denominator != 1:
            raise ValueError("a number of frames must be whole")
        frames = int(number) if in_frames else frames_of(number, fps) if number else 0
    else:
        raise ValueError(f"{text!r:.40} is not a length; write it like 4s, 2.5s or 96f")
    if not 1 <= frames <= _LONGEST_SECONDS * fps:
        raise ValueError(f"{text!r:.40} is not between one frame and {_LONGEST_SECONDS} s")
    return frames


def read_movement(written: object) -> Movement:
    """A camera move such as ``push in``, ``pan left`` or ``static``; common synonyms are taken.

    Raises:
        ValueError: An unknown move or direction.
    """
    words = str(written or "static").lower().replace("_", " ").split()
    if not words:
        return Movement()
    move = _MOVE_WORDS.get(words[0], words[0])
    direction = words[1] if len(words) > 1 else _DEFAULT_DIRECTION.get(move, "")
    if move not in list(Move) or direction not in list(Direction) or len(words) > 2:
        raise ValueError(
            f"{written!r:.40} is not a camera move; take {', '.join(Move)} with left, right, up, down, in or out"
        )
    return Movement(move=Move(move), direction=Direction(direction))


def _trimmed(noun: Subject | DialogueLine) -> Fields:
    plain = noun.model_dump(mode="json")
    defaults = type(noun).model_fields
    return {key: value for key, value in plain.items() if defaults[key].is_required() or value != defaults[key].default}


def _read_duration_field(values: Fields, written: object, fps: Fraction) -> None:
    values["duration_frames"] = read_duration(written, fps)
    values["duration_basis"] = "hand"


def _read_movement_field(values: Fields, written: object, _fps: Fraction) -> None:
    values["movement"] = read_movement(written)


def _read_word(name: str) -> Callable[[Fields, object, Fraction], None]:
    def read(values: Fields, written: object, _fps: Fraction) -> None:
        blank = written is None or written == ""
        values[name] = Shot.model_fields[name].get_default() if blank else read_word(name, written)

    return read


def _read_approved(values: Fields, written: object, _fps: Fraction) -> None:
    values["approved"] = read_yes(written)


def _read_subjects(values: Fields, written: object, _fps: Fraction) -> None:
    entries = written if isinstance(written, list) else [written] if written else []
    values["subjects"] = [
        _texts(entry) if isinstance(entry, dict) else {"character": _as_text(entry)} for entry in entries
    ]


def _read_action(values: Fields, written: object, _fps: Fraction) -> None:
    values["action"] = (
        _texts(written) if isinstance(written, dict) else {"text": "" if written is None else str(written)}
    )


def _as_text(written: object) -> object:
    """The text of what YAML takes for something else: ``lens: 35``, ``light: true``."""
    if isinstance(written, bool):
        return str(written).lower()
    return str(written) if isinstance(written, int | float) else written


def _texts(written: Fields) -> Fields:
    """A mapping whose numbers are texts; yes and no stay what they are."""
    return {key: value if isinstance(value, bool) else _as_text(value) for key, value in written.items()}


def _read_list(name: str) -> Callable[[Fields, object, Fraction], None]:
    def read(values: Fields, written: object, _fps: Fraction) -> None:
        entries = [] if written is None else written if isinstance(written, list) else [written]
        values[name] = [_texts(entry) if isinstance(entry, dict) else _as_text(entry) for entry in entries]

    return read


_READERS: dict[str, Callable[[Fields, object, Fraction], None]] = {
    "duration": _read_duration_field,
    "movement": _read_movement_field,
    "approved": _read_approved,
    "subjects": _read_subjects,
    "action": _read_action,
    "dialogue": _read_list("dialogue"),
    **{name: _read_list(name) for name in _LISTS},
    **{name: _read_word(name) for name in WORDS},
}
