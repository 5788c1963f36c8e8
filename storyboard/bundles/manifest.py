"""manifest.json: the bundle in words a program can read, with a published JSON Schema.

Its models are the single source: the schema is made from them, shipped beside them and copied into every bundle.
"""

from __future__ import annotations

import json
from typing import Any, Literal

from pydantic import Field

from storyboard.model import Direction, Move, Quality, Role, Size, Stored, TransitionKind, Voice

SCHEMA_FILE = "manifest.schema.json"
SCHEMA_ID = "urn:storyboard:bundle-manifest:1"
MANIFEST_FILE = "manifest.json"
KIND: Literal["storyboard-bundle"] = "storyboard-bundle"

Status = Literal["final", "draft", "stale", "missing"]


class Pixels(Stored):
    """A size in pixels."""

    width: int = Field(gt=0)
    height: int = Field(gt=0)


class CropBox(Stored):
    """What was kept of the original, in its pixels, and the factor it was scaled by afterwards; above 1 it was enlarged."""

    left: float
    top: float
    width: float
    height: float
    scale: float
    focus: tuple[float, float] = Field(description="The point kept central, as fractions of the original.")


class ReferenceEntry(Stored):
    """A reference picture that the original was drawn from."""

    number: int
    role: Role
    name: str
    sha256: str


class Original(Stored):
    """The take a picture was made from."""

    slot: str
    take: int
    sha256: str
    width: int
    height: int
    origin: str
    backend: str
    model: str
    quality: Quality
    references: tuple[ReferenceEntry, ...]


class Frame(Stored):
    """A picture of the bundle; `file` is relative to the bundle."""

    file: str
    sha256: str
    width: int
    height: int
    crop: CropBox
    enlarged: bool = Field(description="The canvas has more pixels than the original gave.")
    original: Original


class Camera(Stored):
    """The camera move: as words, and in its parts."""

    words: str
    move: Move
    direction: Direction


class SubjectEntry(Stored):
    """Somebody in the shot."""

    character: str
    look: str
    on_screen: bool


class Speech(Stored):
    """Something said in the shot."""

    character: str
    text: str
    delivery: str
    voice: Voice


class Transition(Stored):
    """How the shot begins and ends."""

    into: TransitionKind
    out: TransitionKind


class ScriptPlace(Stored):
    """Where in the script the shot comes from; lines are 1-based and both included."""

    file: str
    line: int
    line_end: int


class SceneEntry(Stored):
    """A scene of the film."""

    id: str
    number: str
    heading: str


class ShotEntry(Stored):
    """One shot. `start` is null where nothing is drawn yet; `planned` is the film's length, `duration` what to ask for."""

    id: str
    number: str
    scene: str
    order: int = Field(description="Place in the film, counted from 0.")
    status: Status
    stale: tuple[str, ...] = Field(description="Why its picture is out of date.")
    frame_from: str | None = Field(description="Id of the shot whose picture this one uses.")
    start: Frame | None
    end: Frame | None
    motion_file: str | None
    motion_prompt: str
    negative_prompt: str
    duration_frames: int
    duration_seconds: float
    planned_frames: int
    planned_seconds: float
    size: Size
    angle: str
    framing: str
    lens: str
    camera: Camera
    subjects: tuple[SubjectEntry, ...]
    dialogue: tuple[Speech, ...]
    frame_text: tuple[str, ...]
    overlay_text: tuple[str, ...]
    sound: tuple[str, ...]
    transition: Transition
    source: ScriptPlace
    warnings: tuple[str, ...]


class Program(Stored):
    """Who wrote the bundle."""

    name: str
    version: str


class Manifest(Stored):
    """The whole bundle. `files` lists everything that belongs to it."""

    schema_url: str = Field(default=SCHEMA_FILE, alias="$schema")
    schema_: Literal[1] = Field(default=1, alias="schema")
    kind: Literal["storyboard-bundle"] = KIND
    program: Program
    created: str
    target: str
    title: str
    format: str
    matte: float | None = Field(description="Width over height of the visible picture where it is not the whole frame.")
    fps: str = Field(pattern=r"^\d+/\d+$")
    fps_float: float
    frame: Pixels
    duration_frames: int
    duration_seconds: float
    scenes: tuple[SceneEntry, ...]
    shots: tuple[ShotEntry, ...]
    warnings: tuple[str, ...]
    files: tuple[str, ...]


def manifest_bytes(manifest: Manifest) -> bytes:
    """The manifest as it stands in the bundle."""
    return _pretty(manifest.model_dump(mode="json", by_alias=True))


def manifest_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) every manifest follows."""
    schema = Manifest.model_json_schema(by_alias=True, mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_ID, **schema}


def schema_bytes() -> bytes:
    """The schema as it is shipped; `manifest.schema.json` in this package holds exactly this."""
    return _pretty(manifest_schema())


def read_manifest(data: bytes) -> dict[str, Any] | None:
    """The manifest in `data`, of whatever version of this program; nothing when it is something else."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) and found.get("kind") == KIND else None


def _pretty(value: object) -> bytes:
    # Half of a surrogate pair can come out of a broken script, and has no place in UTF-8.
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")
