"""Where people look, and where the picture must leave room for what moves in it next."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from storyboard.model import Direction, Facing, Move, Shot, Size, Staging, Subject, Voice
from storyboard.prompts.people import Part

# Where the script itself says what somebody looks at, it is left to it.
_SEEING = re.compile(
    r"\b(?:eyes?|looks?|looking|gazes?|gazing|stares?|staring|watch(?:es|ing)?|reads?|reading|glances?|glancing|peers?|"
    r"peering|blink\w*|asleep|sleeps?|sleeping)\b",
    re.IGNORECASE,
)
_ORDER = list(Staging)
_SIDES = {Facing.LEFT: "left", Facing.RIGHT: "right"}
_LEFT_HALF, _RIGHT_HALF = (Staging.FAR_LEFT, Staging.LEFT), (Staging.RIGHT, Staging.FAR_RIGHT)


def gaze_of(subject: Subject, people: Sequence[Subject], shot: Shot, moment: str, name: Callable[[str], str]) -> str:
    """Whom somebody looks at, as a clause; empty where the script says it or nobody could tell.

    Args:
        subject: Who looks.
        people: Who is in this picture.
        shot: The shot; a partner who speaks from off screen is looked at out of the frame, without a name.
        moment: What happens in the picture, in the script's words.
        name: What the prompt calls somebody.
    """
    side = _SIDES.get(subject.facing)
    if side is None or subject.shoulder or shot.size is Size.INSERT or _SEEING.search(f"{subject.action} {moment}"):
        return ""
    here = _ORDER.index(subject.staging)
    steps = {other.character: _ORDER.index(other.staging) - here for other in people if other is not subject}
    towards = {one: abs(step) for one, step in steps.items() if (step < 0) == (side == "left") and step}
    if towards:
        return f"looking at {name(min(towards, key=lambda one: towards[one]))}, not at the camera"
    heard = {line.character for line in shot.dialogue if line.voice is Voice.OFF_SCREEN}
    partner = any(not one.on_screen and one.character in heard for one in shot.subjects)
    elsewhere = any(one.on_screen and one.character not in steps and one is not subject for one in shot.subjects)
    if partner or elsewhere:
        return f"looking out of the frame to the {side}, not at the camera"
    return ""


def room_for_motion(shot: Shot, part: Part, names: Sequence[tuple[Subject, str]]) -> str:
    """What the first picture must leave free, for it is what the clip begins with; empty for a last picture.

    Args:
        shot: The shot.
        part: ``start`` or ``end``.
        names: Who is in the picture, and what the prompt calls them.
    """
    if part == "end":
        return ""
    asked = [_for_camera(shot), *_for_people(shot, names)]
    return " ".join(f"{line[:1].upper()}{line[1:]}." for line in dict.fromkeys(asked) if line)


def _for_camera(shot: Shot) -> str:
    move, direction = shot.movement.move, shot.movement.direction
    side = {Direction.LEFT: "left", Direction.RIGHT: "right"}.get(direction, "")
    match move:
        case Move.PAN | Move.TRUCK | Move.FOLLOW | Move.WHIP if side:
            return f"leave room on the {side}: the camera moves that way"
        case Move.PAN | Move.TRUCK | Move.FOLLOW | Move.WHIP:
            return "leave room on both sides: the camera moves"
        case Move.TILT | Move.PEDESTAL | Move.CRANE:
            where = "below" if direction is Direction.DOWN else "above"
            return f"leave room {where} the subject: the camera moves that way"
        case Move.PUSH | Move.PULL | Move.ZOOM if _is_outwards(move, direction):
            return "let the place go on to all four edges: the camera draws back"
        case Move.PUSH | Move.ZOOM | Move.PULL:
            return "keep what matters near the middle, with calm edges: the camera comes closer"
        case Move.ORBIT:
            return "leave room on all sides of the subject: the camera goes around"
        case _:
            return ""


def _is_outwards(move: Move, direction: Direction) -> bool:
    return direction is Direction.OUT if move is not Move.PULL else direction is not Direction.IN


def _for_people(shot: Shot, names: Sequence[tuple[Subject, str]]) -> list[str]:
    lines = []
    for one in shot.visible:
        # Whoever has not come in yet must not be drawn, so no name is said.
        if one.in_end and not one.in_start:
            side = _side_of(one.staging) or {Facing.RIGHT: "left", Facing.LEFT: "right"}.get(one.facing, "")
            where = f"on the {side}" if side else "at one side"
            lines.append(f"leave clear room {where} for somebody who comes in later and is not there yet")
    for one, name in names:
        if one.in_start and not one.in_end:
            side = _SIDES.get(one.facing) or _side_of(one.staging)
            where = f"on the {side}" if side else "at one side"
            lines.append(f"leave room {where} for {name} to go out of the frame")
    return lines


def _side_of(staging: Staging) -> str:
    return "left" if staging in _LEFT_HALF else "right" if staging in _RIGHT_HALF else ""
