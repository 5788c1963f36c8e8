"""Why each field of a shot is as it is, in words a director understands; cues have said so themselves before."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from storyboard.breakdown.changes import called
from storyboard.breakdown.draft import Draft
from storyboard.model import Facing, Framing, Scene, TransitionKind

LENGTHS = {
    "speech": "the time the words take",
    "action": "the time the action takes to see",
    "establishing": "time to look around at the start of a scene",
    "minimum": "the shortest a shot may be",
    "cue": "the script says so",
}
_FRAMINGS = {
    Framing.SINGLE: "one person or thing is what it is about",
    Framing.TWO_SHOT: "two people are in it",
    Framing.THREE_SHOT: "three or more people are in it",
    Framing.OVER_SHOULDER: "one speaks and one listens",
    Framing.POINT_OF_VIEW: "seen through somebody's eyes",
    Framing.INSERT: "one small thing is what it is about",
}
_LOOKS_AT_US = "nobody to look at"
_LOOKS_AT_OTHERS = "people who are together face each other"
_SIDES = "everybody keeps the side they were first seen on (the 180-degree line)"


def give_reasons(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Note in every shot of a composed scene which rule set its fields."""
    heading = scene.heading
    hour = _why_hour(heading.time_raw, str(heading.time))
    for draft in drafts:
        why = draft.provenance
        why.setdefault("framing", "over the shoulder" if draft.shoulder else _FRAMINGS[draft.framing])
        if draft.subjects:
            why["subjects"] = _why_subjects(draft)
            why["staging"] = _SIDES
            alone = all(subject.facing is Facing.CAMERA for subject in draft.subjects)
            why["facing"] = _LOOKS_AT_US if alone else _LOOKS_AT_OTHERS
        if draft.parts.motion:
            why["action"] = "the script; its first and last picture follow from the verb"
        if draft.insert_of:
            why["props"] = "what the insert shows"
        why.setdefault("location", "the scene's heading")
        if draft.place is None:
            why["time"] = hour
        for name, kind in (("transition_in", draft.transition_in), ("transition_out", draft.transition_out)):
            if kind is not TransitionKind.CUT:
                why[name] = "the script asks for it"
        if draft.written:
            why["frame_text"] = "the action quotes what can be read"
        if draft.overlay:
            why["overlay_text"] = "a SUPER or title line"


def _why_hour(raw: str, hour: str) -> str:
    if not raw:
        return (
            f"the heading names no hour: {hour}, as in the scene before"
            if hour != "day"
            else "the heading names no hour"
        )
    return f"the heading says {raw}"


@lru_cache(maxsize=1024)
def _parts(name: str) -> tuple[str, ...]:
    return tuple(word for word in name.casefold().split() if len(word) > 2 or not word.isascii())


def _why_subjects(draft: Draft) -> str:
    if draft.holds:
        return "the picture before stays under the voice"
    said = draft.text.casefold()
    speakers = {line.character for line in draft.lines}
    reasons: dict[str, list[str]] = {}
    for subject in draft.subjects:
        name = subject.character
        if not subject.on_screen:
            reason = "speaks from off frame"
        elif said and any(word in said for word in _parts(name)):
            reason = "named in the action"
        elif name in speakers or name == draft.speaker:
            reason = "speaks"
        elif subject.shoulder or draft.lines:
            reason = "is spoken to"
        else:
            reason = "meant by the action" if said else "is there"
        reasons.setdefault(reason, []).append(called(name))
    if len(reasons) == 1:
        return next(iter(reasons))
    return "; ".join(f"{', '.join(names)}: {reason}" for reason, names in reasons.items())
