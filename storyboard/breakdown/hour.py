"""The hour a list of shots is played at, where no heading says it: ``at dawn``, ``by night``, ``夜``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from storyboard.breakdown.draft import Draft
from storyboard.model import Scene, TimeOfDay

_HOURS: tuple[tuple[TimeOfDay, str], ...] = (
    (TimeOfDay.DAWN, (r"\b(?:(?:at|before|in the|early) )?(?:dawn|daybreak|sunrise|first light)\b|\bà l['’]aube\b|\bau lever du (?:jour|soleil)\b"
                     r"|\bim morgengrauen\b|\bbei sonnenaufgang\b|\bal (?:amanecer|alba)\b|\ball['’]alba\b|\bao amanhecer\b|\bна рассвете\b|عند الفجر|黎明|清晨|夜明け|明け方")),
    (TimeOfDay.DUSK, (r"\b(?:(?:at|in the) )?(?:dusk|sunset|twilight|nightfall|golden hour)\b|\bau (?:crépuscule|coucher du soleil)\b|\bin der (?:abend)?dämmerung\b"
                     r"|\bbei sonnenuntergang\b|\bal (?:atardecer|anochecer|tramonto|crepuscolo)\b|\bao (?:entardecer|pôr do sol)\b|\bна закате\b|\bв сумерк(?:ах|и)\b|عند الغروب|黄昏|傍晚|夕暮れ|夕方")),
    (TimeOfDay.NIGHT, (r"\b(?:at|by|in the (?:middle|dead) of the|late at) (?:night|midnight|moonlight)\b|\b(?:night|moonlit) (?:street|sky|city|scene|road|club)\b|\bthat night\b|\bla nuit\b|\bde nuit\b"
                      r"|\b(?:bei|in der) nacht\b|\bnachts\b|\b(?:de|por la) noche\b|\bdi notte\b|\b(?:à|de) noite\b|\bночью\b|في الليل|ليلاً|深夜|夜里|夜晚|夜の|夜に")),
    (TimeOfDay.DAY, r"\b(?:in|by) (?:the )?(?:broad )?daylight\b|\bat noon\b|\bin the (?:morning|afternoon)\b|\bmidday\b|\ben plein jour\b|\bam (?:mittag|vormittag|nachmittag)\b|\bal mediodía\b|\bднём\b|中午|白天|昼間"),
)  # fmt: skip
_PATTERN = re.compile("|".join(f"(?P<{hour.name}>{words})" for hour, words in _HOURS), re.IGNORECASE)


def hour_in(text: str) -> tuple[TimeOfDay, str] | None:
    """The hour a description names, with the words that do; the first of several. None where it names none."""
    match = _PATTERN.search(text)
    if match is None or match.lastgroup is None:
        return None
    return TimeOfDay[match.lastgroup], match.group()


def tell_hours(scene: Scene, drafts: Sequence[Draft]) -> None:
    """Give the shots of a list their hour from their own words; what one says holds until another says otherwise."""
    if scene.heading.time_raw:
        return
    told: tuple[TimeOfDay, str] | None = None
    for draft in drafts:
        if not draft.named:
            continue
        found = hour_in(draft.text)
        told = found or told
        if told:
            draft.hour = told[0]
            draft.provenance["time"] = f"its own words: {told[1]}" if found else f"{told[1]}, said of a shot before"
