"""A shot: what one picture must show, how long it lasts, and where in the script it comes from."""

from __future__ import annotations

import re
from enum import StrEnum
from fractions import Fraction

from pydantic import Field, field_validator

from storyboard.model.base import Noun, Stored
from storyboard.model.policy import parse_policy
from storyboard.model.script import Diagnostic, Heading, Interior, Person, Source, TimeOfDay
from storyboard.model.timecode import seconds_of

# "End card: ...", "Pack shot", in the words of several languages.
_CARD = re.compile(
    r"\W*(?:(?:the|an?)\s+)?(?:(?:(?:end|title|logo|text|brand|final|closing|opening)[ -]?)+(?:card|slate)s?\b"
    r"|(?:end|logo|title)[ -]?(?:frame|board|screen)s?\b|pack ?shot\b|logo\s*[:—–-]|cards?\s*[:—–-]"
    r"|titelkarte|schlusstafel|abbinder|carton\b|cartela|cartello|титр|заставка|片尾|标题卡|タイトルカード|エンドカード)"
)
SHOT_ID = re.compile(r"s\d{3,12}[A-Z]{0,12}_\d{4,9}")


class Size(StrEnum):
    """Shot size, by how much of a person fills the frame."""

    ECU = "ECU"
    CU = "CU"
    MCU = "MCU"
    MS = "MS"
    MLS = "MLS"
    FS = "FS"
    WS = "WS"
    EWS = "EWS"
    INSERT = "INSERT"


class Angle(StrEnum):
    """Camera height and roll against the subject."""

    EYE = "eye"
    HIGH = "high"
    LOW = "low"
    DUTCH = "dutch"
    OVERHEAD = "overhead"
    WORM = "worm"


class Framing(StrEnum):
    """How subjects share the frame; SINGLE also when nobody is in it."""

    SINGLE = "single"
    TWO_SHOT = "2S"
    THREE_SHOT = "3S"
    OVER_SHOULDER = "OTS"
    POINT_OF_VIEW = "POV"
    INSERT = "insert"


class Move(StrEnum):
    """What the camera does."""

    STATIC = "static"
    PAN = "pan"
    TILT = "tilt"
    PUSH = "push"
    PULL = "pull"
    TRUCK = "truck"
    PEDESTAL = "pedestal"
    CRANE = "crane"
    ZOOM = "zoom"
    ORBIT = "orbit"
    HANDHELD = "handheld"
    FOLLOW = "follow"
    WHIP = "whip"
    RACK = "rack"


class Direction(StrEnum):
    """Where a move goes; NONE for moves that have no direction."""

    NONE = ""
    LEFT = "left"
    RIGHT = "right"
    UP = "up"
    DOWN = "down"
    IN = "in"
    OUT = "out"


class Movement(Noun):
    """A camera move with its direction: ``pan left``, ``push in``, ``static``."""

    move: Move = Move.STATIC
    direction: Direction = Direction.NONE

    def __str__(self) -> str:
        return f"{self.move} {self.direction}".strip()


class Staging(StrEnum):
    """Where somebody stands in the frame, from left to right."""

    FAR_LEFT = "far left"
    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    FAR_RIGHT = "far right"


class Facing(StrEnum):
    """Which way somebody's face is turned, as the camera sees it."""

    CAMERA = "camera"
    LEFT = "left"
    RIGHT = "right"
    AWAY = "away"


class Subject(Noun):
    """Somebody in a shot.

    `on_screen` is false for one who takes part but is not seen (speaks from off frame). `in_start` and `in_end` say
    whether they are in the first and in the last picture of the shot (entrances and exits). In an over-the-shoulder
    shot the one with `shoulder` set has their back to the camera in the foreground.
    """

    character: str
    look: str = "default"
    on_screen: bool = True
    staging: Staging = Staging.CENTRE
    facing: Facing = Facing.CAMERA
    shoulder: bool = False
    expression: str = ""
    action: str = ""
    in_start: bool = True
    in_end: bool = True


class Voice(StrEnum):
    """How a line is heard."""

    ON = "on"
    OFF_SCREEN = "o.s."
    VOICE_OVER = "v.o."
    PHONE = "phone"


class DialogueLine(Noun):
    """One speech, or the part of it that falls into this shot."""

    character: str
    text: str
    delivery: str = ""
    voice: Voice = Voice.ON


class Action(Noun):
    """What happens, for two pictures and the motion between them: *start* is the onset, *end* the result.

    ``Tom falls``: start = Tom loses his footing, motion = Tom falls, end = Tom lies on the floor. Blank parts are unknown.
    """

    text: str = ""
    start: str = ""
    motion: str = ""
    end: str = ""


class TransitionKind(StrEnum):
    """How one shot gives way to the next. Fades are from and to black where they do not say white.

    A match cut and a smash cut are cuts; a fade through a colour is a fade out of one shot and a fade into the next.
    """

    CUT = "cut"
    DISSOLVE = "dissolve"
    WIPE = "wipe"
    WHIP = "whip"
    FADE_IN = "fade in"
    FADE_OUT = "fade out"
    FADE_FROM_WHITE = "fade from white"
    FADE_TO_WHITE = "fade to white"

    @property
    def joins(self) -> bool:
        """Both shots are seen at once while it lasts."""
        return self in {TransitionKind.DISSOLVE, TransitionKind.WIPE, TransitionKind.WHIP}


class Shot(Noun):
    """One shot.

    Attributes:
        id: ``s012_0010``; never reused, never renumbered.
        number: What people call it (``12A``), by the project's numbering.
        order: Place in the film, counted from 0; the film's order is this, not the id's.
        setup: The camera position in its scene that this shot is seen from; cut-backs share it.
        frame_from: Id of the shot whose picture this one uses; none of its own is then drawn.
        frame_text: Words that can be read *in* the picture (a sign, a letter); part of the picture.
        overlay_text: Words laid over it (``SUPER:``, titles); never part of the picture.
        duration_frames: Its length; this integer is the truth.
        duration_basis: Why it is that long: ``speech``, ``action``, ``establishing``, ``minimum``, ``cue``, ``hand``.
        provenance: For a field, the rule or cue that set it.
        wording: Said in its prompts besides what the fields say.
        reference_policy: Which reference pictures go along, where that differs from the film's: ``sheet+layout``.
        approved: A person said that its picture is right; `redo` says that it is not, and why.
    """

    id: str
    scene: str
    number: str = ""
    order: int = 0
    setup: str = ""
    frame_from: str | None = None
    source: Source
    interior: Interior = Interior.UNKNOWN
    location: str = ""
    sub_location: str = ""
    time: TimeOfDay = TimeOfDay.DAY
    size: Size = Size.MS
    angle: Angle = Angle.EYE
    lens: str = ""
    movement: Movement = Movement()
    framing: Framing = Framing.SINGLE
    light: str = ""
    subjects: tuple[Subject, ...] = ()
    props: tuple[str, ...] = ()
    action: Action = Action()
    dialogue: tuple[DialogueLine, ...] = ()
    frame_text: tuple[str, ...] = ()
    overlay_text: tuple[str, ...] = ()
    sound: tuple[str, ...] = ()
    transition_in: TransitionKind = TransitionKind.CUT
    transition_out: TransitionKind = TransitionKind.CUT
    duration_frames: int = Field(gt=0)
    duration_basis: str = ""
    note: str = ""
    wording: str = ""
    reference_policy: str = ""
    approved: bool = False
    redo: str = ""
    provenance: dict[str, str] = {}

    @field_validator("id")
    @classmethod
    def _id_is_well_formed(cls, value: str) -> str:
        if not SHOT_ID.fullmatch(value):
            raise ValueError(f"{value!r} is not a shot id like s012_0010")
        return value

    @field_validator("reference_policy")
    @classmethod
    def _policy_is_known(cls, value: str) -> str:
        if value:
            parse_policy(value)
        return value

    @property
    def visible(self) -> tuple[Subject, ...]:
        """Who can be seen in the shot, in the order of the list."""
        return tuple(subject for subject in self.subjects if subject.on_screen)

    @property
    def is_card(self) -> bool:
        """Whether its picture is a card made to be read, or a pack shot: nobody is in it, and it is called so."""
        return not self.visible and any(_CARD.match(text.casefold()) for text in (self.action.text, self.action.start))

    def seconds(self, fps: Fraction) -> float:
        """Its length in seconds."""
        return seconds_of(self.duration_frames, fps)


class SceneSummary(Noun):
    """What a shot list needs to know of a scene.

    `story` is its story time (``flashback``), empty for the present; `eighths` its length in the script in eighths of a
    page, 0 where that is not known.
    """

    id: str
    number: str
    heading: Heading
    line: int
    story: str = ""
    eighths: int = 0


class ShotList(Noun):
    """A script broken down: its scenes, the people in it, its shots in film order, and what is doubtful."""

    scenes: tuple[SceneSummary, ...] = ()
    people: tuple[Person, ...] = ()
    shots: tuple[Shot, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    def shot(self, shot_id: str) -> Shot:
        """The shot with that id.

        Raises:
            KeyError: There is none.
        """
        for shot in self.shots:
            if shot.id == shot_id:
                return shot
        raise KeyError(shot_id)


class ShotLock(Stored):
    """What the program last made of the script; kept as shots.lock.json and committed with the project.

    Attributes:
        script_sha256: Hash of the script it was made from.
        shots: The shots as generated; a field of shots.yaml that differs from them was edited by hand.
        anchors: For a shot id, the text of the script it came from, normalised; finds the shot again after an edit.
        retired: Ids of shots that are gone; they are never used again.
        rules: Which version of the breakdown's rules made the shots; 0 for one that did not say.
        kept: Ids of shots whose fields are of older rules, for their pictures were drawn from them.
    """

    schema_: int = Field(default=1, alias="schema")
    script: str = ""
    script_sha256: str = ""
    scenes: tuple[SceneSummary, ...] = ()
    people: tuple[Person, ...] = ()
    shots: tuple[Shot, ...] = ()
    anchors: dict[str, str] = {}
    retired: tuple[str, ...] = ()
    rules: int = 0
    kept: tuple[str, ...] = ()
