"""Where a line of any script may end: after a space, between ideographs, never before what closes or after what opens."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# These may not begin a line; they stay with the letter before them.
_CLOSING = frozenset(
    "、。，．！？：；）」』】〉》〕］｝〗〙”’…‥・ーゝゞ々〻ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ％‰℃"
    ",.!?:;)]}%»›،؛؟"
)
# These may not end one.
_OPENING = frozenset("（「『【〈《〔［｛〖〘“‘([{«‹¿¡＄￥$€£#＃")
# Two of them are one sign, and stay together.
_PAIRED = frozenset("—…‥―")
# Thai and Lao write vowels before and behind the letter they belong to.
_LEADING_VOWELS = frozenset("เแโใไເແໂໃໄ")
_TRAILING_VOWELS = frozenset("ะาำๅๆฯະາຳໆຯ")
_LOOK_BACK = 12
_CJK_BLOCKS = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "IDEOGRAPHIC", "BOPOMOFO", "FULLWIDTH")
_JOINERS = frozenset("\u200d\u2060\ufe0e\ufe0f")


@lru_cache(maxsize=8192)
def is_cjk(char: str) -> bool:
    """The character is set without spaces between words and may break a line anywhere."""
    return ord(char) >= 0x2E80 and unicodedata.name(char, "").startswith(_CJK_BLOCKS)


@lru_cache(maxsize=8192)
def is_mark(char: str) -> bool:
    """The character is drawn on the one before it, or joins its neighbours, and takes no room of its own."""
    return not char.isascii() and (unicodedata.category(char) in {"Mn", "Me"} or char in _JOINERS)


def words_of(text: str) -> list[str]:
    """The pieces of `text` between which a line may break; spaces stay at the end of the piece before them.

    Korean, too, is broken between any two syllables, as captions do.
    """
    words: list[str] = []
    previous = " "
    for char in text:
        if char.isspace():
            if words:
                words[-1] += " "
            else:
                words.append(" ")
        elif words and not previous.isspace() and _stay_together(previous, char):
            words[-1] += char
        else:
            words.append(char)
        previous = char
    return words


def is_unspaced(word: str) -> bool:
    """The word may be a whole phrase: it is written in letters (Thai, Lao, Burmese, Khmer) whose words have no spaces."""
    return any(
        "\u0e00" <= char <= "\u0eff" or "\u1000" <= char <= "\u109f" or "\u1780" <= char <= "\u17ff" for char in word
    )


def cut_before(text: str, limit: int) -> int:
    """Where to cut a word too long for any line, so that at most `limit` letters stay.

    Never between a letter and what is drawn on it, nor within a Thai or Lao syllable as far as that can be seen: a
    vowel that is written first begins one. A word that has no such place is cut where it must be.
    """
    nearest = [position for position in range(limit, max(limit - _LOOK_BACK, 0), -1) if _can_cut(text, position)]
    syllable = next((position for position in nearest if text[position] in _LEADING_VOWELS), 0)
    return syllable or (nearest[0] if nearest else limit)


def _can_cut(text: str, position: int) -> bool:
    if not 0 < position < len(text):
        return False
    before, after = text[position - 1], text[position]
    split = is_mark(after) or before == "\u200d" or before in _LEADING_VOWELS or after in _TRAILING_VOWELS
    return not split and after not in _CLOSING


def _stay_together(before: str, after: str) -> bool:
    if after in _CLOSING or before in _OPENING or is_mark(after) or before == "\u200d":
        return True
    if before in _PAIRED and before == after:
        return True
    return not is_cjk(before) and not is_cjk(after)
