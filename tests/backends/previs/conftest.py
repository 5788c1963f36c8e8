"""References drawn for these tests, and shots of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from storyboard.backends.previs.kit import Kit, build_kit, read_kit
from storyboard.model import Action, FramePrompt, Reference, Role, Shot, Slot, Source

from .drawn import COMPANY, chibi, person

SIZE = (400, 900)
GROUND = (228, 230, 226)
SKIN, HAIR, COAT, LEGS = (236, 200, 172), (150, 40, 34), (232, 178, 44), (44, 96, 120)
HEAD = (60, 210)  # rows of crown and chin
INK = (34, 30, 38)


def figure(*, looks: int = 0, bust: bool = False, hair=HAIR, coat=COAT) -> Image.Image:
    """A standing figure with ink lines on transparency; `looks` moves the face to the right (1) or left (-1)."""
    sheet = Image.new("RGBA", SIZE, (0, 0, 0, 0))
    draw = ImageDraw.Draw(sheet)
    for side in (-1, 1):
        draw.ellipse((200 + side * 122 - 18, 500, 200 + side * 122 + 18, 550), fill=SKIN, outline=INK, width=4)
        draw.polygon(
            [(200 + side * 72, 250), (200 + side * 104, 270), (200 + side * 142, 506), (200 + side * 100, 512)],
            fill=coat,
            outline=INK,
            width=4,
        )
        draw.rectangle((200 + side * 40 - 34, 520, 200 + side * 40 + 34, 830), fill=LEGS, outline=INK, width=4)
        draw.rectangle((200 + side * 44 - 40, 826, 200 + side * 44 + 40, 860), fill=(70, 50, 44), outline=INK, width=4)
    draw.rectangle((178, 196, 222, 246), fill=SKIN, outline=INK, width=4)
    draw.rounded_rectangle((118, 236, 282, 530), 26, fill=coat, outline=INK, width=4)
    draw.ellipse((138, *HEAD[:1], 262, HEAD[1]), fill=SKIN, outline=INK, width=4)
    draw.pieslice((134, 56, 266, 176), 180, 360, fill=hair, outline=INK, width=4)
    shift = looks * 16
    for side in (-1, 1):
        draw.ellipse((200 + side * 26 + shift - 9, 132, 200 + side * 26 + shift + 9, 148), fill=INK)
    draw.line((200 + shift, 142, 206 + shift + looks * 8, 168, 196 + shift, 170), fill=INK, width=4)
    draw.arc((182 + shift, 172, 218 + shift, 192), 20, 160, fill=(140, 40, 40), width=4)
    return sheet.crop((0, 0, SIZE[0], 420)) if bust else sheet


def on_ground(sheet: Image.Image, ground=GROUND) -> Image.Image:
    """The figure on a plain colour, or on another picture."""
    under = ground.copy() if isinstance(ground, Image.Image) else Image.new("RGB", sheet.size, ground)
    under.paste(sheet, mask=sheet.getchannel("A"))
    return under


def overlap(found: np.ndarray, truth: np.ndarray) -> float:
    """Intersection over union of two masks."""
    return float((found & truth).sum() / max(1, (found | truth).sum()))


@pytest.fixture(scope="session")
def truth() -> np.ndarray:
    """What of the picture is the figure."""
    return np.asarray(figure().getchannel("A")) > 128


@pytest.fixture(scope="session")
def kits() -> dict[str, Kit]:
    """Two people who cannot be mistaken for each other; ADA looks to her left, the picture's right."""
    return {
        "ADA": build_kit(np.asarray(on_ground(figure(looks=1))), "ADA"),
        "BRAM": build_kit(np.asarray(on_ground(figure(hair=(40, 40, 48), coat=(52, 72, 120)))), "BRAM"),
    }


@pytest.fixture(scope="session")
def cast() -> dict[str, Kit]:
    """Five of different styles: three references of the examples, a cartoon of four heads, and a bust."""
    examples = Path(__file__).parents[3] / "examples"
    pictures = {"MARA": "lighthouse/refs/mara.png", "TOMAS": "lighthouse/refs/tomas.png", "NIA": "spot/refs/nia.png"}
    drawings = {"CHIBI": chibi(), "BUST": on_ground(figure(bust=True, coat=(80, 120, 80)))}
    return {name: read_kit(examples / path, name) for name, path in pictures.items()} | {
        name: build_kit(np.asarray(drawing), name) for name, drawing in drawings.items()
    }


@pytest.fixture(scope="session")
def company() -> dict[str, Kit]:
    """Nine people who differ in face and costume."""
    return {name: build_kit(np.asarray(person(who)), name) for name, who in COMPANY.items()}


@pytest.fixture
def reference(tmp_path) -> Path:
    """A reference file on a plain ground."""
    path = tmp_path / "ada.png"
    on_ground(figure(looks=1)).save(path)
    return path


@pytest.fixture
def make_shot() -> Callable[..., Shot]:
    """Makes a shot; `text` is its action."""

    def make(*subjects, text: str = "", end: str = "", **fields) -> Shot:
        given = {
            "id": "s001_0010",
            "scene": "s001",
            "source": Source(file="film.fountain", line=1, line_end=1),
            "interior": "INT",
            "location": "CORRIDOR",  # A set that is quickly drawn.
            "duration_frames": 48,
        }
        return Shot(**(given | fields), subjects=subjects, action=Action(text=text, end=end))

    return make


@pytest.fixture
def make_prompt() -> Callable[..., FramePrompt]:
    """Makes the prompt of a shot at a small size."""

    def make(shot: Shot | None, part: str = "start", size=(576, 324), references=None, text: str = "") -> FramePrompt:
        given = tuple(
            Reference(number=index + 1, role=Role.CHARACTER, name=name, path=path, sha256="")
            for index, (name, path) in enumerate((references or {}).items())
        )
        return FramePrompt(slot=Slot.shot("s001_0010", part), text=text, references=given, size=size, shot=shot)

    return make
