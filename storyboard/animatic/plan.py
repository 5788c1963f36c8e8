"""A timeline cut into segments: pure data that says everything about every frame, and so is also the cache's key.

A segment is what is encoded in one piece: the body of a shot, or a dissolve between two. A dissolve lies evenly across
its cut and takes its frames from both shots, so every shot still begins and ends where the timeline says.
"""

from __future__ import annotations

import hashlib
import itertools
from fractions import Fraction
from pathlib import Path
from typing import Any

from storyboard.animatic.captions import Card, Lettering, cards_for
from storyboard.animatic.planes import bars_of
from storyboard.animatic.slate import Slate, slate_for
from storyboard.backends import Overlay, landmarks_within, overlay_of
from storyboard.errors import InputError, PictureError
from storyboard.media import EncoderSettings, crop_for, sha256_of
from storyboard.model import (
    Clip,
    Landmarks,
    Move,
    Movement,
    Noun,
    Take,
    Timeline,
    TransitionKind,
    frames_of,
)

# Raise this whenever the same segment is painted differently; old segments are then not found any more.
ENGINE = 1
_CENTRE = (0.5, 0.5)
_DISSOLVE_SECONDS = Fraction(1, 2)
_FADE_SECONDS = Fraction(1, 2)
# Arrows say what is coming; then the shot is seen without them.
_ARROW_SECONDS = Fraction(3, 2)


class Still(Noun):
    """A picture, by what it contains; `focus` is what it is about, as fractions from the top left."""

    path: Path
    sha256: str
    focus: tuple[float, float] = _CENTRE


class Arrows(Noun):
    """What camera and people will do, laid over the shot until `last`, counted in frames from its beginning."""

    overlay: Overlay
    last: int


class Layer(Noun):
    """One shot as it is painted.

    `start` and `end` are its pictures; a shot without any shows `slate`. `lead` and `tail` are the frames that it is
    seen before its beginning and after its end, in dissolves. Frames are counted from its beginning.
    """

    start: Still | None
    end: Still | None
    slate: Slate | None
    movement: Movement
    seed: str
    frames: int
    lead: int = 0
    tail: int = 0
    fade_in: int = 0
    fade_out: int = 0
    cards: tuple[Card, ...] = ()
    arrows: Arrows | None = None


class Segment(Noun):
    """A run of frames encoded in one piece.

    Attributes:
        first_frame: Where it begins in the film.
        frames: How long it is.
        layers: One shot, or the two of a dissolve.
        offsets: For each layer, which of its own frames the segment begins with.
    """

    first_frame: int
    frames: int
    layers: tuple[Layer, ...]
    offsets: tuple[int, ...]
    size: tuple[int, int]
    matte: float | None
    fps: Fraction

    def key(self, settings: EncoderSettings) -> str:
        """Name of its encoded form: equal for segments that are equal frame for frame, wherever they stand."""
        unseen: dict[str, Any] = {"start": {"path"}, "end": {"path"}}
        if not any(layer.arrows for layer in self.layers):
            unseen["arrows"] = True
        body = self.model_dump_json(exclude={"first_frame": True, "layers": {"__all__": unseen}})
        return hashlib.sha256(f"{ENGINE}\n{settings.model_dump_json()}\n{body}".encode()).hexdigest()[:40]


def plan_segments(
    timeline: Timeline,
    *,
    size: tuple[int, int] | None = None,
    captions: bool = True,
    arrows: bool = False,
    first: int = 0,
    last: int | None = None,
) -> tuple[Segment, ...]:
    """Cut a film into segments.

    Args:
        timeline: The film.
        size: Width and height in pixels, both even; the format's by default.
        captions: Whether dialogue and titles are laid over it.
        arrows: Whether the arrows of camera and people are laid over the beginning of each shot.
        first: The first clip to show, counted from 0.
        last: The clip to stop before, counted from 0; none to go on to the end.

    Raises:
        InputError: There is no clip to show, or the size cannot be encoded.
        PictureError: A picture of the timeline cannot be read.
    """
    size = size or timeline.format.frame
    if any(side % 2 or not 64 <= side <= 4096 for side in size):
        raise InputError(f"A film cannot be {size[0]}x{size[1]}", cure="Take even sides between 64 and 4096 pixels")
    clips = timeline.clips[max(first, 0) : last]
    if not clips:
        raise InputError("There is no shot to show", cure="Break a script into shots first, or choose another range")
    halves = [_half_dissolve(before, after, timeline.fps) for before, after in itertools.pairwise(clips)]
    leads, tails = [0, *halves], [*halves, 0]
    lettering = Lettering(frame=size, matte=timeline.format.matte)
    hashes: dict[Path, str] = {}
    layers = [
        _layer(clip, timeline.fps, lead, tail, hashes, cards_for(clip.shot, lettering) if captions else ())
        for clip, lead, tail in zip(clips, leads, tails, strict=True)
    ]
    if arrows:
        layers = [
            layer.model_copy(update={"arrows": _arrows(clip, timeline, size)})
            for clip, layer in zip(clips, layers, strict=True)
        ]
    segments: list[Segment] = []

    def add(frames: int, shown: tuple[Layer, ...], offsets: tuple[int, ...]) -> None:
        begin = segments[-1].first_frame + segments[-1].frames if segments else 0
        segments.append(
            Segment(
                first_frame=begin,
                frames=frames,
                layers=shown,
                offsets=offsets,
                size=size,
                matte=timeline.format.matte,
                fps=timeline.fps,
            )
        )

    for index, layer in enumerate(layers):
        if layer.lead:
            before = layers[index - 1]
            add(2 * layer.lead, (before, layer), (before.frames - layer.lead, -layer.lead))
        add(layer.frames - layer.lead - layer.tail, (layer,), (layer.lead,))
    return tuple(segments)


def _layer(clip: Clip, fps: Fraction, lead: int, tail: int, hashes: dict[Path, str], cards: tuple[Card, ...]) -> Layer:
    shot = clip.shot
    # Fades leave at least a third of a short shot in full light.
    fade = min(frames_of(_FADE_SECONDS, fps), shot.duration_frames // 3)
    fades_in = shot.transition_in is TransitionKind.FADE_IN and not lead
    fades_out = shot.transition_out is TransitionKind.FADE_OUT and not tail
    start = _still(clip.start_take, hashes)
    return Layer(
        start=start,
        end=_still(clip.end_take, hashes) if start else None,
        slate=None if start else slate_for(shot),
        movement=shot.movement if start else Movement(),
        seed=shot.id if shot.movement.move is Move.HANDHELD else "",
        frames=shot.duration_frames,
        lead=lead,
        tail=tail,
        fade_in=fade if fades_in else 0,
        fade_out=fade if fades_out else 0,
        cards=cards,
    )


def _arrows(clip: Clip, timeline: Timeline, size: tuple[int, int]) -> Arrows | None:
    """The shot's arrows, where its picture's landmarks lie once it is cropped and matted; none where nothing moves."""
    side, above = bars_of(size, timeline.format.matte)
    shown = (size[0] - 2 * side, size[1] - 2 * above)
    landmarks = Landmarks()
    if clip.start_take is not None:
        receipt = clip.start_take.receipt
        crop = crop_for((receipt.width, receipt.height), size, _focus(receipt.landmarks))
        box = (
            (crop.left + crop.width * side / size[0]) / receipt.width,
            (crop.top + crop.height * above / size[1]) / receipt.height,
            crop.width * shown[0] / size[0] / receipt.width,
            crop.height * shown[1] / size[1] / receipt.height,
        )
        landmarks = landmarks_within(receipt.landmarks, box)
    overlay = overlay_of(clip.shot, shown[0] / shown[1], landmarks)
    last = min(frames_of(_ARROW_SECONDS, timeline.fps), clip.shot.duration_frames)
    return Arrows(overlay=overlay, last=last) if overlay else None


def _half_dissolve(before: Clip, after: Clip, fps: Fraction) -> int:
    """How many frames of a dissolve lie on either side of the cut; 0 for a plain cut."""
    leaving, coming = before.shot.transition_out, after.shot.transition_in
    if TransitionKind.DISSOLVE not in {leaving, coming} or {leaving, coming} & {
        TransitionKind.FADE_OUT,
        TransitionKind.FADE_IN,
    }:
        return 0
    wanted = round(_DISSOLVE_SECONDS * fps) // 2
    # A shot may dissolve at both ends; a third of it stays its own.
    return min(wanted, before.shot.duration_frames // 3, after.shot.duration_frames // 3)


def _still(take: Take | None, hashes: dict[Path, str]) -> Still | None:
    if take is None:
        return None
    if take.path not in hashes:
        try:
            hashes[take.path] = sha256_of(take.path)
        except OSError as error:
            raise PictureError(
                f"The picture of {take.slot} cannot be read: {error.strerror}",
                cure="Draw the shot again, or pick another take",
                file=take.path,
            ) from error
    return Still(path=take.path, sha256=hashes[take.path], focus=_focus(take.receipt.landmarks))


def _focus(landmarks: Landmarks) -> tuple[float, float]:
    heads = [head.centre for head in landmarks.faces]
    between_heads = tuple(sum(axis) / len(heads) for axis in zip(*heads, strict=True)) if heads else _CENTRE
    focus_x, focus_y = landmarks.focus or between_heads
    return _inside(focus_x), _inside(focus_y)


def _inside(fraction: float) -> float:
    return min(max(fraction, 0.0), 1.0)
