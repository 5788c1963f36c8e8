"""A posed body in ink and flat colour that wears the reference: its head, its chest, its sleeves, trousers, shoes."""

from __future__ import annotations

import math

import numpy as np

from storyboard.backends.previs.bed import lies_in_bed
from storyboard.backends.previs.camera import Camera
from storyboard.backends.previs.canvas import Canvas, capsule, smooth_curve
from storyboard.backends.previs.colour import INK, Array, Colour, as_colour, shade
from storyboard.backends.previs.expression import faced
from storyboard.backends.previs.figure import face_turn, head_matrix
from storyboard.backends.previs.garment import skirt_of, wear_chest
from storyboard.backends.previs.hand import draw_hand
from storyboard.backends.previs.held import GRIP, IN_FINGERS, draw_held, fingers_around, hold, mouth_of
from storyboard.backends.previs.palette import marker
from storyboard.backends.previs.propkit import PropKit
from storyboard.backends.previs.skeleton import STRETCHED, Skeleton

_INK_WIDTH = 3.0
# Things are drawn for hands of at least this build.
_SMALLEST = 0.80
# Radii of an arm at shoulder, elbow and wrist, in metres.
_ARM = (0.057, 0.045, 0.033)
# Along the spine from hip to neck: how wide the torso is seen from the front and from the side, in shoulder halves.
_TORSO = (
    (-0.14, 0.66, 0.50),
    (0.0, 0.84, 0.60),
    (0.36, 0.76, 0.50),
    (0.72, 0.92, 0.56),
    (0.93, 1.0, 0.44),
    (1.03, 0.62, 0.36),
    (1.12, 0.26, 0.26),
)
# What these hands reach for lies before the chest or the face.
_BEFORE_CHEST = frozenset(
    ("mouth", "lips", "chin", "face", "pray", "book", "pen", "folded", "folded low", "belly", "carry", "hold", "knock", "guard")
)  # fmt: skip


def draw_mannequin(
    size: tuple[int, int],
    body: Skeleton,
    camera: Camera,
    *,
    mirrored: bool,
    holds: str = "",
    prop: PropKit | None = None,
    expression: str = "neutral",
    arms_above: float | None = None,
) -> Canvas | None:
    """The body as a layer with coverage; None when it is out of sight.

    Args:
        size: The picture's width and height.
        body: The posed skeleton.
        camera: Where it is seen from.
        mirrored: Turn the head and the chest over.
        holds: What the acting hand holds, as `draw_held` names it; blank for nothing.
        prop: A thing with a reference that it holds instead.
        expression: What face they make.
        arms_above: Nothing but what of the arms is above this height, in metres: on a table drawn over the rest.
    """
    longest = max(prop.tall, prop.wide) if prop is not None else 0.0
    painter = _Painter(size, body, camera, mirrored=mirrored, reach=max(0.30, longest + 0.05))
    if painter.layer.empty or min(painter.depth.values()) < 0.15:
        return None
    painter.expression = expression
    painter.paint_arms(holds, arms_above) if arms_above is not None else painter.paint(holds)
    if prop is not None:
        painter.hold(prop)
    return painter.layer


class _Painter:
    def __init__(self, size: tuple[int, int], body: Skeleton, camera: Camera, *, mirrored: bool, reach: float) -> None:
        self.body, self.camera, self.mirrored, self.expression = body, camera, mirrored, "neutral"
        self.holds, self.holding, self.thick = "", "left", body.build * body.girth
        names = list(body.joints)
        pixels, depths = camera.project(np.array([body.joints[name] for name in names]))
        self.pixel = dict(zip(names, pixels, strict=True))
        self.depth = {name: float(depth) for name, depth in zip(names, depths, strict=True)}
        self.scale = {name: camera.focal / max(0.06, depth) for name, depth in self.depth.items()}
        reach *= self.scale["neck"]
        head = body.head * self.scale["chin"] * 0.7
        low, high = pixels.min(0) - reach, pixels.max(0) + reach
        self.layer = Canvas(size, (low[0] - head, low[1] - head, high[0] + head, high[1]))
        self.ink = _INK_WIDTH * self.layer.unit * float(np.clip(self.scale["neck"] / 420, 0.45, 1.5))
        turned = abs((body.turned + 180) % 360 - 180)
        self.frontal, self.narrow = turned < 48, 55 < turned <= 112
        palette = body.kit.palette
        self.skin, self.top, self.leg, self.shoe = (
            as_colour(marker(colour)) for colour in (palette.skin, palette.top, palette.leg, palette.shoe)
        )
        self.sleeve, self.forearm = as_colour(marker(palette.sleeve)), as_colour(marker(palette.forearm))

    def paint_arms(self, holds: str, above: float) -> None:
        """What of the arms is higher than a table."""
        near, far = self._sides(holds)
        for side, light in ((far, 0.94), (near, 1.0)):
            elbow, wrist = self.body.at(f"{side} elbow"), self.body.at(f"{side} wrist")
            if max(wrist[1], self.body.at(f"{side} hand")[1]) < above:
                continue
            if elbow[1] < above < wrist[1]:  # The rest of it is behind the table.
                point = elbow + (wrist - elbow) * (above - elbow[1]) / (wrist[1] - elbow[1])
                self.pixel[f"{side} elbow"] = self.pixel[f"{side} shoulder"] = self.camera.pixel(point)[0]
            self._arm(side, light)

    def _sides(self, holds: str) -> tuple[str, str]:
        """The side nearer the camera, and the other."""
        self.holds, self.holding = holds, self.body.acting
        return ("left", "right") if self.depth["left shoulder"] <= self.depth["right shoulder"] else ("right", "left")

    def paint(self, holds: str) -> None:
        near, far = self._sides(holds)
        in_front = [side for side in (near, far) if self._arm_in_front(side, near=near)]
        sits = self.body.pose.seat is not None
        seated = sits and not self.body.away
        if seated:
            in_front = [far, near]
        for side in (far, near):
            if side not in in_front:
                up = self.pixel[f"{side} hand"][1] < self.pixel["chin"][1]
                self._arm(side, 0.97 if up else 0.84, behind=True)
        if not self.body.lying:
            self._neck()
        near_leg, far_leg = (
            (near, far) if self.depth[f"{near} knee"] <= self.depth[f"{far} knee"] + 0.3 else (far, near)
        )
        if seated:
            self._torso()
            self._leg(far_leg, 0.86)
            self._leg(near_leg, 1.0)
            self._skirt()
            self._skirt(over=True)
        else:
            if not sits:  # What is sat on hides the legs from behind.
                self._leg(far_leg, 0.84)
                self._leg(near_leg, 1.0)
            self._skirt()
            self._torso()
            self._skirt(over=True)
        # From below, an arm that is stretched out would come before the mouth.
        if self.camera.pitch < -8 and not self.body.pose.by_face:
            for side in [side for side in (far, near) if side in in_front and self._stretched(side)]:
                self._arm(side, 1.0 if side == near else 0.94)
                in_front.remove(side)
        raised = [side for side in in_front if self.pixel[f"{side} hand"][1] < self.pixel["chin"][1]]
        for side in in_front:
            if side == far and side not in raised:
                self._arm(side, 0.94)
        self._head()
        for side in in_front:
            if side == near and side not in raised:
                self._arm(side, 1.0)
        for side in raised:
            self._arm(side, 1.0)

    def hold(self, prop: PropKit) -> None:
        """Put a thing into the acting hand, or into both arms when it is carried."""
        acting = self.body.acting
        hand, metre, grip = self.pixel[f"{acting} hand"], self.scale[f"{acting} hand"], GRIP
        if self.body.pose_name == "carry":  # In both arms, as high as leaves the face free.
            hand = (self.pixel["left hand"] + self.pixel["right hand"]) / 2
            over = float(hand[1] - self.pixel["chin"][1]) / (prop.tall * metre) - 0.06
            grip = float(np.clip(1 - over, GRIP, 0.75))
        mouth = None
        if self.body.pose_name == "drink show":
            mouth = self.camera.pixel(mouth_of(self.body))[0]
        comes_from = self.pixel[f"{acting} elbow"] - self.pixel["neck"] if mouth is None else hand - mouth
        side = 1.0 if comes_from[0] >= 0 else -1.0
        hold(self.layer, prop, hand, mouth, metre, self.skin, self.ink, side=side, grip=grip)

    def _arm_in_front(self, side: str, *, near: str) -> bool:
        arm = self.body.pose.arms[1 if side == self.body.acting else 0]
        if arm in _BEFORE_CHEST and not self.body.away:
            return True
        forward = (self.depth[f"{side} hand"] + self.depth[f"{side} elbow"]) / 2
        margin = (0.13 if self.frontal else 0.02) * self.body.build
        return forward < self.depth["neck"] - margin or (side == near and not self.body.away and not self.frontal)

    def _stretched(self, side: str) -> bool:
        return self.body.pose.arms[1 if side == self.body.acting else 0] in STRETCHED

    def _capsule(
        self, start: Array, end: Array, wide: float, narrow: float, colour: Colour, *, ink: float = 1.0
    ) -> None:
        edge = self.ink * ink
        self.layer.polygon(capsule(start, end, wide + edge, narrow + edge), INK)
        self.layer.polygon(capsule(start, end, wide, narrow), colour)

    def _limb(self, points: list[Array], radii: list[float], colours: list[Colour]) -> None:
        for index in range(len(points) - 1):
            edge = self.ink
            self.layer.polygon(
                capsule(points[index], points[index + 1], radii[index] + edge, radii[index + 1] + edge), INK
            )
        for index, colour in enumerate(colours):
            self.layer.polygon(capsule(points[index], points[index + 1], radii[index], radii[index + 1]), colour)

    def _arm(self, side: str, light: float, *, behind: bool = False) -> None:
        if lies_in_bed(self.body):  # Under the blanket.
            return
        joints = [self.pixel[f"{side} {joint}"] for joint in ("shoulder", "elbow", "wrist")]
        # A lens as close as a medium shot's would swell an elbow that comes forward: both sleeves are of one width.
        sizes = {
            joint: float(np.clip(self.scale[f"{side} {joint}"], 0.92 * self.scale["neck"], 1.08 * self.scale["neck"]))
            for joint in ("shoulder", "elbow", "wrist", "hand")
        }
        radii = [
            radius * self.thick * sizes[joint]
            for radius, joint in zip(_ARM, ("shoulder", "elbow", "wrist"), strict=True)
        ]
        if np.allclose(joints[0], joints[1]):  # Only its end is seen.
            radii[0] = radii[1] = radii[2] * 1.15
        wrist, hand = joints[2], self.pixel[f"{side} hand"]
        metre = self.body.build * self.body.girth**0.5 * sizes["hand"]
        grip = (
            self.body.pose.grip
            if side == self.body.acting or self.body.pose.arms[0] == self.body.pose.arms[1]
            else "easy"
        )
        holds = bool(self.holds) and side == self.holding
        before = holds and self.holds in IN_FINGERS
        if holds and not before:
            self._held(wrist, hand, metre)
        thumb = self._thumb(side)
        skin = shade(self.skin, light)
        draw_hand(self.layer, wrist, hand, metre, skin, self.ink * 0.9, thumb=thumb, grip=grip)
        # The ink of an arm before the chest starts below the shoulder, or it would look like armour.
        share = 0.0 if behind else 0.36
        start = joints[0] + (joints[1] - joints[0]) * share
        width = radii[0] + (radii[1] - radii[0]) * share
        along = (joints[2] - joints[1]) / max(float(np.hypot(*(joints[2] - joints[1]))), 1e-6)
        end = joints[2] - along * radii[2] * 0.9  # Round ends would stick out of the cuff.
        self._limb(
            [start, joints[1], end],
            [width, radii[1], radii[2]],
            [shade(self.sleeve, light), shade(self.forearm, light)],
        )
        self.layer.polygon(capsule(joints[0], joints[1], radii[0], radii[1]), shade(self.sleeve, light))
        for index, tone in (
            (0, self.sleeve),
            (1, self.forearm),
        ):  # The lower side lies in shade, or it would look flat.
            self._underside(joints[index], joints[index + 1], radii[index], radii[index + 1], shade(tone, light * 0.84))
        cuff = self._across(joints[1], joints[2]) * radii[2] * 1.08
        band = np.array(
            [
                joints[2] - cuff,
                joints[2] + cuff,
                end + cuff - along * radii[2] * 0.4,
                end - cuff - along * radii[2] * 0.4,
            ]
        )
        self.layer.polygon(_grown(band, self.ink * 0.8), INK)
        self.layer.polygon(band, shade(self.forearm, light * 0.93))
        fold = self._across(joints[0], joints[1]) * radii[1]
        for share, sign in ((0.9, 1), (1.0, 1), (0.82, -1)):
            bend = joints[0] + (joints[1] - joints[0]) * share
            self.layer.stroke(
                [bend + fold * sign * 0.9, bend + fold * sign * 0.1], 1.8, shade(self.sleeve, light * 0.62)
            )
        if before:  # The palm lies behind it, fingers come round its side; the sleeve must not hide it.
            if self.depth[f"{side} hand"] < self.depth[f"{side} elbow"] - 0.05:
                draw_hand(self.layer, wrist, hand, metre, skin, self.ink * 0.9, thumb=thumb, grip=grip)
            at = self._held(wrist, hand, metre)
            comes_from = joints[1][0] - at[0] if self.holds != "phone" else hand[0] - self.pixel["chin"][0]
            metre = max(metre, _SMALLEST * sizes["hand"])
            way = 1.0 if comes_from >= 0 else -1.0
            fingers_around(self.layer, self.holds, at, metre, skin, self.ink, side=way)

    def _held(self, wrist: Array, hand: Array, metre: float) -> Array:
        """What is in the hand; what both hold lies between them. Says where it is."""
        at, way = hand, hand - wrist
        metre = max(metre, _SMALLEST * self.scale["neck"])  # Cups are not made smaller for children.
        if self.body.pose.arms[0] == self.body.pose.arms[1] and not self.holds.endswith("gun"):
            at = (self.pixel["left hand"] + self.pixel["right hand"]) / 2
        if self.body.pose_name.endswith("drink") and self.holds == "bottle":  # Its neck is at the mouth.
            at = hand + np.array([0.0, 0.10 * metre])
        if self.holds == "phone" and self.body.pose.arms[1] == "ear":  # Along the jaw, before the fingers.
            way = self.pixel["crown"] - self.pixel["chin"]
            at = hand + np.array([0.016 * metre * np.sign(self.pixel["chin"][0] - hand[0]), 0.0])
        draw_held(self.layer, self.holds, at, way, metre, self.ink)
        return at

    def _thumb(self, side: str) -> float:
        """On which side of a hand, seen along it, the thumb is: palms face the body, or the front when they are raised."""
        raised = self.pixel[f"{side} hand"][1] < self.pixel[f"{side} elbow"][1]
        outward = 1.0 if side == "left" else -1.0
        if self.frontal and raised:
            return -outward
        return outward if not self.body.away else -outward

    def _underside(self, start: Array, end: Array, wide: float, narrow: float, colour: Colour) -> None:
        across = self._across(start, end)
        across = -across if across[1] < -0.25 or (abs(across[1]) <= 0.25 and across[0] < 0) else across
        inner = [
            start + (end - start) * share + across * (wide + (narrow - wide) * share) * 0.36 for share in (0.76, 0.24)
        ]
        shape = np.array([start + across * wide, end + across * narrow, *inner])
        self.layer.polygon(shape, colour)

    def _leg(self, side: str, light: float) -> None:
        build, palette = self.thick, self.body.kit.palette
        names = [f"{side} {joint}" for joint in ("hip", "knee", "ankle")]
        radii = [radius * build * self.scale[name] for radius, name in zip((0.094, 0.068, 0.054), names, strict=True)]
        hip, knee, foot = (self.pixel[name] for name in names)
        ankle, toe = self.body.at(f"{side} ankle"), self.body.at(f"{side} toe")
        (heel, tip), _ = self.camera.project(np.array([ankle - (toe - ankle) * 0.22, ankle + (toe - ankle) * 1.12]))
        sole = 0.050 * build * self.scale[f"{side} ankle"]
        shoe, trouser = shade(self.shoe, light), shade(self.leg, light)
        self._capsule(heel, tip, sole * 0.95, sole * 0.78, shoe)
        drop = np.array([0.0, sole * 0.62])
        self.layer.stroke([heel + drop, (heel + tip) / 2 + drop * 1.1, tip + drop * 0.8], 1.8, shade(shoe, 0.6))
        self._limb([hip, knee, foot], radii, [trouser, trouser])
        if palette.boot > 0.12:
            top = foot + (knee - foot) * palette.boot * 0.92
            wide = radii[2] + (radii[1] - radii[2]) * palette.boot
            self._capsule(top, foot, wide * 1.12, radii[2] * 1.06, shoe)
            across = self._across(knee, foot) * wide * 1.12
            self.layer.stroke([top - across, top + across], 2.2)
            self.layer.polygon(capsule(heel, tip, sole * 0.9, sole * 0.72), shoe)
        # Cloth: a fold behind the knee and one above it.
        across = self._across(hip, knee)
        for share, reach in ((0.86, 0.75), (0.95, 0.5)):
            start = hip + (knee - hip) * share + across * radii[1] * 0.95
            self.layer.stroke(
                [start, start - across * radii[1] * reach + (knee - hip) * 0.03], 1.8, shade(trouser, 0.55)
            )

    @staticmethod
    def _across(start: Array, end: Array) -> Array:
        along = end - start
        return np.array([-along[1], along[0]]) / max(float(np.hypot(*along)), 1e-6)

    def _neck(self) -> None:
        radius = 0.050 * self.body.build * self.scale["neck"]
        top = self.pixel["chin"] * 0.7 + self.pixel["crown"] * 0.3
        self._capsule(self.pixel["neck"], top, radius, radius, shade(self.skin, 0.86), ink=0.6)

    def _torso(self) -> None:
        hip, neck = self.body.at("hip"), self.body.at("neck")
        cosine, sine = math.cos(math.radians(self.body.turned)), math.sin(math.radians(self.body.turned))
        axis = self.pixel["neck"] - self.pixel["hip"]
        normal = np.array([-axis[1], axis[0]]) / max(float(np.hypot(*axis)), 1e-6)
        normal = -normal if normal[0] < 0 else normal
        left, right = [], []
        for share, front, side in _TORSO:
            pixel, depth = self.camera.pixel(hip + (neck - hip) * share)
            half = (
                math.hypot(front * cosine, side * sine) * self.body.shoulder_half * self.camera.focal / max(0.06, depth)
            )
            left.append(pixel - normal * half)
            right.append(pixel + normal * half)
        outline = smooth_curve(np.array(left + right[::-1]), closed=True, steps=5)
        self.layer.polygon(_grown(outline, self.ink * 1.1), INK)
        self.layer.polygon(outline, self.top)
        if not self.body.away and abs(cosine) > 0.3 and abs(self.camera.pitch) < 45:
            wear_chest(self.layer, self.body, self.camera, outline, mirrored=self.mirrored)
        elif self.body.away:
            self.layer.stroke(
                [self.pixel["neck"], self.pixel["neck"] * 0.2 + self.pixel["hip"] * 0.8], 1.6, shade(self.top, 0.6)
            )

    def _skirt(self, *, over: bool = False) -> None:
        """The part of a coat or dress below the hips; `over` takes away the edge of the torso on it."""
        outline = skirt_of(self.body, self.camera, over=over)
        if outline is None:
            return
        if not over:
            self.layer.polygon(_grown(outline, self.ink), INK)
        self.layer.polygon(outline, shade(self.top, 0.97))

    def _head(self) -> None:
        kit = self.body.kit
        turn = face_turn(kit, self.body.turned)
        turn = -turn if self.mirrored else turn
        sprite = kit.back if self.body.away else faced(kit, turn, self.expression)[1]
        matrix = head_matrix(sprite, self.camera, self.body, mirrored=self.mirrored, narrow=self.narrow)
        if matrix is not None:
            self.layer.paste(sprite.pixels, matrix)


def _grown(outline: Array, by: float) -> Array:
    away = outline - outline.mean(0)
    return np.asarray(outline + away / np.maximum(np.hypot(away[:, 0], away[:, 1]), 1)[:, None] * by)
