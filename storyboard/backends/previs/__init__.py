"""The built-in artist: numpy and OpenCV, no network, no key, no price."""

from storyboard.backends.previs.backend import PREVIS_VERSION, PrevisBackend
from storyboard.backends.previs.cutout import cutout
from storyboard.backends.previs.kit import Kit, read_kit, shown_cutout
from storyboard.backends.previs.render import draw_frame
from storyboard.backends.previs.shelf import kit_stamp

__all__ = [
    "PREVIS_VERSION",
    "Kit",
    "PrevisBackend",
    "cutout",
    "draw_frame",
    "kit_stamp",
    "read_kit",
    "shown_cutout",
]
