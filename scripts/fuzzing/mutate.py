"""Broken versions of a file: bytes, signs, lines and pieces of its own grammar cut, doubled, swapped and strewn in."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from fuzzing.seeds import SIGNS, Material

# The largest input that is made: far above a page, so that what grows with the square of the size shows.
LARGEST = 40_000
_HOW_MANY = (1, 1, 2, 3, 5, 12)


def make(material: Material, others: Sequence[bytes], chance: random.Random) -> bytes:
    """One input: a broken seed, or a file put together from pieces.

    Args:
        material: What belongs to the reader.
        others: Files of other readers, to splice in.
        chance: The only source of randomness.
    """
    data = bytearray(_put_together(material, chance) if chance.random() < 0.2 else chance.choice(material.seeds))
    for _ in range(chance.choice(_HOW_MANY)):
        chance.choice(_KINDS)(data, material, others, chance)
        del data[LARGEST:]
    return bytes(data)


def _put_together(material: Material, chance: random.Random) -> bytes:
    joiners = (b"\n", b"\n", b"\n\n", b"", b" ")
    parts: list[bytes] = []
    for _ in range(chance.randrange(1, 25)):
        parts += (chance.choice(material.pieces), chance.choice(joiners))
    return b"".join(parts)


def _span(data: bytearray, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.choice((1, 2, 5, 20, 200)))


def _cut(data: bytearray, _m: Material, _o: Sequence[bytes], chance: random.Random) -> None:
    start, end = _span(data, chance)
    del data[start:end]


def _double(data: bytearray, _m: Material, _o: Sequence[bytes], chance: random.Random) -> None:
    start, end = _span(data, chance)
    data[start:start] = data[start:end] * chance.choice((1, 1, 2, 30))


def _sign(data: bytearray, _m: Material, _o: Sequence[bytes], chance: random.Random) -> None:
    start, end = _span(data, chance)
    data[start : end if chance.random() < 0.5 else start] = chance.choice(SIGNS)


def _many_signs(data: bytearray, material: Material, _o: Sequence[bytes], chance: random.Random) -> None:
    # Large inputs are slow to read; a few of them are enough to show what grows with the square.
    times = 3000 if chance.random() < 0.02 else chance.choice((3, 10, 40))
    start, _ = _span(data, chance)
    data[start:start] = chance.choice(SIGNS if chance.random() < 0.5 else material.pieces) * times


def _byte(data: bytearray, _m: Material, _o: Sequence[bytes], chance: random.Random) -> None:
    if data:
        data[chance.randrange(len(data))] = chance.randrange(256)


def _piece(data: bytearray, material: Material, _o: Sequence[bytes], chance: random.Random) -> None:
    start, _ = _span(data, chance)
    data[start:start] = chance.choice(material.pieces)


def _line(data: bytearray, material: Material, _o: Sequence[bytes], chance: random.Random) -> None:
    """A line of the grammar where a line begins."""
    lines = bytes(data).split(b"\n")
    lines.insert(chance.randrange(len(lines) + 1), chance.choice(material.pieces))
    data[:] = b"\n".join(lines)


def _lines(data: bytearray, _m: Material, _o: Sequence[bytes], chance: random.Random) -> None:
    """Lines taken out, moved, doubled, or parted from their blank lines."""
    lines = bytes(data).split(b"\n")
    at, to = chance.randrange(len(lines)), chance.randrange(len(lines) + 1)
    kind = chance.randrange(5)
    if kind == 0:
        del lines[at]
    elif kind == 1:
        lines.insert(min(to, len(lines) - 1), lines.pop(at))
    elif kind == 2:
        lines[to:to] = lines[at : at + 3]
    elif kind == 3:
        lines = [line for line in lines if line]
    else:
        chance.shuffle(lines)
    data[:] = b"\n".join(lines)


def _splice(data: bytearray, _m: Material, others: Sequence[bytes], chance: random.Random) -> None:
    other = chance.choice(others)
    start = chance.randrange(len(other) + 1)
    at, _ = _span(data, chance)
    data[at:at] = other[start : start + chance.choice((5, 50, 500))]


_KINDS: tuple[Callable[[bytearray, Material, Sequence[bytes], random.Random], None], ...] = (
    _cut, _double, _sign, _sign, _many_signs, _byte, _piece, _piece, _line, _line, _lines, _splice,
)  # fmt: skip


def smaller(data: bytes, still_fails: Callable[[bytes], bool], *, tries: int = 400) -> bytes:
    """The shortest version of an input that was found to fail in the same way: blocks are left out, ever smaller ones."""
    size = max(len(data) // 2, 1)
    while size and tries > 0:
        at = 0
        while at < len(data) and tries > 0:
            shorter = data[:at] + data[at + size :]
            tries -= 1
            if shorter and still_fails(shorter):
                data = shorter
            else:
                at += size
        size //= 2
    return data
