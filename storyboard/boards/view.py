"""What stands on a board, in words and places, before anybody draws it: the same for a page, a sheet and paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from storyboard.model import (
    Angle,
    Clip,
    DialogueLine,
    Format,
    Framing,
    Move,
    Quality,
    Shot,
    Size,
    Take,
    Timeline,
    TransitionKind,
    Voice,
    clock,
    seconds_of,
    timecode,
)

SIZE_NAMES = {
    Size.ECU: "extreme close-up",
    Size.CU: "close-up",
    Size.MCU: "medium close-up",
    Size.MS: "medium shot",
    Size.MLS: "medium long shot",
    Size.FS: "full shot",
    Size.WS: "wide shot",
    Size.EWS: "extreme wide shot",
    Size.INSERT: "insert",
}
_ANGLE_WORDS = {
    Angle.HIGH: "high angle",
    Angle.LOW: "low angle",
    Angle.DUTCH: "dutch",
    Angle.OVERHEAD: "overhead",
    Angle.WORM: "worm’s eye",
}
_FRAMING_WORDS = {
    Framing.TWO_SHOT: "2S",
    Framing.THREE_SHOT: "3S",
    Framing.OVER_SHOULDER: "OTS",
    Framing.POINT_OF_VIEW: "POV",
}
_VOICE_MARKS = {Voice.OFF_SCREEN: "O.S.", Voice.VOICE_OVER: "V.O.", Voice.PHONE: "phone"}


@dataclass(frozen=True)
class Speech:
    """A speech as a board prints it; `voice` is ``V.O.``, ``O.S.``, ``phone`` or empty."""

    speaker: str
    voice: str
    delivery: str
    text: str


@dataclass(frozen=True)
class Panel:
    """One picture on the board with what belongs under it.

    `continuation` is the last picture of the shot whose first picture the panel before shows. `status` is ``missing``,
    ``stale``, ``draft``, ``in use`` (of a take) or empty, and `reasons` says why. `same_as` is the number of the shot
    whose picture is used. `before` and `after` are transitions written into the gutters. `shot` is the shot whose arrows
    lie over the picture; none over a last picture, and none over takes to choose from.
    """

    id: str
    number: str
    continuation: bool
    take: Take | None
    seconds: str = ""
    frames: str = ""
    starts_at: str = ""
    status: str = ""
    reasons: tuple[str, ...] = ()
    same_as: str = ""
    size: str = ""
    size_name: str = ""
    camera: tuple[str, ...] = ()
    shot: Shot | None = None
    dialogue: tuple[Speech, ...] = ()
    action: str = ""
    frame_text: tuple[str, ...] = ()
    overlay_text: tuple[str, ...] = ()
    sound: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    before: str = ""
    after: str = ""
    continuation_word: str = "end of shot"

    @property
    def label(self) -> str:
        """What the picture shows, for those who cannot see it."""
        return ", ".join(part for part in (self.number, self.size_name, self.action) if part)


@dataclass(frozen=True)
class SceneBlock:
    """A run of panels of one scene, or the takes of one shot; a scene that is cut back to later has several runs."""

    number: str
    heading: str
    shots: int
    length: str
    panels: tuple[Panel, ...]
    unit: str = "shot"

    @property
    def size(self) -> str:
        """How many there are, and how long: ``3 shots`` and ``0:12``."""
        return f"{self.shots} {self.unit}{'' if self.shots == 1 else 's'}"


@dataclass(frozen=True)
class Board:
    """A whole board. `ratio` is the visible picture's width over its height, `frame` the delivery size in pixels."""

    title: str
    facts: tuple[tuple[str, str], ...]
    ratio: float
    frame: tuple[int, int]
    scenes: tuple[SceneBlock, ...]

    @property
    def panels(self) -> Iterator[Panel]:
        """Every panel, in film order."""
        return (panel for scene in self.scenes for panel in scene.panels)


def board_of(timeline: Timeline, *, version: str = "", date: str = "") -> Board:
    """Lay a film out as scenes and panels; draws nothing."""
    numbers = {clip.shot.id: clip.shot.number or clip.shot.id for clip in timeline.clips}
    drawn = [clip for clip in timeline.clips if clip.start_take is not None]
    # A film that is all drafts says so once, in the head: a chip on every panel would tell nobody anything.
    all_draft = bool(drawn) and all(_is_draft(clip) for clip in drawn)
    before = TransitionKind.CUT
    blocks = []
    for scene_id, run in groupby(timeline.clips, key=lambda clip: clip.shot.scene):
        clips = list(run)
        panels: list[Panel] = []
        for clip in clips:
            panels.extend(_panels_of(clip, timeline.fps, numbers, before, chip_drafts=not all_draft))
            before = clip.shot.transition_out
        scene = timeline.scene(scene_id)
        blocks.append(
            SceneBlock(
                number=scene.number if scene else "",
                heading=scene.heading.text if scene else _heading_from(clips[0].shot),
                shots=len(clips),
                length=clock(seconds_of(sum(clip.shot.duration_frames for clip in clips), timeline.fps)),
                panels=tuple(panels),
            )
        )
    return Board(
        title=timeline.title or "Untitled",
        facts=_facts(timeline, len(drawn), version, date, all_draft=all_draft),
        ratio=timeline.format.matte or timeline.format.frame[0] / timeline.format.frame[1],
        frame=timeline.format.frame,
        scenes=tuple(blocks),
    )


def _facts(timeline: Timeline, drawn: int, version: str, date: str, *, all_draft: bool) -> tuple[tuple[str, str], ...]:
    missing = len(timeline.clips) - drawn
    pictures = f"{missing} missing" if missing else ""
    if all_draft:
        pictures = f"draft, {pictures}" if pictures else "draft"
    rows = (
        ("Shots", str(len(timeline.clips))),
        ("Running time", clock(timeline.seconds)),
        ("Format", f"{_format_name(timeline.format)} · {_rate(timeline.fps)} fps"),
        ("Pictures", pictures),
        ("Version", version),
        ("Date", date),
    )
    return tuple((name, value) for name, value in rows if value)


def _panels_of(
    clip: Clip, fps: Fraction, numbers: dict[str, str], before: TransitionKind, *, chip_drafts: bool
) -> Iterator[Panel]:
    shot = clip.shot
    number = numbers[shot.id]
    # A dissolve belongs to both its shots; it is written once, behind the first of them.
    enters = shot.transition_in if shot.transition_in not in {TransitionKind.CUT, before} else TransitionKind.CUT
    leaves = shot.transition_out
    has_end = clip.end_take is not None
    status, reasons = _status(clip, chip_drafts=chip_drafts)
    yield Panel(
        id=shot.id,
        number=number,
        continuation=False,
        take=clip.start_take,
        seconds=clock(shot.seconds(fps)),
        frames=f"{shot.duration_frames} f",
        starts_at=timecode(clip.start_frame, fps),
        status=status,
        reasons=reasons,
        same_as=numbers.get(shot.frame_from, shot.frame_from) if shot.frame_from else "",
        size=str(shot.size),
        size_name=SIZE_NAMES[shot.size],
        camera=camera_words(shot),
        shot=shot,
        dialogue=tuple(_speech(line) for line in shot.dialogue),
        action=shot.action.text,
        frame_text=shot.frame_text,
        overlay_text=shot.overlay_text,
        sound=shot.sound,
        notes=tuple(note for note in (shot.note, f"Redo: {shot.redo}" if shot.redo else "") if note),
        before="" if enters is TransitionKind.CUT else str(enters),
        after="" if leaves is TransitionKind.CUT or has_end else str(leaves),
    )
    if has_end:
        yield Panel(
            id=f"{shot.id}-end",
            number=number,
            continuation=True,
            take=clip.end_take,
            action=shot.action.end,
            after="" if leaves is TransitionKind.CUT else str(leaves),
        )


def camera_words(shot: Shot) -> tuple[str, ...]:
    """Angle, framing, move and lens as a crew says them; what goes without saying (eye level, a single) is left out."""
    words = [_ANGLE_WORDS.get(shot.angle, ""), _FRAMING_WORDS.get(shot.framing, "")]
    words.append("rack focus" if shot.movement.move is Move.RACK else str(shot.movement))
    words.append(shot.lens)
    return tuple(word for word in words if word)


def _status(clip: Clip, *, chip_drafts: bool) -> tuple[str, tuple[str, ...]]:
    if clip.start_take is None:
        return "missing", ()
    if clip.stale:
        return "stale", clip.stale
    return ("draft" if chip_drafts and _is_draft(clip) else ""), ()


def _is_draft(clip: Clip) -> bool:
    return clip.start_take is not None and clip.start_take.receipt.quality is Quality.DRAFT


def _speech(line: DialogueLine) -> Speech:
    return Speech(line.character, _VOICE_MARKS.get(line.voice, ""), line.delivery.strip("() "), line.text)


def _heading_from(shot: Shot) -> str:
    place = " - ".join(part for part in (shot.location, shot.sub_location) if part)
    return " ".join(part for part in (f"{shot.interior}." if shot.interior else "", place) if part) or shot.scene


def _format_name(form: Format) -> str:
    return f"{form.name}:1" if form.matte else form.name.replace("x", " × ")


def _rate(fps: Fraction) -> str:
    return str(fps.numerator) if fps.denominator == 1 else f"{float(fps):.3f}".rstrip("0").rstrip(".")
