"""What a bundle costs over a bare loop, and its memory: python scripts/bench/export.py [--quick] [--json]

ratio_bare_loop is our CPU seconds over those of a loop that opens the same pictures with Pillow, resizes them with the
same filter to the same size and saves them as PNG at the same level, in turn within one process. We decode with limits,
crop, hash and describe as well. peak_mb is the largest proportional memory (PSS) of a process that exports all of them.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

DRAWN, CANVAS = (1536, 864), (1280, 720)


def main() -> None:
    if "--child" in sys.argv:
        export(Path(sys.argv[sys.argv.index("--child") + 1]), "peak")
        return
    quick = "--quick" in sys.argv
    pictures, rounds = (24, 3) if quick else (120, 5)
    work = f"{pictures} pictures of {DRAWN[0]}x{DRAWN[1]} to {CANVAS[0]}x{CANVAS[1]} PNG, {rounds} times in turn with the bare loop"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        draw(folder / "takes", pictures)
        export(folder, "warm")
        bare(folder)
        ratios, ours_each, bare_each = [], [], []
        for _ in range(rounds):
            ours_each.append(cpu(lambda: export(folder, "ours")))
            bare_each.append(cpu(lambda: bare(folder)))
            ratios.append(ours_each[-1] / bare_each[-1])
        peak = peak_of([sys.executable, __file__, "--child", str(folder)])
    figures = {"ratio_bare_loop": round(statistics.median(ratios), 3), "peak_mb": peak}
    if "--json" in sys.argv:
        print(json.dumps({"bench": "export", "work": work, "figures": figures}))
        return
    print(work)
    print(
        f"bundle     {statistics.median(ours_each) / pictures * 1000:.1f} ms CPU a picture, {figures['ratio_bare_loop']:.2f} times the loop"
    )
    print(f"bare loop  {statistics.median(bare_each) / pictures * 1000:.1f} ms CPU a picture")
    print(f"peak       {peak if peak is not None else 'not measurable here'} MB")


def draw(folder: Path, count: int) -> None:
    """Pictures that are as hard to pack as drawn frames: soft shapes, hard edges, a little grain."""
    import numpy as np
    from PIL import Image

    folder.mkdir()
    random = np.random.default_rng(1)
    width, height = DRAWN
    for number in range(count):
        coarse = Image.fromarray(random.integers(0, 255, (9, 16, 3), dtype=np.uint8))
        shapes = np.asarray(coarse.resize(DRAWN, Image.Resampling.BICUBIC)).astype(np.int16)
        edges = (np.asarray(coarse.resize(DRAWN, Image.Resampling.NEAREST)) > 128).astype(np.int16) * 40
        grain = random.integers(-2, 3, (height, width, 1), dtype=np.int16)
        picture = (shapes * 4 // 5 + edges + grain).clip(0, 255).astype(np.uint8)
        Image.fromarray(picture).save(folder / f"{number:04d}.png", compress_level=3)


def export(folder: Path, name: str) -> None:
    from storyboard.bundles import export_bundle
    from storyboard.model import FORMATS, Clip, Receipt, Shot, Slot, Source, Take, Timeline

    clips = []
    for number, path in enumerate(sorted((folder / "takes").iterdir())):
        shot_id = f"s001_{(number + 1) * 10:04d}"
        shot = Shot(
            id=shot_id,
            scene="s001",
            order=number,
            source=Source(file="film.fountain", line=1, line_end=1),
            duration_frames=48,
        )
        slot = Slot.shot(shot_id)
        receipt = Receipt(
            slot=str(slot),
            take=1,
            file=path.name,
            sha256="0" * 64,
            width=DRAWN[0],
            height=DRAWN[1],
            created=datetime(2026, 1, 1, tzinfo=UTC),
        )
        take = Take(slot=slot, number=1, path=path, receipt=receipt)
        clips.append(Clip(shot=shot, start_frame=number * 48, start_take=take, motion_prompt="Slow push in."))
    film = Timeline(title="Bench", format=FORMATS["16:9"], fps=Fraction(24), clips=tuple(clips))
    export_bundle(film, folder / name)


def bare(folder: Path) -> None:
    from PIL import Image

    out = folder / "bare"
    out.mkdir(exist_ok=True)
    for path in sorted((folder / "takes").iterdir()):
        with Image.open(path) as picture:
            picture.resize(CANVAS, Image.Resampling.LANCZOS).save(out / path.name, compress_level=3)


def cpu(work: object) -> float:
    assert callable(work)
    began = time.process_time()
    work()
    return time.process_time() - began


def peak_of(command: list[str]) -> float | None:
    """Largest PSS of one process in MB, sampled every few milliseconds; nothing where the system does not tell it."""
    process = subprocess.Popen(command)
    rollup = Path(f"/proc/{process.pid}/smaps_rollup")
    peak = 0

    def watch() -> None:
        nonlocal peak
        while process.poll() is None:
            try:
                lines = rollup.read_text(encoding="ascii").splitlines()
            except OSError:
                return
            peak = max(peak, *(int(line.split()[1]) for line in lines if line.startswith("Pss:")))
            time.sleep(0.005)

    watcher = threading.Thread(target=watch)
    watcher.start()
    watcher.join()
    if process.wait() != 0:
        sys.exit(f"the export ended with {process.returncode}")
    return round(peak / 1024, 1) if peak else None


if __name__ == "__main__":
    main()
