"""A character kit: everything the artist needs of one reference picture, made once and kept."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np

from storyboard.backends.previs.back import Cover, HeadSprite, back_head, figure_from_behind, read_cover
from storyboard.backends.previs.colour import Array, as_colour
from storyboard.backends.previs.cutout import Cutout, as_picture, cut_out
from storyboard.backends.previs.face import HeadLines, face_of, find_head, gaze_of, on_feet
from storyboard.backends.previs.guess import SURELY_A_FACE, middle_face
from storyboard.backends.previs.headcrop import falling_hair, front_head
from storyboard.backends.previs.nets import Nets, installed_nets
from storyboard.backends.previs.palette import Palette, read_palette
from storyboard.backends.previs.redraw import (
    believable,
    head_by_face,
    middle_palette,
    nobody,
    on_drawn_body,
    soft_head,
)
from storyboard.backends.previs.reference import enlarged, load_reference, shortcomings
from storyboard.backends.previs.stylise import is_drawing, stylise, without_fringe
from storyboard.backends.previs.torso import shoulder_half, torso_texture

if TYPE_CHECKING:
    from PIL import Image

KIT_VERSION = "6"
_HEAD_PIXELS = 400
_MOST_PIXELS = 2400
_PADDING = 6
_WRISTS = ("left wrist", "right wrist")
# How far the features of a face that is turned slide, in heads.
TURN_REACH = 0.085


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
        wrists: Where hands were seen on the sprite; empty when nothing is known of them.
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
    wrists: tuple[tuple[float, float], ...] = ()
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
        return torso_texture(
            self.sprite, self.head, self.palette, self.hair, self.wrists, full=self.full, padding=_PADDING
        )

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
            chest=shoulder_half(self.sprite, self.head),
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
        return float(
            np.clip(
                half * 1.456 / max(1.0, tall - 1.1 * head.height) - 0.014, 0.17, 0.25 if self.heads_tall > 4.5 else 0.40
            )
        )

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
    return _doubted(build_kit(load_reference(path, mask), name or path.stem, installed_nets()), path)


def _doubted(kit: Kit, path: Path) -> Kit:
    """The kit with what its picture's file lacks, where nothing worse is to be said."""
    return replace(kit, doubtful=kit.doubtful or shortcomings(path))


def shown_cutout(path: Path, name: str = "", mask: Path | None = None) -> tuple[Image.Image, str]:
    """What the artist draws a character with, for a person to look at: a picture on transparency, and what is doubtful.

    It is the cut-out, in the picture's own colours and size; where that is not good enough to be used, the figure that
    is drawn instead.

    Raises:
        PictureError: The picture cannot be read.
    """
    from PIL import Image

    cut = cut_out(enlarged(load_reference(path, mask)), installed_nets())
    kit = _doubted(kit_of(cut, name or path.stem), path)
    used = Image.fromarray(kit.sprite) if kit.method in {"redrawn", "stand-in"} else as_picture(cut)
    return used, kit.doubtful


def build_kit(picture: Array, name: str, nets: Nets | None = None) -> Kit:
    """Make the kit of RGB or RGBA pixels (height, width, 3 or 4), with the help of the nets if they are given."""
    return kit_of(cut_out(enlarged(picture), nets), name)


def kit_of(cut: Cutout, name: str) -> Kit:
    """Make the kit of a figure that was cut out."""
    solid = cut.coverage > 0.5
    rows, columns = np.flatnonzero(solid.any(1)), np.flatnonzero(solid.any(0))
    height, width = solid.shape
    y0, y1 = max(0, int(rows[0]) - _PADDING), min(height, int(rows[-1]) + 1 + _PADDING)
    x0, x1 = max(0, int(columns[0]) - _PADDING), min(width, int(columns[-1]) + 1 + _PADDING)
    colours, coverage = (
        np.ascontiguousarray(cut.colours[y0:y1, x0:x1]),
        np.ascontiguousarray(cut.coverage[y0:y1, x0:x1]),
    )
    face = None if cut.face is None else cut.face.moved(x0, y0)
    pose = None if cut.pose is None else cut.pose.moved(x0, y0)
    head = find_head(colours, coverage, face)
    if cut.doubtful and not believable(cut, coverage, head):
        return _redrawn(cut, name)
    ratio = (rows[-1] - rows[0] + 1) / head.height
    feet = on_feet(solid, head)
    cut_off = not feet and bool((cut.coverage[-3:] > 0.5).sum() > 0.03 * width * 3)
    full = bool(ratio > (2.0 if feet else 2.6) and not (cut_off and ratio < 6.2))
    drawing = is_drawing(colours, coverage)
    palette = read_palette(colours, coverage, head, full=full, pose=pose)
    wrists = [] if pose is None else [pose.points[name] for name in _WRISTS if pose.seen[name] > 0.5]
    colours = without_fringe(colours, coverage)
    enlarge = float(np.clip(_HEAD_PIXELS / head.height, 0.5, 4))
    enlarge = min(enlarge, _MOST_PIXELS / max(colours.shape[:2]))
    if abs(enlarge - 1) > 0.05:
        method = cv2.INTER_CUBIC if enlarge > 1 else cv2.INTER_AREA
        colours = cv2.resize(colours, None, fx=enlarge, fy=enlarge, interpolation=method)
        coverage = cv2.resize(coverage, (colours.shape[1], colours.shape[0]), interpolation=method)
        coverage = np.clip((coverage - 0.5) * max(1.0, min(enlarge, 2.5)) + 0.5, 0, 1)
        head = head.scaled(enlarge)
        wrists = [(x * enlarge, y * enlarge) for x, y in wrists]
    toned = stylise(np.ascontiguousarray(colours), head_height=head.height, drawing=drawing)
    sprite = np.dstack([toned, (np.clip(coverage, 0, 1) * 255).astype(np.uint8)])
    doubtful = cut.doubtful
    if not doubtful and not head.sure:
        doubtful = (
            "Neither a neck nor two eyes were found, so where the head ends is an estimate: look at the cut-out, or "
            "give a picture in which the face is seen from the front and hair leaves the eyes free"
        )
    return Kit(name, sprite, head, full, drawing, palette, cut.method, doubtful, tuple(wrists))


def _redrawn(cut: Cutout, name: str) -> Kit:
    """The kit of a figure that could not be cut out: its head, softly cropped, on a body in its colours.

    Where no face is found either, there is nothing to crop: then it is nobody's head.
    """
    face = middle_face(cut.colours, SURELY_A_FACE) if cut.face is None else face_of(cut.face)
    if face is None:
        pixels, lines, palette = nobody(cut.colours)
        sprite, lines = on_drawn_body(pixels, lines, palette)
        doubtful = (
            "No person was recognised in the picture, so a neutral figure stands in: give a picture of the whole "
            "figure, seen from the front, on one plain colour or on transparency"
        )
        return Kit(name, sprite, lines, True, True, palette, "stand-in", doubtful)
    head = head_by_face(face, 0.0 if cut.face is None else gaze_of(cut.face))
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
    return Kit(
        name, sprite, lines, True, drawing, palette, "redrawn", cut.doubtful if "people" in cut.doubtful else doubtful
    )
