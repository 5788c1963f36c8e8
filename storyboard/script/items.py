"""Which lines of a list begin an item: by number, by word and number, by time, or by bullet."""

from __future__ import annotations

import re
from dataclasses import dataclass

from storyboard.script.counting import NUMERAL, count_of
from storyboard.script.itembody import labelled
from storyboard.script.lengths import read_start

_SCENE_WORDS = (
    "scene|szene|scène|escena|cena|scena|сцена|シーン|場面|场景|場景|مشهد|sequence|séquence|secuencia|sequenz|씬"
)
_SHOT_WORDS = (
    "shot|clip|frame|panel|cut|image|picture|prompt|segment|video|beat|moment|einstellung|bild|plan|plano|toma|inquadratura|кадр|план"
    "|镜头|鏡頭|分镜|镜|カット|ショット|لقطة|컷"
)
# Hashes, bullets, stars and little pictures before the word.
_MARKS = r"[^\w\n\"“'()\[\]（<「@.!~]{0,12}"
_WORDED = re.compile(
    rf"{_MARKS}(?:(?P<scene>{_SCENE_WORDS})|(?P<shot>{_SHOT_WORDS}))[ \t]*(?:no\.?|nr\.?|n°|#|№)?[ \t]*(?P<number>(?:{NUMERAL})[A-Za-z]?)"
    r"(?P<close>[ \t]*[*_]{0,3}[ \t]*(?:[:：.)、|．]|[-–—](?=\s))[*_]{0,3}[ \t]*|[ \t]*(?=[(\[（])|[*_]{0,3}[ \t]*$)(?P<rest>.*)",
    re.IGNORECASE,
)
_CHINESE = re.compile(
    rf"{_MARKS}第[ \t]*(?P<number>{NUMERAL})[ \t]*(?:(?P<shot>镜|鏡|个镜头|カット)|(?P<scene>シーン))[ \t:：、.|]*(?P<rest>.*)"
)
_BARE = re.compile(
    r"(?P<indent>[ \t\u3000]*)(?:#{1,6}[ \t]*)?[*_]{0,3}(?:\((?P<inside>[0-9０-９]{1,4}[A-Za-z]?)\)|(?P<number>[0-9０-９٠-٩]{1,4}[A-Za-z]?)"
    r"(?:[.)、．]|\ufe0f?\u20e3|[:：](?=\s)|[ \t]+[-–—](?=\s)))[*_]{0,3}[ \t\u3000]*(?P<rest>(?![0-9]).*|[0-9][^.)].*)"
)
_TIME = r"[0-9]{1,2}(?::[0-9]{2}){1,2}(?:[.,][0-9]{1,3})?"
_TIMED = re.compile(
    rf"{_MARKS}[(\[（]?[ \t]*(?P<time>{_TIME}[ \t]*(?:-+>?|–|—|to|~|〜)[ \t]*{_TIME}|[0-9]{{1,3}}[ \t]*(?:s|sec)?[ \t]*(?:-|–|—|to)[ \t]*[0-9]{{1,3}}[ \t]*(?:s|sec|seconds)\b|{_TIME})"
    r"[ \t]*[)\]）]?[*_]{0,3}[ \t]*(?:[:：|]|[-–—](?=\s))?[*_]{0,3}[ \t]*(?P<rest>.*)"
)
_BULLETED = re.compile(r"(?P<indent>[ \t\u3000]*)[-*•–●▪][ \t]+(?P<rest>\S.*)")
_NEAR_TOP = 12


@dataclass(frozen=True)
class Item:
    """A line that begins an item."""

    index: int
    number: str
    rest: str
    kind: str
    time: str = ""


def is_numbered(text: str) -> bool:
    """Whether a text is a list of numbered scenes or shots."""
    lines = text.split("\n")
    items = find_items(lines)
    if not items:
        return False
    top = sum(bool(line.strip()) for line in lines[: items[0].index])
    worded = [item for item in items if item.kind != "bare"]
    if worded:
        return (len(worded) > 1 or len(items) > 1 or bool(worded[0].rest.strip())) and top <= 2 * _NEAR_TOP
    return len(items) > 1 and top <= (_NEAR_TOP if items[0].kind == "bare" else _NEAR_TOP // 2)


def find_items(lines: list[str]) -> list[Item]:
    """The lines that begin items. Bare numbers must count on, or they are part of what stands above them."""
    items: list[Item] = []
    indent = None
    before = 0
    for index, line in enumerate(lines):
        if not line.strip() or len(line) > 20_000:
            continue
        worded = _WORDED.fullmatch(line) or _CHINESE.fullmatch(line)
        if worded:
            kind = "scene" if worded["scene"] else "shot"
            items.append(Item(index, _number(worded["number"]), worded["rest"].strip(), kind))
            before, indent = (0, None) if kind == "scene" else (before, indent)
            continue
        bare = _BARE.fullmatch(line)
        if bare is None or not bare["rest"].strip(" *_"):
            continue
        number = _number(bare["number"] or bare["inside"])
        count = int(re.sub(r"\D", "", number) or 0)
        deeper = indent is not None and len(bare["indent"].expandtabs(4)) > indent + 1
        counts_on = count in {before, before + 1} or (count == 1 and not deeper) or before < count <= before + 3
        if not counts_on or deeper or (not items and count > 1):
            continue
        indent = len(bare["indent"].expandtabs(4)) if indent is None else indent
        before = count
        items.append(Item(index, number, bare["rest"].strip(), "bare"))
    if len(items) > 1 or any(item.kind != "bare" for item in items):
        return items
    return _timed(lines) or _bulleted(lines) or items


def _timed(lines: list[str]) -> list[Item]:
    """A list without numbers whose items begin with their times."""
    found = [
        (index, match) for index, line in enumerate(lines) if len(line) < 20_000 and (match := _TIMED.fullmatch(line))
    ]
    if len(found) < 2:
        return []
    singles = [time for _, match in found if (time := read_start(match["time"])) is not None]
    if singles and (len(singles) < len(found) or singles[0] != 0 or singles != sorted(singles)):
        return []
    return [Item(index, "", match["rest"].strip(), "time", match["time"]) for index, match in found]


def _bulleted(lines: list[str]) -> list[Item]:
    """A list without numbers, if the text is little else."""
    found = [
        (index, match)
        for index, line in enumerate(lines)
        if len(line) < 20_000 and (match := _BULLETED.fullmatch(line))
    ]
    written = sum(bool(line.strip()) for line in lines)
    if len(found) < 2 or len(found) * 2 < written:
        return []
    least = min(len(match["indent"].expandtabs(4)) for _, match in found)
    outer = [(index, match) for index, match in found if len(match["indent"].expandtabs(4)) == least]
    shots = [(index, match) for index, match in outer if labelled(match.string, 0) is None]
    return [Item(index, "", match["rest"].strip(), "bullet") for index, match in shots] if len(shots) > 1 else []


def _number(numeral: str) -> str:
    letter = numeral[-1] if numeral[-1:].isascii() and numeral[-1:].isalpha() else ""
    return count_of(numeral.removesuffix(letter)) + letter
