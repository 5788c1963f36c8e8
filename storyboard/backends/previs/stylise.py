"""One hand for every reference: photographs are posterised and inked, drawings are only toned."""

from __future__ import annotations

import cv2
import numpy as np

from storyboard.backends.previs.colour import INK, Array

_LUMA = np.array([0.299, 0.587, 0.114], np.float32)
_LEVELS = 5.5


def is_drawing(colours: Array, coverage: Array) -> bool:
    """Somebody drew it: flat areas dominate, or a dark line runs around the figure."""
    grey = cv2.cvtColor(colours, cv2.COLOR_RGB2GRAY).astype(np.float32)
    inside = coverage > 0.5
    if not inside.any():
        return False
    curvature = np.abs(cv2.Laplacian(grey, cv2.CV_32F, ksize=3))
    if float((curvature[inside] < 2.0).mean()) > 0.62:
        return True
    depth = cv2.distanceTransform(inside.astype(np.uint8), cv2.DIST_L2, 3)
    far = max(8.0, 0.012 * colours.shape[0])
    edge, behind = grey[(depth >= 1) & (depth < 4)], grey[(depth > far) & (depth < far + 3)]
    return len(behind) > 50 and float((edge < 80).mean()) > 0.6 and float(np.median(behind) - np.median(edge)) > 18


def stylise(colours: Array, *, head_height: float, drawing: bool) -> Array:
    """Marker tones and ink lines.

    Args:
        colours: RGB, uint8.
        head_height: Crown to chin in pixels; line widths follow it.
        drawing: It has its own lines already.
    """
    scale = max(1.0, head_height / 100)
    if drawing:
        flat = colours.astype(np.float32)
        light = flat @ _LUMA
        toned: Array = light[..., None] + (flat - light[..., None]) * 0.92
        return np.asarray(np.clip(toned, 0, 255).astype(np.uint8))
    smooth = colours
    for _ in range(2):
        smooth = cv2.bilateralFilter(smooth, int(min(9, 5 + scale)), 26, 3 + scale)
    base: Array = smooth.astype(np.float32)
    light = base @ _LUMA
    steps = light / 255 * _LEVELS
    whole = np.floor(steps)
    stepped = (whole + 1 / (1 + np.exp(-(steps - whole - 0.5) * 9))) / _LEVELS * 255
    stepped = 255 * np.clip((0.7 * stepped + 0.3 * light) / 255, 0, 1) ** 0.86
    base = base + (stepped - light)[..., None]
    base = stepped[..., None] + (base - stepped[..., None]) * 0.82
    # Extended difference of Gaussians: ink where it is darker than its surroundings.
    fine = cv2.GaussianBlur(light, (0, 0), 0.45 * scale + 0.35)
    coarse = cv2.GaussianBlur(light, (0, 0), (0.45 * scale + 0.35) * 1.6)
    edge = (fine - 0.975 * coarse) / 255
    line = np.where(edge < 0.012, np.tanh((0.012 - edge) * 60), 0).astype(np.float32)
    line = np.clip(cv2.GaussianBlur(line, (0, 0), 0.5) * 0.85, 0, 0.85)[..., None]
    inked = np.clip(base * (1 - line) + np.asarray(INK, np.float32) * line, 0, 255)
    return np.asarray(inked.astype(np.uint8))


def without_fringe(colours: Array, coverage: Array) -> Array:
    """The picture with the old background's colour pulled out of the soft edge, so that no halo is left."""
    sure = cv2.erode((coverage > 0.97).astype(np.uint8), np.ones((3, 3), np.uint8), iterations=2)
    if not 0.01 < sure.mean() < 0.999:
        return colours
    _, labels = cv2.distanceTransformWithLabels(1 - sure, cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL)
    rows, columns = np.nonzero(sure)
    nearest = np.zeros((labels.max() + 1, 2), np.int32)
    nearest[labels[rows, columns]] = np.stack([rows, columns], 1)
    inside = colours[nearest[labels][..., 0], nearest[labels][..., 1]]
    return np.where((coverage > 0.97)[..., None], colours, inside)
