"""Cutting the figure out of its reference: its own transparency, a flood from a plain border, the nets, or a guess."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np

from storyboard.backends.previs.colour import Array
from storyboard.backends.previs.guess import grab
from storyboard.backends.previs.nets import Nets, SeenFace, SeenPose, installed_nets
from storyboard.backends.previs.outline import faint_edge, figures_apart, in_pieces, largest_part, main_body, spills
from storyboard.backends.previs.plain import flood_from_border
from storyboard.backends.previs.reference import load_reference
from storyboard.backends.previs.segment import faces_on, main_face, other_people, segment, side_of

if TYPE_CHECKING:
    from PIL import Image

_CURE = "give a picture of the whole figure on one plain colour or on transparency"
_LEAKED = f"Part of the figure has nearly the background's colour and may be missing: look at the cut-out, or {_CURE}"
# So much of the outline may be faint.
_FAINT = 0.06
# How well the nets' map and the picture's colours agree where a cut-out is good.
_AGREED = 0.8
# How sure a face must be where no body was seen.
_SURE_FACE = 0.75


@dataclass(frozen=True)
class Cutout:
    """A figure and its coverage.

    Attributes:
        colours: RGB, uint8, (height, width, 3); the old background is still there where coverage is 0.
        coverage: 0 to 1, float32, (height, width).
        method: How it was found.
        doubtful: Why a person should look at it; empty when it is sure.
        face: Its face, where the nets see one.
        pose: Its joints, where the nets see them.
    """

    colours: Array
    coverage: Array
    method: Literal["transparency", "plain background", "nets", "guess", "whole picture"]
    doubtful: str = ""
    face: SeenFace | None = None
    pose: SeenPose | None = None


def cutout(path: Path, mask: Path | None = None) -> Image.Image:
    """The figure of a reference picture on transparency, in the picture's own size (at most 1600 pixels a side).

    `mask`, if given, says where the figure is: white there and black around.

    Whether it can be trusted is `read_kit(path).doubtful`.

    Raises:
        PictureError: The picture cannot be read.
    """
    return as_picture(cut_out(load_reference(path, mask), installed_nets()))


def as_picture(cut: Cutout) -> Image.Image:
    """The figure on transparency."""
    from PIL import Image

    alpha = (cut.coverage * 255).astype(np.uint8)
    return Image.fromarray(np.dstack([cut.colours, alpha]))


def cut_out(picture: Array, nets: Nets | None = None) -> Cutout:
    """Find the figure in RGB or RGBA pixels; the nets, if given, help where the background is not plain."""
    colours = np.ascontiguousarray(picture[..., :3])
    faces, pose = ([], None) if nets is None else _looked_at(picture, nets)
    cut = _transparent(picture, colours)
    plain = None
    if cut is None:
        plain = flood_from_border(colours)
        if plain is not None and in_pieces(plain[0]):
            plain = None
        if plain is not None and plain[1] and not spills(plain[0]):
            doubt = _judge(plain[0]) or (_LEAKED if faint_edge(colours, plain[0]) > _FAINT else "")
            cut = Cutout(colours, plain[0], "plain background", doubt)
    if cut is not None:
        return _one_of_them(cut, faces, pose, by_nets=nets is not None)
    if nets is not None:
        seen = segment(colours, nets, faces, pose)
        if seen is not None:
            cut = Cutout(colours, seen.coverage, "nets", "", seen.face, pose if not seen.others else None)
            if seen.others:
                return replace(cut, doubtful=_several(seen.others + 1, side_of(seen.coverage)))
            if seen.face is None or (pose is None and seen.face.score < _SURE_FACE):
                cut = replace(cut, face=None)
                return replace(cut, doubtful=f"No face was recognised in it: {_CURE}")
            if seen.agreement < _AGREED or spills(seen.coverage):
                return replace(cut, doubtful=f"The background is busy; look at the cut-out, or {_CURE}")
            return replace(cut, doubtful=_judge(seen.coverage))
    face = main_face([face for face in faces if face.score > _SURE_FACE], colours.shape[1])
    return replace(_guessed(colours, plain), face=face, pose=pose if face else None)


def cut_out_thing(picture: Array) -> Cutout:
    """Find a thing, such as a product, in RGB or RGBA pixels: it may have any outline, and no face to look for."""
    colours = np.ascontiguousarray(picture[..., :3])
    if picture.shape[2] == 4 and (picture[..., 3] < 128).any():
        coverage = picture[..., 3].astype(np.float32) / 255
        if (coverage > 0.5).mean() > 0.005:
            return Cutout(colours, coverage, "transparency")
    cure = "give a picture of the whole thing on one plain colour or on transparency"
    plain = flood_from_border(colours)
    if plain is None:
        whole = np.ones(colours.shape[:2], np.float32)
        doubt = f"It could not be told from its background, so the whole picture is used as a card: {cure}"
        return Cutout(colours, whole, "whole picture", doubt)
    doubt = "" if plain[1] else f"The background is not quite plain; look at the cut-out, or {cure}"
    return Cutout(colours, plain[0], "plain background", doubt)


def _looked_at(picture: Array, nets: Nets) -> tuple[list[SeenFace], SeenPose | None]:
    """Faces and joints; what lies under transparency is not looked at."""
    colours = np.ascontiguousarray(picture[..., :3])
    if picture.shape[2] == 4:
        alpha = picture[..., 3:].astype(np.float32) / 255
        colours = (colours * alpha + 190 * (1 - alpha)).astype(np.uint8)
    return nets.faces(colours), nets.pose(colours)


def _transparent(picture: Array, colours: Array) -> Cutout | None:
    if picture.shape[2] != 4 or (picture[..., 3] < 128).mean() <= 0.03:
        return None
    coverage = picture[..., 3].astype(np.float32) / 255
    return Cutout(colours, coverage, "transparency") if (coverage > 0.5).mean() > 0.005 else None


def _one_of_them(cut: Cutout, faces: list[SeenFace], pose: SeenPose | None, *, by_nets: bool) -> Cutout:
    """The cut-out of one figure where several stand beside each other; with what the nets see of it."""
    figures = figures_apart(cut.coverage)
    if len(figures) > 1:
        coverage = cut.coverage * figures[0]
        coverage = coverage * largest_part((coverage > 0.05).astype(np.uint8))
        face = main_face(faces_on(faces, coverage), coverage.shape[1])
        return replace(cut, coverage=coverage, doubtful=_several(len(figures), side_of(coverage)), face=face)
    people = faces_on(faces, cut.coverage)
    face = main_face(people, cut.coverage.shape[1])
    if face is None:
        doubt = f"No face was recognised in it: look at the cut-out, or {_CURE}" if by_nets else ""
        return replace(cut, doubtful=cut.doubtful or doubt)
    others = len(other_people(people, face))
    doubt = f"{others + 1} faces are seen in the picture, and all of it is taken: give a picture of one person"
    return replace(cut, face=face, pose=None if others else pose, doubtful=cut.doubtful or (doubt if others else ""))


def _guessed(colours: Array, plain: tuple[Array, bool] | None) -> Cutout:
    """The best that can be done without nets on a background that is not plain."""
    guess = grab(colours, None if plain is None else plain[0] < 0.5)
    flooded = None if plain is None else main_body(plain[0])
    if flooded is not None and not spills(flooded):
        # The flood knows the edge, the colours know what is no part of the figure: both must agree.
        both = flooded if guess is None else main_body(np.minimum(flooded, guess))
        coverage = both if (both > 0.5).sum() > 0.6 * (flooded > 0.5).sum() else flooded
        doubt = f"The background is not quite plain; look at the cut-out, or {_CURE}"
        return Cutout(colours, coverage, "plain background", _judge(coverage) or doubt)
    if guess is not None:
        return Cutout(colours, guess, "guess", f"The background is not plain, so the cut-out is a guess: {_CURE}")
    whole = np.ones(colours.shape[:2], np.float32)
    return Cutout(colours, whole, "whole picture", f"No figure was found; the whole picture is used as a card: {_CURE}")


def _judge(coverage: Array) -> str:
    solid = coverage > 0.5
    if solid.mean() > 0.9:
        return f"Almost the whole picture was taken for the figure: {_CURE}"
    if solid.mean() < 0.025:
        return f"The figure is very small in its picture: {_CURE}"
    return ""


def _several(count: int, side: str) -> str:
    return f"{count} people are in the picture; the one {side} was taken: give a picture of one person"
