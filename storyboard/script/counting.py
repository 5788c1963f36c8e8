"""Numbers as scripts write them: ``12``, ``１２``, ``第十二``, ``٣``."""

from __future__ import annotations

_CHINESE = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}
_UNITS = {"十": 10, "百": 100}
NUMERAL = r"[0-9０-９٠-٩۰-۹]{1,4}|[零〇一二三四五六七八九十百两兩]{1,5}"


def count_of(numeral: str) -> str:
    """A numeral in plain digits; as it stands when it is none."""
    if numeral.isdecimal():
        return str(int(numeral))
    total = digit = 0
    for sign in numeral:
        if sign in _UNITS:
            total += (digit or 1) * _UNITS[sign]
            digit = 0
        elif sign in _CHINESE:
            digit = _CHINESE[sign]
        else:
            return numeral
    return str(total + digit)
