"""What an editor wants to read in the corners: scene, shot, take, timecode, version and date; and a watermark."""

from __future__ import annotations

from storyboard.animatic.captions import Card
from storyboard.model import Clip, Noun, Timeline

_LONGEST = 80


class BurnIn(Noun):
    """What is burnt in besides captions.

    Attributes:
        slate: Scene, shot, take and running timecode at the top left.
        version: At the top right, with the slate; so is `date`.
        date: See above; given, never looked up, so that the same film is the same tomorrow.
        watermark: Words that lie faintly over the middle of the picture.
    """

    slate: bool = False
    version: str = ""
    date: str = ""
    watermark: str = ""

    def cards(self, clip: Clip, timeline: Timeline) -> tuple[Card, ...]:
        """The cards of one clip."""
        frames = clip.shot.duration_frames
        cards: list[Card] = []
        if mark := _short(self.watermark):
            cards.append(Card(kind="watermark", first=0, last=frames, lines=(mark,)))
        if not self.slate:
            return tuple(cards)
        cards.append(_note(frames, (_name(clip, timeline),), "top left"))
        cards.append(
            Card(
                kind="corner",
                first=0,
                last=frames,
                lines=("TC",),
                place="below top left",
                counts_from=clip.start_frame,
                fps=timeline.fps,
            )
        )
        if right := "  ·  ".join(text for text in (_short(self.version), _short(self.date)) if text):
            cards.append(_note(frames, (right,), "top right"))
        return tuple(cards)


def _name(clip: Clip, timeline: Timeline) -> str:
    scene = timeline.scene(clip.shot.scene)
    take = f"  ·  Take {clip.start_take.number}" if clip.start_take is not None else ""
    return f"Scene {_short(scene.number if scene else clip.shot.scene)}  ·  {_short(clip.shot.number or clip.shot.id)}{take}"


def _note(frames: int, lines: tuple[str, ...], place: str) -> Card:
    return Card(kind="corner", first=0, last=frames, lines=lines, place=place)


def _short(text: str) -> str:
    return " ".join(text.split())[:_LONGEST]
