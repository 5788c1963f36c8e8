"""Where everybody stands: across the picture by their staging, over a shoulder, taller or shorter."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from storyboard.backends.previs.acting import Act, turned_of
from storyboard.backends.previs.camera import Camera
from storyboard.backends.previs.colour import Array, seed_of
from storyboard.backends.previs.framing import CLOSE
from storyboard.backends.previs.kit import Kit
from storyboard.backends.previs.skeleton import Skeleton
from storyboard.model import Facing, Framing, Shot, Size, Staging, Subject

_ACROSS = {
    Staging.FAR_LEFT: 0.17,
    Staging.LEFT: 0.31,
    Staging.CENTRE: 0.5,
    Staging.RIGHT: 0.69,
    Staging.FAR_RIGHT: 0.83,
}
_STANDING_TALL = 1.72
_STRETCHED = frozenset(("point", "reach", "polish", "give", "aim", "strike"))
# Metres from the middle to each of two people who touch.
_COUPLES = {"embrace": 0.16, "strike": 0.5, "give": 0.47}


def tall_of(subject: Subject) -> float:
    # People are not all of one height; who is taller is the same in every shot.
    return _STANDING_TALL + (seed_of("height", subject.character.casefold()) % 11 - 5) / 100


def spots_of(shot: Shot, seen: list[Subject], acts: Mapping[int, Act], wide: float) -> dict[int, float]:
    """Metres to the right of the middle for everybody who is not over the shoulder."""
    spots: dict[int, float] = {}
    limit = {Size.EWS: 2.2, Size.WS: 1.7}.get(shot.size, 9.0)
    shares = _shares(shot, seen)
    if len(seen) == 1 and shot.size not in CLOSE and acts[id(seen[0])].pose in _STRETCHED:
        # The hand that is stretched out belongs into the picture.
        shares = [float(np.clip(shares[0] - math.copysign(0.10, turned_of(seen[0], acts[id(seen[0])].pose)), 0.2, 0.8))]
    poses = {key: act.pose for key, act in acts.items()}
    touch = next((gap for pose, gap in _COUPLES.items() if pose in poses.values()), None)
    for subject, share in zip(seen, shares, strict=True):
        across = float(np.clip((share - 0.5) * wide, -limit, limit))
        if len(seen) == 2 and shot.size not in CLOSE and touch is not None:
            touch = min(touch, 0.29 * wide)
            across = math.copysign(touch, share - 0.5) if share != 0.5 else touch
        spots[id(subject)] = across
    return spots


def _shares(shot: Shot, seen: list[Subject]) -> list[float]:
    """Where everybody stands across the picture, 0 to 1; nobody hides behind another."""
    if len(seen) == 1:
        only = seen[0]
        if only.staging is not Staging.CENTRE:
            pull = 0.45 if shot.size in CLOSE else 0.85
            return [0.5 + (_ACROSS[only.staging] - 0.5) * pull]
        lead = 0.04 if shot.size in CLOSE else 0.07
        side = {Facing.LEFT: -1, Facing.RIGHT: 1}.get(only.facing, 0)
        if shot.framing is Framing.OVER_SHOULDER:
            return [0.5 - 0.12 * (side or 1)]
        return [0.5 - lead * side]
    wanted = [_ACROSS[subject.staging] for subject in seen]
    if len({round(share, 2) for share in wanted}) == len(wanted):
        return wanted
    order = sorted(range(len(seen)), key=lambda index: (wanted[index], index))
    spread = {2: (0.31, 0.69), 3: (0.2, 0.5, 0.8)}.get(len(seen)) or tuple(np.linspace(0.12, 0.88, len(seen)))
    shares = [0.5] * len(seen)
    for place, index in enumerate(order):
        shares[index] = float(spread[place])
    return shares


def shoulder_place(
    subject: Subject, main: Skeleton | None, towards: Subject | None, kit: Kit, camera: Camera, distance: float
) -> Array:
    """Where the one over whose shoulder we look stands: near the camera, at the picture's edge.

    Args:
        subject: Whose shoulder it is.
        main: The body that is looked at, in its place; None when it is the place itself.
        towards: Who that is.
        kit: Of the one at the edge.
        camera: Where it is seen from.
        distance: From the camera to what is looked at, in metres.
    """
    side = {Staging.FAR_LEFT: -1, Staging.LEFT: -1, Staging.RIGHT: 1, Staging.FAR_RIGHT: 1}.get(subject.staging, 0)
    if not side and towards is not None:
        side = {Facing.LEFT: -1, Facing.RIGHT: 1}.get(towards.facing, 0) or (
            -1 if _ACROSS[towards.staging] > 0.5 else 1
        )
    side = side or 1
    tall = tall_of(subject)
    head = tall / kit.heads_tall
    tallest = 0.52 * min(camera.height, 0.72 * camera.width)
    near = float(np.clip(head * camera.focal / tallest, 0.45 * distance, 0.86 * distance))
    # The head may not cover the one who is looked at: its inner edge stays in the outer third.
    half = head * camera.focal / near * float(np.clip(kit.head.width / kit.head.height, 0.6, 1.3)) / 2
    column = float(np.clip(0.68 * camera.width + half, 0.84 * camera.width, 1.04 * camera.width))
    drop = 0.0
    if main is not None:
        if tall - main.top > 0.12:  # Who talks to somebody seated sits too, or the lens would see their chest.
            drop = tall - main.top - 0.03
        (middle, chin), _ = camera.project(np.array([(main.at("crown") + main.at("chin")) / 2, main.at("chin")]))
        reach = main.head * camera.scale(main.at("chin"))
        reach *= float(np.clip(main.kit.head.width / main.kit.head.height, 0.6, 1.3)) / 2
        edge = side * (middle[0] - camera.width / 2) + camera.width / 2 + reach
        column = float(np.clip(max(column, edge + half + 0.01 * camera.width), 0, camera.width + 0.55 * half))
        if column - half < edge - 0.15 * reach:  # No room beside the face: the head stays below it.
            low = camera.position[1] - (chin[1] - camera.height / 2 - camera.shift) * near / camera.focal
            drop = max(drop, tall - low)
    across = side * (column - camera.width / 2) * near / camera.focal
    place = camera.position * (1, 0, 1) + camera.right * across + camera.level * near
    return np.asarray(place - np.array([0.0, drop, 0.0]))
