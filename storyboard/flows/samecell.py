"""Whether a cell that came back still says what was written into it, whatever a spreadsheet made of it on the way.

Excel and LibreOffice rewrite what they open: ``1-1`` becomes a date, ``4.0`` becomes ``4`` or ``4,0``, ``007`` becomes ``7``,
``true`` becomes ``WAHR``, and a text saved in an old code page loses the letters that page lacks. None of that is an edit.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

_ERASED = {
    code: None for code in (*range(0x20), *range(0x7F, 0xA0), 0x202D, 0x202E, 0xFEFF) if code not in {0x09, 0x0A}
}
_NUMBER = re.compile(r"[+-]?\d{1,20}(?:[.,]\d{1,20})?(?:[eE][+-]?\d{1,3})?")
_TRUE = frozenset({"true", "yes", "wahr", "vrai", "verdadero", "vero", "verdadeiro", "waar", "истина", "prawda"})
_FALSE = frozenset({"false", "no", "falsch", "faux", "falso", "onwaar", "ложь", "fałsz"})
# A slate such as 1AM is taken for an hour.
_TIME = re.compile(r"(\d{1,2})(?::(\d{2}))?(?::(\d{2}))?\s?(?:([AaPp])\.?[Mm]?\.?)?")
# What a spreadsheet takes for a date: 1-1, 12/3, 1.2.3, MAR1, 3 May.
_TAKEN_FOR_DATE = re.compile(
    r"\d{1,4}[-/. ]\d{1,4}(?:[-/. ]\d{1,4})?|[^\W\d]{3,9}[-/. ]?\d{1,4}|\d{1,2}[-/. ]?[^\W\d]{3,9}(?:[-/. ]\d{1,4})?"
)
_DATE = re.compile(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:[T ]\d\d:\d\d(?::\d\d(?:\.0+)?)?)?"
    r"|\d{1,2}[-/. ]+\d{1,2}[-/. ]+\d{2,4}"
    r"|\d{1,2}[-/. ](?:19|20)\d\d|(?:19|20)\d\d[-/. ]\d{1,2}"
    r"|\d{1,2}[-/. ]+[^\W\d]{3,9}\.?(?:[-/. ]+\d{2,4})?"
    r"|[^\W\d]{3,9}\.?[-/. ]+\d{1,4}"
)
_DIGITS = re.compile(r"\d+")


def same_cell(written: str, read: str, *, code_page: str = "") -> bool:
    """Whether two texts of a cell mean the same.

    Args:
        written: What the program writes there.
        read: What stands there.
        code_page: The encoding of the file where that is not Unicode.
    """
    one, other = _folded(written), _folded(read.replace("_x000D_", ""))
    if one == other:
        return True
    if code_page and _lost_letters(one, other):
        return True
    numbers = _number(one), _number(other)
    if None not in numbers:
        return numbers[0] == numbers[1]
    words = one.casefold(), other.casefold()
    if any(words[0] in truth and words[1] in truth for truth in (_TRUE, _FALSE)):
        return True
    if ":" in other and _time(one) is not None and _time(one) == _time(other):
        return True
    return _became_a_date(one, other)


def _folded(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").translate(_ERASED).split("\n")
    return unicodedata.normalize("NFC", "\n".join(line.rstrip() for line in lines)).strip()


def _lost_letters(written: str, read: str) -> bool:
    """Whether the texts differ only in letters that became question marks; which page they lacked can only be guessed."""
    # Beyond the first 65,536 characters, some programs lose two halves instead of one letter.
    halves = "".join(char if char <= "\uffff" else "\uffff\uffff" for char in written)
    return any(
        len(text) == len(read)
        and all(new == old or (new == "?" and not old.isascii()) for old, new in zip(text, read, strict=True))
        for text in (written, halves)
    )


def _number(text: str) -> Decimal | None:
    return Decimal(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None


def _time(text: str) -> tuple[int, int, int] | None:
    match = _TIME.fullmatch(text)
    if match is None or not (match[2] or match[4]):
        return None
    hour, afternoon = int(match[1]), (match[4] or "").casefold() == "p"
    return hour % 12 + 12 * afternoon if match[4] else hour, int(match[2] or 0), int(match[3] or 0)


def _became_a_date(written: str, read: str) -> bool:
    if not (_TAKEN_FOR_DATE.fullmatch(written) and _DATE.fullmatch(read)):
        return False
    before, after = ({int(digits) for digits in _DIGITS.findall(text)} for text in (written, read))
    return bool(before & after)
