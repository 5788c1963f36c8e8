"""Who is in a shot, on one line that a person reads and edits in a spreadsheet, and back.

    MARA [young] left, facing right, afraid; DEV off screen; TOM back to camera, enters, (puts down the rag)

People are parted by semicolons: a name, their look in square brackets, then what is not at its default, parted by commas.
In round brackets is what they do; what is none of the known words is their expression. Anything odd stands in double
quotes, as in JSON: ``"ANNA; QUEEN" left``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from storyboard.model import DEFAULT_LOOK, Facing, Staging, Subject

_QUOTED = r'"(?:[^"\\]|\\.)*"'
_STAGING = {
    "far left": Staging.FAR_LEFT, "left": Staging.LEFT, "centre": Staging.CENTRE, "center": Staging.CENTRE,
    "middle": Staging.CENTRE, "right": Staging.RIGHT, "far right": Staging.FAR_RIGHT,
}  # fmt: skip
_FACING = {
    "facing camera": Facing.CAMERA, "facing us": Facing.CAMERA, "facing left": Facing.LEFT, "facing right": Facing.RIGHT,
    "facing away": Facing.AWAY,
}  # fmt: skip
_KEYWORDS: dict[str, dict[str, object]] = {
    **{word: {"staging": staging} for word, staging in _STAGING.items()},
    **{word: {"facing": facing} for word, facing in _FACING.items()},
    **{word: {"on_screen": False} for word in ("off screen", "off-screen", "offscreen", "o.s.", "os")},
    **{word: {"on_screen": True} for word in ("on screen", "on-screen")},
    **{
        word: {"shoulder": True}
        for word in ("back to camera", "back to the camera", "over the shoulder", "over shoulder")
    },
    **{word: {"in_start": False} for word in ("enters", "enter")},
    **{word: {"in_end": False} for word in ("exits", "exit", "leaves")},
    "passes through": {"in_start": False, "in_end": False},
}
_KEYWORD = "|".join(re.escape(word) for word in sorted(_KEYWORDS, key=len, reverse=True))
_QUOTED_NAME = re.compile(rf"({_QUOTED})\s*(?=[\[,(]|(?:{_KEYWORD})\s*(?:,|$)|$)", re.IGNORECASE | re.DOTALL)
_NAME = re.compile(rf"([^\[,(]+?)\s*(?=[\[,(]|(?<=\s)(?:{_KEYWORD})\s*(?:,|$)|$)", re.IGNORECASE)
_LOOK = re.compile(rf"\[\s*({_QUOTED}|[^\[\]\"]*?)\s*\]\s*", re.DOTALL)
_PLAIN = re.compile(r"[^\s\",;()\[\]](?:[^\",;()\[\]\n\r\t]*[^\s\",;()\[\]])?")


def write_people(subjects: Sequence[Subject]) -> str:
    """The people of a shot as a line."""
    return "; ".join(_write(subject) for subject in subjects)


def read_people(text: str) -> list[Subject]:
    """The people of a line, in its order.

    Raises:
        ValueError: A bracket or a quote is not closed, or somebody has no name.
    """
    people = (part.strip() for part in _split(text, ";\n"))
    return [_read(part) for part in people if part]


def _write(subject: Subject) -> str:
    look = "" if subject.look == DEFAULT_LOOK else f" [{_plain_or_quoted(subject.look) if subject.look else ''}]"
    words = [] if subject.on_screen else ["off screen"]
    if subject.staging is not Staging.CENTRE:
        words.append(str(subject.staging))
    if subject.facing is not Facing.CAMERA:
        words.append(f"facing {subject.facing}")
    if subject.shoulder:
        words.append("back to camera")
    if not (subject.in_start or subject.in_end):
        words.append("passes through")
    elif not subject.in_start:
        words.append("enters")
    elif not subject.in_end:
        words.append("exits")
    free = [_plain_or_quoted(subject.expression)] if subject.expression else []
    free += [f"({_plain_or_quoted(subject.action, listed=True)})"] if subject.action else []
    # A known word or a bracket needs no comma after the name; anything else would be read as part of it.
    tail = ", ".join([*words, *free])
    tail = f"{' ' if words or tail.startswith('(') else ', '}{tail}" if tail else ""
    plain = f"{subject.character}{look}{tail}"
    try:
        if len(_split(plain, ";\n")) == 1 and _read(plain.strip()) == subject:
            return plain
    except ValueError:
        pass  # A name that reads as something else.
    return f"{_quoted(subject.character)}{look}{tail}"


def _read(text: str) -> Subject:
    name = _QUOTED_NAME.match(text) or _NAME.match(text)
    if name is None or not name[1].strip():
        raise ValueError(f"{text!r:.60} has no name at its beginning")
    at = name.end()
    look = _LOOK.match(text, at)
    values: dict[str, object] = {"character": _unquoted(name[1].strip())}
    if look:
        values["look"] = _unquoted(look[1])
        at = look.end()
    elif text.startswith("[", at):
        raise ValueError(f"{text!r:.60}: the bracket of the look is not closed")
    expressions = []
    for part in _split(text[at:], ","):
        word = " ".join(part.split())
        if not word:
            continue
        if word.casefold() in _KEYWORDS:
            values |= _KEYWORDS[word.casefold()]
        elif word.startswith("("):
            if not word.endswith(")"):
                raise ValueError(f"{text!r:.60}: a bracket is not closed")
            values["action"] = _unquoted(part.strip()[1:-1].strip())
        else:
            expressions.append(_unquoted(part.strip()))
    if expressions:
        values["expression"] = ", ".join(expressions)
    return Subject.model_validate(values)


def _split(text: str, separators: str) -> list[str]:
    """The parts between separators that stand in no quotes and no round brackets."""
    parts, start, at, depth = [], 0, 0, 0
    quoted = re.compile(_QUOTED, re.DOTALL)
    while at < len(text):
        char = text[at]
        if char == '"' and text[at - 1 : at] in {"", *" ,;([\n"}:
            whole = quoted.match(text, at)
            if whole is None:
                raise ValueError(f"{text[at:]!r:.60}: the quote is not closed")
            at = whole.end()
            continue
        depth = max(0, depth + (char == "(") - (char == ")"))
        if char in separators and not depth:
            parts.append(text[start:at])
            start = at + 1
        at += 1
    if depth:
        raise ValueError(f"{text[start:].strip()!r:.60}: a bracket is not closed")
    return [*parts, text[start:]]


def _plain_or_quoted(text: str, *, listed: bool = False) -> str:
    """The text itself where it reads back as the same; `listed` where commas and known words do no harm."""
    if listed:
        same = _PLAIN.fullmatch(text.replace(",", " ")) and text == text.strip(" ,")
    else:
        same = _PLAIN.fullmatch(text) and text.casefold() not in _KEYWORDS
    return text if same and "  " not in text else _quoted(text)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _unquoted(text: str) -> str:
    if re.fullmatch(_QUOTED, text, re.DOTALL):
        try:
            return str(json.loads(text, strict=False))
        except ValueError as problem:
            raise ValueError(f'{text!r:.60}: write a quote inside quotes as \\", a backslash as \\\\') from problem
    return text
