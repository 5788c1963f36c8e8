"""What differs between two pictures of the same thing: how much, where, and a picture that shows it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL import Image

    Plane = NDArray[np.float32]

_SIDE = 640
# Distances in CIELAB: a picture drawn anew shimmers by a few units everywhere; what an eye notices is above this.
_NOTICED = 11.0
_HOTTEST = 45.0
# Patches smaller than this share of the picture are specks.
_SPECK = 0.0004
# Parts of one change that lie no farther apart than this share of the longer side belong together.
_APART = 0.03
_MOST_AREAS = 6
_NEARLY_ALL = 0.6


@dataclass(frozen=True)
class Area:
    """A part of the picture that differs: its box as fractions from the top left, and the share that it is of all."""

    x: float
    y: float
    width: float
    height: float
    share: float

    @property
    def where(self) -> str:
        """In words: ``upper left``, ``middle``."""
        column = ("left", "", "right")[min(2, int((self.x + self.width / 2) * 3))]
        row = ("upper", "", "lower")[min(2, int((self.y + self.height / 2) * 3))]
        if self.width > 0.8 and self.height > 0.8:
            return "all over"
        return " ".join(word for word in (row, column) if word) or "middle"


@dataclass(frozen=True)
class Difference:
    """What differs.

    Attributes:
        share: Share of the picture that differs visibly, 0 to 1.
        outside: Share of the picture that differs outside the region that was asked for: the mask, or without one the
            area that differs most.
        areas: Where, the largest first.
        heat: Distance of the colours for every pixel of a small copy, in CIELAB units, float32 (height, width).
    """

    share: float
    outside: float
    areas: tuple[Area, ...] = ()
    heat: Plane = field(repr=False, compare=False, kw_only=True)

    def __str__(self) -> str:
        if not self.areas:
            return "nothing visible differs"
        first = self.areas[0]
        if first.where == "all over":
            return f"{_percent(self.share)} of the picture differs, all over"
        where = "in the middle" if first.where == "middle" else f"{first.where} part"
        return f"{_percent(self.share)} of the picture differs, mostly {where}; elsewhere {_percent(self.outside)}"


def compare_pictures(before: Image.Image, after: Image.Image, cover: Image.Image | None = None) -> Difference:
    """Compare two pictures of the same shape.

    Args:
        before: The picture as it was.
        after: The picture as it is; it is brought to the size of the other.
        cover: Where a change was asked for, 255 there; None where that is not known.
    """
    import cv2
    import numpy as np
    from PIL import Image

    scale = min(1.0, _SIDE / max(before.size))
    size = max(8, round(before.width * scale)), max(8, round(before.height * scale))
    first, second = (
        np.asarray(one.convert("RGB").resize(size, Image.Resampling.BOX)).astype(np.float32) / np.float32(255)
        for one in (before, after)
    )
    heat = _nearest(_lab(first), _lab(second))
    changed = (heat > _NOTICED).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(changed, connectivity=8)
    specks = np.flatnonzero(stats[:, cv2.CC_STAT_AREA] < _SPECK * changed.size)
    changed[np.isin(labels, specks)] = 0
    areas, main = _areas(changed)
    if cover is not None:
        asked = np.asarray(cover.resize(size, Image.Resampling.BOX)) > 0
    else:  # Where almost all of it differs, there is no change that could be told from the rest.
        asked = main & (float(main.mean()) < _NEARLY_ALL)
    share = float(changed.mean())
    outside = float((changed.astype(bool) & ~asked).mean()) if share else 0.0
    return Difference(share=share, outside=outside, areas=areas, heat=heat)


def comparison(before: Image.Image, after: Image.Image, difference: Difference) -> Image.Image:
    """Before, after, and the differences glowing on a grey copy, side by side; each as wide as the small copy."""
    import cv2
    import numpy as np
    from PIL import Image

    height, width = difference.heat.shape
    small = [one.convert("RGB").resize((width, height), Image.Resampling.LANCZOS) for one in (before, after)]
    strength = np.clip(difference.heat / _HOTTEST, 0, 1)
    glow = cv2.cvtColor(
        cv2.applyColorMap((strength * 255).astype(np.uint8), cv2.COLORMAP_INFERNO), cv2.COLOR_BGR2RGB
    ).astype(np.float32)
    grey = np.repeat(np.asarray(small[0].convert("L"), np.float32)[..., None], 3, axis=2) * 0.45 + 30
    shown = np.clip(strength * 1.6, 0, 1)[..., None]
    heat = Image.fromarray((grey * (1 - shown) + glow * shown).clip(0, 255).astype(np.uint8))
    gap = max(4, width // 80)
    sheet = Image.new("RGB", (3 * width + 2 * gap, height), (24, 24, 26))
    for number, one in enumerate((*small, heat)):
        sheet.paste(one, (number * (width + gap), 0))
    return sheet


def _lab(pixels: Plane) -> Plane:
    """CIELAB of RGB from 0 to 1, a little blurred: what an eye sees at arm's length."""
    import cv2
    import numpy as np

    return np.asarray(cv2.GaussianBlur(cv2.cvtColor(pixels, cv2.COLOR_RGB2LAB), (0, 0), 1.2), np.float32)


def _nearest(first: Plane, second: Plane) -> Plane:
    """Distance of every pixel to the most similar one within a pixel of its place: a redrawn edge moves by as much."""
    import cv2
    import numpy as np

    height, width = first.shape[:2]
    padded = cv2.copyMakeBorder(second, 1, 1, 1, 1, cv2.BORDER_REPLICATE)
    best = np.full((height, width), np.inf, np.float32)
    for down in range(3):
        for across in range(3):
            distance = np.sqrt(((first - padded[down : down + height, across : across + width]) ** 2).sum(2))
            np.minimum(best, distance, out=best)
    return best


def _areas(changed: NDArray[np.uint8]) -> tuple[tuple[Area, ...], NDArray[np.bool_]]:
    """The areas that differ, and where the largest of them is with what lies around it."""
    import cv2
    import numpy as np

    height, width = changed.shape
    reach = 2 * max(1, round(_APART * max(height, width) / 2)) + 1
    joined = cv2.dilate(changed, np.ones((reach, reach), np.uint8))
    count, labels = cv2.connectedComponents(joined, connectivity=8)
    found = []
    for index in range(1, count):
        own = (labels == index) & (changed > 0)
        rows, columns = np.flatnonzero(own.any(1)), np.flatnonzero(own.any(0))
        area = Area(
            x=columns[0] / width,
            y=rows[0] / height,
            width=(columns[-1] + 1 - columns[0]) / width,
            height=(rows[-1] + 1 - rows[0]) / height,
            share=float(own.mean()),
        )
        found.append((area, index))
    found.sort(key=lambda one: (-one[0].share, one[1]))
    main = labels == found[0][1] if found else np.zeros(changed.shape, bool)
    return tuple(area for area, _ in found[:_MOST_AREAS]), main


def _percent(share: float) -> str:
    return f"{share * 100:.1f} %" if share < 0.0995 else f"{share * 100:.0f} %"
