"""Arrows and boxes over a picture, as crews draw them on boards: what the camera does, and where people go.

They are described once, as outlines in fractions of the picture, and drawn twice: as SVG and as an RGBA picture. They
never get into a frame, because a video model would animate them. All that is needed is the shot and, where they are
known, the landmarks of its picture; so they serve anybody's pictures: drawn, bought or brought along.
"""

from storyboard.backends.overlay.compose import Overlay, landmarks_within, overlay_of
from storyboard.backends.overlay.marks import Mark, Whose
from storyboard.backends.overlay.svg import overlay_svg

__all__ = ["Mark", "Overlay", "Whose", "landmarks_within", "overlay_of", "overlay_svg"]
