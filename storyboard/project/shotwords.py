"""The words people use for what a field can only have a few of: ``close-up`` for CU, ``bird's eye`` for overhead."""

from __future__ import annotations

import re
from enum import StrEnum

from storyboard.model import Angle, Framing, Interior, Size, TimeOfDay, TransitionKind

_SIGNS = re.compile(r"[\W_]+")
_TAILS = (" shot", " angle", " view", " level")

SIZES: dict[str, Size] = {
    "extreme close up": Size.ECU, "big close up": Size.ECU, "bcu": Size.ECU, "xcu": Size.ECU, "macro": Size.ECU,
    "close up": Size.CU, "closeup": Size.CU, "close": Size.CU,
    "medium close up": Size.MCU, "medium close": Size.MCU, "mid close up": Size.MCU,
    "medium": Size.MS, "mid": Size.MS, "midshot": Size.MS, "waist": Size.MS,
    "medium long": Size.MLS, "medium wide": Size.MLS, "mws": Size.MLS, "cowboy": Size.MLS, "american": Size.MLS,
    "full": Size.FS, "full length": Size.FS,
    "wide": Size.WS, "long": Size.WS, "ls": Size.WS, "master": Size.WS,
    "extreme wide": Size.EWS, "extreme long": Size.EWS, "very wide": Size.EWS, "xws": Size.EWS, "els": Size.EWS,
    "vws": Size.EWS, "xls": Size.EWS, "establishing": Size.EWS,
}  # fmt: skip
ANGLES: dict[str, Angle] = {
    "normal": Angle.EYE, "up": Angle.LOW, "down": Angle.HIGH, "canted": Angle.DUTCH, "dutch tilt": Angle.DUTCH,
    "top": Angle.OVERHEAD, "top down": Angle.OVERHEAD, "bird s eye": Angle.OVERHEAD, "birds eye": Angle.OVERHEAD,
    "god s eye": Angle.OVERHEAD, "worm s eye": Angle.WORM, "worms eye": Angle.WORM,
}  # fmt: skip
FRAMINGS: dict[str, Framing] = {
    "two": Framing.TWO_SHOT, "2": Framing.TWO_SHOT, "three": Framing.THREE_SHOT, "3": Framing.THREE_SHOT,
    "over the shoulder": Framing.OVER_SHOULDER, "over shoulder": Framing.OVER_SHOULDER, "one": Framing.SINGLE,
    "point of": Framing.POINT_OF_VIEW, "detail": Framing.INSERT,
}  # fmt: skip
TRANSITIONS: dict[str, TransitionKind] = {
    "cut to": TransitionKind.CUT, "straight cut": TransitionKind.CUT, "cross dissolve": TransitionKind.DISSOLVE,
    "crossfade": TransitionKind.DISSOLVE, "cross fade": TransitionKind.DISSOLVE, "dissolve to": TransitionKind.DISSOLVE,
    "fade from black": TransitionKind.FADE_IN, "fade to black": TransitionKind.FADE_OUT,
    "match cut": TransitionKind.CUT, "smash cut": TransitionKind.CUT, "wipe to": TransitionKind.WIPE,
    "whip pan": TransitionKind.WHIP, "swish pan": TransitionKind.WHIP, "whip pan to": TransitionKind.WHIP,
    "fade in from white": TransitionKind.FADE_FROM_WHITE, "fade out to white": TransitionKind.FADE_TO_WHITE,
}  # fmt: skip
INTERIORS: dict[str, Interior] = {
    "interior": Interior.INT, "exterior": Interior.EXT, "ext int": Interior.BOTH, "i e": Interior.BOTH,
}  # fmt: skip
TIMES: dict[str, TimeOfDay] = {
    "sunrise": TimeOfDay.DAWN, "morning": TimeOfDay.DAY, "afternoon": TimeOfDay.DAY, "noon": TimeOfDay.DAY,
    "evening": TimeOfDay.DUSK, "sunset": TimeOfDay.DUSK, "midnight": TimeOfDay.NIGHT,
}  # fmt: skip
WORDS: dict[str, tuple[type[StrEnum], dict[str, StrEnum], str]] = {
    "size": (Size, dict(SIZES), "a shot size"),
    "angle": (Angle, dict(ANGLES), "a camera angle"),
    "framing": (Framing, dict(FRAMINGS), "a framing"),
    "transition_in": (TransitionKind, dict(TRANSITIONS), "a transition"),
    "transition_out": (TransitionKind, dict(TRANSITIONS), "a transition"),
    "interior": (Interior, dict(INTERIORS), "one of INT, EXT and INT/EXT"),
    "time": (TimeOfDay, dict(TIMES), "a time of day"),
}
YES = frozenset(
    {"yes", "y", "true", "x", "1", "ok", "ja", "oui", "si", "sí", "sim", "да", "是", "はい", "wahr", "vrai", "✓", "✔"}
)
NO = frozenset({"", "no", "n", "false", "0", "-", "nein", "non", "não", "нет", "否", "いいえ", "falsch", "faux"})


def read_word(name: str, written: object) -> StrEnum:
    """What somebody wrote into a field that takes one of a few words; None and blank give nothing.

    Raises:
        ValueError: None of the words, nor a usual synonym; the message lists them.
    """
    kind, words, called = WORDS[name]
    folded = _folded(str(written))
    for text in (folded, *(folded.removesuffix(tail) for tail in _TAILS)):
        for member in kind:
            if text == _folded(member):
                return member
        if text in words:
            return words[text]
    raise ValueError(f"{str(written)!r:.40} is not {called}; take {', '.join(member for member in kind if member)}")


def read_yes(written: object) -> bool:
    """Whether somebody said yes.

    Raises:
        ValueError: Neither yes nor no.
    """
    folded = str(written if written is not None else "").strip().casefold()
    if folded in YES:
        return True
    if folded in NO:
        return False
    raise ValueError(f"{folded!r:.40} is neither yes nor no")


def _folded(text: str) -> str:
    return " ".join(_SIGNS.sub(" ", text).casefold().split())
