"""The field's terms in words that image and video models were taught with."""

from __future__ import annotations

from storyboard.model import Angle, Direction, Facing, Interior, Move, Size, Staging, TimeOfDay

SIZES = {
    Size.ECU: "extreme close-up: one detail, such as the eyes, fills the frame",
    Size.CU: "close-up: the face fills the frame, from just above the hair to the shoulders",
    Size.MCU: "medium close-up: head and chest",
    Size.MS: "medium shot: from the waist up",
    Size.MLS: "medium long shot: from the knees up",
    Size.FS: "full shot: the whole body visible, feet included",
    Size.WS: "wide shot: whole bodies with the place all around them",
    Size.EWS: "extreme wide shot: the place fills the frame, people are small in it",
    Size.INSERT: "insert: a close view of one object or of hands fills the frame",
}
SIZES_WITHOUT_PEOPLE = {
    **SIZES,
    Size.ECU: "extreme close-up: one detail fills the frame",
    Size.CU: "close-up: the subject fills the frame",
    Size.MCU: "medium close-up of the subject, with a little of what is around it",
    Size.MS: "medium shot of the subject in its surroundings",
    Size.MLS: "medium long shot: the subject in its surroundings",
    Size.FS: "full shot: the subject whole, with a little space around it",
    Size.WS: "wide shot: the place fills the frame",
    Size.EWS: "extreme wide shot: the place, seen from far away",
}
ANGLES = {
    Angle.EYE: "camera at eye level",
    Angle.HIGH: "high angle: the camera is above and looks down",
    Angle.LOW: "low angle: the camera is below and looks up",
    Angle.DUTCH: "dutch angle: the camera is rolled, the horizon slants",
    Angle.OVERHEAD: "overhead: the camera looks straight down",
    Angle.WORM: "worm's-eye view: the camera is on the ground and looks steeply up",
}
STAGINGS = {
    Staging.FAR_LEFT: "at the far left edge of the frame",
    Staging.LEFT: "in the left third of the frame",
    Staging.CENTRE: "in the centre of the frame",
    Staging.RIGHT: "in the right third of the frame",
    Staging.FAR_RIGHT: "at the far right edge of the frame",
}
FACINGS = {
    Facing.CAMERA: "face turned towards the camera",
    Facing.LEFT: "face turned towards frame left",
    Facing.RIGHT: "face turned towards frame right",
    Facing.AWAY: "turned away from the camera, seen from behind",
}
INTERIORS = {
    Interior.INT: "interior",
    Interior.EXT: "exterior",
    Interior.BOTH: "inside and outside at once",
    Interior.UNKNOWN: "",
}
TIMES = {
    TimeOfDay.DAWN: "dawn: pale first light, long soft shadows",
    TimeOfDay.DAY: "day: daylight",
    TimeOfDay.DUSK: "dusk: the last low light, the sky darkening",
    TimeOfDay.NIGHT: "night: dark, lit only by the sources in the scene",
}

_SIDE = {Direction.LEFT: " to the left", Direction.RIGHT: " to the right"}


def camera_move(move: Move, direction: Direction) -> str:
    """What the camera does in one shot, as a clause without a full stop."""
    side = _SIDE.get(direction, "")
    down = direction is Direction.DOWN
    match move:
        case Move.PAN:
            return f"The camera pans slowly{side or ' across the scene'}"
        case Move.TILT:
            return f"The camera tilts slowly {'down' if down else 'up'}"
        case Move.PUSH | Move.PULL:
            inwards = move is Move.PUSH if direction is Direction.NONE else direction is not Direction.OUT
            return "The camera pushes in slowly" if inwards else "The camera pulls back slowly"
        case Move.TRUCK:
            return f"The camera glides sideways{side}"
        case Move.PEDESTAL:
            return f"The camera {'sinks' if down else 'rises'} straight {'down' if down else 'up'}"
        case Move.CRANE:
            return f"The camera cranes {'down' if down else 'up'} in one smooth sweep"
        case Move.ZOOM:
            return f"The lens zooms slowly {'out' if direction is Direction.OUT else 'in'}"
        case Move.ORBIT:
            return f"The camera orbits slowly around the subject{side}"
        case Move.HANDHELD:
            return "Handheld camera with a slight natural sway"
        case Move.FOLLOW:
            return "The camera follows the subject at the same pace"
        case Move.WHIP:
            return f"The camera whips fast{side or ' across the scene'}"
        case Move.RACK:
            return "Locked-off camera, the focus shifts from the foreground to the background"
        case _:
            return "Locked-off camera"
