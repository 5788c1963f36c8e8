"""A film as an animated GIF: its own 256 colours, few frames, small.

FFmpeg's program makes it, as its filters find far better colours than Pillow. It is given frames on its input and numbers
in its arguments, and writes to its output: no name and no text of the user's reaches it.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from storyboard.animatic.cache import completing
from storyboard.animatic.clip import FilmPainter
from storyboard.animatic.plan import Segment
from storyboard.errors import ProjectError
from storyboard.model import Progress, Silence

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_FPS = 12
# Frames that the colours are chosen from, spread over the film.
_SAMPLES = 60
_NOBODY = Silence()


def write_gif(segments: tuple[Segment, ...], output: Path, *, progress: Progress = _NOBODY) -> int:
    """Write a GIF of at most twelve frames a second that repeats for ever.

    Args:
        segments: The film, at the size it shall have.
        output: The file.
        progress: Told of frames.

    Returns:
        How many frames it has.

    Raises:
        PictureError: A picture cannot be read.
        ProjectError: FFmpeg's program is missing or fails, or the file cannot be written.
    """
    film, fps = FilmPainter(segments), segments[0].fps
    rate = fps if fps < _FPS else Fraction(_FPS)
    numbers = [int(index * fps / rate) for index in range(max(1, int(film.frames * rate / fps)))]
    (width, height), speed = segments[0].size, f"{rate.numerator}/{rate.denominator}"
    raw = [
        "-f",
        "rawvideo",
        "-pix_fmt",
        "rgb24",
        "-video_size",
        f"{width}x{height}",
        "-framerate",
        speed,
        "-i",
        "pipe:0",
    ]
    progress.begin("gif", len(numbers))
    with tempfile.TemporaryDirectory(prefix="storyboard-gif-") as folder, completing(output) as unfinished:
        palette = Path(folder) / "palette.png"
        sampled = numbers[:: max(1, len(numbers) // _SAMPLES)]
        colours = ["-vf", "palettegen=stats_mode=full", "-frames:v", "1", "-f", "image2pipe", "-c:v", "png", "pipe:1"]
        _run([*raw, *colours], (film.frame(number) for number in sampled), palette, folder)
        dithered = "[0:v][1:v]paletteuse=dither=bayer:bayer_scale=4:diff_mode=rectangle"
        painted = [*raw, "-f", "png_pipe", "-i", palette.name, "-lavfi", dithered, "-loop", "0", "-f", "gif", "pipe:1"]
        _run(painted, _told(film, numbers, progress), unfinished, folder)
    progress.end()
    return len(numbers)


def _told(film: FilmPainter, numbers: list[int], progress: Progress) -> Iterator[NDArray[np.uint8]]:
    for number in numbers:
        yield film.frame(number)
        progress.advance()


def _run(arguments: list[str], frames: Iterator[NDArray[np.uint8]], output: Path, folder: str) -> None:
    from imageio_ffmpeg import get_ffmpeg_exe

    try:
        program = get_ffmpeg_exe()
    except RuntimeError as error:
        raise ProjectError(
            "FFmpeg's program is missing", cure="Install imageio-ffmpeg again; GIFs are made with it"
        ) from error
    with output.open("wb") as sink:
        command = [program, "-hide_banner", "-loglevel", "error", *arguments]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=sink, stderr=subprocess.DEVNULL, cwd=folder)
        assert process.stdin is not None
        try:
            for frame in frames:
                process.stdin.write(frame.tobytes())
            process.stdin.close()
        except BrokenPipeError:
            pass  # It gave up; its exit code says so below.
        except BaseException:
            process.kill()
            raise
        finally:
            code = process.wait()
    if code:
        raise ProjectError(
            f"FFmpeg's program ended with {code}", why="It could not make the GIF", cure="Look whether the disk is full"
        )
