"""Film time. A length is a whole number of frames; seconds are only for people and for files that ask for them."""

from __future__ import annotations

import math
import re
from fractions import Fraction

_NTSC = {"23.976": 24, "23.98": 24, "29.97": 30, "47.952": 48, "59.94": 60, "119.88": 120}
_MIN_FPS, _MAX_FPS = 1, 120


def parse_fps(text: str | float | Fraction) -> Fraction:
    """Read a frame rate as people write it.

    Args:
        text: ``24``, ``25.0``, ``23.976``, ``30000/1001`` ...; the NTSC decimals become their exact fractions.

    Raises:
        ValueError: Not a rate between 1 and 120 frames a second.
    """
    plain = str(text).strip().lower().removesuffix("fps").strip()
    if plain in _NTSC:
        return Fraction(_NTSC[plain] * 1000, 1001)
    if not re.fullmatch(r"\d{1,6}(\.\d{1,6})?|\d{1,6}/\d{1,6}", plain):
        raise ValueError(f"{text!r} is not a frame rate")
    try:
        fps = Fraction(plain)
    except ZeroDivisionError as error:
        raise ValueError(f"{text!r} is not a frame rate") from error
    if not _MIN_FPS <= fps <= _MAX_FPS:
        raise ValueError(f"{text!r} is not between {_MIN_FPS} and {_MAX_FPS} frames a second")
    return fps


def frames_of(seconds: float | Fraction, fps: Fraction) -> int:
    """Whole frames nearest to a length in seconds, at least one."""
    return max(1, math.floor(Fraction(seconds) * fps + Fraction(1, 2)))


def seconds_of(frames: int, fps: Fraction) -> float:
    """Seconds that a number of frames lasts."""
    return float(frames / fps)


def timecode(frames: int, fps: Fraction, *, start: int = 0) -> str:
    """Non-drop SMPTE timecode ``HH:MM:SS:FF`` of a frame count (`start` is added first).

    At NTSC rates the count runs at the rounded rate, as non-drop timecode does.
    """
    count, base = frames + start, round(fps)
    seconds, frame = divmod(count, base)
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours:02d}:{minute:02d}:{second:02d}:{frame:02d}"


def clock(seconds: float) -> str:
    """A length for people: ``4.0 s``, ``1:05``, ``1:02:03``."""
    if round(seconds, 1) < 60:
        return f"{seconds:.1f} s"
    whole = round(seconds)
    hours, rest = divmod(whole, 3600)
    return f"{hours}:{rest // 60:02d}:{rest % 60:02d}" if hours else f"{rest // 60}:{rest % 60:02d}"
