"""A body drawn for a head whose own body could not be cut out of its background."""

from __future__ import annotations

import cv2
import numpy as np

from storyboard.backends.previs.blob import Face
from storyboard.backends.previs.canvas import Canvas, blend, capsule
from storyboard.backends.previs.colour import Array, Colour, as_colour, shade
from storyboard.backends.previs.cutout import Cutout
from storyboard.backends.previs.face import HeadLines
from storyboard.backends.previs.outline import in_pieces, spills
from storyboard.backends.previs.palette import Palette, Triple, commonest, darker_neutral

HEAD = 320
_TALL = 7.0
_MARGIN = 24


def believable(cut: Cutout, coverage: Array, head: HeadLines) -> bool:
    """A doubtful cut-out looks like a person: a head was seen, on a body about as heavy on its left as on its right."""
    solid = coverage > 0.5
    tall = solid.shape[0] / max(1.0, head.height)
    if (
        cut.method == "whole picture"
        or not head.sure
        or in_pieces(coverage)
        or not 1.2 < tall < 9.6
        or not 0.42 < head.width / head.height < 2.2
    ):
        return False
    body, axis = solid[int(head.chin) :], int(np.clip(head.centre, 1, solid.shape[1] - 1))
    left, right = float(body[:, :axis].sum()), float(body[:, axis:].sum())
    # What comes along with a guess is mostly beside the figure.
    balanced = min(left, right) > (0.62 if cut.method == "guess" else 0.4) * max(left, right, 1.0)
    widest = float(solid.sum(1).max())
    # Masts and branches have more gaps than arms and legs leave.
    points = np.argwhere(solid)[:, ::-1].astype(np.int32).reshape(-1, 1, 2)
    if float(solid.sum()) < 0.42 * max(1.0, cv2.contourArea(cv2.convexHull(points))):
        return False
    return balanced and widest < 5.2 * head.height and not (cut.method == "guess" and spills(cut.coverage))


def head_by_face(face: Face, looks: float = 0.0) -> HeadLines:
    """The lines of a head of which only the face is known, hair by experience."""
    chin_to_eyes = max(face.chin - face.eyes, 0.5 * face.width)
    top = max(0.0, face.eyes - 1.3 * chin_to_eyes)
    return HeadLines(top, face.eyes + chin_to_eyes, face.eyes, face.centre, 1.35 * face.width, looks, sure=True)


def soft_head(colours: Array, head: HeadLines) -> tuple[Array, HeadLines]:
    """The head and its hair as an ellipse with a soft edge, `HEAD` pixels tall, RGBA; and its lines there."""
    scale = HEAD / head.height
    half = float(np.clip(0.56 * head.width, 0.40 * head.height, 0.62 * head.height))
    y0, y1 = head.top - 0.06 * head.height, head.chin + 0.05 * head.height
    size = max(8, round(2 * half * scale)), max(8, round((y1 - y0) * scale))
    shift = np.array([[scale, 0, -(head.centre - half) * scale], [0, scale, -y0 * scale]])
    smooth = colours if scale > 1 else cv2.GaussianBlur(colours, (0, 0), 0.4 / scale)
    part = cv2.warpAffine(smooth, shift, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    y, x = np.mgrid[: size[1], : size[0]].astype(np.float32)
    away = np.hypot((x + 0.5) / size[0] * 2 - 1, (y + 0.5) / size[1] * 2 - 1)
    alpha = np.clip((1 - away) * 0.5 * min(size) / 9, 0, 1)
    pixels = np.dstack([part, (alpha * 255).astype(np.uint8)])
    lines = HeadLines(
        (head.top - y0) * scale,
        (head.chin - y0) * scale,
        (head.eyes - y0) * scale,
        half * scale,
        min(head.width * scale, float(size[0])),
        head.looks,
        head.sure,
    )
    return pixels, lines


def nobody(colours: Array) -> tuple[Array, HeadLines, Palette]:
    """A head that is nobody's, RGBA, its lines, and a costume in the picture's colours: where no face was found."""
    height, width = colours.shape[:2]
    everywhere = np.ones((height, width), bool)
    top = commonest(colours, everywhere, 0.3 * width, 0.7 * width, 0.3 * height, 0.7 * height) or (130.0, 130.0, 140.0)
    leg = darker_neutral(top)
    skin, hair = (214.0, 202.0, 190.0), (112.0, 104.0, 98.0)
    palette = Palette(skin, hair, top, top, top, leg, (0.5 * leg[0], 0.5 * leg[1], 0.5 * leg[2]), 0.0)
    size = round(0.92 * HEAD), HEAD + 2 * _MARGIN
    canvas = Canvas(size, (0, 0, *size))
    canvas.unit = 1.0

    def at(*points: tuple[float, float]) -> list[Array]:
        return [np.array([size[0] / 2 + across * HEAD, _MARGIN + down * HEAD]) for across, down in points]

    egg = [(0.0, 0.0), (0.3, 0.1), (0.37, 0.42), (0.26, 0.82), (0.0, 1.0)]
    canvas.shape(at(*egg, *((-across, down) for across, down in egg[-2:0:-1])), as_colour(skin), ink=5)
    cap = [
        (-0.37, 0.42),
        (-0.36, 0.12),
        (0.0, -0.04),
        (0.36, 0.12),
        (0.37, 0.42),
        (0.27, 0.26),
        (0.0, 0.2),
        (-0.27, 0.26),
    ]
    canvas.shape(at(*cap), as_colour(hair), ink=5)
    for side in (-1, 1):
        canvas.ellipse(tuple(at((side * 0.15, 0.54))[0]), (0.026 * HEAD, 0.036 * HEAD), (60, 54, 58))
        canvas.stroke(at((side * 0.24, 0.44), (side * 0.15, 0.42), (side * 0.08, 0.44)), 5)
    canvas.stroke(at((0.01, 0.56), (0.04, 0.68), (-0.01, 0.69)), 4)
    canvas.stroke(at((-0.09, 0.82), (0.0, 0.835), (0.09, 0.82)), 4)
    assert canvas.mask is not None
    lines = HeadLines(
        float(_MARGIN), float(_MARGIN + HEAD), _MARGIN + 0.54 * HEAD, size[0] / 2, 0.74 * HEAD, 0.0, sure=True
    )
    return np.dstack([canvas.pixels, canvas.mask]), lines, palette


def middle_palette(colours: Array, head: HeadLines) -> Palette:
    """Costume colours from the middle of the body below a head, whatever is beside it."""
    size, middle = head.height, head.centre
    everything = np.ones(colours.shape[:2], bool)

    def box(half: float, y0: float, y1: float) -> Triple | None:
        return commonest(colours, everything, middle - half * size, middle + half * size, y0, y1)

    skin = box(0.22, head.eyes - 0.02 * size, head.eyes + 0.24 * size) or (205.0, 165.0, 140.0)
    hair = box(0.18, head.top + 0.05 * size, head.top + 0.18 * size) or (70.0, 55.0, 45.0)
    top = box(0.34, head.chin + 0.55 * size, head.chin + 1.5 * size) or (130.0, 130.0, 140.0)
    leg = box(0.34, head.chin + 3.3 * size, head.chin + 4.4 * size) or darker_neutral(top)
    shoe: Triple = (0.5 * leg[0], 0.5 * leg[1], 0.5 * leg[2])
    return Palette(skin, hair, top, top, top, leg, shoe, 0.0)


def on_drawn_body(pixels: Array, lines: HeadLines, palette: Palette) -> tuple[Array, HeadLines]:
    """A standing figure, RGBA: a plain body in the palette's colours under a head; and the head's lines on it."""
    tall, wide = round(_TALL * HEAD) + 2 * _MARGIN, round(2.5 * HEAD)
    canvas = Canvas((wide, tall), (0, 0, wide, tall))
    canvas.unit = 1.0
    middle = wide / 2
    skin, top, leg, shoe = (as_colour(colour) for colour in (palette.skin, palette.top, palette.leg, palette.shoe))

    def at(across: float, down: float) -> Array:
        return np.array([middle + across * HEAD, _MARGIN + down * HEAD])

    def limb(start: Array, end: Array, radii: tuple[float, float], colour: Colour) -> None:
        canvas.shape(capsule(start, end, radii[0] * HEAD, radii[1] * HEAD), colour, ink=5, smooth=False)

    for side in (-1, 1):
        limb(at(side * 0.90, 3.50), at(side * 0.92, 3.72), (0.12, 0.10), skin)
        limb(at(side * 0.66, 1.62), at(side * 0.90, 3.40), (0.21, 0.15), shade(top, 0.94))
        limb(at(side * 0.26, 3.70), at(side * 0.32, 6.60), (0.29, 0.19), leg)
        foot = [(0.10, 6.72), (0.48, 6.68), (0.62, 6.97), (0.08, 6.97)]
        canvas.shape([at(side * across, down) for across, down in foot], shoe, ink=5, smooth=False)
    neck = [(-0.19, 0.80), (0.19, 0.80), (0.22, 1.36), (-0.22, 1.36)]
    canvas.shape([at(*point) for point in neck], shade(skin, 0.86), ink=4, smooth=False)
    half = [(0.20, 1.28), (0.60, 1.42), (0.74, 2.2), (0.66, 3.0), (0.70, 3.92), (0.0, 4.0)]
    coat = [at(-across, down) for across, down in half] + [at(across, down) for across, down in half[-2::-1]]
    canvas.shape(coat, top, ink=5)
    canvas.stroke([at(-0.20, 1.29), at(0, 1.46), at(0.20, 1.29)], 4)
    assert canvas.mask is not None
    body, mask = canvas.pixels, canvas.mask
    x0, y0 = round(middle - lines.centre), round(_MARGIN - lines.top)
    window = slice(max(0, y0), y0 + len(pixels)), slice(x0, x0 + pixels.shape[1])
    over = np.ascontiguousarray(pixels[max(0, -y0) :])
    part = np.ascontiguousarray(body[window])
    blend(part, np.ascontiguousarray(over[..., :3]), np.ascontiguousarray(over[..., 3]))
    bare = mask[window] == 0
    part[bare] = over[..., :3][bare]
    body[window] = part
    mask[window] = np.maximum(mask[window], over[..., 3])
    placed = HeadLines(
        lines.top + y0,
        lines.chin + y0,
        lines.eyes + y0,
        lines.centre + x0,
        lines.width,
        lines.looks,
        lines.sure,
    )
    return np.dstack([body, mask]), placed
