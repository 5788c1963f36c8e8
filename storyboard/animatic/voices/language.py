"""Which language a film speaks: by its letters, and for Latin and Cyrillic ones by its commonest words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

# What the Unicode names of letters begin with, and the language that is most often written with them.
_SCRIPTS = (
    ("HIRAGANA", "ja"), ("KATAKANA", "ja"), ("HANGUL", "ko"), ("CJK", "zh"), ("ARABIC", "ar"), ("HEBREW", "he"),
    ("THAI", "th"), ("DEVANAGARI", "hi"), ("GREEK", "el"), ("CYRILLIC", "ru"), ("TAMIL", "ta"), ("BENGALI", "bn"),
    ("GEORGIAN", "ka"), ("ARMENIAN", "hy"), ("LATIN", "latin"),
)  # fmt: skip
BY_LETTERS = frozenset(language for _, language in _SCRIPTS) - {"latin"}
_WORDS = {
    "en": "the and you is to of it that what not i we have don't are",
    "de": "der die das und ist nicht ich du es wir sie ein zu was mit",
    "fr": "le la les et est pas je tu vous il nous que un une des",
    "es": "el los las y es no que yo tú está pero una por qué con",
    "it": "il lo gli e è non che io tu di sono una per ma cosa",
    "pt": "o os as e é não que eu você uma por mas com está isso",
    "nl": "de het een en is niet ik je wat we dat van zijn maar",
    "sv": "och det att är inte jag du vi som en på har med vad",
    "pl": "i nie się to jest w na że co ja ty jak ale czy",
    "tr": "ve bir bu ne ben sen değil için var mı çok ama evet",
}
_MOST_LETTERS = 20_000


def language_of(texts: Iterable[str]) -> str:
    """The language as an ISO 639-1 code; English where nothing tells."""
    text = " ".join(texts)[:_MOST_LETTERS].casefold()
    scripts = Counter(_script(char) for char in text if char.isalpha())
    if not scripts:
        return "en"
    # Japanese is written with Chinese signs as well; a tenth of kana decides.
    if scripts["ja"] * 10 > scripts["zh"] > 0:
        return "ja"
    script = scripts.most_common(1)[0][0]
    if script != "latin":
        return script or "en"
    words = Counter(re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", text))
    scores = {language: sum(words[word] for word in known.split()) for language, known in _WORDS.items()}
    best = max(scores, key=scores.__getitem__)
    return best if scores[best] > scores["en"] else "en"


def _script(char: str) -> str:
    name = unicodedata.name(char, "")
    return next((language for script, language in _SCRIPTS if name.startswith(script)), "")
