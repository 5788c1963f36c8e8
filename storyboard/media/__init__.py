"""Pixels, sound and type for every room: safe decoding, fitting, fonts and line breaks, encoding of picture and sound."""

from typing import TYPE_CHECKING

from storyboard.media.audio import SAMPLE_RATE, WavWriter, in_blocks, read_sound, write_aac
from storyboard.media.difference import Difference, compare_pictures, comparison
from storyboard.media.fit import Crop, crop_for, fit_to
from storyboard.media.fonts import font_for, missing_glyphs, wrap
from storyboard.media.footage import FootageReader
from storyboard.media.grid import find_panels
from storyboard.media.linebreaks import is_cjk, is_mark
from storyboard.media.masks import put_back, read_mask
from storyboard.media.memory import give_back_large_blocks
from storyboard.media.pictures import decode_picture, jpeg_bytes, open_picture, png_bytes, sha256_of
from storyboard.media.saliency import Glance, glance_at, point_of_interest
from storyboard.media.subtitletrack import Subtitle
from storyboard.media.video import (
    CodedPicture,
    EncoderSettings,
    SegmentEncoder,
    blank_frame,
    planes_of,
    rgb_of,
    write_mp4,
)
from storyboard.media.webpage import picture_url, policy_hash

if TYPE_CHECKING:
    # Shapes of arrays, for annotations only: numpy is loaded where pictures are painted.
    from storyboard.media.audio import Sound as Sound
    from storyboard.media.video import Plane as Plane
    from storyboard.media.video import Planes as Planes

__all__ = [
    "SAMPLE_RATE",
    "CodedPicture",
    "Crop",
    "Difference",
    "EncoderSettings",
    "FootageReader",
    "Glance",
    "SegmentEncoder",
    "Subtitle",
    "WavWriter",
    "blank_frame",
    "compare_pictures",
    "comparison",
    "crop_for",
    "decode_picture",
    "find_panels",
    "fit_to",
    "font_for",
    "give_back_large_blocks",
    "glance_at",
    "in_blocks",
    "is_cjk",
    "is_mark",
    "jpeg_bytes",
    "missing_glyphs",
    "open_picture",
    "picture_url",
    "planes_of",
    "png_bytes",
    "point_of_interest",
    "policy_hash",
    "put_back",
    "read_mask",
    "read_sound",
    "rgb_of",
    "sha256_of",
    "wrap",
    "write_aac",
    "write_mp4",
]
