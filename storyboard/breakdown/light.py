"""The light of every shot: the hour, the weather and the lamps the script has spoken of so far in the scene."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from storyboard.breakdown.draft import Draft
from storyboard.breakdown.sentences import (
    finds_at_words,
    has_any,
    split_sentences,
    starts_of_words,
    without_quotations,
    word_set,
)
from storyboard.model import Interior, Scene

_WEATHERS: tuple[tuple[str, str, str], ...] = (
    (
        "storm",
        (r"(?:(?<=\ba )|(?<=\bthe ))storm\b(?! (?:in|out|off)\b)|storm (?:rages|howls|breaks|hits|rolls)|thunder ?storm|stormy|hurricane|tempest|orage|tempête|gewitter|(?:(?<=\bder )|(?<=\bein ))sturm\b|tormenta|temporale|tempesta|tempestade|гроза|буря|шторм"
        r"|(?:ال)?عاصفة"),
        r"暴风雨|雷雨|嵐",
    ),
    (
        "rain",
        (r"rain(?:s|y|ing|fall|drops?|storm|-soaked|swept)?\b(?! (?:coat|boots?|gear|jacket|hat|barrel|gutter|of)\b)|drizzl\w*|downpour|pluie|pleut|averse|regen\b|regnet"
        r"|nieselregen|lluvia|llueve|llover\b|lloviendo|llovizna|pioggia|piove(?:re)?\b|piovendo|chuva|chove(?:r)?\b|chovendo|дожд(?!ев)\w*|ливень|ливн\w+|[يت]مطر|(?:ال)?مطر|(?:ال)?أمطار"),
        r"雨(?!衣|伞|傘|鞋|披|靴|具|刷|合羽|戸)",
    ),
    (
        "snow",
        r"snow(?:s|y|ing|fall|flakes?|storm|drifts?)?\b(?! (?:globe|white)\b)|blizzard|neige\w*|schnee\w*|schneit|nieve|nieva|nevar\b|nevando|neve\b|nevica\w*|neva\b|снег(?!овик)\w*|метель|вьюга|(?:ال)?ثلج|(?:ال)?ثلوج",
        r"雪(?!茄|白)",
    ),
    ("fog", r"fog(?:gy)?\b|mist\b|misty(?! eye)|brouillard|brume|nebel\b|neblig|niebla|neblina|nebbia|névoa|nevoeiro|туман\w*|(?:ال)?ضباب", r"雾|霧|もや"),
)  # fmt: skip
_CEASES = re.compile(
    r"\b(?:rain|snow|storm|fog|mist|downpour|drizzle) (?:has |have |had )?(?:stop(?:s|ped)?|end(?:s|ed)?|ceases?|ceased|lifts?|lifted|clears?|cleared|is over|dies down|eases off)\b"
    r"|\b(?:stops?|stopped) (?:raining|snowing)|\b(?:no|without|despite no|not a drop of) (?:rain|snow|fog|mist|storm)\b"
    r"|\b(?:pluie|neige|orage|brouillard) (?:cesse|s['’]arrête|a cessé|se lève|se dissipe)|ne (?:pleut|neige) plus|\b(?:regen|schnee|sturm|nebel) (?:hört auf|hat aufgehört|lichtet sich|legt sich)"
    r"|deja de (?:llover|nevar)|(?:lluvia|nieve|tormenta) (?:cesa|para|ha cesado|amaina)|(?:smette|ha smesso) di (?:piovere|nevicare)|(?:pioggia|neve|tempesta) cessa"
    r"|(?:para|parou) de (?:chover|nevar)|chuva (?:para|parou|cessa)|(?:дождь|снег|ливень|туман|буря) (?:прекра\w+|закончил\w*|перестал\w*|стих\w*|рассеял\w*|кончил\w*)"
    r"|(?:توقف|يتوقف|توقفت) (?:ال)?(?:مطر|ثلج|عاصفة)|(?:雨|雪|雾|霧)(?:停|已?停|散|が止|が上が|がやん|が晴れ)",
    re.IGNORECASE,
)
# Lamps stay on until they go out; the last of them only flash by.
_LAMPS: tuple[tuple[str, str, str], ...] = (
    ("streetlight", r"street ?lamps?|street ?lights?|lamp ?posts?|réverbères?|straßenlaternen?|farolas?|lampion[ei]|postes? de luz|фонар\w+|عمود الإنارة|مصباح الشارع", r"路灯|街灯"),
    ("neon light", r"neon(?! (?:green|pink|yellow|orange|vest|jacket|shirt))(?:s|-lit)?|néons?|leuchtreklame|неон\w*|نيون", r"霓虹|ネオン"),
    ("moonlight", r"moonl(?:ight|it)|full moon|moon (?:shines|hangs|rises|lights)|clair de lune|luz de la luna|mondlicht|mondschein|chiaro di luna|luar\b|лунн\w+ свет\w*|ضوء القمر", r"月光|月明かり"),
    ("candlelight", r"candle(?:light|lit|s)?|bougies?|kerzen(?:licht|schein)?|kerze|(?:luz de )?velas?\b|candel[ae]|свеч\w+|شمع(?:ة|وع)?", r"蜡烛|烛光|ろうそく|蝋燭"),
    ("firelight", r"fire(?:light|place|lit)|campfire|bonfire|feu de (?:camp|cheminée|bois)|lagerfeuer|kaminfeuer|chimenea|hoguera|fogata|caminetto|falò|lareira|fogueira|камин\w*|кост[её]р\w*|нار المخيم|مدفأة", r"炉火|篝火|暖炉|焚き火"),
    ("lantern light", r"lanterns?|oil lamps?|lanternes?|laternen?|lámpara de aceite|lanterna|лампад\w*|керосинов\w+|فانوس", r"灯笼|提灯|ランタン"),
    ("fluorescent light", r"fluorescents?|strip lights?|tubes? fluo\w*|neonröhren?|fluorescentes?|fluorescenti|люминесцентн\w*", r"日光灯|荧光灯|蛍光灯"),
    ("sunlight", r"sun(?:light|lit|beams?|shine)|sun (?:streams|pours|shines|beats|blazes)|rayons? de soleil|sonnenlicht|sonnenstrahl\w*|luz del sol|rayos? de sol|luce del sole|luz do sol|солнечн\w+ (?:свет|луч)\w*|ضوء الشمس|أشعة الشمس", r"阳光|陽光|日光|日差し"),
    ("darkness", r"darkness|pitch[- ]black|lights? (?:all )?(?:go|goes|went) out|power (?:goes|is) out|obscurité|dunkelheit|oscuridad|oscurità|buio\b|escuridão|темнот\w+|(?:ال)?ظلام", r"黑暗|漆黑|暗闇|停电|停電"),
    ("lightning", r"lightning|éclairs?\b|blitz(?:e|t)?\b|relámpagos?|fulmin[ei]|lampi\b|relâmpagos?|молни\w+|(?:ال)?برق", r"闪电|稲妻|稲光"),
    ("headlights", r"headlights?|phares\b|scheinwerfer\w*|faros\b|fari\b|faróis|фары\b|فар", r"车灯|ヘッドライト"),
)  # fmt: skip
_FLASHES = frozenset(("lightning", "headlights"))
_LIGHTS_ON = re.compile(
    r"\blights? (?:come|comes|flicker|flickers|snap|blink)\b[^.]{0,12}\bon\b|\bturns on the light|lumière (?:revient|s['’]allume)|licht geht an|se enciende la luz|si accende la luce|灯亮|明かりがつ",
    re.IGNORECASE,
)
_MOST_LAMPS = 2
# Headings that say more than day: the light they mean.
_HOURS = {
    word: light
    for light, words in {
        "morning light": "morning matin matinée mañana morgen vormittag mattina mattino manhã утро صباح الصباح 早晨 早上 上午 朝 午前",
        "afternoon light": "afternoon après-midi tarde nachmittag pomeriggio الظهيرة 下午 午後",
        "noon light": "noon midday midi mediodía mittag mezzogiorno полдень ظهر الظهر 中午",
        "sunset light": "sunset sundown sonnenuntergang tramonto ocaso закат غروب الغروب 日落 夕暮れ",
        "sunrise light": "sunrise daybreak aurore sonnenaufgang рассвет",
        "golden hour": "golden magic",
        "midnight": "midnight minuit medianoche mitternacht mezzanotte полночь 午夜 真夜中",
    }.items()
    for word in words.split()
}
_HOUR_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_CARRIES_ON = re.compile(r"continu|same|moments|suite|gleich|fortsetzung|продолж|连续|同|続|لاحق|نفس", re.IGNORECASE)


@dataclass
class Skies:
    """Follows weather and lamps from shot to shot."""

    weather: str = ""
    since: int = 0
    lamps: dict[str, int] = field(default_factory=dict)
    at_end: dict[str, str] = field(default_factory=dict)

    def light(self, scene: Scene, drafts: Sequence[Draft]) -> None:
        """Set the light of a scene's shots.

        Args:
            scene: The scene.
            drafts: Its shots, in order.
        """
        heading = scene.heading
        if not _CARRIES_ON.search(heading.time_raw):
            self.weather, self.since = "", 0
        self.lamps = {}
        self._read(heading.text, scene.source.line)
        hour, told = _hour(heading.time_raw)
        for draft in drafts:
            flashes: list[str] = []
            before = (self.weather, self.since, dict(self.lamps))
            if not draft.holds:
                flashes = self._read(draft.text, draft.line)
            place = draft.place or scene
            weather = self.weather if place is scene else self.at_end.get(place.id, "")
            inside = place.heading.interior is Interior.INT
            lamps = [*list(self.lamps)[-_MOST_LAMPS:], *flashes] if place is scene else []
            parts = [f"{weather} outside" if weather and inside else weather, *lamps]
            if draft.montage:
                self.weather, self.since, self.lamps = before  # One picture of a series is somewhere else.
            if not hour and not any(parts):
                continue
            draft.light = ", ".join(part for part in (hour or str(place.heading.time), *parts) if part)
            because = [told] if told else ["the heading's hour"]
            if weather and place is scene:
                because.append(f"{weather} since line {self.since}")
            because += [f"{lamp} since line {self.lamps[lamp]}" if lamp in self.lamps else lamp for lamp in lamps]
            draft.provenance["light"] = "; ".join(because)
        self.at_end[scene.id] = self.weather

    def _read(self, text: str, line: int) -> list[str]:
        """Take note of what a text says; returns what only flashes by."""
        if not has_any(text, _TELLING):
            return []
        flashes: list[str] = []
        for sentence in split_sentences(without_quotations(text)):
            found = next(finds_at_words(sentence, _WEATHER, _WEATHER_STARTS), None)
            if found and _CEASES.search(sentence):
                self.weather = ""
            elif found and found.lastgroup != self.weather:
                self.weather, self.since = found.lastgroup or "", line
            if "darkness" in self.lamps and _LIGHTS_ON.search(sentence):
                self.lamps.pop("darkness", None)
            for match in finds_at_words(sentence, _LAMP, _LAMP_STARTS):
                name = _LAMPS[int((match.lastgroup or "l0")[1:])][0]
                if name in _FLASHES:
                    flashes.append(name)
                elif name == "darkness":
                    self.lamps = {name: line}
                else:
                    self.lamps.pop("darkness", None)
                    self.lamps.setdefault(name, line)
        return list(dict.fromkeys(flashes))


def _hour(raw: str) -> tuple[str, str]:
    """The light a heading's hour means where that is more than day or night, and why."""
    for word in _HOUR_WORDS.findall(raw.casefold()):
        if word in _HOURS:
            return _HOURS[word], f"the heading: {raw}"
    return "", ""


_WEATHER = re.compile(
    "|".join(rf"(?P<{name}>\b(?:{spaced})(?!\w)|{joined})" for name, spaced, joined in _WEATHERS), re.IGNORECASE
)
_LAMP = re.compile(
    "|".join(rf"(?P<l{index}>\b(?:{spaced})(?!\w)|{joined})" for index, (_, spaced, joined) in enumerate(_LAMPS)),
    re.IGNORECASE,
)
_WEATHER_STARTS = starts_of_words(" ".join(spaced for _, spaced, _ in _WEATHERS))
_LAMP_STARTS = starts_of_words(" ".join(spaced for _, spaced, _ in _LAMPS)) - {
    "the",
    "and",
    "or",
    "in",
    "of",
    "do",
    "de",
}
# One of these is in every text in plain letters that speaks of weather or lamps; most have none and are not looked at further.
_TELLING = word_set("""
    storm stormy thunderstorm hurricane tempest orage gewitter sturm tormenta temporale tempesta tempestade
    rain rains rainy raining rainfall raindrop raindrops rainstorm drizzle drizzles drizzling downpour pluie pleut averse regen regnet
    nieselregen lluvia llueve lloviendo llovizna llover pioggia piove piovendo piovere chuva chove chovendo chover swept soaked
    snow snows snowy snowing snowfall snowflake snowflakes snowstorm snowdrift snowdrifts blizzard neige schnee schneit nieve nieva
    nevando neve nevica nevicare neva nevar fog foggy mist misty brouillard brume nebel neblig niebla neblina nebbia nevoeiro
    streetlight streetlights streetlamp streetlamps lamp lamps lamppost lampposts farola farolas lampione lampioni postes poste
    neon neons leuchtreklame moonlight moonlit moon lune luna mondlicht mondschein luar candle candles candlelight candlelit bougie
    bougies kerze kerzen kerzenlicht velas vela candela candele firelight fireplace firelit campfire bonfire feu lagerfeuer kaminfeuer
    chimenea hoguera fogata caminetto lareira fogueira lantern lanterns lanterne lanternes laterne laternen lanterna fluorescent
    fluorescents fluorescentes fluorescenti strip fluo sunlight sunlit sunbeam sunbeams sunshine sun soleil sonnenlicht sol sole
    darkness pitch lights power dunkelheit oscuridad buio lightning blitz blitze fulmine fulmini lampi headlight headlights phares
    faros fari licht luce
    """)
