"""A timeline as an mp4: only what is not in the cache is painted and encoded, in parallel, then joined by packets."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import TYPE_CHECKING, Self

from storyboard.animatic.cache import SegmentCache, completing
from storyboard.animatic.music import sound_key, sound_track
from storyboard.animatic.painter import SegmentPainter
from storyboard.animatic.plan import Segment, plan_segments
from storyboard.errors import Stopped
from storyboard.media import SAMPLE_RATE, CodedPicture, EncoderSettings, SegmentEncoder, write_aac, write_mp4
from storyboard.model import Noun, Progress, Silence, Timeline, seconds_of

if TYPE_CHECKING:
    from storyboard.media import Sound

_NOBODY = Silence()


class AnimaticReport(Noun):
    """What was made: `frames` and `seconds` are the film's, exactly; the rest says how much of it was new."""

    path: Path
    frames: int
    seconds: float
    segments_rendered: int
    segments_reused: int


def render_animatic(
    timeline: Timeline,
    output: Path,
    *,
    cache: Path,
    size: tuple[int, int] | None = None,
    captions: bool = True,
    arrows: bool = False,
    first: int = 0,
    last: int | None = None,
    jobs: int | None = None,
    progress: Progress = _NOBODY,
) -> AnimaticReport:
    """Render a film from its stills: H.264 and AAC in an mp4, every shot exactly as long as the timeline says.

    A shot with a picture of its end as well is blended into it over its middle third. A shot without any picture is a
    grey slate. Stopping with ctrl-C leaves a cache that the next call goes on from, and no half-written film.

    Args:
        timeline: The film.
        output: The mp4; its folder is made, and an older file is replaced when the new one is complete.
        cache: Folder of encoded segments. It may be deleted, and shared by several films.
        size: Width and height in pixels, both even; the format's by default.
        captions: Whether dialogue and titles are laid over the pictures.
        arrows: Whether the arrows of camera and people are laid over the beginning of each shot.
        first: The first clip to show, counted from 0.
        last: The clip to stop before, counted from 0; none to go on to the end.
        jobs: Segments encoded at once; as many as there are processors by default.
        progress: Told of each segment.

    Raises:
        InputError: No clip to show, a size that cannot be encoded, or music that cannot be decoded.
        PictureError: A picture cannot be read.
        ProjectError: The output or the cache cannot be written.
    """
    settings = EncoderSettings()
    store = SegmentCache(cache)
    segments = plan_segments(timeline, size=size, captions=captions, arrows=arrows, first=first, last=last)
    frames = sum(segment.frames for segment in segments)
    samples = round(frames / timeline.fps * SAMPLE_RATE)
    keys = [segment.key(settings) for segment in segments]
    missing = {key: segment for key, segment in zip(keys, segments, strict=True) if not store.has(key)}
    sound = sound_key(timeline.music, samples)

    progress.begin("animatic", len(segments))
    if reused := len(segments) - len(missing):
        progress.advance("from the cache", reused)
    with _Workers(jobs or os.cpu_count() or 1) as workers:
        waiting: dict[Future[None], str] = {}
        if not store.has_sound(sound):
            waiting[workers.start(_make_sound, store, sound, timeline.music, samples)] = ""
        # The longest first, so that no worker is left alone with it at the end.
        for key, segment in sorted(missing.items(), key=lambda item: -item[1].frames * len(item[1].layers)):
            waiting[workers.start(_make_segment, store, key, segment, settings)] = key
        for done in as_completed(waiting):
            done.result()
            if waiting[done]:
                progress.advance()
    with completing(output) as unfinished:
        write_mp4(unfinished, _stored(store, segments, keys), fps=timeline.fps, audio=store.sound(sound))
    progress.end()
    return AnimaticReport(
        path=output,
        frames=frames,
        seconds=seconds_of(frames, timeline.fps),
        segments_rendered=len(missing),
        segments_reused=len(segments) - len(missing),
    )


class _Workers:
    """A pool of threads (painting and encoding leave Python's lock alone) that stops soon when something goes wrong."""

    def __init__(self, jobs: int) -> None:
        self._pool = ThreadPoolExecutor(jobs, thread_name_prefix="animatic")
        self._stopping = threading.Event()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            self._stopping.set()
        self._pool.shutdown(wait=True, cancel_futures=kind is not None)

    def start(self, work: Callable[..., None], *arguments: object) -> Future[None]:
        """Have `work` done; it is told, as its last argument, when to give up."""
        return self._pool.submit(work, *arguments, self._stopping)


def _make_segment(
    store: SegmentCache, key: str, segment: Segment, settings: EncoderSettings, stopping: threading.Event
) -> None:
    encoder = SegmentEncoder(segment.size, segment.fps, settings)
    painter = SegmentPainter(segment, encoder.planes)
    for index in range(segment.frames):
        if stopping.is_set():
            return
        painter.paint(index)
        encoder.add()
    store.write(key, encoder.finish())


def _make_sound(store: SegmentCache, key: str, music: Path | None, samples: int, stopping: threading.Event) -> None:
    def unless_stopped() -> Iterator[Sound]:
        for block in sound_track(music, samples):
            if stopping.is_set():
                raise Stopped("The sound was not finished")
            yield block

    with completing(store.sound(key)) as unfinished:
        write_aac(unfinished, unless_stopped())
    store.seal_sound(key)


def _stored(
    store: SegmentCache, segments: tuple[Segment, ...], keys: list[str]
) -> Iterator[tuple[int, list[CodedPicture]]]:
    for segment, key in zip(segments, keys, strict=True):
        yield segment.first_frame, store.read(key)
