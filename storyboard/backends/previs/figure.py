"""Putting a person into the picture: their own cut-out where it can stand, else a mannequin wearing their clothes."""

from __future__ import annotations

import math

import cv2
import numpy as np

from storyboard.backends.previs.back import HeadSprite
from storyboard.backends.previs.camera import Camera
from storyboard.backends.previs.canvas import Canvas
from storyboard.backends.previs.colour import INK, Array
from storyboard.backends.previs.expression import faced
from storyboard.backends.previs.kit import Kit
from storyboard.backends.previs.skeleton import Skeleton


def draw_cutout(
    size: tuple[int, int],
    body: Skeleton,
    camera: Camera,
    *,
    mirrored: bool,
    behind: bool,
    turn: float = 0.0,
    expression: str = "neutral",
) -> Canvas | None:
    """The reference as an upright card in the set: feet on the floor, or chin at chin height for a bust.

    Args:
        size: The picture's width and height.
        body: Gives place and height.
        camera: Where it is seen from.
        mirrored: Turn the reference over, so that it looks the other way.
        behind: Show its back.
        turn: How far the face is turned to screen right (-1 to 1).
        expression: What face they make.

    Returns:
        A layer with coverage, or None when it is out of sight.
    """
    kit = body.kit
    sprite = kit.behind if behind else faced(kit, -turn if mirrored else turn, expression)[0]
    height, width = sprite.shape[:2]
    if kit.full and not _reshaped(body):
        metres = body.tall / height
        top_left = body.foot + np.array([0.0, height * metres, 0.0])
    else:
        metres = body.head / kit.head.height
        chin = body.at("chin")
        top_left = np.array([chin[0], chin[1] + kit.head.chin * metres, chin[2]])
    # Whoever looks at somebody beside them has one shoulder nearer than the other.
    aside = 0.0 if behind or abs(body.turned) > 112 else math.radians(0.6 * float(np.clip(body.turned, -45, 45)))
    right = camera.right * math.cos(aside) + camera.level * math.sin(aside)
    right = right * (-1.0 if mirrored else 1.0)
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    placed = [top_left + right * (x - kit.head.centre) * metres - np.array([0.0, y * metres, 0.0]) for x, y in corners]
    pixels, depths = camera.project(np.array(placed))
    if depths.min() < 0.1:
        return None
    low, high = pixels.min(0) - 8, pixels.max(0) + 8
    layer = Canvas(size, (low[0], low[1], high[0], high[1]))
    if layer.empty:
        return None
    layer.paste(sprite, cv2.getPerspectiveTransform(corners, pixels.astype(np.float32)).astype(float))
    magnified = float(np.hypot(*(pixels[1] - pixels[0]))) / width
    ink_contour(layer, magnified)
    return layer


def ink_contour(layer: Canvas, magnified: float) -> None:
    """One ink line around every silhouette is what makes photographs, cartoons and mannequins sit in one picture."""
    assert layer.mask is not None
    if magnified > 1.15:  # A magnified soft edge must not read as blur.
        steps = np.clip((np.arange(256) - 128.0) * min(magnified * 1.5, 5) + 128, 0, 255).astype(np.uint8)
        layer.mask = cv2.LUT(layer.mask, steps)
    radius = max(1, round(1.6 * layer.unit))
    wider = cv2.dilate(layer.mask, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1,) * 2))
    keep = cv2.merge([layer.mask] * 3)
    ink = np.empty_like(layer.pixels)
    cv2.rectangle(ink, (0, 0), (layer.width, layer.height), INK, -1)
    inked = cv2.multiply(ink, 255 - keep, scale=1 / 255)
    layer.pixels = cv2.add(cv2.multiply(layer.pixels, keep, scale=1 / 255), inked)
    layer.mask = wider


def head_matrix(sprite: HeadSprite, camera: Camera, body: Skeleton, *, mirrored: bool, narrow: bool) -> Array | None:
    """From pixels of a head sprite to the picture: chin on chin, crown on crown."""
    pixels, depths = camera.project(np.array([body.at("chin"), body.at("crown")]))
    chin, crown = pixels
    way = crown - chin
    length = float(np.hypot(*way))
    if length < 1e-3 or depths.min() < 0.1:
        return None
    up = way / length
    # Foreshortening must never squash a head below four fifths.
    length = max(length, 0.8 * body.head * camera.focal / float(depths.mean()))
    scale = length / (sprite.chin - sprite.top)
    across = scale * (-1.0 if mirrored else 1.0) * (0.93 if narrow else 1.0)
    turn = np.array([[-up[1] * across, -up[0] * scale], [up[0] * across, -up[1] * scale]])
    matrix = np.eye(3)
    matrix[:2, :2] = turn
    matrix[:2, 2] = chin - turn @ np.array([sprite.axis, sprite.chin])
    return matrix


def face_turn(kit: Kit, turned: float) -> float:
    """How far the face must be turned for a body turned by degrees, less what the reference turns already."""
    if abs(turned) < 8 or abs(turned) > 112:
        return 0.0
    wanted = float(np.clip(turned / 40, -1, 1)) * 0.9
    already = min(abs(wanted), 0.6 * abs(kit.head.looks))
    return wanted - float(np.sign(wanted)) * already


def cutout_shows_enough(body: Skeleton, camera: Camera, *, turned_away: bool) -> bool:
    """The reference can stand for the body: it is upright, and the frame ends above where a bust is cut off."""
    kit = body.kit
    if not body.pose.upright:
        return False
    if kit.full:
        return abs(camera.pitch) < 38 and not _reshaped(body)
    if turned_away:
        return False
    below = (kit.sprite.shape[0] - kit.head.chin) / kit.head.height * body.head
    chin = body.at("chin")
    pixel, _ = camera.pixel(np.array([chin[0], chin[1] - below, chin[2]]))
    return bool(pixel[1] > camera.height - 2)


def _reshaped(body: Skeleton) -> bool:
    """They are of other proportions than their reference: a child by the picture of a grown-up."""
    return body.heads_tall < 0.92 * body.kit.heads_tall
