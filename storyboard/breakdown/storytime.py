"""Which time of the story a scene plays in: the present, a flashback, a dream, the second day."""

from __future__ import annotations

import re

from storyboard.model import Element, ElementKind, Scene, Script

FLASHBACK, FLASHFORWARD, DREAM = "flashback", "flashforward", "dream"
_WORDS = (
    (FLASHBACK, (r"FLASH[- ]?BACK|RETOUR EN ARRIÈRE|ANALEPSE|RÜCKBLENDE|ФЛЕ?ШБ[ЭЕ]К|ФЛЭШБ[ЭЕ]К|ВОСПОМИНАНИЕ|RECUERDO"
                r"|فلاش ?باك|استرجاع|闪回|閃回|回忆|回憶|回想|\b(?:YEARS?|MONTHS?|WEEKS?|DAYS?) (?:EARLIER|AGO|BEFORE)\b")),
    (FLASHFORWARD, r"FLASH[- ]?FORWARD|YEARS LATER"),
    (DREAM, r"\bDREAM(?: SEQUENCE)?\b|NIGHTMARE|RÊVE|CAUCHEMAR|TRAUM|SUEÑO|PESADILLA|SOGNO|INCUBO|SONHO|PESADELO|СОН\b|КОШМАР|حلم|梦境|夢"),
)  # fmt: skip
_TIMES = tuple((name, re.compile(pattern)) for name, pattern in _WORDS)
_DAY = re.compile(r"\b(?:DAY|JOUR|TAG|DÍA|GIORNO|DIA|ДЕНЬ) (?P<day>\d{1,3})\b|第(?P<cjk>\d{1,3})天")
_END = re.compile(
    r"\b(?:END(?: OF)?(?: THE)? (?:FLASH|DREAM|NIGHTMARE)|BACK TO (?:THE )?PRESENT|PRESENT DAY|RESUME PRESENT)"
    r"|FIN D[EU]|ENDE D|FIN DEL?|FINE DEL?|FIM D|КОНЕЦ|نهاية|结束|結束|終わり|明け"
)
# A line that announces it, and is no sentence about it.
_LONGEST_LINE = 60


def story_times(script: Script) -> dict[str, str]:
    """The story time of every scene, by scene id; empty for the present.

    A heading says it for its own scene. A line such as ``FLASHBACK:`` or ``BEGIN DREAM SEQUENCE`` says it for the scenes
    that follow, until one such as ``END FLASHBACK`` or ``BACK TO PRESENT``.
    """
    lasting = _after(script.front, "")
    found = {}
    for scene in script.scenes:
        found[scene.id] = _of_heading(scene) or lasting
        lasting = _after(scene.elements, lasting)
    return found


def _of_heading(scene: Scene) -> str:
    text = scene.heading.text.upper()
    for name, pattern in _TIMES:
        if pattern.search(text):
            return name
    day = _DAY.search(text)
    return f"day {day['day'] or day['cjk']}" if day else ""


def _after(elements: tuple[Element, ...], lasting: str) -> str:
    """What holds behind some elements, given what held before them."""
    for element in elements:
        if element.kind not in {ElementKind.ACTION, ElementKind.TRANSITION, ElementKind.CENTRED, ElementKind.SHOT}:
            continue
        line = " ".join(element.text.split())
        if len(line) > _LONGEST_LINE or line != line.upper():
            continue
        lasting = "" if _END.search(line) else next((name for name, pattern in _TIMES if pattern.search(line)), lasting)
    return lasting
