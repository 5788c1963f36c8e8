"""Where a round takes place: a service of its own, a small film for each transport, and a folder that goes away."""

from __future__ import annotations

import contextlib
import json
import shutil
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from children import Child, run, start

from storyboard.testing import OpenAIServiceProcess

TRANSPORTS = ("images", "responses", "batch")
IN_FLIGHT = 4
KEY = "sk-fake-0123456789abcdef"
# How long a request may go without a name and still turn up: longer than anything takes here, shorter than a day's work.
TURNS_UP_WITHIN = 5.0


@dataclass
class Film:
    """A project, the transport it is bought by, and who sells."""

    root: Path
    transport: str
    service: OpenAIServiceProcess
    logs: Path
    state: Path

    @property
    def environment(self) -> dict[str, str]:
        return {
            "OPENAI_BASE_URL": self.service.base_url,
            "OPENAI_API_KEY": KEY,
            "XDG_STATE_HOME": str(self.state),
            "NO_COLOR": "1",
        }

    def start(self, *words: str, within: Callable[[], None] | None = None) -> Child:
        """Begin a command of the program; `within` is called in its process first."""
        return start(self._command(words, within), self._log(), self.environment)

    def run(self, *words: str, within: Callable[[], None] | None = None) -> Child:
        """A command of the program, to its end."""
        return run(self._command(words, within), self._log(), self.environment)

    def work(self, work: Callable[[], int]) -> Child:
        """Begin something else than a command, in a process of the same surroundings."""
        return start(work, self._log(), self.environment)

    def read(self, *words: str) -> dict[str, Any]:
        """What a command prints as JSON."""
        done = self.run(*words, "--json")
        text = done.printed()
        if done.wait() != 0:
            raise RuntimeError(f"{' '.join(words)} failed: {text[-2000:]}")
        found: dict[str, Any] = json.loads(text[text.index("{") :])
        return found

    def buys(self) -> list[tuple[str, ...]]:
        """The commands by which somebody buys this film's frames."""
        frames = ("frames", "--backend", "openai")
        if self.transport == "batch":
            return [(*frames, "--batch", "--yes"), (*frames, "--resume")]
        return [(*frames, "--yes")]

    def _command(self, words: tuple[str, ...], within: Callable[[], None] | None) -> Callable[[], int]:
        arguments = ["-q", "-C", str(self.root), *words]

        def work() -> int:
            from storyboard.cli import main

            if within is not None:
                within()
            main(arguments)
            return 0

        return work

    def _log(self) -> Path:
        return self.logs / f"{uuid.uuid4().hex}.log"


@dataclass
class Ground:
    """A service and the films that are copied for every round."""

    folder: Path
    service: OpenAIServiceProcess
    templates: dict[tuple[str, int], Path] = field(default_factory=dict)

    @contextlib.contextmanager
    def film(self, transport: str, *, shots: int = 12, at: Path | None = None) -> Iterator[Film]:
        """A film of which nothing is drawn yet; the service has forgotten what came before.

        Args:
            transport: ``images``, ``responses`` or ``batch``.
            shots: How many pictures it has.
            at: The folder in which it is put; a temporary one if not given.
        """
        self.service.reset()
        self.service.heal()
        place = Path(tempfile.mkdtemp(dir=self.folder))
        root = (at or place) / f"film-{place.name}"
        shutil.copytree(self._template(transport, shots), root)
        for name in ("logs", "state"):
            (place / name).mkdir()
        try:
            yield Film(root, transport, self.service, place / "logs", place / "state")
        finally:
            shutil.rmtree(place, ignore_errors=True)
            shutil.rmtree(root, ignore_errors=True)

    def _template(self, transport: str, shots: int) -> Path:
        if (transport, shots) not in self.templates:
            self.templates[transport, shots] = make_film(self.folder / f"{transport}-{shots}", transport, shots)
        return self.templates[transport, shots]


@contextlib.contextmanager
def ground(*, delay: float = 0.12) -> Iterator[Ground]:
    """Load the program, start a service, make a place for films."""
    load_program()
    options = ("--delay", str(delay), "--batch-seconds", str(delay), "--mark-bills")
    with tempfile.TemporaryDirectory(prefix="crash-") as folder, OpenAIServiceProcess(*options) as service:
        yield Ground(Path(folder), service)


def load_program() -> None:
    """Import what a paid run imports, and shorten the times that it waits for the service."""
    from importlib import import_module

    for name in (
        "cli.frames",
        "cli.plan",
        "cli.status",
        "flows",
        "flows.frames",
        "flows.batch",
        "backends.openai",
        "paid",
    ):
        import_module(f"storyboard.{name}")
    for name in ("openai", "openai.resources.images", "openai.resources.responses", "PIL.PngImagePlugin"):
        import_module(name)
    from storyboard.backends.openai import batch
    from storyboard.backends.openai.responses import BackgroundRequest

    # The rules stay as they are; only a quarter of an hour would be too long for a test.
    BackgroundRequest.patience, BackgroundRequest.pause = TURNS_UP_WITHIN, 0.05
    vars(batch)["_PATIENCE"] = TURNS_UP_WITHIN


def make_film(folder: Path, transport: str, shots: int) -> Path:
    """A project of so many small shots, by the program's own command."""
    from PIL import Image, ImageDraw

    folder.mkdir(exist_ok=True)
    picture = Image.new("RGB", (240, 480), "white")
    ImageDraw.Draw(picture).ellipse((90, 20, 150, 100), fill="peru")
    picture.save(folder / "mara.png")
    (folder / "script.fountain").write_text(_script(shots), encoding="utf-8")
    film = folder / "film"
    new = ["new", str(film), "--script", str(folder / "script.fountain"), "--character", f"MARA={folder / 'mara.png'}"]
    subprocess.run([sys.executable, "-m", "storyboard", "-q", *new], check=True, stdout=subprocess.DEVNULL)
    bible = film / "storyboard.yaml"
    road = "responses" if transport == "responses" else "images"
    # As many a minute as one likes: this is about what is lost, not about how fast it goes.
    section = f"\nopenai:\n  transport: {road}\n  parallel: {IN_FLIGHT}\n  images_per_minute: 100000\n"
    # The smallest pictures that the service draws.
    small = bible.read_text(encoding="utf-8").replace('format: "16:9"', "format: 816x816")
    bible.write_text(small + section, encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "storyboard", "-q", "-C", str(film), "shots"], check=True, stdout=subprocess.DEVNULL
    )
    return film


def _script(shots: int) -> str:
    scenes = [
        f"\nEXT. PLACE {number} - DAY\n\nBoats rock at the quay number {number}. MARA (36) walks along the water.\n"
        for number in range(1, (shots + 1) // 2 + 1)
    ]
    closer = [f"\nCLOSE ON MARA, who thinks of the number {number}.\n" for number in range(1, shots // 2 + 1)]
    return "".join(scene + (closer[place] if place < len(closer) else "") for place, scene in enumerate(scenes))
