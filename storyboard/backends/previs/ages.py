"""Children and old people: how tall somebody is, and how large their head, by what their name or look says of their age."""

from __future__ import annotations

import re

import numpy as np

from storyboard.model import Subject

_CHILD = re.compile(
    r"\b(?:child|kid|boy|girl|schoolboy|schoolgirl|enfant|fillette|petite fille|petit gar[cç]on|ni[nñ][oa]|kind|junge$|m[aä]dchen"
    r"|bambin[oa]|ragazzin[oa]|crian[cç]a|menin[oa]|garot[oa])\b|мальчик|девочк|реб[её]нок|малыш|男孩|女孩|孩子|小孩|少年|少女|子供|男の子|女の子|طفل|ولد|فتاة صغيرة"
)
_TEEN = re.compile(r"\b(?:teen|teenager|adolescent[ea]?|teenage|jugendliche[r]?)\b|подросток")
_BABY = re.compile(r"\b(?:baby|infant|toddler|bébé|bebé|säugling|neonato|bebê)\b|младенец|婴儿|赤ちゃん|رضيع")
_OLD = re.compile(
    r"\b(?:old (?:man|woman|lady)|elderly|grand(?:ma|pa|mother|father|dad)|granny|gramps|vieux|vieille|grand-(?:mère|père)|viej[oa]|ancian[oa]|abuel[oa]|alte[rn]?|gre[ii]s|oma|opa"
    r"|vecchi[oa]|nonn[oa]|velh[oa]|avó|avô|idos[oa])\b|стари[кц]|старух|бабушк|дедушк|老人|奶奶|爷爷|老太|老头|老婆|おばあ|おじい|عجوز|جد[هة]?\b"
)
_YEARS = re.compile(
    r"(?:\bage[d]?\s*|\()(\d{1,3})\b|\b(\d{1,3})[ -]?(?:years?|yo\b|ans|años|jahre|anni|anos|лет|год|岁|歳|سن)|^(\d{1,2})$"
)
# Metres by years, and how many heads tall a body of some height is.
_GROWING = ((1, 0.78), (2, 0.88), (4, 1.04), (6, 1.16), (8, 1.28), (10, 1.39), (12, 1.50), (14, 1.62), (17, 1.72))
_HEADS = ((0.78, 4.2), (1.04, 5.0), (1.28, 5.8), (1.50, 6.6), (1.62, 7.2), (1.70, 9.0))
_YEARS_OF_A_CHILD, _YEARS_OF_A_TEEN, _OLD_YEARS, _GROWN = 8.0, 14.0, 72.0, 17.0


def years_of(told: str) -> float | None:
    """Somebody's age in years as a name or a look says it; None when it does not."""
    lowered = told.casefold()
    counted = _YEARS.search(lowered)
    if counted:
        return float(str(counted[1] or counted[2] or counted[3]))
    for words, years in ((_BABY, 1.0), (_OLD, _OLD_YEARS), (_TEEN, _YEARS_OF_A_TEEN), (_CHILD, _YEARS_OF_A_CHILD)):
        if words.search(lowered):
            return years
    return None


def age_of(subject: Subject) -> float | None:
    """Somebody's age in years as their look says it, or else their name; None when neither does."""
    years = years_of(subject.look)
    return years_of(subject.character) if years is None else years


def height_of(subject: Subject, grown: float) -> float:
    """How tall somebody stands, in metres, given how tall they would be as a grown-up."""
    years = age_of(subject)
    if years is None or years >= _GROWN:
        return grown - (0.04 if years is not None and years >= _OLD_YEARS else 0.0)
    age, metres = zip(*_GROWING, strict=True)
    return float(np.interp(years, age, metres) * grown / metres[-1])


def heads_of(tall: float, own: float) -> float:
    """How many heads tall a body is: `own`, as its reference has it, but a child's head is large for its height."""
    metres, heads = zip(*_HEADS, strict=True)
    return own if tall >= metres[-2] else min(own, float(np.interp(tall, metres, heads)))


def is_old(told: str) -> bool:
    """Whether a name says that somebody is old."""
    years = years_of(told)
    return years is not None and years >= _OLD_YEARS
