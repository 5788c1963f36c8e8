"""What an animatic costs, and how good it is: python scripts/bench/animatic.py [--quick] [--json]

The work is drawn here: stills of 2048x1152 as a film at 24 frames a second, half of the shots at rest, the others pushing in
or panning, a caption and a slate on each, a dissolve at every fourth cut. It is made at 1280x720 and at 1920x1080, and the
worse of the two is the figure. Costs are CPU seconds (user + system) of whole processes and their children, imports
included; what is compared runs in turn, and ratios are medians of pairs.

    ratio_moviepy         ours / the same film composed with moviepy's clips as its guide does it (animatic_rivals.py)
    ratio_ffmpeg_filters  ours / one graph of ffmpeg's zoompan (4x), overlay and xfade, same encoder settings
    ratio_encoder         ours / x264 alone on frames that lie ready in a file, same settings; one job each; at 1280x720
    ratio_encoder_1080    the same at 1920x1080
    peak_mb               proportional memory of a process that renders 40 shots at 1080; peak_mb_400_shots of one with 400
    change_one_share      re-rendering after one picture changed / rendering all, both above a render with no change
    change_rendered       how many pieces were encoded then
    nochange_cpu_s        rendering again with no change
    two_workers           wall time of one worker / of two; says little on a machine that has other work
    jitter_px_rms         root mean square of the second difference of where soft dots are, against where a push puts them
    jitter_px_rms_1080    the same at 1920x1080
    psnr_db               least likeness of a decoded frame's luma to what the painter made

`--quick` works at 1280x720 only, takes fewer and shorter shots and one pair, and leaves out the 400 shots. Memory is
measured on Linux only.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from animatic_rivals import RIVALS, SLATE

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
if TYPE_CHECKING:
    from storyboard.animatic import AnimaticReport
    from storyboard.model import Timeline

QUICK = "--quick" in sys.argv
DRAWN = (2048, 1152)
SMALL, LARGE = (1280, 720), (1920, 1080)


def main() -> None:
    if "--child" in sys.argv:
        child(*sys.argv[sys.argv.index("--child") + 1 :])
        return
    pairs, length = (1, 48) if QUICK else (3, 72)
    many = 12 if QUICK else 40
    sizes = {"720": SMALL} if QUICK else {"720": SMALL, "1080": LARGE}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        draw_stills(folder)
        moviepy, filters, encoder = [], [], {}
        for called, size in sizes.items():
            place = folder / called
            place.mkdir()
            middling = film(folder, f"{called}/middling", 4, length, size)
            against = film(folder, f"{called}/small", 2, 72, size) if QUICK else middling
            run("raw", middling)
            # One pair: it takes minutes, and the ratio is far from where a few per cent would matter.
            moviepy.append(ratio(("ours", against), ("moviepy", against), 1))
            encoder[called] = ratio(("ours_one_job", middling), ("encoder", middling), pairs)
            filters.append(ratio(("ours", middling), ("ffmpeg", middling), pairs))
        figures = {
            "ratio_moviepy": max(moviepy),
            "ratio_encoder": encoder["720"],
            "ratio_encoder_1080": encoder.get("1080"),
            "ratio_ffmpeg_filters": max(filters),
            **memory(folder, SMALL if QUICK else LARGE),
            **again(folder, film(folder, "long", many, length, SMALL)),
            "two_workers": None if QUICK else two_workers(film(folder, "eight", 8, length, LARGE)),
            "jitter_px_rms": round(float(output_of("jitter", film(folder, "small", 1, 2, SMALL))), 4),
            "jitter_px_rms_1080": round(float(output_of("jitter", film(folder, "large", 1, 2, LARGE))), 4),
            "psnr_db": round(min(float(output_of("psnr", folder / one / "middling.json")) for one in sizes), 1),
        }
    work = (
        f"shots of {length} frames at {' and '.join(sizes)} lines from stills of {DRAWN[0]}x{DRAWN[1]}: {'2 of 72' if QUICK else 4}"
        f" against moviepy, 4 against x264 and ffmpeg, {many} to change one of; {pairs} pair(s); 40 and 400 shots of 12 frames for memory"
    )
    if "--json" in sys.argv:
        print(json.dumps({"bench": "animatic", "work": work, "figures": figures}))
        return
    print(work)
    for figure, value in figures.items():
        print(f"{figure:<22}{'not measured' if value is None else value}")


# The work -------------------------------------------------------------------------------------------------------------


def draw_stills(folder: Path, count: int = 8) -> None:
    """Soft skies over outlined shapes, with a little grain: as hard on an encoder as a drawn frame."""
    import numpy as np
    from PIL import Image, ImageDraw

    for number in range(count):
        random = np.random.default_rng(number)
        ground = Image.fromarray(random.integers(50, 220, (7, 12, 3), dtype=np.uint8))
        still = ground.resize(DRAWN, Image.Resampling.BICUBIC)
        pen = ImageDraw.Draw(still)
        for _ in range(40):
            x, y, width, height = random.integers((0, 0, 30, 30), (DRAWN[0], DRAWN[1], 260, 260)).tolist()
            fill = tuple(random.integers(0, 255, 3).tolist())
            pen.ellipse((x, y, x + width, y + height), fill=fill, outline=(20, 22, 26), width=4)
        grain = np.asarray(still) + random.normal(0, 2, (DRAWN[1], DRAWN[0], 1))
        Image.fromarray(grain.clip(0, 255).astype(np.uint8)).save(folder / f"still{number}.png", compress_level=1)


def film(folder: Path, name: str, count: int, length: int, size: tuple[int, int] = SMALL) -> Path:
    """A timeline of `count` shots, saved as JSON."""
    from storyboard.media import sha256_of
    from storyboard.model import (
        FORMATS,
        Clip,
        DialogueLine,
        Move,
        Movement,
        Receipt,
        Shot,
        Slot,
        Source,
        Take,
        Timeline,
        TransitionKind,
    )

    clips = []
    moves = (Move.STATIC, Move.PUSH, Move.STATIC, Move.PAN)
    shape = FORMATS["16:9"].model_copy(update={"frame": size})
    for index in range(count):
        shot_id = f"s001_{index * 10 + 10:04d}"
        path = folder / f"still{index % 8}.png"
        slot = Slot.shot(shot_id)
        receipt = Receipt(
            slot=str(slot),
            take=1,
            file=path.name,
            sha256=sha256_of(path),
            width=DRAWN[0],
            height=DRAWN[1],
            created=datetime(2026, 1, 1, tzinfo=UTC),
        )
        shot = Shot(
            id=shot_id,
            scene="s001",
            order=index,
            source=Source(file="bench.fountain", line=1, line_end=1),
            movement=Movement(move=moves[index % 4]),
            dialogue=(DialogueLine(character="MARA", text=f"Shot {index}: the harbour lights, and nobody there."),),
            transition_in=TransitionKind.DISSOLVE if index and index % 4 == 1 else TransitionKind.CUT,
            duration_frames=length,
        )
        take = Take(slot=slot, number=1, path=path, receipt=receipt)
        clips.append(Clip(shot=shot, start_frame=index * length, start_take=take))
    timeline = Timeline(title="Bench", format=shape, fps=Fraction(24), clips=tuple(clips))
    saved = folder / f"{name}.json"
    saved.write_text(timeline.model_dump_json(), encoding="utf-8")
    return saved


# What is measured -----------------------------------------------------------------------------------------------------


def ratio(ours: tuple[str, Path], theirs: tuple[str, Path], pairs: int) -> float:
    """Median of ours / theirs, run in turn."""
    return round(statistics.median(run(*ours) / run(*theirs) for _ in range(pairs)), 3)


def again(folder: Path, timeline: Path) -> dict[str, float]:
    """Rendering all, nothing, and one shot of a film that is in the cache otherwise."""
    cold = run("cached", timeline)
    unchanged = statistics.median(run("cached", timeline) for _ in range(1 if QUICK else 3))
    # One moving shot gets a picture of its own.
    changed = json.loads(timeline.read_text(encoding="utf-8"))
    changed["clips"][7]["start_take"]["path"] = str(folder / "still2.png")
    timeline.write_text(json.dumps(changed), encoding="utf-8")
    report = json.loads(timed("cached", timeline)[2])
    one = report["cpu"]
    return {
        "change_one_share": round((one - unchanged) / (cold - unchanged), 4),
        "change_rendered": report["rendered"],
        "nochange_cpu_s": round(unchanged, 3),
    }


def two_workers(timeline: Path) -> float:
    """How much sooner two workers are done than one."""
    one = min(timed("ours_one_job", timeline)[1] for _ in range(2))
    return round(one / min(timed("ours_two_jobs", timeline)[1] for _ in range(2)), 2)


def memory(folder: Path, size: tuple[int, int]) -> dict[str, int | None]:
    """Peak memory of short and of long films of equally short shots."""
    if not Path("/proc/self/smaps_rollup").exists():
        return {"peak_mb": None, "peak_mb_400_shots": None}
    return {
        "peak_mb": peak_of("ours", film(folder, "forty", 40, 12, size)),
        "peak_mb_400_shots": None if QUICK else peak_of("ours", film(folder, "four-hundred", 400, 12, size)),
    }


def command(case: str, timeline: Path) -> list[str]:
    return [sys.executable, str(Path(__file__).resolve()), "--child", case, str(timeline)]


def run(case: str, timeline: Path) -> float:
    """CPU seconds of a case in a process of its own."""
    return timed(case, timeline)[0]


def timed(case: str, timeline: Path) -> tuple[float, float, str]:
    """CPU seconds, seconds, and what a case in a process of its own says."""
    began = time.monotonic()
    process = subprocess.Popen(command(case, timeline), stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"the case {case!r} ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime, time.monotonic() - began, said


def output_of(case: str, timeline: Path) -> str:
    return subprocess.run(command(case, timeline), check=True, capture_output=True, text=True).stdout


def peak_of(case: str, timeline: Path) -> int:
    """Peak proportional memory of a case, in megabytes; it starts no processes of its own."""
    process = subprocess.Popen(command(case, timeline), stdout=subprocess.DEVNULL)
    peak = 0

    def watch() -> None:
        nonlocal peak
        while process.poll() is None:
            try:
                rollup = Path(f"/proc/{process.pid}/smaps_rollup").read_text(encoding="ascii")
            except OSError:
                return
            peak = max(peak, *(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")), 0)
            time.sleep(0.05)

    watcher = threading.Thread(target=watch)
    watcher.start()
    watcher.join()
    if process.wait():
        sys.exit(f"the case {case!r} ended with {process.returncode}")
    return round(peak / 1024)


# The cases, each in a process of its own ------------------------------------------------------------------------------


def child(case: str, saved: str) -> None:
    from storyboard.model import Timeline

    timeline = Timeline.model_validate_json(Path(saved).read_text(encoding="utf-8"))
    if case in RIVALS:
        RIVALS[case](timeline, Path(saved))
    elif case in JOBS:
        with tempfile.TemporaryDirectory() as name:
            render(timeline, Path(name), Path(name), jobs=JOBS[case])
    elif case == "cached":
        report = render(timeline, Path(saved).parent, Path(saved).parent / "cache")
        usage = resource.getrusage(resource.RUSAGE_SELF)
        print(json.dumps({"rendered": report.segments_rendered, "cpu": usage.ru_utime + usage.ru_stime}))
    elif case == "jitter":
        print(jitter(timeline.format.frame))
    elif case == "psnr":
        print(least_likeness(timeline))


JOBS = {"ours": None, "ours_one_job": 1, "ours_two_jobs": 2}


def render(timeline: Timeline, folder: Path, cache: Path, jobs: int | None = None) -> AnimaticReport:
    from storyboard.animatic import BurnIn, render_animatic

    return render_animatic(timeline, folder / "ours.mp4", cache=cache, jobs=jobs, burn_in=BurnIn(watermark=SLATE))


def least_likeness(timeline: Timeline) -> float:
    """dB of the decoded frame that is least like what was painted."""
    import av
    import numpy as np

    from storyboard.animatic import BurnIn
    from storyboard.animatic.painter import SegmentPainter
    from storyboard.animatic.plan import plan_segments
    from storyboard.media import blank_frame

    segments = plan_segments(timeline, burn_in=BurnIn(watermark=SLATE))
    planes, worst = blank_frame(segments[0].size)[1], float("inf")
    with (
        tempfile.TemporaryDirectory() as name,
        av.open(str(render(timeline, Path(name), Path(name)).path)) as container,
    ):
        decoded = container.decode(video=0)
        for segment in segments:
            painter = SegmentPainter(segment, planes)
            for index in range(segment.frames):
                painter.paint(index)
                plane = next(decoded).planes[0]
                luma = np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, plane.line_size)[
                    :, : plane.width
                ]
                error = np.mean((luma.astype(np.float32) - planes[0]) ** 2)
                worst = min(worst, 10 * float(np.log10(255**2 / max(error, 1e-9))))
    return worst


def jitter(frame: tuple[int, int]) -> float:
    """Shake of a three-second push over a chart of soft dots, in pixels of the frame."""
    import numpy as np

    from storyboard.animatic.moves import view_at
    from storyboard.animatic.scaling import PlaneScaler
    from storyboard.model import Move, Movement

    dots = [(x, y) for x in np.linspace(440.3, 1600.6, 6) for y in np.linspace(254.7, 893.2, 4)]
    y, x = np.mgrid[0 : DRAWN[1], 0 : DRAWN[0]] + 0.5
    chart = np.full((DRAWN[1], DRAWN[0]), 70.0)
    for dot_x, dot_y in dots:
        chart += 150 * np.exp(-((x - dot_x) ** 2 + (y - dot_y) ** 2) / 90)
    scaler = PlaneScaler(np.rint(chart).astype(np.uint8))
    out, places = np.empty((frame[1], frame[0]), np.uint8), []
    rows, columns = np.mgrid[0:45, 0:45] + 0.5
    for number in range(72):
        left, top, extent = view_at(Movement(move=Move.PUSH), number / 71, focus=(0.5, 0.45))
        scaler.draw((left * DRAWN[0], top * DRAWN[1], extent * DRAWN[0], extent * DRAWN[1]), out)
        for dot_x, dot_y in dots:
            wanted_x = (dot_x / DRAWN[0] - left) / extent * frame[0]
            wanted_y = (dot_y / DRAWN[1] - top) / extent * frame[1]
            corner_x, corner_y = int(wanted_x) - 22, int(wanted_y) - 22
            weight = out[corner_y : corner_y + 45, corner_x : corner_x + 45].astype(float) - 70
            weight = np.where(weight > 2, weight, 0)
            found = (
                corner_x + (columns * weight).sum() / weight.sum(),
                corner_y + (rows * weight).sum() / weight.sum(),
            )
            places.append((found[0] - wanted_x, found[1] - wanted_y))
    error = np.array(places).reshape(72, len(dots), 2)
    return float(np.sqrt(np.mean((error[2:] - 2 * error[1:-1] + error[:-2]) ** 2)))


if __name__ == "__main__":
    main()
