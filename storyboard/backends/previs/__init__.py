"""The built-in artist: numpy and OpenCV, no network, no key, no price."""

from storyboard.backends.previs.backend import PREVIS_VERSION, PrevisBackend
from storyboard.backends.previs.cutout import cutout
from storyboard.backends.previs.kit import Kit, read_kit
from storyboard.backends.previs.render import draw_frame

__all__ = ["PREVIS_VERSION", "Kit", "PrevisBackend", "cutout", "draw_frame", "read_kit"]
