"""A small film with two characters, two looks, a place, a prop and a style, whose pictures exist on disk."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from storyboard.model import (
    Action,
    Bible,
    Character,
    DialogueLine,
    Facing,
    Framing,
    Interior,
    Location,
    Look,
    Movement,
    Prop,
    Shot,
    Size,
    Source,
    Staging,
    Style,
    Subject,
    TimeOfDay,
)

PICTURES = ("mara.png", "mara-back.png", "mara-wet.png", "tomas.png", "bulb.png", "room.png", "ink.png")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "film"
    (folder / "refs").mkdir(parents=True)
    for name in PICTURES:
        (folder / "refs" / name).write_bytes(f"picture {name}".encode())
    return folder


@pytest.fixture
def hash_file() -> Callable[[Path], str]:
    return lambda path: hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def bible() -> Bible:
    return Bible(
        title="The Light at Gull Point",
        style=Style(
            text="Clean dark ink line, flat colour with soft cel shading",
            references=("refs/ink.png",),
            avoid=("photorealism", "lens flare"),
        ),
        characters=(
            Character(
                name="MARA",
                aliases=("THE GIRL FROM THE BOAT",),
                description="woman of 36, short dark-red hair, freckles; yellow raincoat with a hood, brown boots",
                references=("refs/mara.png", "refs/mara-back.png"),
                looks=(
                    Look(name="soaked", state="drenched, hair flat", references=("refs/mara-wet.png",)),
                    Look(name="funeral", wardrobe="plain black dress, no hat"),
                ),
            ),
            Character(
                name="TOMAS",
                description="man of 68, very tall, full white beard; navy peacoat with brass buttons",
                references=("refs/tomas.png",),
            ),
            Character(name="THE BOY", description="boy of 9, freckled, in a red jersey"),
        ),
        locations=(
            Location(
                name="LIGHTHOUSE",
                description="round lamp room walled with glass, a man-high brass lens in the middle",
                references=("refs/room.png",),
            ),
        ),
        props=(Prop(name="BULB", description="clear glass lamp bulb, brass foot", references=("refs/bulb.png",)),),
    )


@pytest.fixture
def make_shot() -> Callable[..., Shot]:
    def make(*subjects: Subject, **fields: Any) -> Shot:
        given = {
            "id": "s002_0040",
            "scene": "s002",
            "source": Source(file="script.fountain", line=41, line_end=44),
            "interior": Interior.INT,
            "location": "LIGHTHOUSE",
            "time": TimeOfDay.NIGHT,
            "duration_frames": 61,
            "subjects": subjects,
        }
        return Shot(**{**given, **fields})

    return make


@pytest.fixture
def over_shoulder(make_shot: Callable[..., Shot]) -> Shot:
    """The rich one: every field that a picture can show is filled."""
    return make_shot(
        Subject(character="MARA", staging=Staging.LEFT, facing=Facing.RIGHT, shoulder=True),
        Subject(
            character="TOMAS",
            staging=Staging.RIGHT,
            facing=Facing.LEFT,
            expression="wary, then curious",
            action="holds the rag against the glass",
        ),
        sub_location="LAMP ROOM",
        size=Size.MCU,
        lens="50mm",
        framing=Framing.OVER_SHOULDER,
        movement=Movement(move="push", direction="in"),
        light="one bare work lamp from below, right",
        props=("BULB",),
        action=Action(
            text="Tomas looks up from the glass.",
            start="Tomas polishes the lens, eyes down",
            motion="Tomas looks up from the glass",
            end="Tomas meets Mara's eyes",
        ),
        dialogue=(DialogueLine(character="TOMAS", text="You climbed all that way to watch an old man dust?"),),
        frame_text=("SERVICE 1989",),
        overlay_text=("GULL POINT, ONE HOUR LATER",),
        sound=("FOGHORN",),
    )
