"""The named inputs of a picture: what it depends on, each under a name a person understands.

A receipt keeps them; whether a take is current is decided by comparing them with today's, one by one, so that the
answer can say what changed. Length, order, numbering, captions and the words of a dialogue are not among them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from storyboard.model import Bible, Reference, Role, Shot, Subject

_SHOT_FIELDS = (
    "size", "angle", "framing", "lens", "light", "interior", "location", "sub_location", "time", "props", "frame_text",
)  # fmt: skip
_HASH_LENGTH = 16


def named_inputs(shot: Shot, bible: Bible, references: Sequence[Reference], *, part: str) -> dict[str, str]:
    """What the picture of a shot depends on.

    Args:
        shot: The shot.
        bible: The project's bible.
        references: The pictures that would be sent along.
        part: ``start`` or ``end``.

    Returns:
        Name -> value; values that are long are hashed.
    """
    inputs: dict[str, str] = {}
    for name in _SHOT_FIELDS:
        value = getattr(shot, name)
        if value:
            inputs[name] = " / ".join(value) if isinstance(value, tuple) else str(value)
    if shot.redo:
        inputs["redo"] = shot.redo
    inputs["action"] = _short(
        shot.action.end or shot.action.text if part == "end" else shot.action.start or shot.action.text
    )
    for subject in shot.subjects:
        present = subject.in_end if part == "end" else subject.in_start
        if subject.on_screen and present:
            inputs.update(_subject_inputs(subject, bible))
    place = bible.location(shot.location)
    if place is not None and place.description:
        inputs[f"location {place.name}"] = _digest(place.description)
    for name in shot.props:
        prop = bible.prop(name)
        if prop is not None and prop.description:
            inputs[f"prop {prop.name}"] = _digest(prop.description)
    if bible.style.text or bible.style.avoid:
        inputs["style"] = _digest([bible.style.text, *bible.style.avoid])
    inputs["format"] = "x".join(str(side) for side in bible.format.draw)
    for name, hashes in _by_role(references).items():
        inputs[name] = " ".join(digest[:_HASH_LENGTH] for digest in hashes)
    return inputs


def changes(then: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    """What differs, as sentences: ``size: MS -> CU``, ``the picture of MARA changed``."""
    said = []
    for name in sorted(then.keys() | now.keys()):
        before, after = then.get(name), now.get(name)
        if before != after:
            said.append(_sentence(name, before, after))
    return tuple(said)


def _subject_inputs(subject: Subject, bible: Bible) -> dict[str, str]:
    name = subject.character
    inputs = {
        f"{name} in the frame": " ".join(
            word
            for word in (subject.staging, f"facing {subject.facing}", "shoulder" if subject.shoulder else "")
            if word
        )
    }
    if subject.expression or subject.action:
        inputs[f"{name}'s acting"] = _short(f"{subject.expression} {subject.action}".strip())
    if subject.look != "default":
        inputs[f"{name}'s look"] = subject.look
    character = bible.character(name)
    if character is not None:
        look = character.look(subject.look)
        described: list[Any] = [character.description, look.wardrobe, look.age, look.state]
        if any(described):
            inputs[f"the description of {name}"] = _digest(described)
    return inputs


def _by_role(references: Sequence[Reference]) -> dict[str, list[str]]:
    named: dict[str, list[str]] = {}
    for reference in references:
        # The previous frame only helps; that it changed is no reason to pay again.
        if reference.role is not Role.PREVIOUS:
            role = "" if reference.role is Role.CHARACTER else f"{reference.role} "
            named.setdefault(f"the picture of {role}{reference.name}", []).append(reference.sha256)
    return named


def _sentence(name: str, before: str | None, after: str | None) -> str:
    described = name.startswith(("the picture", "the description", "location ", "prop ", "style"))
    if before is None:
        return f"{name} is new" if described else f"{name}: {after}"
    if after is None:
        return f"{name} is gone" if described else f"{name}: {before} -> nothing"
    return f"{name} changed" if described else f"{name}: {before} -> {after}"


def _short(text: str, longest: int = 80) -> str:
    """The text itself where a person can read it at a glance, else its beginning and a hash of the whole."""
    flat = " ".join(text.split())
    return flat if len(flat) <= longest else f"{flat[:longest].rstrip()}… #{_digest(flat)[:8]}"


def _digest(value: object) -> str:
    canonical = json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return hashlib.sha256(canonical).hexdigest()[:_HASH_LENGTH]
