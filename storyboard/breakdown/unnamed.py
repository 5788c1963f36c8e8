"""People the script shows and does not name: a nurse, three children, a crowd."""

from __future__ import annotations

import re

from storyboard.breakdown.sentences import has_any, without_quotations, word_set

_ONE = (
    r"nurse|doctor|man|woman|boy|girl|child|kid|baby|waiter|waitress|driver|cop|police(?:man|woman)|officer|soldier|guard|clerk"
    r"|teacher|student|stranger|passer-?by|figure|priest|nun|bartender|barman|vendor|porter|conductor|sailor|fisherman|farmer|maid"
    r"|old man|old woman|couple|family|neighbou?r|reporter|photographer|receptionist|passenger|customer|guest|dancer|singer|cyclist"
)
_MANY = (
    r"children|kids|people|men|women|boys|girls|babies|nurses|doctors|waiters|waitresses|drivers|cops|policemen|officers|soldiers"
    r"|guards|clerks|teachers|students|strangers|passers-by|figures|passengers|commuters|customers|guests|dancers|workers|sailors"
    r"|villagers|neighbou?rs|reporters|photographers|tourists|shoppers|spectators|extras|couples|families|teenagers|pedestrians"
)
_CROWD = r"crowd|group|line|queue|bunch|gang|mob|dozen|handful|pair|band|row|family|team|audience"
_COUNT = (
    r"both|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|hundred|thousand|some|several|many|few|other|more|dozens of"
    r"|hundreds of|thousands of|\d{1,4}"
)
_UNNAMED = re.compile(
    rf"\b(?:an? (?:{_CROWD})(?: of (?:(?:[\w-]+ )?(?:{_MANY})|[a-z]{{3,}}s))?|(?:(?:the|a|an) )?(?:{_COUNT}) (?:[a-z-]+ )?(?:{_MANY})"
    rf"|the (?:{_MANY}|crowd|audience|mob)|an? (?:[a-z-]+ ){{0,2}}?(?:{_ONE})(?!['’]s)"
    r"|(?:les|des|deux|trois|quatre) (?:enfants|gens|hommes|femmes|passants|soldats)|une? (?:foule|infirmière|enfant|homme|femme)"
    r"|(?:los|las|unos|dos|tres) (?:niños|hombres|mujeres|soldados)|una? (?:multitud|niño|hombre|mujer|enfermera)"
    r"|(?:die|zwei|drei) (?:kinder|leute|männer|frauen)|eine? (?:menge|mann|frau|kind|krankenschwester)"
    r"|(?:i|due|tre) (?:bambini|uomini)|una folla|(?:as|duas|três) (?:crianças|pessoas)|uma multidão"
    r"|(?:двое|трое|три|дети|толпа)(?: (?:детей|людей|мужчин|женщин))?)(?!\w)"
    r"|[一两二三四五六七八九十几]个(?:小?孩子|人|男人|女人|老人|护士|士兵)|人群|孩子们|子供たち|群衆",
    re.IGNORECASE,
)


# What the pattern can end in, where a text is in plain letters; asked for first, it spares most texts the pattern.
_NOUNS = frozenset(re.findall(r"[a-z]{3,}", f"{_ONE} {_MANY} {_CROWD}")) | word_set("""neighbor neighbors neighbour neighbours people passer enfants gens hommes femmes passants soldats foule enfant homme femme hombres
    mujeres soldados multitud hombre mujer enfermera kinder leute frauen menge mann frau kind krankenschwester bambini uomini folla
    pessoas""")


def unnamed_in(text: str) -> tuple[str, ...]:
    """The nameless people a text shows, as it calls them, each once, in small letters."""
    if not has_any(text, _NOUNS):
        return ()
    masked = without_quotations(text)
    return tuple(dict.fromkeys(" ".join(match.group().lower().split()) for match in _UNNAMED.finditer(masked)))
