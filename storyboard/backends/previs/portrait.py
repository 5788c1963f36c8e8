"""Reference pictures: somebody or something on a plain ground, whole, alone; and sheets of several views."""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np

from storyboard.backends.previs.camera import Camera
from storyboard.backends.previs.canvas import Canvas
from storyboard.backends.previs.colour import Array, Colour
from storyboard.backends.previs.desk import Desk
from storyboard.backends.previs.expression import can_change, with_expression
from storyboard.backends.previs.figure import draw_cutout
from storyboard.backends.previs.hero import lay
from storyboard.backends.previs.kit import Kit
from storyboard.backends.previs.mannequin import draw_mannequin
from storyboard.backends.previs.propkit import PropKit, prop_layer
from storyboard.backends.previs.skeleton import Skeleton
from storyboard.model import Head, Landmarks

GROUND: Colour = (226, 228, 230)
_SHADOW: Colour = (120, 122, 128)
_TALL = 1.72
# A lens so long that figures at the edge of a sheet are not leaning.
_FOV = 9.0
_VIEWS = (0.0, 40.0, 90.0, 180.0)
EXPRESSIONS = ("neutral", "smiling", "laughing", "sad", "angry", "afraid")


def draw_anchor(kit: Kit, size: tuple[int, int]) -> tuple[Array, Landmarks]:
    """The whole figure upright on a plain ground, a small margin on all sides.

    A reference that shows all of somebody is itself laid there; of one that ends at the chest the body is drawn on.

    Returns:
        The picture as RGB, uint8, (height, width, 3), and where the head is.
    """
    canvas = _ground(size)
    camera = _camera(size, (0.045, 0.95))
    body = Skeleton(kit, "stand", np.zeros(3), 0.0, camera.right, camera.level, _TALL)
    _figure(canvas, body, camera)
    return canvas.pixels, _landmarks(body, camera, kit.name)


def draw_sheet(kit: Kit, size: tuple[int, int]) -> tuple[Array, Landmarks]:
    """Above, the whole figure from the front, three-quarter, side and back; below, the head with six expressions.

    Of a kit whose face cannot be changed the head is the same six times.
    """
    canvas = _ground(size)
    width, height = size
    camera = _camera(size, (0.03, 0.645))
    metres = camera.width / camera.focal * float(-camera.position[2])
    for index, turned in enumerate(_VIEWS):
        place = np.array([(index - 1.5) * metres / 4.3, 0.0, 0.0])
        body = Skeleton(kit, "stand", place, turned, camera.right, camera.level, _TALL)
        _figure(canvas, body, camera)
    cell = width / len(EXPRESSIONS)
    for index, name in enumerate(EXPRESSIONS):
        head = with_expression(kit, name if can_change(kit) else EXPRESSIONS[0])
        rows, columns = head.pixels.shape[:2]
        scale = min(0.23 * height / (head.chin - head.top), 0.92 * cell / columns)
        x, y = (index + 0.5) * cell - columns / 2 * scale, 0.975 * height - max(head.chin, rows * 0.94) * scale
        layer = Canvas(size, (index * cell, 0.6 * height, (index + 1) * cell, height))
        layer.paste(head.pixels, np.array([[scale, 0, x], [0, scale, y], [0, 0, 1.0]]))
        lay(canvas, layer)
    return canvas.pixels, Landmarks()


def draw_thing(prop: PropKit, size: tuple[int, int]) -> tuple[Array, Landmarks]:
    """A thing whole on a plain ground."""
    canvas = _ground(size)
    _thing(canvas, prop, (size[0] / 2, 0.5 * size[1]), 0.78 * min(size))
    return canvas.pixels, Landmarks(focus=(0.5, 0.5))


def draw_known_thing(draw: Callable[[Desk], None], size: tuple[int, int]) -> tuple[Array, Landmarks]:
    """A thing without a picture, as a draughtsman knows it, on a plain ground."""
    canvas = _ground(size)
    near = Canvas(size, (0, 0, *size))
    draw(Desk(near))
    assert near.mask is not None
    # Grain that runs past a board's edge is nothing against a wall, and hairs on a plain ground.
    near.mask = cv2.morphologyEx(near.mask, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (9, 9)))
    shown = cv2.boundingRect(near.mask)
    # What is drawn to fill an insert gets the margins of a product picture.
    scale = min(0.80 * size[0] / max(1, shown[2]), 0.80 * size[1] / max(1, shown[3]), 1.0)
    sprite = np.dstack([near.pixels, near.mask])
    x, y = shown[0] + shown[2] / 2, shown[1] + shown[3] / 2
    matrix = np.array([[scale, 0, size[0] / 2 - x * scale], [0, scale, size[1] / 2 - y * scale], [0, 0, 1.0]])
    _shadow(canvas, (size[0] / 2, size[1] / 2 + 0.49 * shown[3] * scale), 0.5 * shown[2] * scale)
    layer = Canvas(size, (0, 0, *size))
    layer.paste(sprite, matrix)
    lay(canvas, layer)
    return canvas.pixels, Landmarks(focus=(0.5, 0.5))


def draw_thing_sheet(prop: PropKit, size: tuple[int, int]) -> tuple[Array, Landmarks]:
    """A thing from the front and, as far as one picture tells, turned: narrowed to three-quarter and side, and its back."""
    canvas = _ground(size)
    cell = size[0] / 4
    longest = min(0.80 * cell / max(1.0, prop.aspect) * max(1.0, prop.aspect), 0.8 * size[1])
    for index, (narrow, mirrored) in enumerate(((1.0, False), (0.82, False), (0.5, False), (1.0, True))):
        sprite = prop.sprite[:, ::-1] if mirrored else prop.sprite
        wide = max(8, round(sprite.shape[1] * narrow))
        turned = cv2.resize(np.ascontiguousarray(sprite), (wide, sprite.shape[0]), interpolation=cv2.INTER_AREA)
        view = PropKit(prop.name, turned, prop.tall, prop.colour)
        tall = longest / max(1.0, prop.aspect)
        _thing(canvas, view, ((index + 0.5) * cell, 0.5 * size[1]), max(tall, tall * view.aspect))
    return canvas.pixels, Landmarks()


def _thing(canvas: Canvas, prop: PropKit, middle: tuple[float, float], longest: float) -> None:
    tall = longest / max(1.0, prop.aspect)
    foot = middle[1] + tall / 2
    half = tall * prop.aspect / 2
    _shadow(canvas, (middle[0], foot - 0.01 * tall), 1.05 * half)
    lay(canvas, prop_layer(canvas.picture_size, prop, (middle[0], foot), tall))


def _ground(size: tuple[int, int]) -> Canvas:
    canvas = Canvas(size)
    canvas.fill(GROUND)
    return canvas


def _camera(size: tuple[int, int], rows: tuple[float, float]) -> Camera:
    """A level camera that sees somebody standing between two rows, as shares of the picture's height."""
    visible = _TALL * 1.01 / (rows[1] - rows[0])
    middle = visible * (rows[1] - 0.5)
    away = visible / 2 / np.tan(np.radians(_FOV) / 2)
    return Camera((0.0, middle, -away), size=size, fov=_FOV)


def _figure(canvas: Canvas, body: Skeleton, camera: Camera) -> None:
    size = (canvas.width, canvas.height)
    kit, away = body.kit, body.away
    foot, _ = camera.pixel(body.foot)
    reach = 0.25 * body.build * camera.focal / camera.depth(body.foot)
    _shadow(canvas, (float(foot[0]), float(foot[1])), reach)
    layer = None
    if kit.full and (away or abs(body.turned) < 45):
        layer = _card(size, body, camera, behind=away)
    if layer is None:
        layer = draw_mannequin(size, body, camera, mirrored=False)
    if layer is not None and not layer.empty:
        lay(canvas, layer)


def _card(size: tuple[int, int], body: Skeleton, camera: Camera, *, behind: bool) -> Canvas | None:
    """The reference itself; turned a little, its features slide and it is narrowed as a drum that turns would be."""
    layer = draw_cutout(size, body, camera, mirrored=False, behind=behind, turn=0.0 if behind else body.turned / 40)
    if layer is None or layer.empty or behind or layer.mask is None:
        return layer
    narrow = 0.5 + 0.5 * float(np.cos(np.radians(body.turned)))
    middle = float(camera.pixel(body.foot)[0][0]) - layer.left
    squeeze = np.array([[narrow, 0, middle * (1 - narrow)], [0, 1, 0]])
    shape = (layer.width, layer.height)
    layer.pixels = cv2.warpAffine(layer.pixels, squeeze, shape, borderMode=cv2.BORDER_REPLICATE)
    layer.mask = cv2.warpAffine(layer.mask, squeeze, shape)
    return layer


def _shadow(canvas: Canvas, foot: tuple[float, float], reach: float) -> None:
    for step in range(12):
        grow = 1.15 - 0.05 * step
        canvas.ellipse(foot, (reach * grow, 0.15 * reach * grow), _SHADOW, 0.045)


def _landmarks(body: Skeleton, camera: Camera, name: str) -> Landmarks:
    crown, _ = camera.pixel(body.at("crown"))
    chin, _ = camera.pixel(body.at("chin"))
    tall = float(chin[1] - crown[1]) / camera.height
    wide = tall * camera.height / camera.width * float(np.clip(body.kit.head.width / body.kit.head.height, 0.6, 1.3))
    x, y = float(crown[0]) / camera.width, float(crown[1]) / camera.height
    head = Head(character=name, x=max(0.0, x - wide / 2), y=max(0.0, y), width=wide, height=tall)
    return Landmarks(heads=(head,), focus=head.centre)
