"""Frames painted: stills seen through moves, blended, faded, matted and captioned, as planes ready for the encoder."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from storyboard.animatic.captions import Card, Lettering
from storyboard.animatic.moves import WHOLE, View, moves, smooth, view_at
from storyboard.animatic.overlay import Overlay, overlay_for
from storyboard.animatic.plan import Arrows, Layer, Segment
from storyboard.animatic.planes import ALL, dim, empty_like, lay_bars, mix
from storyboard.animatic.plate import Plate, RestingPlate, make_plate
from storyboard.animatic.slate import draw_slate

if TYPE_CHECKING:
    from storyboard.media import Planes


class _State(NamedTuple):
    """All that a layer's frame depends on; two frames of equal state are equal."""

    view: View
    to_end: int
    light: int


class SegmentPainter:
    """Paints any frame of a segment.

    Args:
        segment: What to paint.
        planes: Where to paint it; kept, and only touched when a frame differs from the one before.

    Raises:
        PictureError: A picture cannot be read.
    """

    def __init__(self, segment: Segment, planes: Planes) -> None:
        self._segment = segment
        self._planes = planes
        self._layers = [_LayerPainter(layer, segment) for layer in segment.layers]
        self._second = empty_like(planes) if len(segment.layers) > 1 else planes
        self._lettering = Lettering(frame=segment.size, matte=segment.matte)
        self._overlays: dict[Card | Arrows, Overlay] = {}
        self._painted: object = None

    def paint(self, index: int) -> None:
        """Paint the segment's frame of that index, counted from its beginning."""
        frames = [offset + index for offset in self._segment.offsets]
        states = [painter.state(frame) for painter, frame in zip(self._layers, frames, strict=True)]
        share = (index + 1) * ALL // (self._segment.frames + 1) if len(states) > 1 else 0
        cards = self._cards(frames)
        if (states, share, cards) == self._painted:
            return
        self._layers[0].paint(states[0], self._planes)
        if len(states) > 1:
            self._layers[1].paint(states[1], self._second)
            mix(self._planes, self._second, share)
        if self._segment.matte:
            lay_bars(self._planes, self._segment.matte)
        for card in cards:
            if card not in self._overlays:
                self._overlays = {card: overlay_for(card, self._lettering)} | {
                    known: overlay for known, overlay in self._overlays.items() if known in cards
                }
            self._overlays[card].draw(self._planes)
        self._painted = (states, share, cards)

    def _cards(self, frames: list[int]) -> list[Card | Arrows]:
        """What lies over the frame, arrows under words. In a dissolve it changes at the cut."""
        owner = len(frames) - 1 if frames[-1] >= 0 else 0
        layer, frame = self._segment.layers[owner], frames[owner]
        arrows = [layer.arrows] if layer.arrows is not None and frame < layer.arrows.last else []
        return [*arrows, *(card for card in layer.cards if card.first <= frame < card.last)]


class _LayerPainter:
    def __init__(self, layer: Layer, segment: Segment) -> None:
        self._layer = layer
        self._fps = segment.fps
        self._focus = (0.5, 0.5)
        self._end: Plate | None = None
        if layer.start is None:
            assert layer.slate is not None
            self._start: Plate = RestingPlate(draw_slate(layer.slate, segment.size))
        else:
            # Both pictures are seen through one camera, which follows the first one's focus.
            moving, focus = moves(layer.movement), layer.start.focus
            self._start, self._focus = make_plate(layer.start.path, segment.size, focus, moving=moving)
            if layer.end is not None:
                self._end, _ = make_plate(layer.end.path, segment.size, focus, moving=moving)
        self._spare: Planes | None = None

    def state(self, frame: int) -> _State:
        layer = self._layer
        seen = layer.lead + layer.frames + layer.tail
        progress = (frame + layer.lead) / max(1, seen - 1)
        view = WHOLE
        if moves(layer.movement):
            seconds = float(frame / self._fps)
            view = view_at(layer.movement, progress, focus=self._focus, seconds=seconds, seed=layer.seed)
        # The picture of the end takes over in the middle third: rough, but it shows what changes and when.
        to_end = round(ALL * smooth(3 * progress - 1)) if self._end else 0
        return _State(view, to_end, round(ALL * self._light(frame)))

    def _light(self, frame: int) -> float:
        layer = self._layer
        light = 1.0
        if layer.fade_in:
            light = min(light, (frame + 0.5) / layer.fade_in)
        if layer.fade_out:
            light = min(light, (layer.frames - frame - 0.5) / layer.fade_out)
        return max(light, 0.0)

    def paint(self, state: _State, planes: Planes) -> None:
        if self._end is None or state.to_end == 0:
            self._start.draw(state.view, planes)
        elif state.to_end == ALL:
            self._end.draw(state.view, planes)
        else:
            self._spare = self._spare or empty_like(planes)
            self._start.draw(state.view, planes)
            self._end.draw(state.view, self._spare)
            mix(planes, self._spare, state.to_end)
        if state.light < ALL:
            dim(planes, state.light)
