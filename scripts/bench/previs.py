"""What the built-in artist costs and how like the references it draws: python scripts/bench/previs.py [--quick] [--json]

draw_ms_median and draw_ms_worst are CPU time of one frame at 1536x864 without encoding, frame_ms_median and
frame_ms_worst the same with its PNG, frames_per_second what one core draws and encodes of them in a second of its time,
kit_s the CPU time to learn one reference. own_reference_first_share: of frames that show one person at CU, MS and FS
(standing, walking and sitting), the share in which, around the head, the person's own reference is more like the pixels
than any of the eight others' (normalised correlation of the head, and correlation of the colours of head and chest);
likeness_margin_worst is by how much it was, in the frame where it was least (below 0: another came first).
The references are made here.
"""

from __future__ import annotations

import json
import math
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageDraw

from storyboard.backends.previs import Kit, PrevisBackend, draw_frame, read_kit
from storyboard.model import (
    Action,
    FramePrompt,
    Framing,
    Interior,
    Reference,
    Role,
    Shot,
    Size,
    Slot,
    Source,
    Subject,
    TimeOfDay,
)

PICTURE = (1536, 864)
Colour = tuple[int, int, int]
SETS = (
    ("KITCHEN", Interior.INT),
    ("LAMP ROOM", Interior.INT),
    ("OFFICE", Interior.INT),
    ("CLIFF PATH", Interior.EXT),
    ("STREET", Interior.EXT),
    ("FOREST", Interior.EXT),
    ("HARBOUR", Interior.EXT),
    ("CAR", Interior.INT),
)


@dataclass(frozen=True)
class Look:
    """A person as a few numbers: colours, and how long and wide the hair is."""

    name: str
    skin: Colour
    hair: Colour
    coat: Colour
    legs: Colour
    long_hair: float
    round_face: float
    brow: int
    beard: bool = False


PEOPLE = (
    Look("ADA", (240, 204, 178), (150, 44, 34), (236, 182, 44), (46, 104, 118), 0.9, 1.0, 6),
    Look("BRAM", (222, 168, 136), (222, 222, 226), (54, 72, 108), (122, 126, 134), 0.3, 0.92, 12, beard=True),
    Look("CHIDI", (122, 82, 60), (34, 30, 32), (206, 92, 66), (66, 70, 84), 0.2, 0.95, 9),
    Look("DAO", (232, 190, 152), (30, 26, 32), (96, 150, 110), (50, 52, 66), 1.15, 0.88, 5),
    Look("ELIF", (216, 172, 140), (96, 60, 38), (150, 92, 150), (92, 74, 60), 0.7, 1.12, 7),
    Look("FINN", (246, 214, 196), (232, 190, 96), (70, 132, 176), (140, 120, 90), 0.25, 1.08, 4),
    Look("GIULIA", (232, 186, 158), (58, 40, 36), (196, 60, 84), (60, 64, 92), 1.3, 0.94, 8),
    Look("HIRO", (238, 204, 172), (26, 26, 34), (244, 240, 230), (88, 92, 100), 0.2, 0.9, 11),
    Look("INES", (176, 122, 92), (70, 46, 40), (88, 176, 184), (214, 206, 190), 0.85, 1.05, 5),
)


def main() -> None:
    quick = "--quick" in sys.argv
    people = PEOPLE
    with tempfile.TemporaryDirectory() as folder:
        paths = {look.name: draw_reference(Path(folder) / f"{look.name}.png", look) for look in people}
        learning = [cpu_ms(partial(read_kit, path)) / 1000 for path in paths.values()]
        kits = {name: read_kit(path, name) for name, path in paths.items()}
        prompts = speed_prompts(paths, quick=quick)
        drawing = [warmed(partial(draw_frame, prompt, kits)) for prompt in prompts]
        backend = PrevisBackend()
        whole = [warmed(partial(backend.draw_now, prompt)) for prompt in prompts]
        margins = likeness(kits, paths, quick=quick)
    hits = sum(margin > 0 for margin in margins)
    work = (
        f"{len(people)} references, {len(prompts)} frames of {PICTURE[0]}x{PICTURE[1]} in {len(SETS)} sets, "
        f"{len(margins)} frames compared with their own and {len(people) - 1} other references"
    )
    figures = {
        "draw_ms_median": round(statistics.median(drawing), 1),
        "draw_ms_worst": round(max(drawing), 1),
        "frame_ms_median": round(statistics.median(whole), 1),
        "frame_ms_worst": round(max(whole), 1),
        "frames_per_second": round(1000 * len(whole) / sum(whole), 1),
        "kit_s": round(statistics.median(learning), 3),
        "own_reference_first_share": round(hits / len(margins), 3),
        "likeness_margin_worst": round(min(margins), 3),
    }
    if "--json" in sys.argv:
        print(json.dumps({"bench": "previs", "work": work, "figures": figures}))
        return
    print(work)
    print(f"draw              {figures['draw_ms_median']} ms CPU (median), {figures['draw_ms_worst']} (worst)")
    print(f"draw and PNG      {figures['frame_ms_median']} ms CPU (median), {figures['frame_ms_worst']} (worst)")
    print(f"                  {figures['frames_per_second']} frames a second of one core")
    print(f"learn a reference {figures['kit_s']} s CPU (median)")
    print(f"own reference is first in {hits} of {len(margins)} frames; least margin {figures['likeness_margin_worst']}")


def cpu_ms(work: Callable[[], object]) -> float:
    """CPU milliseconds of one call."""
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def warmed(work: Callable[[], object]) -> float:
    """The same, of the second call: fonts and turned heads are made once a film."""
    work()
    return cpu_ms(work)


def speed_prompts(paths: dict[str, Path], *, quick: bool) -> list[FramePrompt]:
    """Frames as a film has them: every set, several sizes, by day and by night, one and two people."""
    names = list(paths)
    prompts: list[FramePrompt] = []
    for index, (place, interior) in enumerate(SETS):
        sizes = (Size.CU, Size.MS, Size.FS, Size.WS)
        for size in sizes[index % 2 :: 2] if quick else sizes:
            time_of_day = (TimeOfDay.DAY, TimeOfDay.NIGHT, TimeOfDay.DUSK)[len(prompts) % 3]
            two = len(prompts) % 3 == 2
            people = names[:2] if two else names[:1]
            prompts.append(
                prompt_for(paths, people, place, interior, size, time_of_day, "walks" if size is Size.FS else "")
            )
    return prompts


def prompt_for(
    paths: dict[str, Path], people: list[str], place: str, interior: Interior, size: Size, when: TimeOfDay, action: str
) -> FramePrompt:
    staging = ("left", "right") if len(people) == 2 else ("centre",)
    shot = Shot(
        id="s001_0010",
        scene="s001",
        source=Source(file="bench", line=1, line_end=1),
        interior=interior,
        location=place,
        time=when,
        size=size,
        framing=Framing.TWO_SHOT if len(people) == 2 else Framing.SINGLE,
        subjects=tuple(
            Subject(character=name, staging=where, action=action) for name, where in zip(people, staging, strict=True)
        ),
        action=Action(text=action),
        duration_frames=48,
    )
    references = tuple(
        Reference(number=index + 1, role=Role.CHARACTER, name=name, path=paths[name], sha256="")
        for index, name in enumerate(people)
    )
    return FramePrompt(slot=Slot.shot("s001_0010"), text="", references=references, size=PICTURE, shot=shot)


def likeness(kits: dict[str, Kit], paths: dict[str, Path], *, quick: bool) -> list[float]:
    """For every frame, by how much the own reference's score is above the best of the others'."""
    margins: list[float] = []
    for name in kits:
        for size, action in ((Size.CU, ""), (Size.MS, ""), (Size.FS, "walks"), (Size.FS, "sits")):
            for when in (TimeOfDay.DAY,) if quick else (TimeOfDay.DAY, TimeOfDay.DUSK, TimeOfDay.NIGHT):
                prompt = prompt_for(paths, [name], "OFFICE", Interior.INT, size, when, action)
                pixels, landmarks = draw_frame(prompt, kits)
                head = landmarks.heads[0]
                top, tall = head.y * PICTURE[1], head.height * PICTURE[1]
                scores = {
                    other: score(pixels, kit, head.centre[0] * PICTURE[0], top, tall) for other, kit in kits.items()
                }
                own = scores.pop(name)
                margins.append(own - max(scores.values()))
    return margins


def score(pixels: np.ndarray, kit: Kit, axis: float, top: float, tall: float) -> float:
    """How like a reference's head and chest the pixels around a head are, either way round."""
    scale = tall / (kit.front.chin - kit.front.top)
    sprite = cv2.resize(kit.front.pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    best = -1.0
    flipped = np.ascontiguousarray(sprite[:, ::-1])
    for turned, centre in ((sprite, kit.front.axis * scale), (flipped, sprite.shape[1] - kit.front.axis * scale)):
        first = int(max(0, kit.front.top * scale))
        whole = turned[first : int(kit.front.chin * scale)]
        slack = int(0.12 * tall) + 2
        x0, y0 = int(axis - centre) - slack, int(top) - slack
        x1, y1 = x0 + whole.shape[1] + 2 * slack, y0 + whole.shape[0] + 2 * slack
        window = np.ascontiguousarray(pixels[max(0, y0) : y1, max(0, x0) : x1])
        template = np.ascontiguousarray(whole[: window.shape[0] - 1, : window.shape[1] - 1])
        mask = (template[..., 3] > 200).astype(np.float32)
        grey = [
            cv2.cvtColor(np.ascontiguousarray(part[..., :3]), cv2.COLOR_RGB2GRAY).astype(np.float32)
            for part in (window, template)
        ]
        match = cv2.matchTemplate(grey[0], grey[1], cv2.TM_CCOEFF_NORMED, mask=mask)
        best = max(best, float(np.nan_to_num(match, nan=-1, posinf=-1, neginf=-1).max()))
    return best + colours_alike(pixels, kit, axis, top, tall)


def colours_alike(pixels: np.ndarray, kit: Kit, axis: float, top: float, tall: float) -> float:
    """Correlation of the colours of head and chest, a head wide and two tall, with the reference's."""
    scale = tall / kit.head.height
    sprite = cv2.resize(kit.sprite, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    left, crown, half = int(kit.head.centre * scale - 0.5 * tall), int(kit.head.top * scale), int(0.5 * tall)
    own = np.ascontiguousarray(sprite[crown : crown + 4 * half, max(0, left) : left + 2 * half])
    y0, x0 = max(0, int(top)), max(0, int(axis) - half)
    patch = np.ascontiguousarray(pixels[y0 : y0 + own.shape[0], x0 : x0 + own.shape[1]])
    own = np.ascontiguousarray(own[: patch.shape[0], : patch.shape[1]])
    mask = (own[..., 3] > 200).astype(np.uint8)
    return float(cv2.compareHist(histogram(patch, mask), histogram(own[..., :3], mask), cv2.HISTCMP_CORREL))


def histogram(pixels: np.ndarray, mask: np.ndarray) -> np.ndarray:
    lab = cv2.cvtColor(np.ascontiguousarray(pixels), cv2.COLOR_RGB2LAB)
    return cv2.GaussianBlur(cv2.calcHist([lab], [1, 2], mask * 255, [32, 32], [0, 256, 0, 256]), (3, 3), 0)


def draw_reference(path: Path, look: Look) -> Path:
    """A standing figure with a face of its own, inked, on plain ground."""
    scale, ink = 2, (36, 30, 40)
    sheet = Image.new("RGB", (600 * scale, 1200 * scale), (226, 228, 224))
    draw = ImageDraw.Draw(sheet)

    def at(*numbers: float) -> list[float]:
        return [number * scale for number in numbers]

    def blob(x: float, y: float, rx: float, ry: float, fill: Colour, width: int = 5) -> None:
        draw.ellipse(at(x - rx, y - ry, x + rx, y + ry), fill=fill, outline=ink, width=width * scale)

    face = 72 * look.round_face
    if look.long_hair > 0.5:
        draw.rounded_rectangle(
            at(300 - face - 22, 90, 300 + face + 22, 130 + 120 * look.long_hair),
            50 * scale,
            fill=look.hair,
            outline=ink,
            width=5 * scale,
        )
    for side in (-1, 1):
        blob(300 + side * 150, 660, 24, 34, look.skin)
        draw.polygon(
            at(300 + side * 96, 300, 300 + side * 130, 320, 300 + side * 178, 640, 300 + side * 122, 648),
            fill=look.coat,
            outline=ink,
            width=5 * scale,
        )
        draw.rectangle(
            at(300 + side * 50 - 42, 640, 300 + side * 50 + 42, 1110), fill=look.legs, outline=ink, width=5 * scale
        )
        draw.rounded_rectangle(
            at(300 + side * 56 - 50, 1100, 300 + side * 56 + 50, 1150),
            16 * scale,
            fill=(70, 52, 46),
            outline=ink,
            width=5 * scale,
        )
    draw.rectangle(at(270, 236, 330, 300), fill=look.skin, outline=ink, width=4 * scale)
    draw.rounded_rectangle(at(186, 284, 414, 680), 40 * scale, fill=look.coat, outline=ink, width=5 * scale)
    draw.line(at(300, 290, 300, 680), fill=ink, width=3 * scale)
    blob(300, 160, face, 92, look.skin)
    draw.pieslice(at(300 - face - 6, 58, 300 + face + 6, 210), 180, 360, fill=look.hair, outline=ink, width=5 * scale)
    if look.beard:
        draw.pieslice(
            at(300 - face + 2, 110, 300 + face - 2, 256), 10, 170, fill=look.hair, outline=ink, width=4 * scale
        )
    for side in (-1, 1):
        x = 300 + side * 30
        draw.ellipse(at(x - 12, 150, x + 12, 168), fill="white", outline=ink, width=2 * scale)
        draw.ellipse(at(x - 5, 153, x + 5, 165), fill=ink)
        tilt = look.brow * 0.4 * side
        draw.line(at(x - 16, 140 - tilt, x + 16, 140 + tilt), fill=ink, width=look.brow * scale // 2 + 2)
    draw.line(at(302, 160, 308 + look.brow / 2, 190, 298, 192), fill=ink, width=3 * scale)
    bend = math.copysign(8, look.brow - 6.5)
    draw.arc(at(278, 204 - bend, 322, 222 + bend), 20, 160, fill=(150, 50, 50), width=4 * scale)
    sheet.resize((600, 1200), Image.Resampling.LANCZOS).save(path)
    return path


if __name__ == "__main__":
    main()
