"""Pixels and type for every room: safe decoding, fitting to a canvas, fonts and line breaks."""

from storyboard.media.fit import Crop, crop_for, fit_to
from storyboard.media.fonts import font_for, is_cjk, missing_glyphs, wrap
from storyboard.media.pictures import decode_picture, jpeg_bytes, open_picture, png_bytes, sha256_of

__all__ = [
    "Crop",
    "crop_for",
    "decode_picture",
    "fit_to",
    "font_for",
    "is_cjk",
    "jpeg_bytes",
    "missing_glyphs",
    "open_picture",
    "png_bytes",
    "sha256_of",
    "wrap",
]
