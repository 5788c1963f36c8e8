"""Frames painted: stills seen through moves, blended, faded, matted and captioned, as planes ready for the encoder."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from storyboard.animatic.captions import Card, Lettering
from storyboard.animatic.footage import Footage
from storyboard.animatic.moves import WHOLE, View, moves, view_at
from storyboard.animatic.overlay import Overlay, overlay_for
from storyboard.animatic.plan import Arrows, Layer, Segment
from storyboard.animatic.planes import ALL, BLACK, WHITE, empty_like, fade, lay_bars, mix
from storyboard.animatic.plate import Plate, RestingPlate, Shelf
from storyboard.animatic.slate import draw_slate
from storyboard.animatic.transitions import Join
from storyboard.animatic.whip import lay_whip, lay_wipe, smear
from storyboard.model import Direction, Move

if TYPE_CHECKING:
    from storyboard.media import Planes


class _State(NamedTuple):
    """All that a layer's frame depends on; two frames of equal state are equal."""

    view: View
    end_view: View
    to_end: int
    light: int
    colour: tuple[int, int, int]
    moment: int
    rush: float


class SegmentPainter:
    """Paints any frame of a segment.

    Args:
        segment: What to paint.
        planes: Where to paint it; kept, and only touched when a frame differs from the one before.
        shelf: Where pictures are kept for other segments.

    Raises:
        PictureError: A picture cannot be read.
    """

    def __init__(self, segment: Segment, planes: Planes, shelf: Shelf | None = None) -> None:
        self._segment = segment
        self._planes = planes
        shelf = shelf or Shelf(1)
        self._layers = [_LayerPainter(layer, segment, shelf) for layer in segment.layers]
        self._second = empty_like(planes) if len(segment.layers) > 1 else planes
        self._lettering = Lettering(frame=segment.size, matte=segment.matte)
        self._overlays: dict[Card | Arrows, Overlay] = {}
        self._painted: object = None

    def paint(self, index: int) -> None:
        """Paint the segment's frame of that index, counted from its beginning."""
        frames = [offset + index for offset in self._segment.offsets]
        states = [painter.state(frame) for painter, frame in zip(self._layers, frames, strict=True)]
        joined = (index + 1) / (self._segment.frames + 1) if len(states) > 1 else 0.0
        cards = self._cards(frames)
        if (states, joined, cards) == self._painted:
            return
        self._layers[0].paint(states[0], self._planes)
        if len(states) > 1:
            self._layers[1].paint(states[1], self._second)
            self._join(joined)
        if self._segment.matte:
            lay_bars(self._planes, self._segment.matte)
        for card in cards:
            if card not in self._overlays:
                self._overlays = {card: overlay_for(card, self._lettering)} | {
                    known: overlay for known, overlay in self._overlays.items() if known in cards
                }
            self._overlays[card].draw(self._planes)
        self._painted = (states, joined, cards)

    def _join(self, progress: float) -> None:
        if self._segment.join is Join.WIPE:
            lay_wipe(self._planes, self._second, progress)
        elif self._segment.join is Join.WHIP:
            to_left = self._segment.layers[0].movement.direction is Direction.LEFT
            lay_whip(self._planes, self._second, progress, 1 / (self._segment.frames + 1), to_left=to_left)
        else:
            mix(self._planes, self._second, int(progress * ALL))

    def _cards(self, frames: list[int]) -> list[Card | Arrows]:
        """What lies over the frame, arrows under words. In a dissolve it changes at the cut."""
        owner = len(frames) - 1 if frames[-1] >= 0 else 0
        layer, frame = self._segment.layers[owner], frames[owner]
        arrows = [layer.arrows] if layer.arrows is not None and frame < layer.arrows.last else []
        return [*arrows, *(card.at(frame) for card in layer.cards if card.first <= frame < card.last)]


class _LayerPainter:
    def __init__(self, layer: Layer, segment: Segment, shelf: Shelf) -> None:
        self._layer = layer
        self._fps = segment.fps
        self._focus = (0.5, 0.5)
        self._start: Plate | None = None
        self._end: Plate | None = None
        self._footage: Footage | None = None
        if layer.footage is not None:
            self._footage = Footage(layer.footage, segment.size, segment.fps)
        elif layer.start is None:
            assert layer.slate is not None
            self._start = RestingPlate(draw_slate(layer.slate, segment.size))
        else:
            # Both pictures are seen through one camera, which follows the first one's focus.
            change = layer.change
            moving = moves(layer.movement)
            first_moves = moving or (change is not None and change.arrives is not None)
            self._start, self._focus = shelf.plate(layer.start, segment.size, moving=first_moves)
            if layer.end is not None and change is not None:
                focus = layer.start.focus or layer.end.focus
                seen = layer.end.model_copy(update={"focus": focus})
                last_moves = moving or change.departs is not None
                self._end, _ = shelf.plate(seen, segment.size, moving=last_moves)
        self._spare: Planes | None = None

    def state(self, frame: int) -> _State:
        layer = self._layer
        progress = self._progress(frame)
        view = end_view = WHOLE
        rush = 0.0
        if moves(layer.movement):
            view = end_view = self._view(frame)
            if layer.movement.move is Move.WHIP and layer.movement.direction not in {Direction.UP, Direction.DOWN}:
                rush = abs(self._view(frame + 1).left - self._view(frame - 1).left) / 2 / view.extent
        change = layer.change
        if change is not None and (views := change.views(progress)):
            view, end_view = views
        to_end = round(ALL * change.share(progress)) if change is not None and self._end else 0
        light, colour = self._light(frame)
        moment = frame if self._footage else 0
        return _State(view, end_view, to_end, round(ALL * light), colour, moment, rush)

    def _progress(self, frame: int) -> float:
        layer = self._layer
        seen = layer.lead + layer.frames + layer.tail
        return (frame + layer.lead) / max(1, seen - 1)

    def _view(self, frame: int) -> View:
        layer = self._layer
        return view_at(
            layer.movement,
            self._progress(frame),
            focus=self._focus,
            seconds=float(frame / self._fps),
            seed=layer.seed,
            strength=layer.strength,
        )

    def _light(self, frame: int) -> tuple[float, tuple[int, int, int]]:
        """How much light there is, and the colour that takes the place of the rest."""
        layer = self._layer
        coming = (frame + 0.5) / layer.fade_in if layer.fade_in else 1.0
        going = (layer.frames - frame - 0.5) / layer.fade_out if layer.fade_out else 1.0
        white = layer.white_in if coming < going else layer.white_out
        light = min(1.0, max(0.0, min(coming, going)))
        return light, WHITE if white and light < 1 else BLACK

    def paint(self, state: _State, planes: Planes) -> None:
        if self._footage is not None:
            self._footage.draw(state.moment, planes)
        elif self._end is None or state.to_end == 0:
            assert self._start is not None
            self._start.draw(state.view, planes)
        elif state.to_end == ALL:
            self._end.draw(state.end_view, planes)
        else:
            assert self._start is not None
            self._spare = self._spare or empty_like(planes)
            self._start.draw(state.view, planes)
            self._end.draw(state.end_view, self._spare)
            mix(planes, self._spare, state.to_end)
        if state.rush:
            smear(planes, state.rush)
        if state.light < ALL:
            fade(planes, state.light, state.colour)
