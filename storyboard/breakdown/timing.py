"""How long things take to say, to do and to see; rounded to frames once, when the shot is made."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from storyboard.breakdown.sentences import count_words
from storyboard.model import Timing, frames_of

PAUSE = 1.0
# An action shorter than this, in seconds, rarely needs a picture of its own.
TINY = 2.0
# A CJK character carries about as much as six tenths of a word of action.
_WORDS_PER_CHARACTER = 0.6


def speech_seconds(text: str, timing: Timing) -> float:
    """Seconds one speech takes, without the breath before it."""
    words, characters = count_words(text)
    return words / timing.words_per_second + characters / timing.cjk_per_second + timing.speech_padding


def action_seconds(text: str, timing: Timing) -> float:
    """Seconds an action takes to see."""
    words, characters = count_words(text)
    amount = words + characters * _WORDS_PER_CHARACTER
    return max(timing.minimum, amount * timing.action_word + timing.action_padding)


def is_pause(parenthetical: str) -> bool:
    """Whether a parenthetical is a silence, which takes time of its own."""
    return parenthetical.strip(" .").casefold() in {
        "beat",
        "pause",
        "a beat",
        "long pause",
        "long beat",
        "silence",
        "пауза",
        "temps",
        "un temps",
        "pausa",
        "kurze pause",
        "silencio",
        "silêncio",
        "silenzio",
        "停顿",
        "沉默",
        "間",
        "صمت",
    }


def shot_seconds(
    action: str, speeches: list[str], pauses: int, *, over: bool, opens: bool, timing: Timing
) -> tuple[float, str]:
    """Length of a shot in seconds and what decided it.

    Args:
        action: What happens in it.
        speeches: What is said in it.
        pauses: How many silences it holds.
        over: The speech lies over the action instead of following it.
        opens: It opens a scene and lets people look around.
        timing: The project's speeds.
    """
    acted = action_seconds(action, timing) if action else 0.0
    spoken = sum(speech_seconds(speech, timing) for speech in speeches) + (timing.lead_in if speeches else 0.0)
    # Who first does something and then speaks needs the time for both, but breathes only once.
    doing = acted - timing.action_padding if action and speeches and not over else acted
    seconds = (max(acted, spoken) if over else max(doing, 0.0) + spoken) + pauses * PAUSE
    basis = "speech" if spoken > acted else "action"
    if opens and seconds < timing.establishing:
        return timing.establishing, "establishing"
    if seconds < timing.minimum:
        return timing.minimum, "minimum"
    return seconds, basis


class Clock:
    """Lengths that follow a recording: each ends on the frame nearest to its time, so that a song never drifts away."""

    def __init__(self, fps: Fraction) -> None:
        self._fps, self._time, self._frame = fps, Fraction(0), 0

    def frames(self, seconds: float) -> int:
        """Whole frames of the next length; at least one."""
        self._time += Fraction(str(seconds))
        frames = max(1, frames_of(self._time, self._fps) - self._frame)
        self._frame += frames
        return frames


def to_frames(seconds: float, fps: Fraction) -> int:
    """Whole frames of a length in seconds."""
    return _frames(seconds, fps.numerator, fps.denominator)


@lru_cache(maxsize=4096)
def _frames(seconds: float, numerator: int, denominator: int) -> int:
    """As many shots are of the same few lengths, each is worked out once."""
    return frames_of(seconds, Fraction(numerator, denominator))
