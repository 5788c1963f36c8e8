"""The overlay as SVG: sharp at any size, and about a hundred bytes an arrow."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from storyboard.backends.overlay.compose import Overlay
from storyboard.backends.overlay.marks import OUTLINE, Loop

_WIDE = 1600
COLOURS = {"camera": ("#ffffff", "#101112"), "subject": ("#ce3a2e", "#ffffff")}
"""Fill and line of each kind of mark."""


def overlay_svg(overlay: Overlay, class_: str = "") -> str:
    """One ``svg`` element for an HTML page, that fills what it lies in; empty text when there is nothing to show.

    Args:
        overlay: What to draw.
        class_: Its class, for a page's own style.
    """
    if not overlay:
        return ""
    high = _WIDE / overlay.ratio
    line = 2 * OUTLINE / 100 * min(_WIDE, high)
    paths = []
    for mark in overlay.marks:
        fill, edge = COLOURS[mark.whose]
        outlines = "".join(_path(loop, high) for loop in mark.loops)
        paths.append(f'<path class="{mark.whose}" fill="{fill}" stroke="{edge}" d="{outlines}"/>')
    known_as = f" class={quoteattr(class_)}" if class_ else ""
    return (
        f'<svg{known_as} viewBox="0 0 {_WIDE} {high:.0f}" role="img" '
        f'aria-label={quoteattr("; ".join(overlay.words))} stroke-width="{line:.1f}" stroke-linejoin="round" '
        f'fill-rule="evenodd" paint-order="stroke">{"".join(paths)}</svg>'
    )


def _path(loop: Loop, high: float) -> str:
    """Whole units, each point relative to the one before it: half the length of absolute ones."""
    points = [(round(x * _WIDE), round(y * high)) for x, y in loop]
    steps = [f"M{points[0][0]} {points[0][1]}"]
    last = points[0]
    for point in points[1:]:
        if point != last:
            steps.append(f"l{point[0] - last[0]} {point[1] - last[1]}")
            last = point
    return "".join(steps) + "z"
