"""What the small nets see in a reference: where a person is, faces with their eyes, and a body's joints.

All four or none are used, so that one word in a cache's key says which. They are read once a process, when first needed.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

import cv2
import numpy as np

from storyboard.backends.netfiles import NETS, NetState, net_state, nets_folder
from storyboard.backends.previs.colour import Array

_SEGMENT, _POSE, _FAR, _NEAR = (net.name for net in NETS)
# Side of what a face net looks at, and the strides of its anchors, two of each at every place.
_FACE_NETS = {_FAR: (256, (16, 32, 32, 32)), _NEAR: (128, (8, 16, 16, 16))}
# How each face net looks: with the picture padded by that share, faces that fill it are found as well.
_LOOKS = ((_FAR, 0.0), (_FAR, 0.5), (_NEAR, 0.15), (_NEAR, 0.6))
_SURE_FACE = 0.6
_SAME_FACE = 0.3
_SIDE = 256
JOINTS = {
    "left shoulder": 11, "right shoulder": 12, "left elbow": 13, "right elbow": 14, "left wrist": 15, "right wrist": 16,
    "left hip": 23, "right hip": 24, "left knee": 25, "right knee": 26, "left ankle": 27, "right ankle": 28,
    "left toe": 31, "right toe": 32,
}  # fmt: skip


@dataclass(frozen=True)
class SeenFace:
    """A face, in the picture's pixels: its box, and the points of (the picture's left and right) eye, nose and mouth."""

    score: float
    x: float
    y: float
    width: float
    height: float
    eyes: tuple[tuple[float, float], tuple[float, float]]
    nose: tuple[float, float]
    mouth: tuple[float, float]

    def moved(self, x: float, y: float) -> SeenFace:
        """The same in a picture that begins at (x, y) of this one."""

        def there(point: tuple[float, float]) -> tuple[float, float]:
            return point[0] - x, point[1] - y

        eyes = there(self.eyes[0]), there(self.eyes[1])
        return replace(self, x=self.x - x, y=self.y - y, eyes=eyes, nose=there(self.nose), mouth=there(self.mouth))

    @property
    def centre(self) -> tuple[float, float]:
        """The middle of the box."""
        return self.x + self.width / 2, self.y + self.height / 2


@dataclass(frozen=True)
class SeenPose:
    """A body: joint -> its place in the picture's pixels, and how well it is seen (0 to 1)."""

    score: float
    points: dict[str, tuple[float, float]]
    seen: dict[str, float]

    def moved(self, x: float, y: float) -> SeenPose:
        """The same in a picture that begins at (x, y) of this one."""
        return replace(self, points={name: (place[0] - x, place[1] - y) for name, place in self.points.items()})


class Nets:
    """The nets of one folder, read when they are first used; safe to use from several threads.

    Attributes:
        key: Stands for exactly these files in keys of caches.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: dict[str, Any] = {}
        self._lock = Lock()
        self.key = hashlib.sha256("".join(net.sha256 for net in NETS).encode()).hexdigest()[:12]

    def segment(self, colours: Array) -> Array:
        """How much of a person every pixel is, 0 to 1 (float32, of the picture's size).

        The picture and its mirror image must agree: that takes away lumps that are seen but once.
        """
        height, width = colours.shape[:2]
        small = cv2.resize(colours, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA).astype(np.float32) / 255
        straight = self._run(_SEGMENT, small)[0].reshape(_SIDE, _SIDE)
        mirrored = self._run(_SEGMENT, small[:, ::-1])[0].reshape(_SIDE, _SIDE)[:, ::-1]
        both = np.sqrt(np.clip(straight, 0, 1) * np.clip(mirrored, 0, 1))
        return np.asarray(cv2.resize(both.astype(np.float32), (width, height), interpolation=cv2.INTER_LINEAR))

    def faces(self, colours: Array) -> list[SeenFace]:
        """Every face that is surely one, the best first."""
        seen = sorted((face for look in _LOOKS for face in self._faces(colours, *look)), key=lambda face: -face.score)
        apart: list[SeenFace] = []
        for face in seen:
            if all(_overlap(face, other) < _SAME_FACE for other in apart):
                apart.append(face)
        return apart

    def pose(self, colours: Array) -> SeenPose | None:
        """The joints of the one body in the picture; None where there is hardly one."""
        square, scale, left, top = _letterbox(colours, _SIDE)
        marks, score = self._run(_POSE, square.astype(np.float32) / 255, ("Identity", "Identity_1"))
        rows = marks.reshape(-1, 5)
        seen = 1 / (1 + np.exp(-np.clip(rows[:, 3], -30, 30)))
        sure = float(score.ravel()[0])
        if sure < 0.6:
            return None
        points = {
            name: (float((rows[at, 0] - left) / scale), float((rows[at, 1] - top) / scale))
            for name, at in JOINTS.items()
        }
        return SeenPose(sure, points, {name: float(seen[at]) for name, at in JOINTS.items()})

    def _faces(self, colours: Array, name: str, padding: float) -> list[SeenFace]:
        side, strides = _FACE_NETS[name]
        square, scale, left, top = _letterbox(colours, side, padding)
        outputs = self._run(name, square.astype(np.float32) / 127.5 - 1, ("regressors", "classificators"))
        scores = 1 / (1 + np.exp(-np.clip(outputs[1].reshape(-1), -60, 60)))
        boxes = outputs[0].reshape(len(scores), 16)
        anchors = _anchors(side, strides)
        height, width = colours.shape[:2]
        found = []
        for index in np.argsort(-scores, kind="stable")[:40]:
            if scores[index] < _SURE_FACE:
                break
            points = boxes[index].reshape(-1, 2).copy()
            points[[0, *range(2, 8)]] += anchors[index]
            points = (points - (left, top)) / scale
            size = boxes[index, 2:4] / scale
            x, y = points[0] - size / 2
            if size[0] < 10 or not (0 <= points[0, 0] < width and 0 <= points[0, 1] < height):
                continue
            eyes = sorted((_pair(points[2]), _pair(points[3])))
            found.append(
                SeenFace(
                    float(scores[index]), float(x), float(y), float(size[0]), float(size[1]),
                    (eyes[0], eyes[1]), _pair(points[4]), _pair(points[5]),
                )
            )  # fmt: skip
        return found

    def _run(self, name: str, pixels: Array, outputs: tuple[str, ...] = ()) -> list[Array]:
        """Show a net a picture (height, width, 3; float32); copies of its outputs."""
        with self._lock:
            net = self._open.get(name)
            if net is None:
                net = self._open[name] = _read_net(self._folder / name)
            net.setInput(np.ascontiguousarray(pixels.transpose(2, 0, 1)[None]))
            found = net.forward(list(outputs)) if outputs else [net.forward()]
            return [np.array(one) for one in found]


def installed_nets() -> Nets | None:
    """The nets in the user's data folder; None when they are not all there, or a file is not what it should be."""
    folder = nets_folder()
    try:
        stamps = tuple((folder / net.name).stat().st_mtime_ns for net in NETS)
    except OSError:
        return None
    return _nets_in(folder, stamps)


@lru_cache(maxsize=8)
def _nets_in(folder: Path, stamps: tuple[int, ...]) -> Nets | None:
    del stamps  # Files that were written anew are looked at anew.
    return Nets(folder) if all(net_state(net, folder) is NetState.OK for net in NETS) else None


def _read_net(path: Path) -> Any:
    # OpenCV 5's new engine gives but one of several outputs.
    engine = getattr(cv2.dnn, "ENGINE_CLASSIC", None)
    return cv2.dnn.readNetFromTFLite(str(path)) if engine is None else cv2.dnn.readNetFromTFLite(str(path), engine)


def _letterbox(colours: Array, side: int, padding: float = 0.0) -> tuple[Array, float, int, int]:
    """The picture in the middle of a grey square; its scale, left and top there."""
    height, width = colours.shape[:2]
    scale = side / (max(height, width) * (1 + 2 * padding))
    tall, wide = max(1, round(height * scale)), max(1, round(width * scale))
    top, left = (side - tall) // 2, (side - wide) // 2
    square = np.full((side, side, 3), 128, np.uint8)
    square[top : top + tall, left : left + wide] = cv2.resize(colours, (wide, tall), interpolation=cv2.INTER_AREA)
    return square, scale, left, top


@lru_cache(maxsize=2)
def _anchors(side: int, strides: tuple[int, ...]) -> Array:
    """Where the boxes of a face net hang, in its pixels: layers of one stride share their places."""
    places: list[tuple[float, float]] = []
    for stride in dict.fromkeys(strides):
        cells = side // stride
        for row in range(cells):
            for column in range(cells):
                middle = (column + 0.5) / cells * side, (row + 0.5) / cells * side
                places += [middle] * (2 * strides.count(stride))
    return np.array(places, np.float32)


def _pair(point: Array) -> tuple[float, float]:
    return float(point[0]), float(point[1])


def _overlap(one: SeenFace, other: SeenFace) -> float:
    wide = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    tall = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    shared = max(0.0, wide) * max(0.0, tall)
    # A face inside another one is the same face as well.
    return shared / min(one.width * one.height, other.width * other.height)
