"""A contact sheet: the middle frame of every shot as the film shows it, in order, with number, time and length."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from storyboard.animatic.cache import completing
from storyboard.animatic.clip import FilmPainter
from storyboard.animatic.plan import Segment
from storyboard.media import font_for, wrap
from storyboard.model import Progress, Silence, timecode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storyboard.model import Clip

_WIDEST = 3840
_SMALLEST, _LARGEST = 160, 480
_GROUND, _INK, _DIM = (24, 25, 28), (232, 232, 228), (150, 152, 158)
_NOBODY = Silence()


def write_contact_sheet(
    segments: tuple[Segment, ...], clips: Sequence[Clip], output: Path, *, progress: Progress = _NOBODY
) -> int:
    """Write the sheet as a PNG.

    Args:
        segments: The film; frames are painted at its size and made smaller.
        clips: The shots that the segments show.
        output: The file.
        progress: Told of shots.

    Returns:
        How many frames it shows.

    Raises:
        PictureError: A picture cannot be read.
        ProjectError: The file cannot be written.
    """
    film, (width, height), fps = FilmPainter(segments), segments[0].size, segments[0].fps
    # About as wide as high, in columns of one width.
    columns = max(1, min(len(clips), math.ceil(math.sqrt(len(clips) * height / width * 1.6))))
    thumb = min(max(_WIDEST // columns, _SMALLEST), _LARGEST, width)
    gap, line = max(8, thumb // 24), max(10, thumb // 18)
    cell = (thumb + gap, round(thumb * height / width) + 2 * line + 2 * gap)
    rows = math.ceil(len(clips) / columns)
    sheet = Image.new("RGB", (columns * cell[0] + gap, rows * cell[1] + gap), _GROUND)
    pen = ImageDraw.Draw(sheet)
    progress.begin("contact", len(clips))
    begin = 0
    for place, clip in enumerate(clips):
        frame = Image.fromarray(film.frame(begin + clip.shot.duration_frames // 2))
        left, top = gap + place % columns * cell[0], gap + place // columns * cell[1]
        small = frame.resize((thumb, round(thumb * height / width)), Image.Resampling.LANCZOS)
        sheet.paste(small, (left, top))
        number = clip.shot.number or clip.shot.id
        words = f"{timecode(begin, fps)}  ·  {clip.shot.seconds(fps):.1f} s"
        room = round(thumb - pen.textlength(words, font_for(words, line)) - line)
        font = font_for(number, line, bold=True)
        pen.text((left, top + small.height + gap // 2), wrap(number, font, room, max_lines=1)[0], _INK, font)
        pen.text((left + thumb, top + small.height + gap // 2), words, _DIM, font_for(words, line), anchor="ra")
        begin += clip.shot.duration_frames
        progress.advance(clip.shot.id)
    with completing(output) as unfinished:
        sheet.save(unfinished, "PNG")
    progress.end()
    return len(clips)
