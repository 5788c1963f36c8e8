"""Text from outside made harmless: one line, bounded, without anything that a terminal, a page or a shell would act on."""

from __future__ import annotations

import re
import shlex
import unicodedata

# Marks of mark-up, and those with which a pasted line would do more in a shell than it says.
_MARKS = str.maketrans({**dict.fromkeys("<>[]{}|`$\\^*", " "), "&": "+", '"': "'", "“": "'", "”": "'", "„": "'"})
_PLAIN_NUMBER = re.compile(r"[\w.-]+")
_ACTED_ON = frozenset("!%'")


def plain(text: str, most: int) -> str:
    """The text as one line of at most `most` letters, without mark-up and invisible signs."""
    # Long enough for any honest answer, however much of it turns out to be white space.
    visible = "".join(" " if unicodedata.category(char)[0] in "CZ" else char for char in text[: most * 4])
    line = " ".join(visible.translate(_MARKS).split()).lstrip("- ")
    if len(line) <= most:
        return line
    return line[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def revise_command(label: str, shot_id: str, instruction: str, *, backend: str = "") -> str:
    """The line that asks for a change, as it can be pasted into a terminal.

    Args:
        label: What people call the shot.
        shot_id: Its id, for a label that a shell would take apart.
        instruction: What is to change.
        backend: Who is to do it, where the bible names somebody who cannot.
    """
    name = label if _PLAIN_NUMBER.fullmatch(label) else shot_id
    artist = f" --backend {backend}" if backend else ""
    quoted = f'"{instruction}"' if not _ACTED_ON & set(instruction) - {"'"} else shlex.quote(instruction)
    return f"storyboard revise {name} {quoted}{artist}"
