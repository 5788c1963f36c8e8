"""How the script introduces its people: ``TOMAS (68), tall, white beard, waits``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from storyboard.breakdown.names import is_group
from storyboard.breakdown.sentences import split_sentences, word_set
from storyboard.breakdown.voices import fold
from storyboard.model import Element, ElementKind

_CAPITALS = "".join(re.escape(chr(code)) for code in range(0x41, 0x530) if chr(code).isupper())
_NAME_RUN = re.compile(
    rf"(?<![\w'’])([{_CAPITALS}][{_CAPITALS}0-9'’.\-]*(?:\s#?[{_CAPITALS}0-9][{_CAPITALS}0-9'’.\-]*){{0,4}})(?![\w])"
    r"(?:\s*[(（](?P<aside>[^()（）]{1,200})[)）]|,\s(?P<after>[^.!?,]{1,60}))"
)
# Without capitals it is the signs right before a bracket with an age in it.
_CASELESS_RUN = re.compile(
    r"(?P<name>[々㐀-鿿゠-ヿ가-힣]{1,12}|(?<!\w)[؀-ٟٮ-ۿ]{2,20}(?: [؀-ٟٮ-ۿ]{2,20}){0,2})\s?[(（](?P<aside>[^()（）]{1,200})[)）]"
)
_AFTER_OF = re.compile(r".*[的の之]")
_LONGEST_CASELESS = 4
_YEARS = r"ans?|años?|anni|anos?|jahre?|год(?:а|ик)?|года|лет|years?|yrs?|months?|mois|meses|mesi|monate"
_AGE = re.compile(
    r"(?<![\w.])\d{1,2}(?:['’]?s|-?ish)?(?![\w:])|\b(?:(?:early|mid|late)[ -])?(?:teens?|tweens?|twenties|thirties|forties|fifties|sixties"
    r"|seventies|eighties|nineties)\b|\b(?:years? old|aged|middle-aged|elderly|(?:cinquant|quarant|soixant|trent|vingt)aine"
    r"|(?:veint|treint|cuarent|cincuent)[aeoñ]\w*|mittleren alters|(?:anfang|mitte|ende) \w+zig)\b"
    rf"|\b\d{{1,3}} ?(?:{_YEARS})\b|[\d〇一二三四五六七八九十]{{1,4}}(?:多)?[岁歳才](?:代|くらい)?|\d0代|[٠-٩]{{1,3}}",
    re.IGNORECASE,
)
_LOOKS = re.compile(
    r"\b(?:hair(?:ed)?|beard(?:ed)?|eyes|eyed|tall|short|thin|slim|wiry|heavy|stout|bald|handsome|pretty|beautiful|wear(?:s|ing)"
    r"|dressed|coat|suit|dress|uniform|scar|tattoos?|glasses|rumpled|young|old|looking"
    r"|cheveux|barbu|grande?|petite?|chauve|vêtue?|pelo|alt[oa]|delgad[oa]|vestid[oa]|haare|groß|schlank|bärtig|gekleidet|capelli"
    r"|magr[oa]|barba|cabelos?|волосы|высок\w+|худ\w+|одет\w*|бород\w+)\b",
    re.IGNORECASE,
)
_TRADE = re.compile(
    rf"(?:^|(?<=\s))(?i:an?|the|une?|le|la|el|una|der|die|das|eine?|ein|o|uma?|il|lo|uno)\s(?P<name>(?:[{_CAPITALS}]{{2,}}\s){{0,2}}"
    r"(?:MAN|WOMAN|GIRL|BOY|CHILD|KID|LADY|CHEF|COOK|BAKER|WAITER|WAITRESS|BARTENDER|BARISTA|DRIVER|DOCTOR|NURSE|GUARD|COP|OFFICER|SOLDIER|CLERK|CASHIER"
    r"|TEACHER|STUDENT|STRANGER|PRIEST|FARMER|FISHERMAN|SAILOR|PILOT|ASTRONAUT|KNIGHT|WIZARD|WITCH|KING|QUEEN|PRINCE|PRINCESS|DANCER|SINGER|RUNNER|BOXER|SURFER"
    r"|SKATER|CYCLIST|BUSINESSMAN|BUSINESSWOMAN|SCIENTIST|ROBOT|ANDROID|ALIEN|GHOST|MONSTER|DETECTIVE|THIEF|SAMURAI|NINJA|MONK|MECHANIC|COURIER|POSTMAN|JANITOR"
    r"|MOTHER|FATHER|GRANDMOTHER|GRANDFATHER|BRIDE|GROOM|HOMME|FEMME|FILLE|GARÇON|SERVEUR|SERVEUSE|BOULANGER|HOMBRE|MUJER|NIÑO|NIÑA|CAMARERO|CAMARERA"
    r"|MANN|FRAU|JUNGE|MÄDCHEN|KELLNER|KELLNERIN|UOMO|DONNA|RAGAZZO|RAGAZZA|HOMEM|MULHER|MENINO|MENINA))(?![\w'’])"
)
_CAPITAL_WORD = re.compile(rf"[{_CAPITALS}]{{3,}}")
_TRADES = frozenset(_CAPITAL_WORD.findall(_TRADE.pattern.partition("{0,2}")[2]))
# Words in capitals that stand before a name without being part of it.
_NOT_NAMES = word_set("""
    CLOSE ON UP WIDE ANGLE SHOT MED MEDIUM FULL TWO INSERT POV REVERSE LOW HIGH PUSH IN PULL BACK PAN TILT
    TRACKING OVER REVEAL WE SEE FOLLOW FIND THE A AN AND OF WITH AS TO INT EXT DAY NIGHT SUPER TITLE CUT
    """)


def introductions(
    elements: Iterable[Element], cues: frozenset[str], *, in_list: bool = False
) -> dict[str, tuple[str, str]]:
    """Folded names the action describes: the sentence that does, and the part of it that is about them alone.

    Args:
        elements: The script's elements, in order.
        cues: Folded names of those who speak; names in scripts without capitals end where one of them does.
        in_list: They are the items of a list, where one mention in capitals is an introduction: ``the CHEF``.
    """
    elements = list(elements)
    found: dict[str, tuple[str, str]] = {}
    _by_trade(elements, found, 1 if in_list else 2)
    for element in elements:
        if element.kind is not ElementKind.ACTION or not any(sign in element.text for sign in "(,（"):
            continue
        text = " ".join(element.text.split())
        runs = _in_capitals(text)
        if not text.isascii():
            runs += _caseless(text, cues)
        for index, (name, start, name_end) in enumerate(runs):
            if name in found:
                continue
            sentence = _sentence_around(text, start)
            end = runs[index + 1][1] if index + 1 < len(runs) else len(text)
            found[name] = (sentence, text[name_end : min(end, start + len(sentence))])
    return found


def _by_trade(elements: Iterable[Element], found: dict[str, tuple[str, str]], least: int) -> None:
    """``The CHEF``, ``A WOMAN IN RED``: somebody with a trade for a name, in capitals once and spoken of as often as asked."""
    shown = [" ".join(element.text.split()) for element in elements if element.kind is ElementKind.ACTION]
    first: dict[str, tuple[str, str]] = {}
    for text in shown:
        if _TRADES.isdisjoint(_CAPITAL_WORD.findall(text)):
            continue
        for match in _TRADE.finditer(text):
            name = fold(match["name"])
            if not is_group(name):
                sentence = _sentence_around(text, match.start())
                first.setdefault(name, (sentence, sentence[sentence.find(match["name"]) + len(match["name"]) :]))
    if not first:
        return
    # All names in one go, the longest first, so that the work does not grow with their number.
    names = "|".join(re.escape(name.casefold()) for name in sorted(first, key=lambda name: (-len(name), name)))
    again = re.compile(rf"(?<!\w)(?:{names})(?!\w)")
    counted = Counter(word for text in shown for word in again.findall(text.casefold()))
    found.update((name, said) for name, said in first.items() if counted[name.casefold()] >= least)


def age_in(introduction: str) -> str:
    """The age an introduction gives, as written: ``30s``, ``52 ans``, ``28岁``; empty if it gives none."""
    aside = re.search(r"[(（]([^()（）]{1,200})[)）]", introduction)
    # Outside brackets an age stands between commas: "JONAS, 45, comes in".
    for text in (aside[1] if aside else "", introduction.partition(",")[2][:40]):
        years = re.search(rf"\b\d{{1,3}} ?(?:{_YEARS})\b", text, re.IGNORECASE) or _AGE.search(text)
        if years:
            return years.group().strip()
    return ""


def _in_capitals(text: str) -> list[tuple[str, int, int]]:
    runs: list[tuple[str, int, int]] = []
    for match in _NAME_RUN.finditer(text):
        aside, after = match["aside"], match["after"]
        if aside:
            described = _AGE.search(aside) or _LOOKS.search(aside)
        else:
            # "MARA'S BROTHER, TOM (50)": the age is Tom's.
            described = None if after[:2].isupper() else _AGE.search(after[:12])
        name = _without_camera(fold(match[1]))
        if described and len(name) > 1 and not is_group(name):
            runs.append((name, match.start(), match.end(1)))
    return runs


def _caseless(text: str, cues: frozenset[str]) -> list[tuple[str, int, int]]:
    runs: list[tuple[str, int, int]] = []
    for match in _CASELESS_RUN.finditer(text):
        if not _AGE.search(match["aside"]):
            continue
        written = match["name"]
        name = max((cue for cue in cues if written.endswith(cue)), key=len, default="")
        if not name:
            name = _AFTER_OF.sub("", written).split(" ")[-1]
        if len(name) > 1 and (name in cues or not "㐀" <= name[0] <= "鿿" or len(name) <= _LONGEST_CASELESS):
            runs.append((name, match.end("name") - len(name), match.end("name")))
    return runs


def _without_camera(name: str) -> str:
    words = name.split()
    while words and words[0] in _NOT_NAMES:
        words.pop(0)
    return " ".join(words)


def _sentence_around(text: str, position: int) -> str:
    reached = 0
    for sentence in split_sentences(text):
        reached = text.find(sentence, reached) + len(sentence)
        if reached > position:
            return sentence[:300]
    return text[:300]
