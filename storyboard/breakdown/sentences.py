"""Paragraphs to sentences, with quotations kept whole."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache

_QUOTED = re.compile(
    r"\"[^\"\n]{0,400}\"|“[^”\n]{0,400}”|«[^»\n]{0,400}»|»[^«»\n]{0,400}«|„[^“”\n]{0,400}[“”]|「[^」\n]{0,400}」|『[^』\n]{0,400}』"
)
_END = re.compile(r"[.!?…؟]+[\"”’)\]]*\s+|[。！？]+[」』”]*\s*")
_ABBREVIATION = re.compile(r"(?:^|[\s(])(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Sr|Jr|Sgt|Capt|Lt|Prof|vs|etc|MED|[A-Z](?:\.[A-Z])+)$")
_ASCII_WORD = re.compile(r"[a-z]+")
_START = 4
_WORD_START = re.compile(rf"(?<![a-z'])[a-z]{{1,{_START}}}")
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")


@lru_cache(maxsize=2048)
def plain_words(text: str) -> frozenset[str] | None:
    """The words of an English text in small letters; None for a text with other letters in it.

    Most sentences have none of the words a long pattern looks for; asking for them first saves most of the time.
    """
    return frozenset(_ASCII_WORD.findall(text.lower())) if text.isascii() else None


@lru_cache(maxsize=512)
def plain_starts(text: str) -> frozenset[str] | None:
    """How the words of an English text begin, in four small letters; a shorter word is whole."""
    words = plain_words(text)
    return None if words is None else frozenset(word[:_START] for word in words)


def has_any(text: str, wanted: frozenset[str]) -> bool:
    """Whether one of some words may be in a text: false only where that is sure."""
    words = plain_words(text)
    return words is None or not words.isdisjoint(wanted)


def word_set(text: str) -> frozenset[str]:
    """A list of words written as a text."""
    return frozenset(text.split())


def starts_of_words(pattern: str) -> frozenset[str]:
    """The first letters, in small ones, of every word in a pattern, for `finds_at_words`; a shorter word is whole."""
    starts: set[str] = set()
    # A single letter is s' and nothing else; the last letter of "sits?" may be missing.
    for word, maybe in re.findall(r"(?<![a-z\\])([a-z]{2,}|s(?=\['))(\?)?", pattern):
        starts.add(word[:_START])
        if maybe:
            starts.add(word[:-1][:_START])
    return frozenset(starts)


def finds_at_words(text: str, pattern: re.Pattern[str], starts: frozenset[str]) -> Iterator[re.Match[str]]:
    """As ``pattern.finditer(text)``; in plain letters only words that begin like one of the pattern's are looked at."""
    if not text.isascii():
        yield from pattern.finditer(text)
        return
    end = 0
    for word in _WORD_START.finditer(text.lower()):
        if word.group() in starts and word.start() >= end:
            match = pattern.match(text, word.start())
            if match:
                end = match.end()
                yield match


def quotations(text: str) -> list[str]:
    """What stands in double quotation marks, without them."""
    return [match.group()[1:-1].strip() for match in _QUOTED.finditer(text)]


def without_quotations(text: str) -> str:
    """The text with every quotation blanked out, so that positions stay true."""
    if text.isascii() and '"' not in text:
        return text
    return _QUOTED.sub(lambda match: " " * len(match.group()), text)


@lru_cache(maxsize=512)
def split_sentences(text: str) -> tuple[str, ...]:
    """The sentences of a paragraph, in order, without losing a word. Every stage asks for the same few in turn."""
    text = " ".join(text.split())
    masked = without_quotations(text)
    sentences, start = [], 0
    for end in _END.finditer(masked):
        if end.group().startswith(".") and _ABBREVIATION.search(masked, max(start, end.start() - 8), end.start()):
            continue
        following = masked[end.end() : end.end() + 1]
        if following.islower() and "…" in end.group() + masked[end.start() : end.start() + 3].replace("...", "…"):
            continue
        sentences.append(text[start : end.end()].strip())
        start = end.end()
    sentences.append(text[start:].strip())
    return tuple(sentence for sentence in sentences if sentence)


def is_cjk(sign: str) -> bool:
    """Whether a sign is one of the scripts that are read by the character, not by the word."""
    code = ord(sign)
    return 0x3040 <= code <= 0x30FF or 0x3400 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0xAC00 <= code <= 0xD7AF


@lru_cache(maxsize=256)
def count_words(text: str) -> tuple[int, int]:
    """How many words and how many CJK characters a text has."""
    if text.isascii():
        return len(_WORD.findall(text)), 0
    characters = sum(is_cjk(sign) for sign in text)
    if characters:
        text = "".join(" " if is_cjk(sign) else sign for sign in text)
    return len(_WORD.findall(text)), characters


def normalised(text: str) -> str:
    """A text as it is compared: its letters and digits, in small letters, single spaces between words."""
    folded = text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).casefold()
    return " ".join(_WORD.findall(folded))


def chunks(text: str, parts: int) -> list[str]:
    """Split a text into about `parts` pieces of like length: at sentences, else at commas, else between words."""
    pieces = list(split_sentences(text))
    if len(pieces) < parts:
        pieces = [clause for piece in pieces for clause in _clauses(piece)]
    if len(pieces) < parts:
        pieces = [word for piece in pieces for word in _words(piece)]
    if len(pieces) < 2 or parts < 2:
        return [text] if text else []
    total = sum(len(piece) for piece in pieces)
    result: list[list[str]] = [[]]
    used = 0
    for piece in pieces:
        # A piece goes where its middle falls.
        wanted = min(parts - 1, int((used + len(piece) / 2) * parts / total))
        if wanted >= len(result) and result[-1]:
            result.append([])
        result[-1].append(piece)
        used += len(piece)
    joiner = "" if any(is_cjk(sign) for sign in text[:40]) else " "
    return [joiner.join(group) for group in result if group]


def fitted(text: str, parts: int, fits: Callable[[str], bool]) -> list[str]:
    """A text in the fewest pieces of like length that all fit.

    Args:
        text: The text.
        parts: How many pieces it needs at least.
        fits: Whether one piece is short enough.
    """
    pieces = chunks(text, parts)
    for _ in range(40):
        if all(fits(piece) for piece in pieces):
            break
        parts += max(1, parts // 10)
        pieces = chunks(text, parts)
    return pieces


def _clauses(sentence: str) -> list[str]:
    return [clause.strip() for clause in re.split(r"(?<=[,;:，；、])\s*|\s(?=--|—|–)", sentence) if clause.strip()]


def _words(clause: str) -> list[str]:
    if any(is_cjk(sign) for sign in clause):
        return [clause[index : index + 6] for index in range(0, len(clause), 6)]
    return clause.split()
