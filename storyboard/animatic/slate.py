"""The card that stands in for a shot without a picture: its number, what it is, and what happens."""

from __future__ import annotations

from PIL import Image, ImageDraw

from storyboard.media import font_for, wrap
from storyboard.model import Noun, Shot

_GROUND = (58, 61, 66)
_BRIGHT = (226, 228, 230)
_DIM = (158, 162, 168)


class Slate(Noun):
    """What the card says."""

    number: str
    camera: str
    action: str


def slate_for(shot: Shot) -> Slate:
    """The slate of a shot."""
    camera = ", ".join(str(part) for part in (shot.size, shot.movement) if str(part))
    return Slate(number=shot.number or shot.id, camera=camera, action=" ".join(shot.action.text.split()))


def draw_slate(slate: Slate, size: tuple[int, int]) -> Image.Image:
    """The card at `size` pixels. Its lower quarter is left to captions."""
    width, height = size
    short = min(size)
    picture = Image.new("RGB", size, _GROUND)
    draw = ImageDraw.Draw(picture)
    room = width - round(short * 0.2)
    rows: list[tuple[str, int, tuple[int, int, int], bool]] = [
        (slate.number, round(short * 0.16), _BRIGHT, True),
        (f"{slate.camera}  ·  no picture yet" if slate.camera else "no picture yet", round(short * 0.042), _DIM, False),
    ]
    action_size = max(9, round(short * 0.046))
    action = wrap(slate.action, font_for(slate.action, action_size), min(room, action_size * 26), max_lines=4)
    rows += [(line, action_size, _BRIGHT, False) for line in action if line]
    top = round(height * 0.42 - sum(row_size for _, row_size, _, _ in rows) * 1.4 / 2)
    for text, row_size, colour, bold in rows:
        font = font_for(text, row_size, bold=bold)
        line = wrap(text, font, room, max_lines=1)[0]
        draw.text((width / 2, top + row_size), line, font=font, fill=colour, anchor="ms")
        top += round(row_size * (1.35 if colour is _BRIGHT else 2.2))
    return picture
