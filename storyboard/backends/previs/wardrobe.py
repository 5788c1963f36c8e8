"""Clothes of a look without a picture of its own: those of the reference, tinted as the words of the look say.

Only colours change, and what water, dirt and wounds leave. The cut of a garment, its pattern and what is worn under it
stay those of the picture: a coat does not become a dress.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import cv2
import numpy as np

from storyboard.backends.previs.colour import Array, Colour, distance, luminance
from storyboard.backends.previs.kit import Kit
from storyboard.backends.previs.marks import leave_marks
from storyboard.backends.previs.palette import Palette, Triple
from storyboard.backends.previs.wordcolours import Worn, clothes_told

_LABEL = re.compile(r"(?:^|(?<=[.:] ))(Looks|Age|Wears|State|Injury|Expression|Does): ")
_SHOWN_OTHERWISE = re.compile(r",? in place of any clothes (.*)$")
# Black cloth is drawn a little lighter than its lines.
_DARKEST = 50.0
# How unlike a garment's colour a pixel of it may be, and one where its edge runs into a line.
_LIKE, _EDGE = 38.0, 95.0


@dataclass(frozen=True)
class Told:
    """What a prompt tells of how somebody is seen.

    Attributes:
        looks: Of them in general; `wears` what they have on.
        state: Soaked, dusty; `injury` what is wounded.
        other_clothes: Their picture shows other clothes than they wear.
    """

    looks: str = ""
    wears: str = ""
    state: str = ""
    injury: str = ""
    other_clothes: bool = False

    @property
    def described(self) -> str:
        """What is worn, before what is said of them in general."""
        return "; ".join(text for text in (self.wears, self.looks) if text)


def told_of(text: str, name: str) -> Told:
    """What the text of a prompt tells of one of its people, whose line begins with their name."""
    beginning = re.compile(rf"- {re.escape(name)}(?: \(Images? [^)]*\))?: ", re.IGNORECASE)
    line = next((line for line in text.splitlines() if beginning.match(line)), "")
    parts = _LABEL.split(line)
    said: dict[str, str] = {}
    for label, words in zip(parts[1::2], parts[2::2], strict=False):
        said.setdefault(label, words.strip().rstrip("."))
    wears = said.get("Wears", "")
    otherwise = _SHOWN_OTHERWISE.search(wears)
    return Told(
        looks=said.get("Looks", ""),
        wears=_SHOWN_OTHERWISE.sub("", wears),
        state=said.get("State", ""),
        injury=said.get("Injury", ""),
        other_clothes=otherwise is not None and "shown in" in otherwise[1],
    )


class Wardrobe:
    """Kits in the clothes of a look, each made once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, Told], tuple[Kit, Kit, str]] = {}

    def dressed(self, kit: Kit, told: Told) -> tuple[Kit, str]:
        """A kit as it is told, itself where nothing changes, and what a person should know of it, if anything."""
        if not told.other_clothes and not (told.state or told.injury):
            return kit, ""
        known = self._known.get((id(kit), told))
        if known is None:
            # The kit it was made of is kept, so that no other can have its identity.
            known = self._known[id(kit), told] = (kit, *_dressed(kit, told))
        return known[1], known[2]


def _dressed(kit: Kit, told: Told) -> tuple[Kit, str]:
    doubt = ""
    if told.other_clothes:
        worn = clothes_told(told.wears)
        if worn.known:
            kit = tinted(kit, worn)
            doubt = "clothes are tinted as the look says; their cut is that of the picture"
        else:
            doubt = "no colour is told of the look's clothes: those of the picture are shown"
    if told.state or told.injury:
        kit = leave_marks(kit, told.state, told.injury, clothes_of(kit))
    return kit, doubt


def clothes_of(kit: Kit) -> Array:
    """Where clothes are on the sprite: bool, its height and width."""
    return np.asarray(np.logical_or.reduce([_garment(kit, part) for part in ("top", "leg", "shoe")]))


def tinted(kit: Kit, worn: Worn) -> Kit:
    """A kit in clothes of other colours. Lines and shading stay, and so do skin, hair and whatever is not named."""
    sprite, palette = kit.sprite.copy(), kit.palette
    parts = [(part, colour) for part in ("top", "leg", "shoe") if (colour := getattr(worn, part)) is not None]
    for (part, colour), where in zip(parts, [_garment(kit, part) for part, _ in parts], strict=True):
        before: Triple = getattr(kit.palette, part)
        _tint(sprite, where, before, _visible(colour))
        palette = _with_colour(palette, kit.palette, part, _visible(colour))
    return replace(kit, sprite=sprite, palette=palette)


def _visible(colour: Colour) -> Triple:
    light = luminance(colour)
    lift = max(0.0, _DARKEST - light)
    return colour[0] + lift, colour[1] + lift, colour[2] + lift


def _with_colour(palette: Palette, before: Palette, part: str, colour: Triple) -> Palette:
    changes: dict[str, Triple] = {part: colour}
    if part == "top":
        same = {name for name in ("sleeve", "forearm") if distance(getattr(before, name), before.top) < 60}
        changes |= dict.fromkeys(same, colour)
    return replace(palette, **changes)  # type: ignore[arg-type]  # Every changed field is a colour.


def _garment(kit: Kit, part: str) -> Array:
    """Where one garment is on the sprite: bool. What is of its colour, where such a garment is worn."""
    sprite, head, palette = kit.sprite, kit.head, kit.palette
    height, width = sprite.shape[:2]
    tall = height - head.top
    hip, knee, ankle = (head.top + share * tall for share in (0.56, 0.755, 0.955))
    hem = hip + (knee - hip) * palette.hem
    rows = {
        "top": (head.chin - 0.35 * head.height, max(hem + 0.05 * tall, hip + 0.06 * tall)),
        "leg": (hip - 0.07 * tall, float(height)),
        "shoe": (ankle - (ankle - knee) * palette.boot - 0.03 * tall, float(height)),
    }
    if not kit.full:
        low = head.chin + 3.3 * head.height
        rows = {"top": (rows["top"][0], low), "leg": (low, float(height)), "shoe": (float(height), float(height))}
    if distance(palette.top, palette.leg) < 40:  # Only the waist tells one from the other.
        rows["top"], rows["leg"] = (rows["top"][0], hip + 0.02 * tall), (hip + 0.02 * tall, rows["leg"][1])
    first, last = (int(np.clip(row, 0, height)) for row in rows[part])
    where = np.zeros((height, width), bool)
    if last - first < 4:
        return where
    # Where cloth is can be told at a reduced size; edges are then found again.
    step = 2 if height > 900 else 1
    size = (max(1, width // step), max(1, (last - first) // step))
    pixels = cv2.resize(sprite[first:last], size, interpolation=cv2.INTER_AREA)
    free = (sprite[first:last, :, 3] > 40) & ~_of_head(kit)[first:last]
    own, other = _unlike(pixels, getattr(palette, part)), np.full(pixels.shape[:2], np.inf, np.float32)
    for name in ("top", "leg", "shoe", "skin", "hair"):
        # In rows where that is worn too the nearer colour wins.
        colour: Triple = getattr(palette, name)
        if name != part and distance(colour, getattr(palette, part)) > 24:
            other = np.minimum(other, _unlike(pixels, colour))
    mark: Array = ((own < _LIKE) & (own <= other)).astype(np.uint8)
    reach = 2 * max(1, round(0.012 * head.height / step)) + 1
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach))
    solid: Array = cv2.morphologyEx(mark, cv2.MORPH_OPEN, kernel)
    # Folds and outlines are inked over the cloth: they take on its tint, and so does the soft edge of a line.
    solid = cv2.morphologyEx(solid, cv2.MORPH_CLOSE, kernel)
    # Slivers between a strap and a seam were lost with the specks.
    solid = solid | (mark & cv2.dilate(solid, kernel, iterations=4))
    edge = (cv2.dilate(solid, kernel) > 0) & (own < _EDGE) & (own <= 1.15 * other)
    grown = cv2.resize(
        np.where(edge, 255, 255 * solid).astype(np.uint8), (width, last - first), interpolation=cv2.INTER_LINEAR
    )
    where[first:last] = (grown > 127) & free
    return where


def _of_head(kit: Kit) -> Array:
    """Where the head with its hair is on the sprite: bool."""
    front, sprite = kit.front, kit.sprite
    where = np.zeros(sprite.shape[:2], bool)
    x, y = round(kit.head.centre - front.axis), round(kit.head.top - front.top)
    y0, x0 = max(0, y), max(0, x)
    part = front.pixels[y0 - y : y0 - y + sprite.shape[0] - y0, x0 - x : x0 - x + sprite.shape[1] - x0, 3] > 40
    where[y0 : y0 + part.shape[0], x0 : x0 + part.shape[1]] = part
    return where


def _unlike(pixels: Array, colour: Triple) -> Array:
    """How unlike a colour pixels are, whether lit or in shade: the tint counts more than the light; float32."""
    flat = pixels[..., :3].astype(np.float32)
    light = flat @ np.array([0.299, 0.587, 0.114], np.float32) + 4
    own = luminance(colour) + 4
    tint = flat / light[..., None] - np.asarray(colour, np.float32) / own
    # The tint of what is nearly black says little.
    sure = np.clip(np.minimum(light, own) / 90, 0.15, 1)
    return np.asarray(60 * np.linalg.norm(tint, axis=2) * sure + 22 * np.abs(np.log(light / own)), np.float32)


def _tint(sprite: Array, where: Array, before: Triple, colour: Triple) -> None:
    """Give cloth another colour, in place: as much lighter or darker than `colour` as it was than `before`."""
    rows = np.flatnonzero(where.any(1))
    if not len(rows):
        return
    first, last = max(0, int(rows[0]) - 3), int(rows[-1]) + 4
    part = sprite[first:last, :, :3].astype(np.float32)
    light = part @ np.array([0.299, 0.587, 0.114], np.float32)
    ratio = (light / max(12.0, luminance(before)))[..., None]
    target = np.asarray(colour, np.float32)
    shaded = target * np.minimum(ratio, 1)
    lit = 255 - (255 - target) / np.maximum(ratio, 1)
    fresh = np.where(ratio > 1, lit, shaded)
    cover = cv2.GaussianBlur(where[first:last].astype(np.float32), (0, 0), 0.8)[..., None]
    sprite[first:last, :, :3] = np.clip(part * (1 - cover) + fresh * cover, 0, 255).astype(np.uint8)
