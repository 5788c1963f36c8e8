"""A posed body in the world: where its joints are, in metres."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from storyboard.backends.previs.ages import heads_of, is_old
from storyboard.backends.previs.colour import Array
from storyboard.backends.previs.kit import Kit
from storyboard.backends.previs.pose import POSES, Limb

_SIDES = (("right", -1), ("left", 1))
STRETCHED = frozenset(("reach", "ahead", "meet", "wipe", "rail", "aim", "press", "blow", "high hand", "tug"))
# Where the elbow is pushed to, by what the hand reaches for: outward, up, forward.
_POLES = {
    "ear": (0.8, -1.0, 0.15),
    "above": (0.8, -1.0, 0.15),
    "lap": (0.85, -0.5, -0.7),
    "raised": (1.0, -0.5, -0.1),
    "palm": (0.75, -1.0, -0.15),
    "knock": (0.3, -1.0, -0.1),
    "behind": (1.0, -0.1, -0.3),
    "folded": (0.9, -1.0, -0.1),
    "folded low": (0.7, -1.0, -0.1),
    "belly": (1.0, -0.3, -0.5),
    "pray": (0.9, -1.0, -0.1),
    "high hand": (0.6, -1.0, -0.2),
    "brow": (1.0, -0.5, 0.0),
}
# The palm, not the wrist, lies on the point that is met.
_MEETING = frozenset(("meet", "wipe", "lips"))
# Degrees from upright to which somebody who is old bends forward.
_STOOP = 7.0


class Skeleton:
    """Joints of one actor.

    Args:
        kit: Gives the proportions.
        pose: A name in `POSES`.
        place: Where the feet are, on the floor.
        turned: Degrees the body is turned from the camera: 0 towards it, 90 to screen right, 180 away.
        right: The camera's right, level.
        level: The camera's direction, level.
        tall: Height standing, in metres.
        meet: A point of the world that the acting hand is laid on; without one it is stretched forward.

    Attributes:
        joints: By name: ``hip``, ``neck``, ``chin``, ``crown`` and, for each of ``left`` and ``right``, ``hip``,
            ``knee``, ``ankle``, ``toe``, ``shoulder``, ``elbow``, ``wrist``, ``hand`` (``left knee`` ...).
    """

    def __init__(
        self,
        kit: Kit,
        pose: str,
        place: Array,
        turned: float,
        right: Array,
        level: Array,
        tall: float,
        meet: Array | None = None,
    ) -> None:
        self.kit, self.pose_name, self.pose, self.tall, self.turned = kit, pose, POSES[pose], tall, turned
        self.heads_tall = heads_of(tall, kit.heads_tall)
        self.head = tall / self.heads_tall
        self.lean = self.pose.lean + (_STOOP if not self.pose.upright and is_old(kit.name) else 0.0)
        shoulder = tall - self.head * 1.10
        self.build = shoulder / 1.456
        self.shoulder_half = self.build * (kit.shoulder_share or (0.215 if self.heads_tall > 5 else 0.23))
        # People of few heads have sturdy limbs, and arms long enough for their large faces.
        few = max(0.0, 5.0 - self.heads_tall)
        self.girth, self._reach = min(1.6, 1 + 0.28 * few), min(1.4, 1 + 0.2 * few)
        self.torso = 0.38 * shoulder
        self.front = -level * math.cos(math.radians(turned)) + right * math.sin(math.radians(turned))
        self.side = np.cross(self.front, np.array([0.0, 1.0, 0.0]))
        self.foot = np.asarray(place, float)
        local = self._spine_and_legs(shoulder)
        ankles = min(local[f"{side} {joint}"][1] for side, _ in _SIDES for joint in ("ankle", "knee"))
        base = -(ankles - 0.055 * self.build) + self.pose.air
        if self.pose.seat is not None:
            base = self.pose.seat * self.build if not pose.startswith("drive") else self.pose.seat
        self._set_down(local, base)
        if meet is not None:
            way = meet - self.foot - np.array([0.0, base, 0.0])
            meet = np.array([way @ self.side, way[1], way @ self.front])
        self._arms(local, shoulder, meet)
        self.lying = self.pose.lying
        if self.lying:
            middle = (local["neck"] + local["hip"]) / 2
            for name, joint in local.items():
                way = joint - middle
                local[name] = np.array([way[0], way[2], -way[1]])
            base = 0.16 * self.build
        origin = self.foot + np.array([0.0, base, 0.0])
        up = np.array([0.0, 1.0, 0.0])
        self.joints = {
            name: origin + self.side * joint[0] + up * joint[1] + self.front * joint[2] for name, joint in local.items()
        }

    def at(self, name: str) -> Array:
        """A joint, in world metres."""
        joint: Array = self.joints[name]
        return joint

    def height_of(self, name: str) -> float:
        """A joint's height above the floor."""
        return float(self.joints[name][1])

    @property
    def top(self) -> float:
        """Height of the highest point of the head."""
        return max(self.height_of("crown"), self.height_of("chin"))

    @property
    def chin(self) -> float:
        """Height of the chin."""
        return min(self.height_of("crown"), self.height_of("chin"))

    @property
    def eyes(self) -> float:
        """Height of the eyes."""
        head = self.kit.head
        return self.chin + (self.top - self.chin) * float(np.clip((head.chin - head.eyes) / head.height, 0.3, 0.7))

    @property
    def low(self) -> float:
        """Height of the lowest point of the body."""
        joints = [f"{side} {joint}" for side, _ in _SIDES for joint in ("ankle", "knee")]
        return min(self.height_of(name) for name in (*joints, "hip")) - 0.06 * self.build

    @property
    def waist(self) -> float:
        """Height at which a medium shot cuts."""
        return self.height_of("hip") + 0.16 * self.torso

    @property
    def thigh(self) -> float:
        """Height at which a medium long shot cuts."""
        return self.height_of("hip") - (0.1 if self.pose.seat else 0.20 * self.build)

    @property
    def away(self) -> bool:
        """The back is towards the camera."""
        return abs((self.turned + 180) % 360 - 180) > 112

    def _spine_and_legs(self, shoulder: float) -> dict[str, Array]:
        pose, build, head = self.pose, self.build, self.head
        thigh, shin, hip_half = 0.30 * shoulder, 0.275 * shoulder, self.shoulder_half * 0.5
        lean = math.radians(self.lean)
        up = np.array([0.0, math.cos(lean), math.sin(lean)])
        joints: dict[str, Array] = {"hip": np.zeros(3), "neck": up * self.torso}
        joints["chin"] = joints["neck"] + (up * 0.75 + np.array([0, 0.25, 0])) * head * 0.10
        head_up = up * 0.55 + np.array([0, 0.45, 0])
        head_up /= np.linalg.norm(head_up)
        nod = math.radians(pose.nod)
        head_up = np.array(
            [
                0,
                head_up[1] * math.cos(nod) + head_up[2] * math.sin(nod),
                head_up[2] * math.cos(nod) - head_up[1] * math.sin(nod),
            ]
        )
        joints["crown"] = joints["chin"] + head_up * head
        legs = pose.legs if self._left_acts else pose.legs[::-1]
        for index, (side, sign) in enumerate(_SIDES):
            leg = legs[index]
            joints[f"{side} hip"] = np.array([sign * hip_half, 0, 0])
            joints[f"{side} knee"] = joints[f"{side} hip"] + _direction(leg.forward, leg.outward, sign) * thigh
            shin_forward = leg.forward - leg.bend
            joints[f"{side} ankle"] = joints[f"{side} knee"] + _direction(shin_forward, leg.outward * 0.3, sign) * shin
            toe = np.array([sign * 0.05, -0.03, 0.15]) if shin_forward > -50 else np.array([0, -0.13, 0.05])
            joints[f"{side} toe"] = joints[f"{side} ankle"] + toe * build
            joints[f"{side} shoulder"] = joints["neck"] + np.array(
                [sign * (self.shoulder_half - 0.046 * build), -0.066 * build, 0]
            )
        return joints

    @property
    def acting(self) -> str:
        """The arm nearer the camera: ``left`` or ``right``."""
        return "left" if self._left_acts else "right"

    @property
    def _left_acts(self) -> bool:
        """The acting arm is the one nearer the camera."""
        return self.turned <= 8 or self.turned > 170

    def _set_down(self, joints: dict[str, Array], base: float) -> None:
        """Toes of feet that stand lie on the floor, whatever the heel does."""
        if self.pose.seat is not None or self.pose.lying or self.pose.air:
            return
        for side, _ in _SIDES:
            if joints[f"{side} ankle"][1] + base < 0.17 * self.build:
                joints[f"{side} toe"][1] = 0.032 * self.build - base

    def _arms(self, joints: dict[str, Array], shoulder: float, meet: Array | None) -> None:
        head_up = (joints["crown"] - joints["chin"]) / self.head
        arms = self.pose.arms if self._left_acts else self.pose.arms[::-1]
        for index, (side, sign) in enumerate(_SIDES):
            self._arm(joints, side, sign, arms[index], shoulder, head_up, meet)

    def _arm(
        self,
        joints: dict[str, Array],
        side: str,
        sign: int,
        arm: Limb | str,
        shoulder: float,
        head_up: Array,
        meet: Array | None,
    ) -> None:
        upper, lower, hand = 0.205 * shoulder, 0.178 * shoulder, 0.08 * shoulder
        if self.pose.by_face and not isinstance(arm, Limb):
            upper, lower = upper * self._reach, lower * self._reach
        start = joints[f"{side} shoulder"]
        if isinstance(arm, Limb):
            way = _direction(arm.forward + self.lean, arm.outward, sign)
            joints[f"{side} elbow"] = start + way * upper
            along = _direction(arm.forward + self.lean + arm.bend, arm.outward * 0.4 - arm.inward, sign)
            joints[f"{side} wrist"] = joints[f"{side} elbow"] + along * lower
            joints[f"{side} hand"] = joints[f"{side} wrist"] + along * hand
            return
        # Two bones to a target: the law of cosines, with the elbow pushed down and out.
        meeting = meet is not None and arm in _MEETING
        point = meet if meeting else self._targets(joints, side, sign, upper + lower, head_up, meet)[arm]()
        if arm == "high hand":
            meeting = True
        target = point
        if meeting:
            way = point - start
            target = start + way * (1 - 0.9 * hand / max(float(np.linalg.norm(way)), 1e-6))
        way = target - start
        reach = min(float(np.linalg.norm(way)), (upper + lower) * 0.998)
        way /= max(float(np.linalg.norm(way)), 1e-6)
        cosine = float(np.clip((upper**2 + reach**2 - lower**2) / (2 * upper * reach + 1e-9), -1, 1))
        # An elbow turned out would come towards the camera in a stretched arm, and look swollen.
        out, up, forward = _POLES.get(arm, (0.12, -1.0, -0.1) if arm in STRETCHED else (0.55, -1.0, -0.25))
        pole = np.array([sign * out, up, forward])
        pole -= way * pole.dot(way)
        pole /= max(float(np.linalg.norm(pole)), 1e-6)
        joints[f"{side} elbow"] = start + way * upper * cosine + pole * upper * math.sqrt(max(0.0, 1 - cosine**2))
        joints[f"{side} wrist"] = start + way * reach
        along = joints[f"{side} wrist"] - joints[f"{side} elbow"]
        along /= max(float(np.linalg.norm(along)), 1e-6)
        if arm in {"ear", "mouth", "face", "chin", "pray"}:
            inward = 0.35 if arm in {"mouth", "chin"} else 0.0
            along = head_up * 0.8 + along * 0.2 - np.array([sign * inward, 0, 0])
        elif arm in {"palm", "raised"}:
            along = along + np.array([0, 0.8, 0])
        elif arm == "lap":
            along = along * 0.4 + (joints[f"{side} knee"] - joints[f"{side} hip"]) / self.build + np.array([0, 0.1, 0])
        elif arm == "table":
            along = along * (1.0, 0.1, 1.0)
        elif meeting:
            along = point - joints[f"{side} wrist"]
        elif arm in {"low embrace", "high embrace"}:  # Round the other one's back.
            along = along * 0.5 - np.array([sign * 0.9, 0.5, 0])
        along /= max(float(np.linalg.norm(along)), 1e-6)
        joints[f"{side} hand"] = joints[f"{side} wrist"] + along * hand

    def _targets(
        self, joints: dict[str, Array], side: str, sign: int, arm: float, head_up: Array, meet: Array | None
    ) -> dict[str, Callable[[], Array]]:
        build, head = self.build, self.head
        start, chin, neck = joints[f"{side} shoulder"], joints["chin"], joints["neck"]
        ahead, across = np.array([0.0, 0, 1]), np.array([float(sign), 0, 0])
        up = np.array([0.0, 1, 0])
        cheek = 0.5 * head * float(np.clip(self.kit.head.width / self.kit.head.height, 0.6, 1.3))
        # Whom one holds is where the hands meet, and as far again.
        partner = np.array([meet[0], 0.0, meet[2]]) if meet is not None else ahead * 0.18 * build
        towards = partner / max(float(np.linalg.norm(partner)), 1e-6)
        beside = np.array([towards[2], 0, -towards[0]]) * sign
        before = ahead * min(0.50 * head, 0.24 * build)
        knee, hip = joints[f"{side} knee"], joints[f"{side} hip"]
        # Raised arms must clear a large head: the larger, the farther out.
        spread = math.radians(float(np.clip(30 + (5.2 - self.heads_tall) * 13, 30, 68)))
        raised = across * math.sin(spread) + up * math.cos(spread)
        return {
            "lap": lambda: hip * 0.42 + knee * 0.58 + up * 0.10 * build,
            "wheel": lambda: np.array([sign * 0.15, 0.40, 0.50]) * build,
            "keys": lambda: np.array([sign * 0.13, 0.30, 0.46]) * build,
            "table": lambda: np.array([sign * 0.10, 0.33, 0.31 + 0.03 * sign]) * build,
            "ahead": lambda: start + ahead * arm * 0.985 - across * 0.06 * build + up * 0.02,
            "aim": lambda: neck + ahead * arm * 0.90 + across * 0.012 * build + up * 0.04 * build,
            "rail": lambda: start + ahead * arm * 0.72 - up * 0.16 * build,
            "ear": lambda: (
                chin + head_up * (0.26 * head - 0.10 * build) + across * (cheek + 0.01 * build) - ahead * 0.16 * head
            ),
            "mouth": lambda: chin + head_up * (0.10 * head - 0.15 * build) + across * 0.04 * build + before,
            "lips": lambda: chin + ahead * 0.40 * head + across * 0.20 * head,
            "chin": lambda: chin - head_up * 0.17 * build + across * 0.03 * build + before * 0.8,
            "brow": lambda: chin + head_up * 0.62 * head + across * (cheek + 0.02 * build) + ahead * 0.16 * head,
            "low embrace": lambda: neck * 0.56 + partner * 1.9 + towards * 0.10 * build + beside * 0.10 * build,
            "high embrace": lambda: neck * 0.80 + partner * 1.5 + towards * 0.03 * build + beside * 0.15 * build,
            "high hand": lambda: partner + up * ((meet[1] if meet is not None else neck[1]) + 0.27 * self.tall),
            "guard": lambda: chin + ahead * 0.30 * build + across * 0.10 * build - up * 0.06 * build,
            "blow": lambda: (
                chin * (0, 1, 0) + partner * 2.0 - towards * 0.16 * build
                if meet is not None
                else start + ahead * arm * 0.985 - across * 0.06 * build + up * 0.02
            ),
            "reach": lambda: start + ahead * arm * 0.90 - up * 0.08 * build - across * 0.05 * build,
            "knock": lambda: start + ahead * arm * 0.66 + up * 0.16 * build - across * 0.02 * build,
            "press": lambda: start + ahead * arm * 0.84 - up * 0.04 * build,
            "tug": lambda: neck * 0.50 + ahead * (0.40 + 0.08 * sign) * build + across * 0.03 * build,
            "behind": lambda: start + across * 0.20 * build + up * 0.24 * build - ahead * 0.14 * build,
            "above": lambda: chin + head_up * 0.86 * head + across * 0.16 * build + ahead * 0.30 * build,
            "raised": lambda: start + raised * arm * 0.74,
            "palm": lambda: (
                start
                + across * (max(0.16 * build, cheek * 0.8) * self._reach**0.5)
                + up * arm * 0.46
                + ahead * 0.10 * build
            ),
            "wipe": lambda: start + ahead * arm * 0.68 - up * 0.24 * build,
            "meet": lambda: start + ahead * arm * 0.86 - up * 0.16 * build - across * 0.05 * build,
            "carry": lambda: neck * 0.45 + ahead * 0.30 * build + across * 0.10 * build,
            "hold": lambda: start + ahead * arm * 0.62 - up * 0.17 * build + across * 0.03 * build,
            "book": lambda: neck * 0.58 + ahead * 0.32 * build + across * 0.09 * build,
            "pen": lambda: neck * 0.56 + ahead * 0.34 * build + across * 0.02 * build,
            "pray": lambda: neck * 0.70 + ahead * 0.22 * build + across * 0.025 * build,
            "folded": lambda: neck * (0.50 + 0.05 * sign) + ahead * 0.17 * build - across * 0.10 * build,
            "folded low": lambda: neck * 0.50 + ahead * 0.18 * build - across * 0.06 * build,
            "face": lambda: chin + head_up * 0.02 * head + before + across * 0.20 * head,
            "belly": lambda: neck * 0.32 + ahead * 0.13 * build + across * 0.05 * build,
        }


def _direction(forward: float, outward: float, sign: int) -> Array:
    """A limb's direction from straight down: swung forward and outward by degrees."""
    swing, spread = math.radians(forward), math.radians(outward)
    return np.array([sign * math.sin(spread), -math.cos(swing) * math.cos(spread), math.sin(swing) * math.cos(spread)])
