"""What differs between the inputs of a take and today's, as sentences: ``MARA's wardrobe: yellow coat -> red coat``."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from storyboard.frames.inputs import POLICY, WISH

_WHOLE = 60
_CONTEXT = 2
_LONGEST = 70
_PICTURES = ("the picture of ", "the sheet of ", "the mask of ")
# Schema 1 kept only hashes of these.
_HASHED = ("the description of ", "location ", "prop ", "style")

Where = Callable[[str], str]
Alike = Callable[[str, str, str], bool]


def changes(
    then: Mapping[str, str], now: Mapping[str, str], *, where: Where | None = None, alike: Alike | None = None
) -> tuple[str, ...]:
    """What differs, a sentence each.

    Args:
        then: The inputs of a take.
        now: Today's, under the same names.
        where: Says for an input's name where it is written, as ``storyboard.yaml:14``; empty where nobody knows.
        alike: Whether two values of an input, neither of them empty, are one and the same for whoever sees the picture.
    """
    said = []
    for name in sorted((then.keys() | now.keys()) - {POLICY}):
        before, after = then.get(name), now.get(name)
        if before and after and before != after and alike is not None and alike(name, before, after):
            continue
        # Whoever takes back a wish to redo a picture is content with the one that was made for it.
        if before != after and not (name == WISH and after is None):
            place = where(name) if where else ""
            said.append(f"{_sentence(name, before, after)}{f' ({place})' if place else ''}")
    return tuple(said)


def _sentence(name: str, before: str | None, after: str | None) -> str:
    if name.startswith(_PICTURES) or _is_hash(name, before, after):
        word = "is new" if before is None else "is gone" if after is None else "changed"
        return f"{name} {word}"
    if before is None or after is None:
        return f"{name}: {_cut(after)}" if after else f"{name}: {_cut(before or '')} -> nothing"
    old, new = _difference(before, after)
    return f"{name}: {old} -> {new}"


def _is_hash(name: str, *values: str | None) -> bool:
    return name.startswith(_HASHED) and all(
        value is None or (len(value) == 16 and set(value) <= set("0123456789abcdef")) for value in values
    )


def _difference(before: str, after: str) -> tuple[str, str]:
    """Both values, whole where they are short, else only the words that differ and two around them."""
    if max(len(before), len(after)) <= _WHOLE:
        return before, after
    old, new = before.split(), after.split()
    shared = min(len(old), len(new))
    head = next((index for index in range(shared) if old[index] != new[index]), shared)
    tail = next((index for index in range(shared - head) if old[-1 - index] != new[-1 - index]), shared - head)
    return _window(old, head, tail), _window(new, head, tail)


def _window(words: list[str], head: int, tail: int) -> str:
    begin, end = max(0, head - _CONTEXT), min(len(words), len(words) - tail + _CONTEXT)
    text = " ".join(words[begin:end])
    return f"{'… ' if begin else ''}{_cut(text)}{' …' if end < len(words) else ''}"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"
