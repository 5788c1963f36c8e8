"""The film itself, decoded again with PyAV."""

import itertools
import multiprocessing
import os
import random
import subprocess
import sys
import threading
import time
from fractions import Fraction
from pathlib import Path

import av
import pytest

from storyboard.animatic import encode_ready, render_animatic
from storyboard.animatic.cache import SegmentCache
from storyboard.errors import InputError, PictureError, ProjectError
from storyboard.model import Direction, Move, Movement, Silence, TransitionKind

PUSH = Movement(move=Move.PUSH, direction=Direction.IN)
PAN = Movement(move=Move.PAN, direction=Direction.LEFT)
DISSOLVE = TransitionKind.DISSOLVE
MIXED = (
    {"duration_frames": 31, "movement": PUSH},
    {"duration_frames": 1},
    {"duration_frames": 1},
    {"duration_frames": 40, "transition_out": DISSOLVE},
    {"duration_frames": 36, "movement": PAN},
    {"duration_frames": 20, "picture": False},
)


@pytest.fixture
def render(tmp_path):
    return lambda timeline, **options: render_animatic(
        timeline, tmp_path / "out" / "film.mp4", cache=tmp_path / "cache", **options
    )


@pytest.mark.parametrize(
    "fps", [Fraction(24), Fraction(25), Fraction(30000, 1001), Fraction(24000, 1001), Fraction(30), Fraction(60)]
)
def test_every_shot_is_as_long_as_the_timeline_says_to_the_frame(timeline_of, render, helpers, fps):
    timeline = timeline_of(*MIXED, fps=fps)
    report = render(timeline)
    film = helpers.Film(report.path)
    assert len(film.luma) == timeline.frames == report.frames == 129
    assert report.seconds == pytest.approx(float(129 / fps))
    assert film.start == 0
    assert film.average_rate == film.rate == fps
    assert film.duration * film.time_base == timeline.frames / fps
    steps = {(later - sooner) * film.time_base for sooner, later in zip(film.times, film.times[1:], strict=False)}
    assert steps == {1 / fps}
    assert abs(film.seconds_of_sound - float(timeline.frames / fps)) <= 1024 / 48000


def test_the_frames_at_every_cut_are_those_the_painter_made(timeline_of, render, helpers):
    timeline = timeline_of(*MIXED)
    film, painted = helpers.Film(render(timeline).path), helpers.Painted(timeline)
    at_cuts = {frame for clip in timeline.clips for frame in (clip.start_frame, clip.end_frame - 1)}
    in_dissolve = {67, 70, 72, 75, 78}
    likeness = {number: helpers.psnr(film.luma[number], painted.luma(number)) for number in at_cuts | in_dissolve}
    assert min(likeness.values()) > 36, likeness
    # The measure would notice a film that is one frame off.
    assert helpers.psnr(film.luma[30], painted.luma(31)) < 25


def test_a_player_that_seeks_sees_what_one_that_plays_sees(timeline_of, render, helpers):
    film = helpers.Film(render(timeline_of(*MIXED)).path)
    with av.open(str(film.path)) as container:
        stream = container.streams.video[0]
        for wanted in random.Random(4).sample(range(len(film.luma)), 8):
            container.seek(film.times[wanted], stream=stream)
            found = next(frame for frame in container.decode(video=0) if frame.pts == film.times[wanted])
            assert (helpers.luma_of(found) == film.luma[wanted]).all()


def test_the_film_is_tagged_and_has_one_set_of_headers_and_its_index_in_front(timeline_of, render, helpers):
    report = render(timeline_of(*MIXED))
    film = helpers.Film(report.path)
    assert film.size == (256, 144)
    assert film.pixel_format == "yuv420p"
    assert film.colours == (1, 1, 1, 1)  # BT.709 thrice, limited range
    assert film.headers[5] & 31 == 1  # avcC: number of sequence parameter sets
    data = report.path.read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")
    assert _parameter_sets(report.path) == 1


def _parameter_sets(path) -> int:
    """Distinct parameter sets among the packets of the film."""
    seen = set()
    with av.open(str(path)) as container:
        for packet in container.demux(video=0):
            data, position = bytes(packet), 0
            units = []
            while position < len(data):
                size = int.from_bytes(data[position : position + 4], "big")
                units.append(data[position + 4 : position + 4 + size])
                position += 4 + size
            sets = tuple(unit for unit in units if unit[0] & 31 in {7, 8})
            if sets:
                seen.add(sets)
    return len(seen)


def test_packets_are_in_order_of_decoding_without_gaps(timeline_of, render):
    with av.open(str(render(timeline_of(*MIXED)).path)) as container:
        packets = [packet for packet in container.demux(video=0) if packet.dts is not None]
    steps = {later.dts - sooner.dts for sooner, later in itertools.pairwise(packets)}
    assert len(steps) == 1
    assert all(packet.pts >= packet.dts for packet in packets)


def test_a_second_render_encodes_nothing_and_writes_the_same_bytes(timeline_of, render):
    timeline = timeline_of(*MIXED)
    first = render(timeline)
    data = first.path.read_bytes()
    second = render(timeline)
    assert (first.segments_rendered, first.segments_reused) == (7, 0)
    assert (second.segments_rendered, second.segments_reused) == (0, 7)
    assert second.path.read_bytes() == data


def test_the_number_of_jobs_does_not_change_a_byte(timeline_of, tmp_path):
    timeline = timeline_of(*MIXED[:4])
    films = [
        render_animatic(
            timeline, tmp_path / f"{jobs}.mp4", cache=tmp_path / f"cache{jobs}", jobs=jobs
        ).path.read_bytes()
        for jobs in (1, 3)
    ]
    assert films[0] == films[1]


def test_processes_give_the_same_bytes_as_threads(timeline_of, tmp_path):
    timeline = timeline_of({"duration_frames": 6}, {"duration_frames": 6, "movement": PUSH})
    films = [
        render_animatic(
            timeline, tmp_path / f"{kind}.mp4", cache=tmp_path / kind, jobs=2, workers=kind
        ).path.read_bytes()
        for kind in ("threads", "processes")
    ]
    assert films[0] == films[1]


def test_a_worker_that_dies_is_told_of_and_leaves_a_cache_to_go_on_from(timeline_of, tmp_path, render):
    timeline = timeline_of({"duration_frames": 240, "movement": PUSH}, {"duration_frames": 240, "movement": PAN})

    class Murder(Silence):
        def begin(self, stage: str, total: int) -> None:
            threading.Thread(target=self.kill_a_child).start()

        def kill_a_child(self) -> None:
            while not (children := multiprocessing.active_children()):
                time.sleep(0.01)
            children[0].kill()

    with pytest.raises(ProjectError, match="worker of the animatic died"):
        render(timeline, workers="processes", jobs=1, progress=Murder())
    assert not list(tmp_path.glob("out/*"))
    assert render(timeline).frames == 480


def test_what_is_encoded_while_others_are_drawn_is_found_again(timeline_of, render, tmp_path):
    timeline = timeline_of({}, {"picture": False}, {"movement": PUSH, "transition_out": DISSOLVE}, {})
    going = threading.Event()
    assert encode_ready(timeline, cache=tmp_path / "cache", stopping=going) == 4
    assert encode_ready(timeline, cache=tmp_path / "cache", stopping=going) == 0
    report = render(timeline)
    assert (report.segments_rendered, report.segments_reused) == (1, 4)
    going.set()
    assert encode_ready(timeline, cache=tmp_path / "other", stopping=going) == 0


def test_what_was_used_longest_ago_leaves_a_full_cache(timeline_of, render, tmp_path):
    cache = SegmentCache(tmp_path / "cache")
    render(timeline_of({"duration_frames": 5}))
    old = {path.stem for path in (tmp_path / "cache").iterdir()}
    for path in (tmp_path / "cache").iterdir():
        os.utime(path, (1, 1))
    (tmp_path / "cache" / ".unfinished-x.seg").write_bytes(b"")
    os.utime(tmp_path / "cache" / ".unfinished-x.seg", (1, 1))
    render(timeline_of({"duration_frames": 7}))
    new = {path.stem for path in (tmp_path / "cache").iterdir()} - old
    assert old <= {path.stem for path in (tmp_path / "cache").iterdir()}
    assert not list(tmp_path.glob("cache/.unfinished*"))
    cache.trim(new, most=1)
    assert {path.stem for path in (tmp_path / "cache").iterdir()} == new


@pytest.mark.parametrize(("index", "expected"), [(0, 1), (3, 2), (4, 2)])
def test_a_new_picture_re_encodes_its_shot_and_the_dissolve_it_is_in(timeline_of, render, helpers, index, expected):
    timeline = timeline_of(*MIXED)
    render(timeline)
    helpers.draw_picture(timeline.clips[index].start_take.path, seed=77)
    assert render(timeline).segments_rendered == expected


def test_a_shot_moved_in_the_film_is_not_encoded_again(timeline_of, render):
    timeline = timeline_of({}, {"movement": PUSH}, {"duration_frames": 12})
    render(timeline)
    swapped = timeline.model_copy(update={"clips": (timeline.clips[2], *timeline.clips[:2])})
    assert render(swapped).segments_rendered == 0


def test_a_damaged_cache_file_is_made_again(timeline_of, render, tmp_path):
    timeline = timeline_of({}, {"movement": PUSH})
    whole = render(timeline).path.read_bytes()
    cut_off, emptied = sorted((tmp_path / "cache").glob("*.seg"))
    cut_off.write_bytes(cut_off.read_bytes()[:-5])
    emptied.write_bytes(b"")
    report = render(timeline)
    assert report.segments_rendered == 2
    assert report.path.read_bytes() == whole


class StopAfter(Silence):
    def __init__(self, steps: int) -> None:
        self.left = steps

    def advance(self, detail: str = "", steps: int = 1) -> None:
        self.left -= steps
        if self.left <= 0:
            raise KeyboardInterrupt


def test_stopping_keeps_what_is_done_and_leaves_no_film(timeline_of, render, tmp_path):
    timeline = timeline_of(*({"movement": PUSH, "duration_frames": 20 + n} for n in range(6)))
    with pytest.raises(KeyboardInterrupt):
        render(timeline, jobs=1, progress=StopAfter(45))
    assert not list(tmp_path.glob("out/*"))
    assert not list(tmp_path.glob("cache/.unfinished*"))
    assert render(timeline).segments_reused >= 1


def test_an_older_film_stays_until_the_new_one_is_complete(timeline_of, render, tmp_path):
    timeline = timeline_of({}, {"movement": PUSH})
    old = tmp_path / "out" / "film.mp4"
    old.parent.mkdir()
    old.write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt):
        render(timeline, progress=StopAfter(1))
    assert old.read_bytes() == b"old"
    assert render(timeline).path.read_bytes()[4:8] == b"ftyp"
    assert [path.name for path in old.parent.iterdir()] == ["film.mp4"]


KILLED = """
import os, sys
from pathlib import Path
from storyboard.animatic import encode_ready, render_animatic
from storyboard.animatic.cache import SegmentCache
from storyboard.model import Silence, Timeline

class Kill(Silence):
    def advance(self, detail="", steps=1):
        os._exit(9)

timeline = Timeline.model_validate_json(Path(sys.argv[1]).read_text(encoding="utf-8"))
render_animatic(timeline, Path(sys.argv[2]), cache=Path(sys.argv[3]), jobs=1, progress=Kill())
"""


def test_a_killed_render_leaves_a_cache_the_next_one_goes_on_from(timeline_of, render, tmp_path, helpers):
    timeline = timeline_of({"movement": PUSH}, {"duration_frames": 30, "movement": PUSH}, {"duration_frames": 12})
    saved = tmp_path / "timeline.json"
    saved.write_text(timeline.model_dump_json(), encoding="utf-8")
    arguments = [str(saved), str(tmp_path / "out" / "film.mp4"), str(tmp_path / "cache")]
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, *arguments], check=False, env=os.environ | {"PYTHONPATH": str(Path.cwd())}
    )
    assert ended.returncode == 9
    assert not (tmp_path / "out" / "film.mp4").exists()
    report = render(timeline)
    assert report.segments_reused >= 1
    assert len(helpers.Film(report.path).luma) == timeline.frames


def test_a_range_of_clips_starts_at_nought(timeline_of, render, helpers):
    timeline = timeline_of(*MIXED)
    report = render(timeline, first=3, last=5)
    film = helpers.Film(report.path)
    assert report.frames == len(film.luma) == 76
    assert film.times[0] == 0
    # It is cut as if nothing came before and after.
    assert helpers.psnr(film.luma[0], helpers.Painted(timeline).luma(33)) > 36


def test_another_size_is_a_film_of_that_size(timeline_of, render, helpers):
    film = helpers.Film(render(timeline_of({"movement": PAN}), size=(144, 256)).path)
    assert film.size == (144, 256)


@pytest.mark.parametrize("size", [(101, 64), (32, 64), (64, 5000)])
def test_a_size_that_cannot_be_encoded_is_refused(timeline_of, render, size):
    with pytest.raises(InputError, match="even sides"):
        render(timeline_of({}), size=size)


def test_an_empty_film_is_refused(timeline_of, render):
    with pytest.raises(InputError, match="no shot"):
        render(timeline_of())


def test_a_broken_picture_is_named_and_no_film_is_written(timeline_of, render, tmp_path):
    timeline = timeline_of({}, {})
    broken = timeline.clips[1].start_take.path
    broken.write_bytes(b"not a picture")
    with pytest.raises(PictureError, match=r"s001_0020\.png"):
        render(timeline)
    assert not list(tmp_path.glob("out/*"))


def test_a_picture_that_is_gone_is_named(timeline_of, render):
    timeline = timeline_of({})
    timeline.clips[0].start_take.path.unlink()
    with pytest.raises(PictureError, match="Draw the shot again"):
        render(timeline)


def test_a_place_that_cannot_be_written_is_a_project_error(timeline_of, tmp_path):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    timeline = timeline_of({"duration_frames": 2})
    with pytest.raises(ProjectError, match="cannot be written"):
        render_animatic(timeline, tmp_path / "file" / "film.mp4", cache=tmp_path / "cache")
    with pytest.raises(ProjectError, match="cannot be written"):
        render_animatic(timeline, tmp_path / "film.mp4", cache=tmp_path / "file" / "cache")


@pytest.mark.parametrize("name", ["concat:a|b.mp4", "http:film.mp4", "%03d film é.mp4", "-y.mp4"])
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such file names")
def test_the_name_of_the_film_means_nothing_to_ffmpeg(timeline_of, tmp_path, name):
    report = render_animatic(timeline_of({"duration_frames": 3}), tmp_path / name, cache=tmp_path / "cache")
    assert report.path.name == name
    assert report.path.read_bytes()[4:8] == b"ftyp"


class Counting(Silence):
    def __init__(self) -> None:
        self.stage, self.total, self.done, self.ended = "", 0, 0, False

    def begin(self, stage: str, total: int) -> None:
        self.stage, self.total = stage, total

    def advance(self, detail: str = "", steps: int = 1) -> None:
        self.done += steps

    def end(self) -> None:
        self.ended = True


def test_progress_counts_every_frame_once(timeline_of, render):
    timeline = timeline_of(*MIXED)
    for _ in range(2):
        progress = Counting()
        render(timeline, progress=progress)
        assert (progress.stage, progress.total, progress.done, progress.ended) == ("animatic", 129, 129, True)
