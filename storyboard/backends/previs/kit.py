"""A character kit: everything the artist needs of one reference picture, made once and kept."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any

import cv2
import numpy as np

from storyboard.backends.previs.back import Cover, HeadSprite, back_head, figure_from_behind, read_cover
from storyboard.backends.previs.colour import Array, as_colour
from storyboard.backends.previs.cutout import Cutout, cut_out, middle_face
from storyboard.backends.previs.face import HeadLines, find_head, on_feet
from storyboard.backends.previs.headcrop import falling_hair, front_head
from storyboard.backends.previs.palette import Palette, read_palette
from storyboard.backends.previs.redraw import (
    believable,
    head_by_face,
    head_by_template,
    middle_palette,
    on_drawn_body,
    soft_head,
)
from storyboard.backends.previs.reference import load_reference
from storyboard.backends.previs.stylise import is_drawing, stylise, without_fringe
from storyboard.errors import PictureError
from storyboard.media import sha256_of

KIT_VERSION = "4"
_HEAD_PIXELS = 400
_MOST_PIXELS = 2400
_PADDING = 6
# How far the features of a face that is turned slide, in heads.
TURN_REACH = 0.085
_TORSO = (256, 320)


@dataclass(frozen=True)
class Kit:
    """What a reference gives the artist.

    Attributes:
        name: Whose it is.
        sprite: The whole figure, RGBA with straight alpha, cropped.
        head: The head's lines on the sprite.
        full: The feet are in it; otherwise it is a bust.
        drawing: It was drawn, not photographed.
        palette: Costume colours.
        method: How the figure was cut out.
        doubtful: Why a person should look at the cut-out; empty when it is sure.
        faces: Sprites and heads with an expression that were made already, by quarter turns and its name.
    """

    name: str
    sprite: Array
    head: HeadLines
    full: bool
    drawing: bool
    palette: Palette
    method: str
    doubtful: str
    _turned: dict[int, tuple[Array, HeadSprite]] = field(init=False, repr=False, default_factory=dict)
    faces: dict[tuple[int, str], tuple[Array, HeadSprite]] = field(init=False, repr=False, default_factory=dict)

    @cached_property
    def front(self) -> HeadSprite:
        """The head on its own, with the hair that falls from it."""
        return front_head(self.sprite, self.head, self.palette, self.hair)

    @cached_property
    def _cropped(self) -> HeadSprite:
        """The head without what falls below the chin, for its back."""
        return front_head(self.sprite, self.head)

    @cached_property
    def hair(self) -> Array:
        """Where hair hangs below the chin, as `falling_hair` says it."""
        return falling_hair(self.sprite, self.head, self.palette)

    @cached_property
    def back(self) -> HeadSprite:
        """The head seen from behind."""
        return back_head(self.sprite, self.head, self._cropped, self._cover, as_colour(self.palette.skin))

    @cached_property
    def _cover(self) -> Cover:
        return read_cover(self.sprite, self.head, self.palette)

    @cached_property
    def torso(self) -> Array:
        """The chest as a texture (RGB), shoulders to hips."""
        return _torso_texture(self)

    @cached_property
    def behind(self) -> Array:
        """The whole sprite seen from behind, RGBA."""
        turned = figure_from_behind(
            self.sprite,
            self.head,
            self._cropped,
            self.back,
            self.palette,
            full=self.full,
            chest=_shoulder_half(self),
            hangs=(self._cover.end or 0) > 1.06,
        )
        if self.full:
            return turned
        # Over a shoulder more of a back is seen than a bust shows: its lowest row goes on.
        last = max(1, len(turned) - _PADDING - 4)
        return np.concatenate([turned[:last], np.repeat(turned[last - 1 : last], int(self.head.height), axis=0)])

    @property
    def heads_tall(self) -> float:
        """The figure's height in heads; 7.2 for a bust, whose legs are not known."""
        return float(np.clip(self.sprite.shape[0] / self.head.height, 2.0, 9.5)) if self.full else 7.2

    @cached_property
    def shoulder_share(self) -> float:
        """Half the shoulders' width against the shoulder's height, in units of an average build; 0 when not known."""
        if not self.full:
            return 0.0
        head, tall = self.head, self.sprite.shape[0]
        columns = np.flatnonzero(self.sprite[int(min(tall - 1, head.chin + 0.40 * head.height)), :, 3] > 128)
        half = (columns[-1] - columns[0]) / 2 if len(columns) else 0.0
        # 1.456 is the shoulder's height, in metres, that the skeleton's measures are made for.
        return float(np.clip(half * 1.456 / max(1.0, tall - 1.1 * head.height) - 0.014, 0.17, 0.25))

    def turned(self, amount: float) -> tuple[Array, HeadSprite]:
        """Sprite and head with the face turned: the features slide inside the outline, as on a cylinder.

        Args:
            amount: -1 (left) to 1 (right); finer steps than a quarter are not made.
        """
        step = round(float(np.clip(amount, -1, 1)) * 4)
        if step == 0:
            return self.sprite, self.front
        if step not in self._turned:
            sprite = _slide_features(self.sprite, self.head, step / 4)
            self._turned[step] = (sprite, front_head(sprite, self.head, self.palette, self.hair))
        return self._turned[step]


def _slide_features(sprite: Array, head: HeadLines, amount: float) -> Array:
    height, width = sprite.shape[:2]
    size, axis = head.height, head.centre
    middle = (head.top + head.chin) / 2 + 0.06 * size
    x0, x1 = int(max(0, axis - 0.6 * size)), int(min(width, axis + 0.6 * size))
    y0, y1 = int(max(0, head.top)), int(min(height, head.chin + 0.1 * size))
    y, x = np.mgrid[y0:y1, x0:x1].astype(np.float32)
    # More than about a tenth of a head stretches the far cheek visibly.
    inside = np.clip(1 - ((x - axis) / (0.42 * size)) ** 2 - ((y - middle) / (0.52 * size)) ** 2, 0, 1)
    moved = (x - amount * TURN_REACH * size * inside).astype(np.float32)
    turned = sprite.copy()
    turned[y0:y1, x0:x1] = cv2.remap(sprite, moved, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return turned


def read_kit(path: Path, name: str = "", mask: Path | None = None) -> Kit:
    """Make the kit of a reference picture, cut out by its mask where it has one.

    Raises:
        PictureError: The picture cannot be read.
    """
    return build_kit(load_reference(path, mask), name or path.stem)


def build_kit(picture: Array, name: str) -> Kit:
    """Make the kit of RGB or RGBA pixels (height, width, 3 or 4)."""
    cut = cut_out(picture)
    solid = cut.coverage > 0.5
    rows, columns = np.flatnonzero(solid.any(1)), np.flatnonzero(solid.any(0))
    height, width = solid.shape
    y0, y1 = max(0, int(rows[0]) - _PADDING), min(height, int(rows[-1]) + 1 + _PADDING)
    x0, x1 = max(0, int(columns[0]) - _PADDING), min(width, int(columns[-1]) + 1 + _PADDING)
    colours, coverage = (
        np.ascontiguousarray(cut.colours[y0:y1, x0:x1]),
        np.ascontiguousarray(cut.coverage[y0:y1, x0:x1]),
    )
    head = find_head(colours, coverage)
    if cut.doubtful and not believable(cut, coverage, head):
        return _redrawn(cut, name)
    ratio = (rows[-1] - rows[0] + 1) / head.height
    feet = on_feet(solid, head)
    cut_off = not feet and bool((cut.coverage[-3:] > 0.5).sum() > 0.03 * width * 3)
    full = bool(ratio > (2.0 if feet else 2.6) and not (cut_off and ratio < 6.2))
    drawing = is_drawing(colours, coverage)
    palette = read_palette(colours, coverage, head, full=full)
    colours = without_fringe(colours, coverage)
    enlarge = float(np.clip(_HEAD_PIXELS / head.height, 0.5, 4))
    enlarge = min(enlarge, _MOST_PIXELS / max(colours.shape[:2]))
    if abs(enlarge - 1) > 0.05:
        method = cv2.INTER_CUBIC if enlarge > 1 else cv2.INTER_AREA
        colours = cv2.resize(colours, None, fx=enlarge, fy=enlarge, interpolation=method)
        coverage = cv2.resize(coverage, (colours.shape[1], colours.shape[0]), interpolation=method)
        coverage = np.clip((coverage - 0.5) * max(1.0, min(enlarge, 2.5)) + 0.5, 0, 1)
        head = HeadLines(
            head.top * enlarge,
            head.chin * enlarge,
            head.eyes * enlarge,
            head.centre * enlarge,
            head.width * enlarge,
            head.looks,
            head.sure,
        )
    toned = stylise(np.ascontiguousarray(colours), head_height=head.height, drawing=drawing)
    sprite = np.dstack([toned, (np.clip(coverage, 0, 1) * 255).astype(np.uint8)])
    doubtful = cut.doubtful
    if not doubtful and not head.sure:
        doubtful = (
            "Neither a neck nor two eyes were found, so where the head ends is an estimate: look at the cut-out, or "
            "give a picture in which the face is seen from the front and hair leaves the eyes free"
        )
    return Kit(name, sprite, head, full, drawing, palette, cut.method, doubtful)


def _redrawn(cut: Cutout, name: str) -> Kit:
    """The kit of a figure that could not be cut out: its head, softly cropped, on a body in its colours."""
    face = middle_face(cut.colours)
    head = head_by_template(*cut.colours.shape[:2]) if face is None else head_by_face(face)
    palette = middle_palette(cut.colours, head)
    pixels, lines = soft_head(cut.colours, head)
    colours = np.ascontiguousarray(pixels[..., :3])
    drawing = is_drawing(colours, pixels[..., 3] / np.float32(255))
    pixels[..., :3] = stylise(colours, head_height=lines.height, drawing=drawing)
    sprite, lines = on_drawn_body(pixels, lines, palette)
    doubtful = (
        "The figure could not be told from its background, so its head is shown on a drawn body: give a picture of "
        "the whole figure on one plain colour or on transparency"
    )
    return Kit(name, sprite, lines, True, drawing, palette, "redrawn", doubtful)


class KitShelf:
    """Kits by reference, in memory and, given a folder, on disk as PNG and JSON; a broken file is made again.

    Args:
        folder: Where they are kept.
        masks: Reference -> the picture that says where the figure is in it.
    """

    def __init__(self, folder: Path | None = None, masks: Mapping[Path, Path] | None = None) -> None:
        self._folder = folder
        self._masks = {path.resolve(): mask for path, mask in (masks or {}).items()}
        self._kits: dict[str, Kit] = {}
        self._lock = Lock()

    def kit(self, path: Path, name: str, sha256: str = "") -> Kit:
        """The kit of a reference picture; `sha256` saves hashing it.

        Raises:
            PictureError: The picture cannot be read.
        """
        if not path.is_file():
            return read_kit(path, name)  # Says what is wrong with it.
        digest = f"{sha256 or sha256_of(path)}{self.mask_hash(path)}"
        with self._lock:
            known = self._kits.get(digest)
            if known is None:
                known = self._load(digest, name)
                if known is None:
                    known = read_kit(path, name, self._masks.get(path.resolve()))
                    self._save(digest, known)
                self._kits[digest] = known
        return known

    def mask_hash(self, path: Path) -> str:
        """SHA-256 of the mask of a reference; empty where it has none.

        Raises:
            PictureError: The mask cannot be read.
        """
        mask = self._masks.get(path.resolve())
        if mask is None:
            return ""
        try:
            return sha256_of(mask)
        except OSError as error:
            raise PictureError(
                "The mask cannot be read", why=error.strerror or "", cure="Correct `mask` in storyboard.yaml", file=mask
            ) from error

    def _stem(self, digest: str) -> str:
        key = f"{digest}/{KIT_VERSION}/{cv2.__version__}"
        return hashlib.sha256(key.encode()).hexdigest()[:32]

    def _load(self, digest: str, name: str) -> Kit | None:
        if self._folder is None:
            return None
        stem = self._folder / self._stem(digest)
        try:
            facts = json.loads(stem.with_suffix(".json").read_text(encoding="utf-8"))
            data = stem.with_suffix(".png").read_bytes()
            if hashlib.sha256(data).hexdigest() != facts["sprite_sha256"]:
                return None
            pixels = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
            if pixels is None or pixels.ndim != 3 or pixels.shape[2] != 4:
                return None
            colours: dict[str, Any] = {
                key: tuple(value) if isinstance(value, list) else value for key, value in facts["palette"].items()
            }
            return Kit(
                name,
                np.ascontiguousarray(cv2.cvtColor(pixels, cv2.COLOR_BGRA2RGBA)),
                HeadLines(**facts["head"]),
                bool(facts["full"]),
                bool(facts["drawing"]),
                Palette(**colours),
                str(facts["method"]),
                str(facts["doubtful"]),
            )
        except (OSError, ValueError, KeyError, TypeError, IndexError, cv2.error):
            return None  # Not there yet, or broken: it is made again.

    def _save(self, digest: str, kit: Kit) -> None:
        if self._folder is None:
            return
        stem = self._folder / self._stem(digest)
        settings = [cv2.IMWRITE_PNG_COMPRESSION, 3]
        data = cv2.imencode(".png", cv2.cvtColor(kit.sprite, cv2.COLOR_RGBA2BGRA), settings)[1].tobytes()
        facts = {
            "schema": 1,
            "sprite_sha256": hashlib.sha256(data).hexdigest(),
            "head": asdict(kit.head),
            "full": kit.full,
            "drawing": kit.drawing,
            "palette": asdict(kit.palette),
            "method": kit.method,
            "doubtful": kit.doubtful,
        }
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            _write(stem.with_suffix(".png"), data)
            _write(stem.with_suffix(".json"), json.dumps(facts, indent=1).encode("utf-8"))
        except OSError:
            return  # A cache that cannot be written only costs time.


def _write(path: Path, data: bytes) -> None:
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
    Path(temporary).replace(path)


def _shoulder_half(kit: Kit) -> float:
    """Half the chest's width on the sprite, arms left out."""
    head = kit.head
    row = int(min(kit.sprite.shape[0] - 1, head.chin + 0.62 * head.height))
    line = kit.sprite[row, :, 3] > 128
    columns = np.flatnonzero(line)
    half = (columns[-1] - columns[0]) / 2 if len(columns) else 0.8 * head.height
    return float(np.clip(half * 0.66, 0.34 * head.height, 1.1 * head.height))


def _torso_texture(kit: Kit) -> Array:
    """The chest, straightened into a rectangle; where the reference has none, the garment's colour."""
    head, width, height = kit.head, *_TORSO
    base = np.empty((height, width, 3), np.uint8)
    base[:] = np.asarray(kit.palette.top, np.uint8)
    rows = kit.sprite.shape[0]
    first = head.chin + 0.16 * head.height
    # A bust is shown at its own scale; what its picture does not show is plain.
    last = head.top + 0.565 * (rows - head.top) if kit.full else head.chin + 2.95 * head.height
    if min(last, rows) - first < 0.4 * head.height:
        return base
    half = _shoulder_half(kit)
    corners = np.array(
        [
            [head.centre - half, first],
            [head.centre + half, first],
            [head.centre + half * 0.94, last],
            [head.centre - half * 0.94, last],
        ],
        np.float32,
    )
    target = np.array([[0, 0], [width - 1, 0], [width - 1, height - 1], [0, height - 1]], np.float32)
    shown = kit.sprite.copy()
    hair = kit.hair
    shown[: len(hair), :, 3] = (shown[: len(hair), :, 3] * (1 - hair)).astype(np.uint8)
    if not kit.full:  # Fades out instead of ending in the cut's edge.
        fade = np.clip((rows - _PADDING - 2 - np.arange(rows)) / (0.14 * head.height), 0, 1)
        shown[..., 3] = (shown[..., 3] * fade[:, None]).astype(np.uint8)
    flat = cv2.warpPerspective(
        shown, cv2.getPerspectiveTransform(corners, target), (width, height), flags=cv2.INTER_AREA
    )
    # The outer edge is plain cloth: it is what the flanks of the body are filled with.
    edge = np.minimum(np.arange(width), np.arange(width)[::-1]) / (0.09 * width)
    alpha = flat[..., 3:].astype(np.float32) / 255 * np.clip(edge, 0, 1)[None, :, None]
    return np.clip(flat[..., :3] * alpha + base * (1 - alpha), 0, 255).astype(np.uint8)
