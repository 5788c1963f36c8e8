"""Pictures and timelines small enough to render many times."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import av
import numpy as np
import pytest
from PIL import Image

from storyboard.animatic.painter import SegmentPainter
from storyboard.animatic.plan import plan_segments
from storyboard.media import blank_frame, sha256_of
from storyboard.model import Clip, Format, Landmarks, Receipt, Shot, Slot, Source, Take, Timeline

SIZE = (256, 144)
SMALL = Format(name="small", frame=SIZE, draw=(320, 180))


def draw_picture(path: Path, seed: int, size: tuple[int, int] = (320, 180)) -> Path:
    """A soft landscape of a few large shapes: detailed enough to tell shots apart, kind to the encoder."""
    random = np.random.default_rng(seed)
    coarse = random.integers(30, 225, (6, 8, 3), dtype=np.uint8)
    Image.fromarray(coarse).resize(size, Image.Resampling.BICUBIC).save(path)
    return path


def take_of(path: Path, shot_id: str, part: str = "start", landmarks: Landmarks | None = None) -> Take:
    with Image.open(path) as picture:
        width, height = picture.size
    receipt = Receipt(
        slot=str(Slot.shot(shot_id, part)),
        take=1,
        file=path.name,
        sha256=sha256_of(path),
        width=width,
        height=height,
        landmarks=landmarks or Landmarks(),
        created=datetime(2026, 1, 1, tzinfo=UTC),
    )
    return Take(slot=Slot.shot(shot_id, part), number=1, path=path, receipt=receipt)


def make_timeline(
    folder: Path, shots: list[dict[str, Any]], *, fps: Fraction = Fraction(24), fmt: Format = SMALL, **fields: Any
) -> Timeline:
    """A timeline of those shots; each has its own picture, save where `picture` is False, and an end where `end` is True."""
    clips: list[Clip] = []
    for index, given in enumerate(shots):
        values = dict(given)
        shot_id = f"s001_{(index + 1) * 10:04d}"
        drawn, has_end = values.pop("picture", True), values.pop("end", False)
        landmarks = values.pop("landmarks", None)
        shot = Shot(
            id=shot_id,
            number=f"1{chr(65 + index)}",
            order=index,
            source=Source(file="a.fountain", line=1, line_end=1),
            **({"duration_frames": 24, "scene": "s001"} | values),
        )
        start = take_of(draw_picture(folder / f"{shot_id}.png", index), shot_id, landmarks=landmarks) if drawn else None
        end = take_of(draw_picture(folder / f"{shot_id}-end.png", index + 100), shot_id, "end") if has_end else None
        begins = clips[-1].end_frame if clips else 0
        clips.append(Clip(shot=shot, start_frame=begins, start_take=start, end_take=end))
    return Timeline(title="Film", format=fmt, fps=fps, clips=tuple(clips), **fields)


@pytest.fixture
def timeline_of(tmp_path: Path) -> Callable[..., Timeline]:
    """Makes a timeline from shots given as dictionaries of shot fields."""
    folder = tmp_path / "pictures"
    folder.mkdir()
    return lambda *shots, **fields: make_timeline(folder, list(shots), **fields)


class Film:
    """A rendered film, decoded one frame after the other."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.luma: list[np.ndarray[Any, np.dtype[np.uint8]]] = []
        with av.open(str(path)) as container:
            stream = container.streams.video[0]
            self.times = []
            for frame in container.decode(video=0):
                self.times.append(frame.pts)
                self.luma.append(luma_of(frame))
            self.time_base, self.duration, self.start = stream.time_base, stream.duration, stream.start_time
            self.rate, self.average_rate = stream.base_rate, stream.average_rate
            self.size = (stream.width, stream.height)
            context = stream.codec_context
            self.colours = (context.colorspace, context.color_primaries, context.color_trc, context.color_range)
            self.pixel_format = context.pix_fmt
            self.headers = context.extradata
        self.seconds_of_sound, self.samples = self._sound()

    def _sound(self) -> tuple[float, np.ndarray[Any, np.dtype[np.float32]]]:
        with av.open(str(self.path)) as container:
            stream = container.streams.audio[0]
            blocks = [frame.to_ndarray() for frame in container.decode(audio=0)]
            return float(stream.duration * stream.time_base), np.concatenate(blocks, axis=1)


def luma_of(frame: Any) -> np.ndarray[Any, np.dtype[np.uint8]]:
    plane = frame.planes[0]
    return np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, plane.line_size)[:, : plane.width].copy()


def psnr(first: np.ndarray[Any, Any], second: np.ndarray[Any, Any]) -> float:
    """Likeness in dB; two equal frames are infinitely like."""
    error = float(np.mean((first.astype(float) - second.astype(float)) ** 2))
    return float("inf") if error == 0 else 10 * float(np.log10(255**2 / error))


class Painted:
    """The frames of a film as the painter makes them, before any encoding."""

    def __init__(self, timeline: Timeline, **options: Any) -> None:
        self._segments = plan_segments(timeline, **options)
        self._planes = blank_frame(self._segments[0].size)[1]

    def luma(self, number: int) -> np.ndarray[Any, np.dtype[np.uint8]]:
        segment = max((s for s in self._segments if s.first_frame <= number), key=lambda s: s.first_frame)
        SegmentPainter(segment, self._planes).paint(number - segment.first_frame)
        return self._planes[0].copy()


@pytest.fixture
def helpers() -> Any:
    """The helpers above, for test modules, which cannot import a conftest."""
    return SimpleNamespace(
        Film=Film, Painted=Painted, psnr=psnr, luma_of=luma_of, take_of=take_of, draw_picture=draw_picture
    )
