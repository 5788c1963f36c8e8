"""Where everybody stands: across the picture by their staging, over a shoulder, taller or shorter."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import pairwise

import numpy as np

from storyboard.backends.previs.acting import Act, turned_of
from storyboard.backends.previs.ages import age_of, height_of
from storyboard.backends.previs.camera import Camera
from storyboard.backends.previs.colour import Array, seed_of
from storyboard.backends.previs.framing import CLOSE
from storyboard.backends.previs.kit import Kit
from storyboard.backends.previs.skeleton import Skeleton
from storyboard.model import Facing, Framing, Move, Shot, Size, Staging, Subject

_ACROSS = {
    Staging.FAR_LEFT: 0.17,
    Staging.LEFT: 0.31,
    Staging.CENTRE: 0.5,
    Staging.RIGHT: 0.69,
    Staging.FAR_RIGHT: 0.83,
}
_STANDING_TALL = 1.72
_STRETCHED = frozenset(("point", "reach", "polish", "give", "aim", "strike"))
_STRIDES = frozenset(("walk", "run"))
# Few heads tall are children, and people of cartoons: how few, and how tall they are next to a grown-up.
_CHIBI, _CHIBI_TALL = 4.5, 0.70
# Nearer than this to the middle, people touch with their heads, too.
_CHEEK_TO_CHEEK = 0.25
# Metres between two people of whom neither hides the other.
_APART = 0.7
# Metres from the middle to each of two people who touch.
_COUPLES = {"embrace": 0.185, "strike": 0.38, "give": 0.47, "shake": 0.40, "dance with": 0.21}


def tall_of(subject: Subject, kit: Kit) -> float:
    """How tall somebody stands, in metres: by their age where that is told, else as the proportions of their reference have it."""
    # People are not all of one height; who is taller is the same in every shot.
    grown = _STANDING_TALL + (seed_of("height", subject.character.casefold()) % 11 - 5) / 100
    if kit.heads_tall <= _CHIBI and age_of(subject) is None:
        return grown * _CHIBI_TALL
    return height_of(subject, grown)


def spots_of(
    shot: Shot, seen: list[Subject], acts: Mapping[int, Act], wide: float, head_wide: float = 0.0
) -> dict[int, float]:
    """Metres to the right of the middle for everybody who is not over the shoulder.

    Args:
        shot: Gives size and framing.
        seen: Who they are.
        acts: What they do, by the identity of the subject.
        wide: The picture's width there, in metres.
        head_wide: The widest head among them: no two may overlap.
    """
    spots: dict[int, float] = {}
    limit = max({Size.EWS: 2.2, Size.WS: 1.7}.get(shot.size, 9.0), 0.42 * len(seen))
    shares = _shares(shot, seen)
    if len(seen) == 1 and shot.size not in CLOSE and acts[id(seen[0])].pose in _STRETCHED:
        # The hand that is stretched out belongs into the picture.
        shares = [float(np.clip(shares[0] - math.copysign(0.10, turned_of(seen[0], acts[id(seen[0])].pose)), 0.2, 0.8))]
    poses = {key: act.pose for key, act in acts.items()}
    touch = next((gap for pose, gap in _COUPLES.items() if pose in poses.values()), None)
    # In a wide shot people stand together, but none in another's place.
    draw_in = min(1.0, limit / max(1e-6, max((abs(share - 0.5) * wide for share in shares), default=1.0)))
    for subject, share in zip(seen, shares, strict=True):
        across = (share - 0.5) * wide * draw_in
        if len(seen) == 2 and touch is not None and (shot.size not in CLOSE or touch < _CHEEK_TO_CHEEK):
            touch = min(touch, 0.29 * wide)
            across = math.copysign(touch, share - 0.5) if share != 0.5 else touch
        spots[id(subject)] = across
    if touch is None and len(seen) > 1:
        _part(spots, 1.08 * head_wide, 0.5 * (wide - head_wide))
    return spots


def _part(spots: dict[int, float], least: float, edge: float) -> None:
    """Move people apart until heads have `least` metres from middle to middle, as far as the picture's edge allows."""
    order = sorted(spots, key=lambda key: spots[key])
    gap = min(spots[right] - spots[left] for left, right in pairwise(order))
    outermost = max(abs(spot) for spot in spots.values())
    if 1e-6 < gap < least and outermost < edge:
        apart = min(least / gap, edge / outermost)
        spots.update({key: spot * apart for key, spot in spots.items()})


def stride_of(shot: Shot, subject: Subject, act: Act, spots: Mapping[int, float], wide: float) -> tuple[float, float]:
    """Metres to the right, and away, that somebody has walked when the shot ends; nobody walks out of the picture.

    Args:
        shot: Gives size and movement: with a camera that follows there is no edge.
        subject: Who walks.
        act: What they do in the last picture.
        spots: Metres to the right of the middle, of everybody, when the shot begins.
        wide: The picture's width there, in metres.
    """
    if act.pose.split(" ")[0] not in _STRIDES or act.partner is not None:
        return 0.0, 0.0
    followed = shot.movement.move is Move.FOLLOW
    if shot.size in CLOSE and not followed:
        return 0.0, 0.0
    turned = turned_of(subject, act.pose)
    if abs(turned) > 112:
        return 0.0, 0.9
    side = math.copysign(1.0, turned)
    if followed:
        return 0.9 * side, 0.0
    here = spots[id(subject)] * side
    room = 0.34 * wide - here
    for other, spot in spots.items():
        if other != id(subject) and spot * side > here:
            room = min(room, spot * side - here - _APART)
    return side * max(0.0, min(0.16 * wide, 1.2, room)), 0.0


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


def shoulder_side(subject: Subject, towards: Subject | None) -> int:
    """At which edge of the picture the one at whose shoulder we look stands: 1 is the right one, -1 the left one."""
    side = {Staging.FAR_LEFT: -1, Staging.LEFT: -1, Staging.RIGHT: 1, Staging.FAR_RIGHT: 1}.get(subject.staging, 0)
    if not side and towards is not None:
        side = {Facing.LEFT: -1, Facing.RIGHT: 1}.get(towards.facing, 0) or (
            -1 if _ACROSS[towards.staging] > 0.5 else 1
        )
    return side or 1


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
    side = shoulder_side(subject, towards)
    tall = tall_of(subject, kit)
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
