"""What the service says of its rate limits: in the text of a 429, and in the headers of any answer."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

from storyboard.model import Noun

# Which of several counts in the headers is the one of pictures; the first that comes.
_PICTURE_KINDS = ("input-images", "images", "requests")
_MINUTE = {"min", "minute", "1min"}
# Numbers are bounded: five thousand digits are somebody's joke.
_NUMBER = r"(\d{1,9}(?:,\d{3}){0,3})"
_LIMIT, _USED, _REQUESTED = (
    re.compile(rf"\b{word}:?\s*{_NUMBER}", re.IGNORECASE) for word in ("limit", "(?:used|current)", "requested")
)
# `on input-images per min`, `on requests per min (RPM)`, `for images per minute`; older: `Limit: 5/1min`.
_KIND = re.compile(r"\b([a-z][a-z_-]{1,40}) per (min|minute|day|hour|second)\b", re.IGNORECASE)
_UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0}
_DURATION = re.compile(
    r"(\d{1,9}(?:\.\d{1,9})?)\s*(milliseconds?|ms|seconds?|secs?|s|minutes?|mins?|m|hours?|h)(?![a-z])", re.IGNORECASE
)
_TRY_AGAIN = re.compile(rf"try again (?:in|after) ((?:{_DURATION.pattern}\s*(?:and\s+)?){{1,4}})", re.IGNORECASE)
_LONGEST_TEXT = 4000


class RateReading(Noun):
    """What one answer tells of a limit.

    `kind` is what is counted (``images``, ``input-images``, ``requests``, ``tokens``), `per` the span it is counted over;
    `limit`, `used`, `requested` and `remaining` are in those units, `reset` is in seconds.
    """

    kind: str = ""
    per: str = ""
    limit: float | None = None
    used: float | None = None
    requested: float | None = None
    remaining: float | None = None
    reset: float | None = None

    @property
    def of_pictures(self) -> bool:
        """It is the count that pacing is about: pictures, or requests for them, in a minute."""
        return (not self.kind or self.kind in _PICTURE_KINDS) and (not self.per or self.per in _MINUTE)


def read_rate(headers: Mapping[str, str], message: str = "") -> RateReading | None:
    """Read the limit an answer tells of; None when it tells of none.

    Args:
        headers: Those of the answer, with lower-case names or in a mapping that does not care.
        message: The text of a refusal; what it says goes before the headers, which may count something else.
    """
    return _from_text(message[:_LONGEST_TEXT]) or _from_headers(headers)


def asked_wait(headers: Mapping[str, str], message: str = "") -> float | None:
    """The seconds after which the service says it may be asked again, if it does.

    It is looked for in ``retry-after-ms`` and ``retry-after`` (seconds, or a date when the answer carries its own),
    then in the text, then in the headers that say when the limit is reset.
    """
    for name, unit in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        seconds = _number(headers.get(name, ""))
        if seconds is not None:
            return seconds * unit
    until = _seconds_until(headers.get("retry-after", ""), headers.get("date", ""))
    if until is not None:
        return until
    found = _TRY_AGAIN.search(message[:_LONGEST_TEXT])
    if found:
        return read_duration(found.group(1))
    reading = _from_headers(headers)
    return reading.reset if reading is not None and reading.remaining == 0 else None


def read_duration(text: str) -> float | None:
    """Seconds of a text such as ``12s``, ``6m0s``, ``1h2m3s``, ``350ms``, ``51.84 seconds``, or of a bare number."""
    parts = _DURATION.findall(text)
    if not parts:
        return _number(text)
    return sum(float(amount) * _unit(unit.lower()) for amount, unit in parts)


def _unit(word: str) -> float:
    return _UNITS["ms"] if word.startswith(("ms", "milli")) else _UNITS[word[0]]


def _from_text(message: str) -> RateReading | None:
    limit = _count(_LIMIT, message)
    kind = _KIND.search(message)
    if limit is None and kind is None:
        return None
    return RateReading(
        kind=_kind(kind.group(1)) if kind else "",
        per=kind.group(2).lower() if kind else "",
        limit=limit,
        used=_count(_USED, message),
        requested=_count(_REQUESTED, message),
        reset=asked_wait({}, message) if "try again" in message.lower() else None,
    )


def _from_headers(headers: Mapping[str, str]) -> RateReading | None:
    for kind in _PICTURE_KINDS:
        limit = _number(headers.get(f"x-ratelimit-limit-{kind}", ""))
        remaining = _number(headers.get(f"x-ratelimit-remaining-{kind}", ""))
        if limit is None and remaining is None:
            continue
        return RateReading(
            kind=kind,
            limit=limit or None,
            remaining=remaining,
            reset=read_duration(headers.get(f"x-ratelimit-reset-{kind}", "")),
        )
    return None


def _kind(word: str) -> str:
    return word.lower().replace("_", "-")


def _count(pattern: re.Pattern[str], message: str) -> float | None:
    found = pattern.search(message)
    return float(found.group(1).replace(",", "")) if found else None


def _number(text: str) -> float | None:
    try:
        number = float(text[:40])
    except ValueError:
        return None
    return number if math.isfinite(number) and number >= 0 else None


def _seconds_until(when: str, now: str) -> float | None:
    """The answer's own date is taken for now: the clock of this machine may be wrong."""
    try:
        return max((parsedate_to_datetime(when) - parsedate_to_datetime(now)).total_seconds(), 0.0)
    except (TypeError, ValueError, IndexError):
        return None
