"""A timeline as an mp4: only what is not in the cache is painted and encoded, in parallel, then joined by packets."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, ThreadPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol, Self

from storyboard.animatic.burnin import BurnIn
from storyboard.animatic.cache import SegmentCache, completing
from storyboard.animatic.captions import Spans
from storyboard.animatic.change import Ends
from storyboard.animatic.mix import mixed
from storyboard.animatic.painter import SegmentPainter
from storyboard.animatic.plan import Segment, plan_segments
from storyboard.animatic.plate import Shelf
from storyboard.animatic.soundtrack import Soundtrack, only_music, sample_at
from storyboard.animatic.subtitles import subtitles_of
from storyboard.errors import ProjectError, Stopped
from storyboard.media import CodedPicture, EncoderSettings, SegmentEncoder, write_aac, write_mp4
from storyboard.model import Noun, Progress, Silence, Timeline, seconds_of

if TYPE_CHECKING:
    from storyboard.media import Sound

_NOBODY = Silence()
_FINAL = EncoderSettings()
_GLANCE = 0.2  # Seconds between two looks at how far the workers are.
_NO_NOTES = BurnIn()


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
    soundtrack: Soundtrack | None = None,
    speech: Mapping[str, Spans] | None = None,
    burn_in: BurnIn = _NO_NOTES,
    subtitles: bool = False,
    ends: Ends = "auto",
    settings: EncoderSettings = _FINAL,
    jobs: int | None = None,
    workers: Literal["threads", "processes"] = "threads",
    progress: Progress = _NOBODY,
) -> AnimaticReport:
    """Render a film from its stills: H.264 and AAC in an mp4, every shot exactly as long as the timeline says.

    A shot with a picture of its end as well comes to it by a dissolve over its last third, or by a move; one with a clip
    plays it, as long as the shot lasts. A shot without any picture is a grey slate. Stopping with ctrl-C, a full disk or
    a worker that dies leaves a cache that the next call goes on from, and no half-written film. How many workers there
    are, and of what kind, does not change a byte.

    Args:
        timeline: The film.
        output: The mp4; its folder is made, and an older file is replaced when the new one is complete.
        cache: Folder of encoded segments. It may be deleted, and shared by several films.
        size: Width and height in pixels, both even; the format's by default.
        captions: Whether dialogue and titles are laid over the pictures.
        arrows: Whether the arrows of camera and people are laid over the beginning of each shot.
        first: The first clip to show, counted from 0.
        last: The clip to stop before, counted from 0; none to go on to the end.
        soundtrack: What is heard; by default the timeline's music, or silence.
        speech: Where the lines of a shot are heard, by its id; captions are read while they are.
        burn_in: What else is laid over the pictures.
        subtitles: Whether the words also go along as a track of text that players can show.
        ends: How a shot with a picture of its end as well gets there.
        settings: How x264 is set.
        jobs: Segments encoded at once; as many as there are processors by default.
        workers: Threads share pictures and start at once. Processes are for a machine of many processors.
        progress: Told of frames, as they are encoded.

    Raises:
        InputError: No clip to show, a size that cannot be encoded, or music that cannot be decoded.
        PictureError: A picture cannot be read.
        ProjectError: The output or the cache cannot be written, or a worker died.
    """
    store = SegmentCache(cache)
    segments = plan_segments(
        timeline,
        size=size,
        captions=captions,
        arrows=arrows,
        first=first,
        last=last,
        speech=speech,
        burn_in=burn_in,
        ends=ends,
    )
    frames = sum(segment.frames for segment in segments)
    keys = [segment.key(settings) for segment in segments]
    known = {key: store.has(key) for key in dict.fromkeys(keys)}
    missing = {key: segment for key, segment in zip(keys, segments, strict=True) if not known[key]}
    store.touch(key for key, there in known.items() if there)
    heard = soundtrack or only_music(timeline.music, sample_at(frames, timeline.fps))

    progress.begin("animatic", frames)
    if reused := frames - sum(segment.frames for segment in missing.values()):
        progress.advance("from the cache", reused)
    with _Workers(jobs or os.cpu_count() or 1, workers) as crew:
        if not store.has_sound(heard.key):
            crew.start_here(_make_sound, store, heard)
        # In the film's order, so that neighbours find the pictures that they share.
        for key, segment in missing.items():
            crew.start(_make_segment, cache, key, segment, settings)
        for done in crew.frames_done():
            progress.advance(steps=done)
    with completing(output) as unfinished:
        write_mp4(
            unfinished,
            _stored(store, segments, keys),
            fps=timeline.fps,
            audio=store.sound(heard.key),
            subtitles=subtitles_of(timeline.clips[max(first, 0) : last], speech) if subtitles else (),
        )
    store.trim({*keys, heard.key})
    progress.end()
    return AnimaticReport(
        path=output,
        frames=frames,
        seconds=seconds_of(frames, timeline.fps),
        segments_rendered=len(missing),
        segments_reused=len(segments) - len(missing),
    )


def encode_ready(
    timeline: Timeline,
    *,
    cache: Path,
    size: tuple[int, int] | None = None,
    captions: bool = True,
    settings: EncoderSettings = _FINAL,
    stopping: threading.Event,
) -> int:
    """Encode, one after the other, what `render_animatic` would need and whose pictures are there.

    Args:
        timeline: The film as it stands.
        cache: As for `render_animatic`; so are `size`, `captions` and `settings`.
        size: See there.
        captions: See there.
        settings: See there.
        stopping: Set to have it give up soon.

    Returns:
        How many segments are new.

    Raises:
        PictureError: A picture cannot be read.
        ProjectError: The cache cannot be written.
    """
    store, made = SegmentCache(cache), 0
    for segment in plan_segments(timeline, size=size, captions=captions):
        key = segment.key(settings)
        if stopping.is_set():
            break
        if any(layer.slate for layer in segment.layers) or store.has(key):
            continue
        _make_segment(cache, key, segment, settings, stopping, _Counter())
        made += 1
    return made


class _Workers:
    """A pool that stops soon when something goes wrong.

    It is of threads (painting and encoding leave Python's lock alone), or of processes, told by a flag that they share.
    """

    def __init__(self, jobs: int, kind: str) -> None:
        self._stopping = threading.Event()
        self._threads = ThreadPoolExecutor(jobs if kind == "threads" else 1, thread_name_prefix="animatic")
        self._counter = _Counter()
        self._processes: ProcessPoolExecutor | None = None
        if kind == "processes":
            context = get_context("spawn")
            self._flag = context.Event()
            self._processes = ProcessPoolExecutor(
                jobs, mp_context=context, initializer=_begin_process, initargs=(self._flag,)
            )
        self._waiting: dict[Future[None], int] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            self._stopping.set()
            if self._processes is not None:
                self._flag.set()
        if self._processes is not None:
            self._processes.shutdown(wait=True, cancel_futures=kind is not None)
        self._threads.shutdown(wait=True, cancel_futures=kind is not None)

    def start_here(self, work: Callable[..., None], *arguments: object) -> None:
        """Have something done in a thread of this process; it is told, as its last argument, when to give up."""
        self._waiting[self._threads.submit(work, *arguments, self._stopping)] = 0

    def start(
        self, work: Callable[..., None], cache: Path, key: str, segment: Segment, settings: EncoderSettings
    ) -> None:
        """Have a segment made."""
        if self._processes is None:
            job = self._threads.submit(work, cache, key, segment, settings, self._stopping, self._counter)
            self._waiting[job] = 0
        else:
            self._waiting[self._processes.submit(_work_in_process, work, cache, key, segment, settings)] = (
                segment.frames
            )

    def frames_done(self) -> Iterator[int]:
        """How many more frames are encoded, from time to time, until all work is done.

        Raises:
            ProjectError: A worker died.
        """
        while self._waiting:
            finished, _ = wait(self._waiting, timeout=_GLANCE, return_when=FIRST_COMPLETED)
            for job in finished:
                try:
                    job.result()
                except BrokenProcessPool as error:
                    raise ProjectError(
                        "A worker of the animatic died; what it had not finished is not lost but missing",
                        why="It may have been killed, or the machine ran out of memory",
                        cure="Run it again, with fewer jobs if it happens twice: it goes on from where it was",
                    ) from error
                self._counter.add(self._waiting.pop(job))
            if done := self._counter.take():
                yield done


class _Counter:
    """Frames that workers have encoded since somebody last asked."""

    def __init__(self) -> None:
        self._count = 0
        self._lock = threading.Lock()

    def add(self, frames: int) -> None:
        with self._lock:
            self._count += frames

    def take(self) -> int:
        with self._lock:
            taken, self._count = self._count, 0
            return taken


class _Flag(Protocol):
    def is_set(self) -> bool: ...


_flag_of_process: list[_Flag] = []


def _begin_process(flag: _Flag) -> None:
    """In a worker process: ctrl-C is the parent's to answer; it sets the flag."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _flag_of_process[:] = [flag]


def _work_in_process(work: Callable[..., None], *arguments: object) -> None:
    work(*arguments, _flag_of_process[0], _Counter())


@lru_cache(maxsize=1)
def _shelf(_of: int) -> Shelf:
    return Shelf()


def _make_segment(
    cache: Path, key: str, segment: Segment, settings: EncoderSettings, stopping: _Flag, counter: _Counter
) -> None:
    encoder = SegmentEncoder(segment.size, segment.fps, settings.at_rest() if segment.rests else settings)
    painter = SegmentPainter(segment, encoder.planes, _shelf(os.getpid()))
    for index in range(segment.frames):
        if stopping.is_set():
            return
        painter.paint(index)
        encoder.add()
        counter.add(1)
    SegmentCache(cache).write(key, encoder.finish())


def _make_sound(store: SegmentCache, soundtrack: Soundtrack, stopping: threading.Event) -> None:
    def unless_stopped() -> Iterator[Sound]:
        for block in mixed(soundtrack):
            if stopping.is_set():
                raise Stopped("The sound was not finished")
            yield block

    with completing(store.sound(soundtrack.key)) as unfinished:
        write_aac(unfinished, unless_stopped())
    store.seal_sound(soundtrack.key)


def _stored(
    store: SegmentCache, segments: tuple[Segment, ...], keys: list[str]
) -> Iterator[tuple[int, list[CodedPicture]]]:
    for segment, key in zip(segments, keys, strict=True):
        yield segment.first_frame, store.read(key)
