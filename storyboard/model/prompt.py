"""What is asked of an artist for one picture."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from storyboard.model.base import Noun
from storyboard.model.landmarks import Landmarks
from storyboard.model.script import Interior, TimeOfDay
from storyboard.model.shot import Shot
from storyboard.model.slot import Slot, SlotKind


class Quality(StrEnum):
    """Which pass a picture belongs to."""

    DRAFT = "draft"
    FINAL = "final"


class Role(StrEnum):
    """What a reference picture lends to the new one.

    A SHEET is several views of one character; a PACKED picture holds several labelled references; the MASTER is the
    wide picture of the scene that its closer ones are matched with; a DRAFT is this very picture, as it was drawn for less.
    A TARGET is changed, and everything else of it kept.
    """

    CHARACTER = "character"
    SHEET = "sheet"
    PACKED = "packed"
    MASTER = "master"
    LOCATION = "location"
    PROP = "prop"
    STYLE = "style"
    LAYOUT = "layout"
    PREVIOUS = "previous"
    TARGET = "target"
    DRAFT = "draft"


class Reference(Noun):
    """A reference picture; `number` is its 1-based place in the request, and what the prompt calls it by."""

    number: int
    role: Role
    name: str
    path: Path
    sha256: str


class Brief(Noun):
    """What a picture that belongs to no single shot shows.

    Attributes:
        kind: What it is of.
        part: ``anchor``, ``sheet``, ``plate``, ``title``, ``end``, ``poster``, ``page`` ...
        name: Of whom or what.
        description: What is known of it.
        interior: For a place, ``INT`` or ``EXT``; `time` is the light it is seen in.
        words: What can be read in it, largest first.
        people: Who is seen in it.
        shots: The shots it puts together, in film order; for a place, one that plays there.
        panels: For each of `shots`, where heads are in its picture.
    """

    kind: SlotKind
    part: str
    name: str
    description: str = ""
    interior: Interior = Interior.UNKNOWN
    time: TimeOfDay = TimeOfDay.DAY
    words: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    shots: tuple[Shot, ...] = ()
    panels: tuple[Landmarks, ...] = ()


class FramePrompt(Noun):
    """One picture to draw.

    A model reads `text` and looks at `references` in their order; an artist that works from structure reads `shot`, or
    `brief` for a picture of no single shot.
    `size` is width and height in pixels; a backend that has other legal sizes takes the nearest of the same shape.
    `variant` counts takes that ask for exactly the same picture again.
    A revision names the take it is made from (`parent`, a file name, which is the TARGET reference), what is to change,
    and may have a mask that says where. One that `follows` a response goes on with its conversation at the service.
    `memo` is kept with the purchase, so that another run can file the picture; no artist looks at it.
    """

    slot: Slot
    text: str
    references: tuple[Reference, ...] = ()
    size: tuple[int, int]
    quality: Quality = Quality.DRAFT
    shot: Shot | None = None
    brief: Brief | None = None
    variant: int = 1
    parent: str = ""
    instruction: str = ""
    follows: str = ""
    mask: Path | None = None
    mask_sha256: str = ""
    memo: str = ""

    def has(self, role: Role) -> bool:
        """A reference of that role goes along."""
        return any(ref.role is role for ref in self.references)

    def reference_for(self, role: Role, name: str) -> Reference | None:
        """The reference with that role and name."""
        return next((ref for ref in self.references if ref.role is role and ref.name == name), None)


def take_key(backend: str, parameters: Mapping[str, object], prompt: FramePrompt) -> str:
    """The key under which a picture is bought: everything that decides it, hashed.

    Two requests with one key would pay for the same picture twice. It says nothing about whether a picture is current.
    """
    decides = {
        "schema": 1,
        "backend": backend,
        "parameters": dict(parameters),
        "slot": str(prompt.slot),
        "prompt": prompt.text,
        "references": [[ref.role, ref.sha256] for ref in prompt.references],
        "size": list(prompt.size),
        "variant": prompt.variant,
    }
    if prompt.follows:
        decides["follows"] = prompt.follows
    if prompt.mask_sha256:
        decides["mask"] = prompt.mask_sha256
    canonical = json.dumps(decides, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()
