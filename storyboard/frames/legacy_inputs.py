"""The named inputs as receipts of schema 1 hold them.

They are compared with today's under their own names, so that a newer program alone never makes a picture stale. Nothing
in here may change. What schema 1 did not know (an injury, the user's own wording) was not there when they were written;
`inputs.later_inputs` gives it, and so it counts as new.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from storyboard.model import Bible, Role, Shot, Subject
from storyboard.prompts import Picture

_SHOT_FIELDS = (
    "size", "angle", "framing", "lens", "light", "interior", "location", "sub_location", "time", "props", "frame_text",
)  # fmt: skip
_HASH_LENGTH = 16


def legacy_inputs(shot: Shot, bible: Bible, pictures: Sequence[Picture], *, part: str) -> dict[str, str]:
    """Name -> value; `pictures` are all that the bible names for what is seen, for all were sent."""
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
    hashes: dict[str, list[str]] = {}
    for picture in pictures:
        role = "" if picture.role is Role.CHARACTER else f"{picture.role} "
        hashes.setdefault(f"the picture of {role}{picture.name}", []).append(picture.sha256[:_HASH_LENGTH])
    return inputs | {name: " ".join(found) for name, found in hashes.items()}


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


def _short(text: str, longest: int = 80) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= longest else f"{flat[:longest].rstrip()}… #{_digest(flat)[:8]}"


def _digest(value: object) -> str:
    canonical = json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return hashlib.sha256(canonical).hexdigest()[:_HASH_LENGTH]
