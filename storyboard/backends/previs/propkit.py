"""A thing with a reference picture of its own, a product for instance: cut out, measured and kept."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import cv2
import numpy as np

from storyboard.backends.previs.canvas import Canvas
from storyboard.backends.previs.colour import Array, Colour, as_colour
from storyboard.backends.previs.cutout import cut_out_thing
from storyboard.backends.previs.figure import ink_contour
from storyboard.backends.previs.palette import commonest
from storyboard.backends.previs.reference import load_reference
from storyboard.backends.previs.stylise import is_drawing, stylise, without_fringe
from storyboard.media import sha256_of

# Nothing in a picture needs more, and every pixel is warped for each frame.
_MOST_PIXELS = 1100
_PADDING = 4
# The longest side in metres by what a thing is called; the last word that says so counts ("bicycle lamp" is a lamp).
_SIZES: tuple[tuple[float, str], ...] = (
    (0.05, r"rings?|earrings?|coins?|pills?|lipstick|keys?"),
    (0.12, r"cups?|mugs?|cans?|tins?|jars?|candles?|perfume|cologne|soap|torch|watch(es)?|glasses|burgers?|cream|serum|phone case"),
    (0.12, r"(bike|bicycle|cycle) (lamp|light)s?|(ear|head)buds?|cameras?|wallets?|mouse|fruit|apple|cupcakes?"),
    (0.16, r"(smart)?phones?|mobiles?|chocolate|bars?|gloves?|bread|sunglasses"),
    (0.26, r"bottles?|flasks?|thermos|tumblers?|sprays?|shampoo|kettles?|teapots?|hats?|caps?|headphones|pizza|cakes?"),
    (0.30, r"shoes?|boots?|sneakers?|trainers?|lamps?|lanterns?|tablets?|books?|toasters?|helmets?|blenders?|plants?"),
    (0.36, r"laptops?|box(es)?|parcels?|balls?|handbags?|radios?|speakers?"),
    (0.48, r"bags?|backpacks?|rucksacks?|cushions?|drones?|jackets?|shirts?|suitcases?"),
    (0.95, r"guitars?|umbrellas?|chairs?|skateboards?|signs?|tvs?|televisions?"),
    (1.75, r"bikes?|bicycles?|sofas?|couch(es)?|scooters?|fridges?|surfboards?"),
    (4.30, r"cars?|vans?|boats?"),
)  # fmt: skip
_PLAIN_SIZE = 0.25


@dataclass(frozen=True)
class PropKit:
    """What a thing's reference gives the artist.

    Attributes:
        name: What the film calls it.
        sprite: The thing, RGBA with straight alpha, cropped.
        tall: Its height in metres; how wide it is follows.
        colour: The colour most of it has.
        doubtful: Why a person should look at the cut-out; empty when it is sure.
    """

    name: str
    sprite: Array
    tall: float
    colour: Colour
    doubtful: str = ""

    @property
    def aspect(self) -> float:
        """Width against height."""
        return float(self.sprite.shape[1] / self.sprite.shape[0])

    @property
    def wide(self) -> float:
        """Its width in metres."""
        return self.tall * self.aspect

    @property
    def words(self) -> tuple[str, ...]:
        """What it is called, casefolded: its name, and the last word of that ("flask")."""
        name = self.name.casefold().strip()
        return (name, name.split()[-1]) if name else ("thing",)

    def told_in(self, text: str) -> bool:
        """A casefolded text speaks of it."""
        return any(re.search(rf"(?<!\w){re.escape(word)}", text) for word in self.words)


def read_prop(path: Path, name: str) -> PropKit:
    """Make the kit of a thing's reference picture.

    Raises:
        PictureError: The picture cannot be read.
    """
    return build_prop(load_reference(path), name)


def build_prop(picture: Array, name: str) -> PropKit:
    """Make the kit of RGB or RGBA pixels (height, width, 3 or 4)."""
    cut = cut_out_thing(picture)
    solid = cut.coverage > 0.5
    rows, columns = np.flatnonzero(solid.any(1)), np.flatnonzero(solid.any(0))
    y0, x0 = max(0, int(rows[0]) - _PADDING), max(0, int(columns[0]) - _PADDING)
    window = np.s_[y0 : int(rows[-1]) + 1 + _PADDING, x0 : int(columns[-1]) + 1 + _PADDING]
    colours, coverage = np.ascontiguousarray(cut.colours[window]), np.ascontiguousarray(cut.coverage[window])
    colours = without_fringe(colours, coverage)
    shrink = _MOST_PIXELS / max(colours.shape[:2])
    if shrink < 1:
        colours = cv2.resize(colours, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA)
        coverage = cv2.resize(coverage, (colours.shape[1], colours.shape[0]), interpolation=cv2.INTER_AREA)
    if not is_drawing(colours, coverage):
        colours = stylise(colours, head_height=0.4 * max(colours.shape[:2]), drawing=False)
    height, width = coverage.shape
    most = commonest(colours, coverage > 0.6, 0, width, 0, height)
    sprite = np.dstack([colours, (np.clip(coverage, 0, 1) * 255).astype(np.uint8)])
    tall = _longest(name) * height / max(height, width)
    return PropKit(name, sprite, tall, as_colour(most or (150, 130, 110)), cut.doubtful)


def _longest(name: str) -> float:
    told = name.casefold()
    found = [
        (match.end(), match.end() - match.start(), metres)
        for metres, words in _SIZES
        for match in re.finditer(rf"\b(?:{words})\b", told)
    ]
    return max(found)[2] if found else _PLAIN_SIZE


def first_told(props: Mapping[str, PropKit], text: str) -> PropKit | None:
    """The thing that a casefolded text speaks of first; the only one there is, if it names none."""
    told = [(text.find(prop.words[-1]), name) for name, prop in props.items() if prop.told_in(text)]
    if told:
        return props[min(told)[1]]
    return next(iter(props.values())) if len(props) == 1 else None


def prop_layer(
    size: tuple[int, int], prop: PropKit, foot: Sequence[float] | Array, tall: float, *, tilt: float = 0.0
) -> Canvas:
    """The thing as a layer with coverage, inked around like everybody else.

    Args:
        size: The picture's width and height.
        prop: The thing.
        foot: The pixel its lower edge stands on, in its middle.
        tall: Its height in pixels.
        tilt: Degrees it leans to the right.
    """
    rows, columns = prop.sprite.shape[:2]
    scale = tall / rows
    cosine, sine = np.cos(np.radians(tilt)), np.sin(np.radians(tilt))
    turn = np.array([[cosine, -sine], [sine, cosine]]) * scale
    matrix = np.eye(3)
    matrix[:2, :2] = turn
    matrix[:2, 2] = np.asarray(foot, float) - turn @ np.array([columns / 2, rows])
    corners = np.array([[0, 0], [columns, 0], [columns, rows], [0, rows]]) @ turn.T + matrix[:2, 2]
    low, high = corners.min(0) - 8, corners.max(0) + 8
    layer = Canvas(size, (low[0], low[1], high[0], high[1]))
    if not layer.empty:
        layer.paste(prop.sprite, matrix)
        ink_contour(layer, scale)
    return layer


class PropShelf:
    """Kits of things by reference; each is made once in a process."""

    def __init__(self) -> None:
        self._kits: dict[tuple[str, str], PropKit] = {}
        self._lock = Lock()

    def kit(self, path: Path, name: str, sha256: str = "") -> PropKit:
        """The kit of a reference picture; `sha256` saves hashing it.

        Raises:
            PictureError: The picture cannot be read.
        """
        if not path.is_file():
            return read_prop(path, name)  # Says what is wrong with it.
        key = (sha256 or sha256_of(path), name)
        with self._lock:
            if key not in self._kits:
                self._kits[key] = read_prop(path, name)
            return self._kits[key]
