"""Draw a contact sheet with the built-in artist, to be looked at.

    python scripts/contact_sheet.py [-o OUT.jpg|.png] [--columns N] [--width PX] [--only NAME,NAME] [--no-arrows] [--bare] [--json]

draws shots of every kind: sizes, angles, poses, hours, weather, expressions, over the shoulder, two and three people, a
crowd, an insert, words to be read, a car, a product, finishes. They show the people of the examples, and two who are drawn
here in other styles: a picture-book child and an old man in pen and ink. Arrows for what camera and people do lie over the
pictures, captions stand under them.

    python scripts/contact_sheet.py --readme               the picture on the README: twelve of them
    python scripts/contact_sheet.py --film examples/spot --columns 7 --width 1884 --bare -o examples/spot/contact-sheet.jpg

`--readme` writes examples/lighthouse/contact-sheet.jpg unless told otherwise; `--film` shows a film's own shots instead. A JPEG is
kept under 400 kB. At the end it says what it drew and what that cost.
"""

from __future__ import annotations

import argparse
import io
import json
import math
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent))
# The people of other styles are drawn with the example film's own desk.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "examples" / "lighthouse"))

import cv2
from contact import ansel, pip
from contact.shots import ANSEL, FLASK, MARA, NIA, PANELS, PIP, README, TOMAS, Panel
from drawing import Sheet
from PIL import Image, ImageDraw

import storyboard
from storyboard.backends import PrevisBackend, overlay_of, overlay_rgba
from storyboard.flows.film import film_timeline
from storyboard.media import font_for, open_picture, wrap
from storyboard.model import FramePrompt, Landmarks, Reference, Role, Shot, Slot

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"

REFERENCES = {
    MARA: EXAMPLES / "lighthouse/refs/mara.png",
    TOMAS: EXAMPLES / "lighthouse/refs/tomas.png",
    NIA: EXAMPLES / "spot/refs/nia.png",
    FLASK: EXAMPLES / "spot/refs/flask.png",
}
DRAWN_HERE: dict[str, ModuleType] = {PIP: pip, ANSEL: ansel}
LARGEST_JPEG = 400_000
_PAPER, _INK, _SOFT = "#fbfaf7", "#16181a", "#5d6166"
_FINER = 2.5  # times larger than they are shown


@dataclass(frozen=True)
class Shown:
    """A picture on the sheet. `seconds` of CPU it took to draw."""

    name: str
    caption: str
    picture: Image.Image
    shot: Shot
    landmarks: Landmarks
    seconds: float


def main() -> int:
    options = _options()
    cv2.setNumThreads(1)
    columns = options.columns
    gap = max(4, options.width // 130)
    cell = (options.width - gap * (columns + 1)) // columns
    with tempfile.TemporaryDirectory() as folder:
        if options.film:
            shown = list(of_film(options.film, Path(folder)))
        else:
            shown = list(of_panels(_chosen(options), cell, Path(folder)))
    sheet = laid_out(shown, columns, cell, gap, arrows=not options.no_arrows, captions=not options.bare)
    saved(sheet, options.output)
    _tell(options, shown)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("-o", "--output", type=Path, help=".jpg or .png; demo/contact-sheet.png by default")
    parser.add_argument("--columns", type=int, default=4, help="pictures side by side")
    parser.add_argument("--width", type=int, default=1600, help="pixels the sheet is wide")
    parser.add_argument(
        "--only", default="", metavar="NAME,NAME", help="some of them: " + " ".join(p.name for p in PANELS)
    )
    parser.add_argument("--readme", action="store_true", help="the twelve for the README")
    parser.add_argument("--film", type=Path, metavar="DIR", help="a project's own shots; drawn in a copy of it")
    parser.add_argument("--no-arrows", action="store_true", help="bare pictures")
    parser.add_argument("--bare", action="store_true", help="no captions")
    parser.add_argument("--json", action="store_true", help="say what was drawn as one JSON object")
    options = parser.parse_args()
    if options.film:
        options.no_arrows = options.no_arrows or options.bare
    readme = EXAMPLES / "lighthouse/contact-sheet.jpg"
    options.output = options.output or (readme if options.readme else ROOT / "demo/contact-sheet.png")
    if not 1 <= options.columns <= 12 or not 200 <= options.width <= 8000:
        parser.error("a sheet has 1 to 12 columns and is 200 to 8000 pixels wide")
    if options.output.suffix.lower() not in {".jpg", ".jpeg", ".png"}:
        parser.error(f"{options.output.name} is neither .jpg nor .png")
    unknown = set(filter(None, options.only.split(","))) - {panel.name for panel in PANELS}
    if unknown:
        parser.error(f"no picture is called {', '.join(sorted(unknown))}")
    return options


def _chosen(options: argparse.Namespace) -> list[Panel]:
    names = README if options.readme else [name for name in options.only.split(",") if name]
    by_name = {panel.name: panel for panel in PANELS}
    return [by_name[name] for name in names] or list(PANELS)


def of_panels(panels: Sequence[Panel], cell: int, folder: Path) -> Iterator[Shown]:
    """Draw panels for cells so many pixels wide."""
    wanted = {name for panel in panels for name in [*(one.character for one in panel.shot.subjects), *panel.shot.props]}
    paths = {name: path for name, path in REFERENCES.items() if name in wanted}
    paths |= {name: drawn_reference(name, folder) for name in DRAWN_HERE if name in wanted}
    backends = {finish: PrevisBackend(folder / "kits", finish=finish) for finish in ("clean", "ink", "pencil")}
    width = min(1536, max(256, round(cell * _FINER / 16) * 16))
    size = (width, width * 9 // 16 // 2 * 2)
    for panel in panels:
        prompt = FramePrompt(
            slot=Slot.shot(panel.shot.id, panel.part),
            text="",
            references=_references(panel.shot, paths),
            size=size,
            shot=panel.shot,
        )
        began = time.process_time()
        drawing = backends[panel.finish].draw_now(prompt)
        seconds = time.process_time() - began
        for warning in drawing.warnings:
            print(f"{panel.name}: {warning}", file=sys.stderr)
        picture = Image.open(io.BytesIO(drawing.image)).convert("RGB")
        assert drawing.landmarks is not None
        yield Shown(panel.name, panel.caption, picture, panel.shot, drawing.landmarks, seconds)


def drawn_reference(name: str, folder: Path) -> Path:
    """The reference picture of somebody who is drawn here."""
    person = DRAWN_HERE[name]
    sheet = Sheet(person.SIZE, person.VIEW, person.PAPER, person.pose, 2)
    person.draw(sheet)
    path = folder / f"{name.casefold()}.png"
    sheet.save(path)
    return path


def _references(shot: Shot, paths: dict[str, Path]) -> tuple[Reference, ...]:
    people = [subject.character for subject in shot.subjects]
    things = [name for name in shot.props if name in paths]
    return tuple(
        Reference(
            number=number, role=Role.PROP if name in things else Role.CHARACTER, name=name, path=paths[name], sha256=""
        )
        for number, name in enumerate([*people, *things], 1)
    )


def of_film(project: Path, folder: Path) -> Iterator[Shown]:
    """Draw a film's shots in a copy of its project."""
    made = shutil.ignore_patterns("frames", "out", ".storyboard", "shots.yaml", "shots.lock.json", "__pycache__")
    copy = Path(shutil.copytree(project, folder / "film", ignore=made))
    film = storyboard.open_project(copy)
    began = time.process_time()
    storyboard.draw_frames(film, storyboard.FrameOptions(backend="previs"))
    clips = film_timeline(film, storyboard.current_shots(film).shot_list).clips
    seconds = (time.process_time() - began) / len(clips)
    for clip in clips:
        take = clip.start_take
        if take is not None:
            caption = f"{clip.shot.number} · {clip.shot.size} · {clip.shot.movement}"
            yield Shown(clip.shot.id, caption, open_picture(take.path), clip.shot, take.receipt.landmarks, seconds)


def laid_out(shown: Sequence[Shown], columns: int, cell: int, gap: int, *, arrows: bool, captions: bool) -> Image.Image:
    """The pictures in rows, each with its caption under it."""
    tall = max(round(cell * one.picture.height / one.picture.width) for one in shown)
    letters = max(9, cell // 27)
    row = tall + gap + (round(letters * 1.9) if captions else 0)
    sheet = Image.new(
        "RGB", (columns * cell + gap * (columns + 1), math.ceil(len(shown) / columns) * row + gap), _PAPER
    )
    pen = ImageDraw.Draw(sheet)
    for place, one in enumerate(shown):
        left, top = gap + place % columns * (cell + gap), gap + place // columns * row
        picture = one.picture.resize(
            (cell, round(cell * one.picture.height / one.picture.width)), Image.Resampling.LANCZOS, reducing_gap=3
        )
        sheet.paste(picture, (left, top))
        overlay = overlay_of(one.shot, picture.width / picture.height, one.landmarks) if arrows else None
        if overlay:
            drawn = overlay_rgba(overlay, picture.size)
            sheet.paste(drawn, (left, top), drawn)
        if captions:
            font = font_for(one.caption, letters)
            line = wrap(one.caption, font, cell, max_lines=1)[0]
            pen.text((left, top + tall + round(letters * 1.35)), line, fill=_SOFT, font=font, anchor="ls")
    return sheet


def saved(sheet: Image.Image, path: Path) -> None:
    """Write it; a JPEG as good as fits into its limit."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix.lower() == ".png":
        sheet.save(path)
        return
    data = b""
    for quality in range(92, 40, -4):
        buffer = io.BytesIO()
        sheet.save(
            buffer, "JPEG", quality=quality, subsampling=0 if quality > 80 else 2, optimize=True, progressive=True
        )
        data = buffer.getvalue()
        if len(data) <= LARGEST_JPEG:
            break
    path.write_bytes(data)


def _tell(options: argparse.Namespace, shown: Iterable[Shown]) -> None:
    pictures = list(shown)
    seconds = [one.seconds for one in pictures]
    told = {
        "pictures": len(pictures),
        "size": list(pictures[0].picture.size),
        "names": [one.name for one in pictures],
        "cpu_s": round(time.process_time(), 2),
        "picture_ms_median": round(1000 * statistics.median(seconds)),
        "output": str(options.output),
        "bytes": options.output.stat().st_size,
    }
    if options.json:
        print(json.dumps(told))
        return
    print(f"{told['pictures']} pictures of {told['size'][0]}x{told['size'][1]}: {', '.join(told['names'])}")
    print(
        f"{told['cpu_s']} s of CPU in all, {told['picture_ms_median']} ms a picture (median), its PNG and references that are seen for the first time included"
    )
    print(f"{told['output']}, {told['bytes'] // 1000} kB")


if __name__ == "__main__":
    raise SystemExit(main())
