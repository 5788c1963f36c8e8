"""A timeline cut into segments: pure data that says everything about every frame, and so is also the cache's key.

A segment is what is encoded in one piece: the body of a shot, a part of a long one, or what joins two. A dissolve, a
wipe or a whip lies evenly across its cut and takes its frames from both shots, so every shot still begins and ends where
the timeline says.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from storyboard.animatic.aim import aim_of
from storyboard.animatic.burnin import BurnIn
from storyboard.animatic.captions import Card, Lettering, Spans, cards_for
from storyboard.animatic.change import Change, Ends, change_of
from storyboard.animatic.moves import moves
from storyboard.animatic.planes import bars_of
from storyboard.animatic.slate import Slate, slate_for
from storyboard.animatic.strength import strength_of
from storyboard.animatic.transitions import Join, fades_of, join_of
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
    frames_of,
)

# Raise this whenever the same segment is painted differently; old segments are then not found any more.
ENGINE = 4
_NOTHING = BurnIn()
# No segment is longer: what is encoded is held in memory until it is whole. A multiple of the encoder's own distance of
# key frames, so that cutting costs nothing.
LONGEST = 480
# Arrows say what is coming; then the shot is seen without them.
_ARROW_SECONDS = Fraction(3, 2)


class Still(Noun):
    """A picture or a clip, by what it contains.

    `focus` is what it is about, as fractions from the top left; none where one has to look at it.
    """

    path: Path
    sha256: str
    focus: tuple[float, float] | None = None


class Arrows(Noun):
    """What camera and people will do, laid over the shot until `last`, counted in frames from its beginning."""

    # A `storyboard.backends.Overlay`; that room is only loaded when there are arrows to draw.
    overlay: Any
    last: int


class Layer(Noun):
    """One shot as it is painted.

    `start` and `end` are its pictures, and `change` how one becomes the other; `footage` is shown instead of them; a shot
    without any shows `slate`. `strength` is that of its move. Fades go to black, or white, where it says so. `lead` and `tail` are the frames that it is
    seen before its beginning and after its end, in dissolves. Frames are counted from its beginning.
    """

    start: Still | None
    end: Still | None
    slate: Slate | None
    movement: Movement
    change: Change | None = None
    footage: Still | None = None
    strength: float = 1.0
    seed: str
    frames: int
    lead: int = 0
    tail: int = 0
    fade_in: int = 0
    fade_out: int = 0
    white_in: bool = False
    white_out: bool = False
    cards: tuple[Card, ...] = ()
    arrows: Arrows | None = None

    def rests(self, first: int, last: int) -> bool:
        """Whether all frames from `first` up to `last` are one and the same."""
        if moves(self.movement) or self.change is not None or self.footage is not None:
            return False
        if first < self.fade_in or last > self.frames - self.fade_out:
            return False
        edges = [edge for card in self.cards for edge in (card.first, card.last)]
        edges += [self.arrows.last] if self.arrows else []
        running = any(card.counts_from is not None and card.first < last and card.last > first for card in self.cards)
        return not running and not any(first < edge < last for edge in edges)

    def at_rest(self, first: int, last: int) -> Layer:
        """A layer of its own that looks like those frames, which must rest: equal for all that look equal."""
        length = last - first
        seen = [card for card in self.cards if card.first < last and card.last > first]
        shown = self.arrows if self.arrows and self.arrows.last > first else None
        return Layer(
            start=self.start,
            end=None,
            slate=self.slate,
            movement=Movement(),
            seed="",
            frames=length,
            cards=tuple(card.model_copy(update={"first": 0, "last": length}) for card in seen),
            arrows=shown.model_copy(update={"last": length}) if shown else None,
        )


class Segment(Noun):
    """A run of frames encoded in one piece.

    Attributes:
        first_frame: Where it begins in the film.
        frames: How long it is.
        layers: One shot, or the two that are joined.
        offsets: For each layer, which of its own frames the segment begins with.
        join: How two are joined.
    """

    first_frame: int
    frames: int
    layers: tuple[Layer, ...]
    offsets: tuple[int, ...]
    size: tuple[int, int]
    matte: float | None
    fps: Fraction
    join: Join | None = None

    @property
    def rests(self) -> bool:
        """Whether all its frames are one and the same."""
        return len(self.layers) == 1 and self.layers[0].rests(self.offsets[0], self.offsets[0] + self.frames)

    def key(self, settings: EncoderSettings) -> str:
        """Name of its encoded form: equal for segments that are equal frame for frame, wherever they stand."""
        unseen: dict[str, Any] = {"start": {"path"}, "end": {"path"}, "footage": {"path"}}
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
    speech: Mapping[str, Spans] | None = None,
    burn_in: BurnIn = _NOTHING,
    ends: Ends = "auto",
) -> tuple[Segment, ...]:
    """Cut a film into segments.

    Args:
        timeline: The film.
        size: Width and height in pixels, both even; the format's by default.
        captions: Whether dialogue and titles are laid over it.
        arrows: Whether the arrows of camera and people are laid over the beginning of each shot.
        first: The first clip to show, counted from 0.
        last: The clip to stop before, counted from 0; none to go on to the end.
        speech: Where the lines of a shot are heard, by its id; captions are read while they are.
        burn_in: What else is laid over the pictures.
        ends: How a shot with a picture of its end as well gets there.

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
    joins = [join_of(before.shot, after.shot, timeline.fps) for before, after in itertools.pairwise(clips)]
    halves = [join[1] if join else 0 for join in joins]
    leads, tails = [0, *halves], [*halves, 0]
    lettering = Lettering(frame=size, matte=timeline.format.matte)
    hashes: dict[Path, str] = {}
    layers = [
        _layer(
            clip,
            timeline.fps,
            size,
            (lead, tail),
            hashes,
            ends,
            (
                *burn_in.cards(clip, timeline),
                *(cards_for(clip.shot, lettering, (speech or {}).get(clip.shot.id, ())) if captions else ()),
            ),
        )
        for clip, lead, tail in zip(clips, leads, tails, strict=True)
    ]
    if arrows:
        layers = [
            layer.model_copy(update={"arrows": _arrows(clip, timeline, size)})
            for clip, layer in zip(clips, layers, strict=True)
        ]
    segments: list[Segment] = []

    def add(frames: int, shown: tuple[Layer, ...], offsets: tuple[int, ...], join: Join | None = None) -> None:
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
                join=join,
            )
        )

    for index, layer in enumerate(layers):
        join = joins[index - 1] if index else None
        if join:
            before = layers[index - 1]
            add(2 * layer.lead, (before, layer), (before.frames - layer.lead, -layer.lead), join[0])
        for first_frame in range(layer.lead, layer.frames - layer.tail, LONGEST):
            last_frame = min(first_frame + LONGEST, layer.frames - layer.tail)
            if layer.rests(first_frame, last_frame):
                add(last_frame - first_frame, (layer.at_rest(first_frame, last_frame),), (0,))
            else:
                add(last_frame - first_frame, (layer,), (first_frame,))
    return tuple(segments)


def _layer(
    clip: Clip,
    fps: Fraction,
    size: tuple[int, int],
    handles: tuple[int, int],
    hashes: dict[Path, str],
    ends: Ends,
    cards: tuple[Card, ...],
) -> Layer:
    shot, (lead, tail) = clip.shot, handles
    fade_in, fade_out = fades_of(shot, fps)
    start = _still(clip.start_take, clip, size, hashes)
    end = _still(clip.end_take, clip, size, hashes) if start else None
    footage = _still(clip.footage, clip, size, hashes)
    if footage and start:
        # Nobody knows where the heads are in a clip; it was made from the picture.
        footage = footage.model_copy(update={"focus": start.focus})
    change = None
    if start and end and clip.start_take and clip.end_take and not footage:
        receipts = clip.start_take.receipt, clip.end_take.receipt
        change = change_of(shot, *receipts, size, start.focus or (0.5, 0.5), ends)
    still = (
        footage is None and start is not None and not (change and change.arrives) and not (change and change.departs)
    )
    movement = shot.movement if still else Movement()
    return Layer(
        start=None if footage else start,
        end=None if footage else end,
        slate=None if start or footage else slate_for(shot),
        movement=movement,
        change=change,
        footage=footage,
        strength=strength_of(shot, fps) if moves(movement) else 1.0,
        seed=shot.id if movement.move is Move.HANDHELD else "",
        frames=shot.duration_frames,
        lead=lead,
        tail=tail,
        fade_in=0 if lead else fade_in.frames,
        fade_out=0 if tail else fade_out.frames,
        white_in=fade_in.white,
        white_out=fade_out.white,
        cards=cards,
    )


def _arrows(clip: Clip, timeline: Timeline, size: tuple[int, int]) -> Arrows | None:
    """The shot's arrows, where its picture's landmarks lie once it is cropped and matted; none where nothing moves."""
    from storyboard.backends import landmarks_within, overlay_of

    side, above = bars_of(size, timeline.format.matte)
    shown = (size[0] - 2 * side, size[1] - 2 * above)
    landmarks = Landmarks()
    if clip.start_take is not None:
        receipt = clip.start_take.receipt
        crop = crop_for((receipt.width, receipt.height), size, aim_of(clip.shot, receipt, size) or (0.5, 0.5))
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


def _still(take: Take | None, clip: Clip, size: tuple[int, int], hashes: dict[Path, str]) -> Still | None:
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
    return Still(path=take.path, sha256=hashes[take.path], focus=aim_of(clip.shot, take.receipt, size))
