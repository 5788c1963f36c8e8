"""Why a shot is as it is: every field, its value in people's words, and the rule, cue or hand that made it."""

from __future__ import annotations

from storyboard.model import Noun, Shot
from storyboard.project import Project, fields_of, read_lock

BY_HAND = "by hand (shots.yaml)"
# What the length of a shot comes from.
_LENGTHS = {
    "speech": "the time the words take",
    "action": "the time the action takes to see",
    "establishing": "time to look around at the start of a scene",
    "minimum": "the shortest a shot may be",
    "cue": "the script says so",
    "hand": BY_HAND,
}
# Fields in the order a director asks for them, and the column of the shot list that shows each.
_FIELDS = {
    "size": "size", "angle": "angle", "framing": "framing", "movement": "movement", "lens": "lens", "light": "light", "setup": "setup",
    "frame_from": "frame_from", "subjects": "people", "props": "props", "action": "action", "dialogue": "dialogue",
    "frame_text": "frame_text", "overlay_text": "overlay_text", "sound": "sound", "interior": "interior", "location": "location",
    "sub_location": "sub_location", "time": "time", "transition_in": "transition_in", "transition_out": "transition_out",
    "note": "note", "wording": "wording", "reference_policy": "reference_policy", "approved": "approved", "redo": "redo",
}  # fmt: skip
_FROM_HEADING = {"interior", "location", "sub_location", "time"}
_FROM_SCRIPT = {"action", "dialogue", "frame_text", "overlay_text", "sound", "props", "transition_in", "transition_out"}
_PLAIN_REASONS = {
    "subjects": "who acts and speaks here",
    "setup": "a letter for each camera position of the scene",
    "frame_from": "the same picture as there",
}


class Explained(Noun):
    """One field of a shot: what it is called, what it says (lines), and what made it."""

    name: str
    value: str
    reason: str


def explain_shot(project: Project, shot: Shot) -> tuple[Explained, ...]:
    """Every field of a shot that says something, and what made it.

    Args:
        project: The open project.
        shot: One of its shots.
    """
    from storyboard.boards import shot_cells

    fps = project.bible.fps
    lock = read_lock(project.layout)
    generated = next((made for made in lock.shots if made.id == shot.id), None) if lock else None
    scene = next((scene for scene in lock.scenes if scene.id == shot.scene), None) if lock else None
    now, made = fields_of(shot, fps), fields_of(generated, fps) if generated else {}
    edited = {name for name in _FIELDS if now.get(name) != made.get(name)} if generated else set(now)
    cells = shot_cells(shot, scene, fps)
    rows = [_length(shot, generated, cells)]
    if generated and shot.number != generated.number:
        rows.append(Explained(name="number", value=shot.number, reason=BY_HAND))
    if generated and shot.scene != generated.scene:
        rows.append(Explained(name="scene", value=cells["scene"], reason=BY_HAND))
    for name, column in _FIELDS.items():
        if name not in edited and name not in shot.provenance and name not in now:
            continue
        reason = BY_HAND if name in edited else _said(shot.provenance.get(name, "")) or _plain_reason(name, shot)
        value = cells[column].replace("; ", "\n") if name == "subjects" else cells[column]
        rows.append(Explained(name=column, value=value or "(none)", reason=reason))
        if name == "action":
            parts = (
                ("first picture", shot.action.start),
                ("then", shot.action.motion),
                ("last picture", shot.action.end),
            )
            told = "worked out from the action" if reason != BY_HAND else reason
            rows += [Explained(name=f"  {part}", value=text, reason=told) for part, text in parts if text]
    return tuple(rows)


def _length(shot: Shot, generated: Shot | None, cells: dict[str, str]) -> Explained:
    by_hand = generated is None or shot.duration_frames != generated.duration_frames
    reason = BY_HAND if by_hand else _LENGTHS.get(shot.duration_basis, shot.duration_basis)
    return Explained(name="length", value=f"{cells['duration_s']} s, {shot.duration_frames} frames", reason=reason)


def _said(rule: str) -> str:
    """The rule, or the words of the script in quotes; those are in capitals."""
    return f"the script: “{rule}”" if rule.isupper() else rule


def _plain_reason(name: str, shot: Shot) -> str:
    if name in _FROM_HEADING:
        return "the scene's heading"
    if name in _FROM_SCRIPT:
        source = shot.source
        lines = f"line {source.line}" if source.line == source.line_end else f"lines {source.line} to {source.line_end}"
        return f"the script, {lines}"
    return _PLAIN_REASONS.get(name, "as usual: nothing asks for another")
