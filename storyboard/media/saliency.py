"""Where the eye goes in a picture nobody has described: a guess for crops of imported pictures, not a face finder."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL import Image

    Grid = NDArray[np.floating]

_SIDE = 96
# Skin of any depth lies in a narrow band of hue: red over green over blue, by about these shares.
_SKIN_RED_OVER_GREEN = (1.05, 2.2)
_SKIN_GREEN_OVER_BLUE = (0.9, 2.0)


def point_of_interest(picture: Image.Image) -> tuple[float, float]:
    """The point a crop should keep, as fractions from the top left.

    Contrast draws the eye, skin more so, and in pictures of people it sits above the middle. The three are weighed
    together on a small copy.
    """
    import numpy as np

    scale = _SIDE / max(picture.size)
    width, height = max(8, round(picture.width * scale)), max(8, round(picture.height * scale))
    small = np.asarray(picture.convert("RGB").resize((width, height)), dtype=np.float32)
    grey = small @ np.array([0.299, 0.587, 0.114], dtype=np.float32)
    across, down = np.gradient(grey, axis=1), np.gradient(grey, axis=0)
    contrast = np.hypot(across, down)
    contrast /= contrast.max() + 1e-6
    red, green, blue = (small[..., channel] + 1 for channel in range(3))
    over_green, over_blue = red / green, green / blue
    skin = (
        (over_green > _SKIN_RED_OVER_GREEN[0])
        & (over_green < _SKIN_RED_OVER_GREEN[1])
        & (over_blue > _SKIN_GREEN_OVER_BLUE[0])
        & (over_blue < _SKIN_GREEN_OVER_BLUE[1])
        & (red > 60)
    )
    reach = max(2, round(min(width, height) * 0.09))
    # A face is skin with detail in it; a bare wall has one and a hedge the other.
    weight = _blurred(contrast, reach) * (0.25 + _blurred(skin.astype(np.float32), reach))
    rows = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    columns = np.linspace(0, 1, width, dtype=np.float32)[None, :]
    weight *= np.exp(-(((rows - 0.3) / 0.35) ** 2)) * np.exp(-(((columns - 0.5) / 0.45) ** 2))
    row, column = np.unravel_index(int(weight.argmax()), weight.shape)
    return (float(column) + 0.5) / width, (float(row) + 0.5) / height


def _blurred(values: Grid, reach: int) -> Grid:
    """The mean over a box of 2 * reach + 1 cells a side."""
    import numpy as np

    for axis in (0, 1):
        padded = np.pad(values, [(reach + 1, reach) if axis == side else (0, 0) for side in (0, 1)], mode="edge")
        sums = padded.cumsum(axis=axis)
        span = 2 * reach + 1
        take = [slice(None), slice(None)]
        lower = list(take)
        take[axis], lower[axis] = slice(span, None), slice(None, -span)
        values = (sums[tuple(take)] - sums[tuple(lower)]) / span
    return values
