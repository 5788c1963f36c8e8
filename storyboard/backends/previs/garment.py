"""Clothes on a posed body: the reference's own chest laid over the torso, and what of a coat hangs below the hips."""

from __future__ import annotations

import math

import cv2
import numpy as np

from storyboard.backends.previs.camera import Camera
from storyboard.backends.previs.canvas import Canvas, blend, capsule
from storyboard.backends.previs.colour import Array
from storyboard.backends.previs.skeleton import Skeleton

# Shorter coats end at the torso; none is drawn longer than this share of a thigh.
_SHORTEST, _LONGEST = 0.15, 1.1
# A thigh whose knee is less far below the hip, as a share of its length, is raised: cloth lies round it.
_RAISED = 0.8


def wear_chest(layer: Canvas, body: Skeleton, camera: Camera, outline: Array, *, mirrored: bool) -> None:
    """Lay the reference's own chest over the torso, in perspective.

    Args:
        layer: The figure's layer.
        body: Whose torso it is.
        camera: Where it is seen from.
        outline: The torso in pixels; nothing is drawn outside it.
        mirrored: The reference is turned over.
    """
    texture = body.kit.torso
    corners = []
    for share, sign in ((1.10, -1), (1.10, 1), (-0.12, 1), (-0.12, -1)):
        spine = body.at("hip") + (body.at("neck") - body.at("hip")) * share
        half = body.shoulder_half * (1.04 if share > 0.5 else 0.94)
        corners.append(spine + body.side * sign * half + body.front * body.shoulder_half * 0.42)
    placed, _ = camera.project(np.array(corners))
    if placed[0, 0] > placed[1, 0]:
        placed = placed[[1, 0, 3, 2]]
    if mirrored:
        placed = placed[[1, 0, 3, 2]]
    placed = placed - (layer.left, layer.top)
    height, width = texture.shape[:2]
    mask = np.zeros((layer.height, layer.width), np.uint8)
    cv2.fillPoly(mask, [np.round((outline - (layer.left, layer.top)) * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)
    x0, y0, columns, rows = cv2.boundingRect(mask)
    if columns < 2 or rows < 2:
        return
    shrink = float(np.clip(np.hypot(*(placed[1] - placed[0])) / width, 0.05, 1))
    if shrink < 0.6:
        texture = cv2.resize(texture, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
        height, width = texture.shape[:2]
    source = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(source, (placed - (x0, y0)).astype(np.float32))
    flat = cv2.warpPerspective(
        texture, matrix, (columns, rows), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    window = layer.pixels[y0 : y0 + rows, x0 : x0 + columns]
    blend(window, flat, np.ascontiguousarray(mask[y0 : y0 + rows, x0 : x0 + columns]))


def skirt_of(body: Skeleton, camera: Camera, *, over: bool) -> Array | None:
    """The outline of a coat or dress below the hips, in pixels; None without one.

    Args:
        body: Who wears it.
        camera: Where it is seen from.
        over: Leave away its upper edge: drawn once more like this it covers the torso's.
    """
    hem = min(body.kit.palette.hem, _LONGEST)
    if hem < _SHORTEST or body.lying:
        return None
    joints = [(body.at(f"{side} hip"), body.at(f"{side} knee")) for side in ("right", "left")]
    ends, depths = camera.project(np.array([hip + (knee - hip) * hem for hip, knee in joints]))
    roots, _ = camera.project(np.array([hip for hip, _ in joints]))
    hip, depth = camera.pixel(body.at("hip"))
    radius = 0.108 * body.build * camera.focal / max(float(depths.mean()), 0.06)
    turned = math.radians(body.turned)
    half = math.hypot(0.80 * math.cos(turned), 0.56 * math.sin(turned)) * body.shoulder_half
    half *= camera.focal / max(depth, 0.06) * (0.98 if over else 1.0)
    upper = radius * (0.10 if over else -0.6)
    corners = [np.add(hip, (-half, upper)), np.add(hip, (half, upper))]
    for (top, knee), root, end in zip(joints, roots, ends, strict=True):
        # Cloth lies along each thigh, so that it follows a knee that rises.
        thigh = end - root
        length = max(float(np.hypot(*thigh)), 1e-6)
        stretched = min(1.0, length / max(radius, 1.0))
        across = np.array([-thigh[1], thigh[0]]) / length * stretched + np.array([1.0, 0.0]) * (1 - stretched)
        if top[1] - knee[1] < _RAISED * float(np.linalg.norm(knee - top)):
            round_it = 1.0 if body.pose.seat is not None else 0.82
            corners += list(capsule(root, end, radius * 0.95 * round_it, radius * round_it))
        else:
            corners += [end + across * radius, end - across * radius]
    return np.asarray(cv2.convexHull(np.array(corners, np.float32)).reshape(-1, 2), float)
