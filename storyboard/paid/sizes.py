"""From the size a film wants to a size the service draws."""

from __future__ import annotations

import math
from functools import lru_cache

from storyboard.errors import InputError
from storyboard.paid.models import ModelInfo, SizeRule

# One per cent of lost shape weighs as much as half as many pixels again: a wrong shape must be cropped, while pixels
# cost little (a picture is priced by its shape far more than by its area).
_SHAPE_WEIGHT = 40.0
# The exact shape is worth this many times the pixels of the nearest one.
_EXACT_MAY_GROW = 1.3
_MOST_CUT = 1.05
# Less than this share of a side is rounding.
_NO_LOSS = 0.0005


def legal_size(wanted: tuple[int, int], model: ModelInfo) -> tuple[int, int]:
    """The best size the model draws for a picture of `wanted` pixels.

    A legal size is kept. Otherwise, of the sizes that cover the wanted one, the smallest of exactly its shape, if there
    is one with at most 1.3 times the pixels of the nearest; else the nearest: least lost shape, then fewest pixels.
    1920x1080, which no model draws (1080 is not a multiple of 16), becomes 2048x1152. Where nothing covers the wanted
    size, the same is sought among smaller ones, and the picture is enlarged later.

    Args:
        wanted: Width and height in pixels.
        model: Whose size rule holds.

    Raises:
        InputError: The shape itself is not drawn: narrower or wider than the model's ratio.
    """
    width, height = wanted
    if width < 1 or height < 1:
        raise InputError(f"A picture of {width}x{height} pixels cannot be drawn")
    return _best(wanted, model.sizes, model.name)


def fitting_note(wanted: tuple[int, int], drawn: tuple[int, int]) -> str:
    """What becomes of a picture that is drawn at another size than the film wants; empty where it is the same.

    Args:
        wanted: The size a film wants, in pixels.
        drawn: The legal size it is drawn at.
    """
    if wanted == drawn:
        return ""
    (width, height), (drawn_width, drawn_height) = wanted, drawn
    scale = max(width / drawn_width, height / drawn_height)
    lost_width, lost_height = 1 - width / (drawn_width * scale), 1 - height / (drawn_height * scale)
    sizes = f"drawn at {drawn_width}x{drawn_height}, the nearest size the model has"
    if max(lost_width, lost_height) < _NO_LOSS:
        return f"{sizes}, and {'enlarged' if scale > 1 else 'made smaller'} to {width}x{height}; nothing is cut off"
    side, lost = ("left and right", lost_width) if lost_width > lost_height else ("top and bottom", lost_height)
    return f"{sizes}; {lost:.1%} is cut off, {side}, to fit {width}x{height}"


@lru_cache(maxsize=256)
def _best(wanted: tuple[int, int], rule: SizeRule, model: str) -> tuple[int, int]:
    if rule.allows(wanted):
        return wanted
    width, height = wanted
    if max(wanted) / min(wanted) > rule.max_ratio * _MOST_CUT:
        raise InputError(
            f"{model} draws no picture of the shape {width}x{height}",
            why=f"Its pictures are at most {rule.max_ratio:g}:1",
            cure="Choose another `format` in storyboard.yaml; the animatic and boards can still be matted",
        )

    def loss(size: tuple[int, int]) -> tuple[bool, float, int]:
        shape = abs(math.log((size[0] / size[1]) / (width / height)))
        area = abs(math.log(size[0] * size[1] / (width * height)))
        covers = size[0] >= width and size[1] >= height
        return not covers, _SHAPE_WEIGHT * shape + area, size[0] * size[1]

    candidates = _candidates(wanted, rule)
    nearest = min(candidates, key=loss)
    exact = min((size for size in candidates if size[0] * height == size[1] * width), key=loss, default=nearest)
    covers_too = loss(exact)[0] == loss(nearest)[0]
    return exact if covers_too and _area(exact) <= _EXACT_MAY_GROW * _area(nearest) else nearest


def _area(size: tuple[int, int]) -> int:
    return size[0] * size[1]


def _candidates(wanted: tuple[int, int], rule: SizeRule) -> list[tuple[int, int]]:
    """The legal sizes nearest to the wanted shape: for every width two heights, for every height two widths."""
    ratio = wanted[0] / wanted[1]
    sides = range(rule.multiple, rule.max_side + 1, rule.multiple)
    found = set()
    for side in sides:
        for other in (side / ratio, side * ratio):
            below = math.floor(other / rule.multiple) * rule.multiple
            for near in (below, below + rule.multiple):
                found.add((side, near) if other == side / ratio else (near, side))
    return sorted(size for size in found if rule.allows(size))
