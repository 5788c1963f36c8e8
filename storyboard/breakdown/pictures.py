"""What an item of a list shows: one picture or several, and cards that are made to be read."""

from __future__ import annotations

import re
from dataclasses import dataclass

from storyboard.breakdown.paragraphs import groups_of
from storyboard.breakdown.sentences import quotations, without_quotations

_CUT_TO = re.compile(
    r"(?:^|(?<=[.!?;])\s+|,\s+|\s+[-–—]+\s+)(?:and\s+)?(?:then\s+)?(?:we\s+)?(?:smash\s+|hard\s+|match\s+)?cuts? to(?! (?:black|white)\b):?\s+(?=\S)",
    re.IGNORECASE,
)
_MONTAGE = re.compile(
    r"\s*(?:quick |fast )?(?:montage|series of shots|montaje|montagem|montaggio|bilderfolge|монтаж|蒙太奇|モンタージュ|مونتاج)\s*(?:[:：]|\s[-–—])\s*",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"an?\s+(?=(?:extreme |medium |slow |low |high )?(?:close|wide|long|medium|full|tight|pov|over|tracking|aerial|drone|insert|shot))",
    re.IGNORECASE,
)
_CARD = re.compile(
    r"\s*(?:(?:the|an?)\s+)?(?:(?:final|closing|opening|black|brand|text|end|title|logo|cta)\s+)*(?:(?<=\s)(?:cards?|frame|slate)|end ?card|title ?card|logo|packshot|pack shot|title screen"
    r"|titelkarte|schlusstafel|tafel|carton|titre|cartela|cartón|cartello|титр|заставка|片尾|标题卡|タイトルカード|エンドカード)\b",
    re.IGNORECASE,
)
# Only where no letter stands before it: an apostrophe opens nothing.
_SINGLE = re.compile(r"(?<![\w])['‘](?P<words>[^'‘’\n]{1,80}(?:['’]\w[^'‘’\n]{0,80}){0,6})['’](?!\w)")
# What is said of how a card looks, beside its words.
_LAID_OUT = re.compile(
    r"\b(?:logo|on|over|with|and|in|appears?|fades?|background|below|under|above|product|bottle|pack(?:shot)?|card|url|und|mit|auf|et|avec|sur|y|con|sobre|e|com|su|и|на|с)\b|标志|字样|背景|ロゴ|شعار",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Card:
    """A picture made to be read: what it looks like, and its lettering."""

    text: str
    lettering: tuple[str, ...]


def montage_in(text: str) -> list[str]:
    """The pictures of ``MONTAGE: lamp on a tent / lamp on a boat``; none for any other text."""
    match = _MONTAGE.match(text)
    return (
        [part.strip(" .") for part in re.split(r"\s+/\s+|\s*[;；]\s*|\n", text[match.end() :]) if part.strip(" .")]
        if match
        else []
    )


def pictures_in(text: str) -> list[str]:
    """The pictures an item tells of, each with its own direction before it.

    Only what plainly begins another picture parts them: ``cut to``, or a direction in capitals at the start of a sentence.
    """
    pictures: list[str] = []
    for number, part in enumerate(piece for piece in _CUT_TO.split(text) if piece.strip(" .,")):
        words = part.strip(" ,;-–—")
        words = _ARTICLE.sub("", words, count=1) if number else words
        groups = groups_of(words)
        # A move alone goes on within its picture.
        if not any(cue and (cue.size or cue.framing or cue.reverse or not cue.movement) for cue, _ in groups[1:]):
            pictures.append(words)
            continue
        for cue, sentences in groups:
            shown = " ".join(sentences)
            pictures.append(f"{cue.words}: {shown}" if cue and shown else cue.words if cue else shown)
    return pictures or [text]


def lettering_in(text: str) -> tuple[str, ...]:
    """Everything quoted in a text, in double or single marks."""
    found = quotations(text) or [match["words"] for match in _SINGLE.finditer(text)]
    return tuple(dict.fromkeys(words.strip() for words in found if words.strip()))


def card_in(text: str, *, labelled: bool = False) -> Card | None:
    """The card a text describes: words of it quoted, and more said about what else is on it.

    Args:
        text: What was asked for.
        labelled: It must say itself that it is a card.
    """
    if labelled and not _CARD.match(text):
        return None
    lettering = lettering_in(text)
    if not lettering:
        return None
    around = _SINGLE.sub(" ", without_quotations(text))
    if not labelled and not _LAID_OUT.search(around):
        return None
    return Card(" ".join(text.split()), lettering)


def is_card(text: str) -> bool:
    """Whether an action shows a card: ``Title card on black``."""
    return _CARD.match(text) is not None
