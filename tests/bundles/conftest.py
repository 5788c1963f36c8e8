"""A film of five shots: two pictures, one out of date and too small, nothing drawn, a draft of another shape, a borrowed one."""

from __future__ import annotations

from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

from storyboard.bundles import export_bundle
from storyboard.media import sha256_of
from storyboard.model import (
    FORMATS,
    Clip,
    DialogueLine,
    Direction,
    Head,
    Heading,
    Landmarks,
    Move,
    Movement,
    Quality,
    Receipt,
    ReferenceUsed,
    Role,
    SceneSummary,
    Shot,
    Size,
    Slot,
    Source,
    Subject,
    Take,
    Timeline,
    TransitionKind,
)

HEAD = (250, 200, 160)


def draw_take(
    folder: Path,
    shot_id: str,
    *,
    part: str = "start",
    size: tuple[int, int] = (1536, 864),
    head_at: float = 0.5,
    quality: Quality = Quality.FINAL,
) -> Take:
    """A grey picture with one bright head, centred at `head_at` of its width, and a text chunk nobody should get."""
    width, height = size
    picture = Image.new("RGB", size, (90, 100, 110))
    left, top, side = round((head_at - 0.05) * width), round(0.3 * height), round(0.1 * width)
    ImageDraw.Draw(picture).rectangle((left, top, left + side, top + side), fill=HEAD)
    secret = PngInfo()
    secret.add_text("parameters", "a prompt")
    path = folder / f"{shot_id}-{part}.png"
    picture.save(path, pnginfo=secret, compress_level=1)
    slot = Slot.shot(shot_id, part)
    receipt = Receipt(
        slot=str(slot),
        take=2,
        file=path.name,
        sha256=sha256_of(path),
        backend="openai",
        model="gpt-image-2",
        quality=quality,
        width=width,
        height=height,
        references=(ReferenceUsed(number=1, role=Role.CHARACTER, name="MARA", path="refs/mara.png", sha256="ab" * 32),),
        landmarks=Landmarks(heads=(Head(character="MARA", x=head_at - 0.05, y=0.3, width=0.1, height=side / height),)),
        created=datetime(2026, 1, 1, tzinfo=UTC),
    )
    return Take(slot=slot, number=2, path=path, receipt=receipt)


def make_film(folder: Path) -> Timeline:
    """The film; its pictures lie in `folder`."""

    def shot(tens: int, order: int, **fields: object) -> Shot:
        source = Source(file="film.fountain", line=10 + order, line_end=12 + order)
        base = {
            "id": f"s001_{tens:04d}",
            "scene": "s001",
            "number": f"1{'ABCDE'[order]}",
            "order": order,
            "source": source,
        }
        return Shot.model_validate({"duration_frames": 48, **base, **fields})

    shots = (
        shot(
            10,
            0,
            size=Size.CU,
            movement=Movement(move=Move.PUSH, direction=Direction.IN),
            duration_frames=84,
            subjects=(Subject(character="MARA", look="rain"), Subject(character="TOMAS", on_screen=False)),
            dialogue=(DialogueLine(character="TOMAS", text="=1+1 灯塔 البحر"),),
            transition_out=TransitionKind.DISSOLVE,
        ),
        shot(20, 1),
        shot(30, 2),
        shot(40, 3),
        shot(50, 4, frame_from="s001_0010"),
    )
    first = draw_take(folder, "s001_0010")
    clips = (
        Clip(
            shot=shots[0],
            start_frame=0,
            start_take=first,
            end_take=draw_take(folder, "s001_0010", part="end"),
            motion_prompt="Slow push in. She turns.",
        ),
        Clip(
            shot=shots[1],
            start_frame=84,
            start_take=draw_take(folder, "s001_0020", size=(640, 360)),
            stale=("the look of MARA changed",),
            motion_prompt="-still",
        ),
        Clip(shot=shots[2], start_frame=132, motion_prompt="Fog comes in."),
        Clip(
            shot=shots[3],
            start_frame=180,
            start_take=draw_take(folder, "s001_0040", size=(2048, 864), head_at=0.8, quality=Quality.DRAFT),
        ),
        Clip(shot=shots[4], start_frame=228, start_take=first, motion_prompt="She waits."),
    )
    return Timeline(
        title="The Light | <b>",
        format=FORMATS["16:9"],
        fps=Fraction(24),
        scenes=(SceneSummary(id="s001", number="1", heading=Heading(text="@INT. LAMP ROOM"), line=8),),
        clips=clips,
        avoid=("photorealism", "watermarks"),
    )


@pytest.fixture
def film(tmp_path: Path) -> Timeline:
    """The film, with its pictures under ``takes/`` of the test's folder."""
    folder = tmp_path / "takes"
    folder.mkdir()
    return make_film(folder)


@pytest.fixture(scope="session")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The film's finished bundle, for tests that only read it."""
    folder = tmp_path_factory.mktemp("bundle")
    (folder / "takes").mkdir()
    export_bundle(make_film(folder / "takes"), folder / "bundle", created="2026-11-24")
    return folder / "bundle"
