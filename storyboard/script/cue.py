"""Character cues: which lines are names, and what is said about them in brackets."""

from __future__ import annotations

import unicodedata

_MAX_NAME = 60


def is_upper(text: str) -> bool:
    """Whether a text is in capitals in any alphabet: at least one capital letter and no small one."""
    if text.isascii():
        return text.isupper()
    categories = {unicodedata.category(sign) for sign in text}
    return "Ll" not in categories and not categories.isdisjoint({"Lu", "Lt"})


def split_cue(line: str) -> tuple[str, tuple[str, ...], bool]:
    """Take a cue line apart.

    Returns:
        The name, what stood in brackets after it (``V.O.``), and whether it is the second of a dual dialogue.
    """
    name = line.strip().replace("（", "(").replace("）", ")")
    dual = name.endswith(("^", "＾"))
    if dual:
        name = name[:-1].rstrip()
    extensions: list[str] = []
    while name.endswith(")"):
        opening = name.rfind("(")
        if opening < 0:
            break
        extensions.insert(0, name[opening + 1 : -1].strip())
        name = name[:opening].rstrip()
    return name, tuple(extensions), dual


def is_cue_name(name: str) -> bool:
    """Whether a name could stand over a speech: capitals, not too long, no left-over signs of another kind of line."""
    return 0 < len(name) <= _MAX_NAME and "^" not in name and is_upper(name)
