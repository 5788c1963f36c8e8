"""Lengths and times as people write them: ``5``, ``6s``, ``4,5 sec``, ``0:04``, ``00:00:03:12``, ``0:04-0:09``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from storyboard.script.decode import squeeze

SHORTEST, LONGEST = Fraction(1, 10), Fraction(600)
DEFAULT_FPS = Fraction(24)

_DIGITS = str.maketrans("０１２３４５６７８９：；，．٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789:;,.01234567890123456789")
_NUMBER = r"[0-9]{1,6}(?:[.,][0-9]{1,6})?"
_SECOND = (
    r"(?:seconds?|secs?|sec\.|secondes?|sekunden?|sek\.?|segundos?|segs?\.?|secondi|сек(?:унд\w*|\.)?|с\.?|秒钟?|秒間|초|ثانية|ثوان[يٍ]?|ث"
    r"|s|\")(?![^\W\d_])"
)
_MINUTE = r"(?:minutes?|mins?|min\.|minuten?|minutos?|минут\w*|мин\.?|分钟?|分|분|m|')"
_CLOCK = r"[0-9]{1,2}(?::[0-9]{2}){1,2}(?:[.,][0-9]{1,6}|[:;][0-9]{2})?"
_DASH = r"\s*(?:-+>?|–|—|→|~|〜|～|to|bis|à|a|до)\s*"
_LENGTH = (
    rf"(?:(?P<frames>[0-9]{{1,6}})\s*(?:f|frames?|fr\.?)(?![^\W\d_])"
    rf"|(?P<minutes>{_NUMBER})\s*{_MINUTE}\s*(?:(?P<rest>{_NUMBER})\s*(?:{_SECOND})?)?(?![^\W\d_])"
    rf"|(?P<seconds>{_NUMBER})\s*{_SECOND})"
)
_WHOLE_LENGTH = re.compile(
    rf"(?:(?:~|ca\.?|approx\.?|about|≈|:(?=[0-9]))\s*)?(?:{_LENGTH}|(?P<bare>{_NUMBER}))", re.IGNORECASE
)
_WHOLE_CLOCK = re.compile(_CLOCK)
_WHOLE_RANGE = re.compile(
    rf"(?P<start>{_CLOCK}|{_NUMBER})\s*(?:s|sec)?{_DASH}(?P<end>{_CLOCK}|{_NUMBER})\s*(?:{_SECOND})?", re.IGNORECASE
)
_INNER = re.compile(
    rf"[(\[（【]\s*(?P<inside>[^()\[\]（）【】]{{1,40}})\s*[)\]）】]"
    rf"|(?:^|[,;|:–—-]\s*|[.!?]\s+)(?P<tail>{_CLOCK}{_DASH}{_CLOCK}|{_LENGTH.replace('?P<', '?P<tail_')})[\s.]*$",
    re.IGNORECASE,
)
# NORA (30s) is in her thirties, and her shot is not half a minute long.
_AGE = re.compile(r"\s*[2-9]0s\s*")
_LEADING = re.compile(rf"(?P<range>{_CLOCK}{_DASH}{_CLOCK})\s*[:：|,.–—-]*\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Span:
    """A length in seconds, with where it starts and ends on the film's clock where that was said.

    `start` alone is a row that says only when it begins.
    """

    seconds: Fraction | None = None
    start: Fraction | None = None
    end: Fraction | None = None


def read_span(written: str, fps: Fraction = DEFAULT_FPS, *, bare: bool = True) -> Span | None:
    """The length in a text that is nothing but a length or a range of times.

    Args:
        written: The text, such as ``6s``, ``0:04-0:09`` or ``00:00:03:12``.
        fps: Frames a second, for timecodes and lengths in frames.
        bare: Whether a number alone is a number of seconds.

    Returns:
        None when it is something else, or no length between a tenth of a second and ten minutes.
    """
    if len(written) > 60:
        return None
    text = " ".join(written.translate(_DIGITS).split())
    match = _WHOLE_RANGE.fullmatch(text)
    if match and (bare or ":" in text or not match.group().replace(" ", "")[-1].isdigit()):
        start, end = _clock(match["start"], fps), _clock(match["end"], fps)
        return Span(end - start, start, end) if sensible(end - start) else None
    if _WHOLE_CLOCK.fullmatch(text):
        seconds = _clock(text, fps)
        return Span(seconds) if sensible(seconds) else None
    match = _WHOLE_LENGTH.fullmatch(text)
    if match is None or (match["bare"] and not bare):
        return None
    seconds = _length(match, fps)
    return Span(seconds) if sensible(seconds) else None


def read_start(written: str, fps: Fraction = DEFAULT_FPS) -> Fraction | None:
    """A time on the film's clock, in seconds: ``0:00`` is one, although it is no length."""
    text = written.strip().translate(_DIGITS)
    return _clock(text, fps) if len(text) <= 20 and _WHOLE_CLOCK.fullmatch(text) else None


def take_length(text: str, fps: Fraction = DEFAULT_FPS) -> tuple[str, Span | None]:
    """A sentence without the length that is written in it, and that length: ``A woman walks in (4s)``."""
    text = squeeze(text)
    plain = text.translate(_DIGITS)
    if len(plain) != len(text):
        return text, None
    match = _LEADING.match(plain)
    if match and (span := read_span(match["range"], fps)):
        return text[match.end() :], span
    for match in reversed(list(_INNER.finditer(plain))):
        inside = match["inside"] or match["tail"]
        inside = re.sub(
            r"^(?:duration|length|time|dauer|durée|duración|时长)\s*[:：]?\s*", "", inside, flags=re.IGNORECASE
        )
        span = read_span(inside, fps, bare=False)
        if span and not (match.end() < len(plain.rstrip(" .")) and _AGE.fullmatch(inside)):
            before, after = text[: match.start()].rstrip(" ,;–—-"), text[match.end() :].lstrip()
            glue = "" if not before or not after or after[0] in ".,;:!?：，。" else " "
            return f"{before}{glue}{after}", span
    return text, None


def written(seconds: Fraction) -> str:
    """A length for a shot's cue list, to the hundredth: ``3.5s``."""
    number = f"{float(round(seconds, 2)):g}"
    # Camera directions call a two-shot 2S and a three-shot 3S.
    return f"{number}.0s" if number in {"2", "3"} else f"{number}s"


def sensible(seconds: Fraction) -> bool:
    """Whether a shot can last so long."""
    return SHORTEST <= seconds <= LONGEST


def _length(match: re.Match[str], fps: Fraction) -> Fraction:
    if match["frames"]:
        return Fraction(match["frames"]) / fps
    if match["minutes"]:
        return _decimal(match["minutes"]) * 60 + (_decimal(match["rest"]) if match["rest"] else 0)
    return _decimal(match["seconds"] or match["bare"])


def _clock(text: str, fps: Fraction) -> Fraction:
    """Seconds of ``0:04``, ``0:04.5``, ``0:00:04`` or, with four numbers, ``hours:minutes:seconds:frames``."""
    parts = re.split(r"[:;]", text)
    frames = Fraction(parts.pop()) / fps if len(parts) == 4 else Fraction(0)
    seconds = Fraction(0)
    for part in parts:
        seconds = seconds * 60 + _decimal(part)
    return seconds + frames


def _decimal(text: str) -> Fraction:
    return Fraction(text.replace(",", "."))
