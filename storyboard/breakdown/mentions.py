"""Who can be seen according to a paragraph: the names in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from storyboard.breakdown.inflection import ARABIC_PREFIXES, GERMAN_BODY, genitive_shows, inflected, is_joined_script
from storyboard.breakdown.name_words import AGES, ARTICLES, GENERIC, KIN, is_relation
from storyboard.breakdown.names import Names
from storyboard.breakdown.sentences import plain_words, without_quotations, word_set
from storyboard.breakdown.voices import fold

# First names that are everyday words as well: they count only where they are written as names.
_EVERYDAY = word_set("""
    will may mark rose grace art dawn hope faith joy bill pat rob drew chase hunter rich frank gene dean earl
    grant lance miles page penny ray sky stone summer violet wade young king major angel bear buck cash chance
    clay cliff cook dale fox gale guy heather holly hunt iris ivy jade jasmine jay jewel kit lane lily max
    melody mercy olive pearl pepper piper reed ruby sage sandy skip star storm sunny trip victor west wolf
    gray grey brown black white green light fall bishop baker mason carter cooper porter
    """)
_REMEMBERED = 32768
_VOICES = word_set("VOICE VOIX VOZ VOCE STIMME ГОЛОС RADIO TV")
_GENERATIONS = frozenset(["SR", "JR", "II", "III", "IV", "SENIOR", "JUNIOR"])
_FIRST_WORD = re.compile(r"\w+")
_PLAIN_START = re.compile(r"[a-z]+")
_FORM_START = re.compile(r"^\W+")
_POSSESSIVE = re.compile(r"['’]s\b|['’](?=\s)", re.IGNORECASE)
_BODY_WORDS = (
    r"faces?|eyes?|hands?|fingers?|fists?|mouth|lips|head|feet|foot|legs?|arms?|back|hair|profile|silhouette|reflection|shoulders?|figure"
    r"|body|smile|gaze|expression|visages?|mains?|yeux|doigts?|bouche|lèvres|tête|pieds?|jambes?|bras|dos|cheveux|regard|reflet"
    r"|épaules?|corps|sourire|silhouettes?|joues?|cara|rostro|ojos?|manos?|dedos?|boca|labios|cabeza|pies?|piernas?|brazos?|espalda"
    r"|pelo|mirada|reflejo|hombros?|cuerpo|sonrisa|figura|viso|volto|occhi|mani|mano|dita|bocca|labbra|testa|piedi|gambe|braccia|braccio"
    r"|schiena|capelli|sguardo|riflesso|spalle|spalla|corpo|sorriso|rosto|olhos?|mãos?|dedos|lábios|cabeça|pés?|pernas?|braços?|costas"
    r"|cabelos?|olhar|reflexo|ombros?|gesicht|augen|hände|lächeln"
)
_BODY = re.compile(rf"\s+(?:[\w-]+\s+){{0,2}}?(?:{_BODY_WORDS})\b", re.IGNORECASE)
# "La sœur de Mara", "the coat of Mara": she is not there; "la main de Mara", "à côté de Mara": she is.
_BELONGS = re.compile(
    r"(?:\b(?:the|an?|le|la|les|une?|son|sa|ses|el|los|las|una?|su|sus|il|lo|gli|i|uno|suo|sua|o|os|as|uma?|der|die|das|den|dem|einen?"
    r"|du|au|aux|del|al|dal|nel|na|ao|vom|zum)\s|\bl['’]|\bun['’])(?P<thing>[\w-]+)(?:\s(?P<more>[\w-]+))?\s"
    r"(?:(?:de|di|del|della|da|do|von|of)\s|d['’])$",
    re.IGNORECASE,
)
_PLAIN_AGES = word_set("YOUNG YOUNGER JEUNE JOVEN GIOVANE JOVEM ЮНЫЙ ЮНАЯ МОЛОДОЙ МОЛОДАЯ")
_AGE_BEFORE = re.compile(
    rf"(?<!\w)(?:{'|'.join(sorted(word for word in AGES if word.isalpha() and not '؀' <= word[0] <= 'ۿ'))})\s$|(?:年轻的?|年輕的|年幼的?|幼い|若い|若き)$",
    re.IGNORECASE,
)
_OF_WORDS = (" of ", " de ", " di ", " da ", " do ", " von ", " della ", " del ", " d'", " d’")
_THERE_OF = re.compile(
    rf"(?:{_BODY_WORDS}|côtés?|gauche|droite|face|centre|milieu|oreille|front|side|feet|sight|middle|lado|izquierda|derecha|frente|lados"
    r"|oído|centro|fianco|lato|destra|sinistra|fronte|orecchio|esquerda|direita|ouvido|seite|presencia|présence|presence)",
    re.IGNORECASE,
)
_ONLY_SPOKEN_OF = re.compile(
    r"(?:\b(?:photo(?:graph)?s?|pictures?|portraits?|drawings?|paintings?|memor(?:y|ies)|names?|voices?|sounds?|sign|grave"
    r"|thoughts?|statue|poster|photographie|image|nom|voix|tombe|retrato|foto|fotografía|nombre|voz|tumba|fotografia|ritratto|nome|voce"
    r"|tomba)\s+(?:of|de|di)|\b(?:foto|bild|porträt|stimme|grab) von"
    r"|\b(?:no|without|misses|missing|where(?: is|'s)?|dreams? of|thinks? of|about|instead of|sans|sin|senza|sem|ohne)"
    r"|\b(?:waits?|waiting|looks?|looking|calls?|calling|search(?:es|ing)?|asks?|asking|longs?|longing) for"
    r"|\b(?:letters?|messages?|calls?|texts?|note|news|e-?mails?|invitation|gift|present|card|parcel|package) (?:from|to|for)|\baddressed to"
    r"|\b(?:parlent?|rêvent?|souvient) de|\bpensent? à|\battend(?:ent)?|\b(?:lettre|message|mot|appel) (?:de|à|pour)"
    r"|\b(?:hablan? de|pregunta por|piensan? en|sueña con|esperan? a|carta (?:de|a|para)|mensaje (?:de|para))"
    r"|\b(?:denkt an|wartet auf|spricht (?:von|über)|träumt von|erzählt von|fragt nach|sucht nach|brief (?:von|an|für))"
    r"|\b(?:parla(?:no)? di|pensa a|aspetta|sogna|lettera (?:di|da|per))|\b(?:fala(?:m)? (?:de|sobre)|pensa em|sonha com|espera por)"
    r"|\b(?:дума\w+ об?|говор\w+ об?|вспомина\w+|ждёт|ждет|мечта\w+ об?|портрет\w*|фото\w*|имя|голос|могил\w+|письмо (?:от|для)|без)"
    r"|(?:صورة|صوت|اسم|قبر|بدون|رسالة (?:من|إلى)|عن))\s+$",
    re.IGNORECASE,
)
# "A photo: Nora, aged 6"; "On the monitor, Nora talks to nobody".
_IN_A_PICTURE = re.compile(
    r"\b(?:photo(?:graph|graphie)?s?|pictures?|portraits?|drawing|foto|fotografía|fotografia|ritratto|retrato|dibujo|bild|фото(?:графия)?|снимок)\s?:\s+$"
    r"|\b(?:on|in|sur|à|en|auf|im|am|no|na|su|sul|sullo|на|в)\s(?:(?:the|an?|his|her|l['’]|le|un|une|el|la|los|una|dem|einem|o|uma?|il|lo|uno)\s?)?(?:[\w-]+\s){0,2}?"
    r"(?:monitors?|screens?|tv|television|cctv|écran|télé|télévision|pantalla|televisor|televisión|bildschirm|fernseher|schermo|televisore|tela|televisão"
    r"|мониторе|экране|телевизоре)\b[^.!?,]{0,30},\s+$",
    re.IGNORECASE,
)
# What that ends in, where it is in plain letters.
_MERE_WORDS = word_set("""of de di von no without misses missing where is where's about sans sin senza sem ohne for from to attend attendent en con a
    para an auf nach di da per aspetta sobre em pensa com por pour""")
_ONLY_SPOKEN_OF_JOINED = re.compile(r"(?:想起了?|想念|思念|等着?|等待|关于|提到|没有|寻找|找)$")
_OF_JOINED = re.compile(
    r"(?P<of>[的の])(?!.{0,3}(?:手|脸|臉|眼|头|頭|脚|嘴|肩|背|身|影|表情|顔|目|足|口|指|腕|髪|发|髮|視線|视线|横顔|泪|涙|唇))"
)
_SPOKEN_OF_AFTER = re.compile(
    r"(?:のこと|を待|について|を探|からの(?:手紙|電話)|への(?:手紙|電話)|の(?:写真|声|名前)|的(?:照片|声音|名字|信))"
)


@dataclass(frozen=True)
class Mention:
    """A name in a text: whom it means, as which look, where it stands."""

    name: str
    look: str
    start: int
    end: int


class Mentions:
    """Finds people in action. `genders` is filled by whoever has read the script, and decides what a pronoun can mean."""

    def __init__(self, names: Names) -> None:
        self._forms: dict[str, set[tuple[str, str]]] = {}
        for folded, canonical in names.canonical.items():
            self._forms.setdefault(folded.casefold(), set()).add((canonical, names.looks.get(folded, "")))
        self._selves = {(names.canonical[folded], look) for folded, look in names.looks.items()}
        self._short_forms(names)
        self._owning: set[str] = set()
        self._inflections()
        self._by_first_word: dict[str, list[str]] = {}
        joined: list[str] = []
        for form in sorted(self._forms, key=lambda name: (-len(name), name)):
            first = _FIRST_WORD.search(form)
            if is_joined_script(form):
                joined.append(re.escape(form))
            elif first:
                self._by_first_word.setdefault(first.group(), []).append(form)
        # As `plain_words` has them: letters only, an "s" behind them perhaps.
        self._heads = frozenset(word for first in self._by_first_word for word in (first, f"{first}s"))
        self._plain = not any(first[0].isdigit() for first in self._by_first_word)
        starts = {letters for first in self._by_first_word if (letters := _PLAIN_START.match(first))}
        self._first_words = frozenset(word for start in starts for word in (start.group(), f"{start.group()}s"))
        # Scripts that write without spaces have no words to look up.
        self._joined = re.compile("|".join(joined)) if joined else None
        self._patterns: dict[str, re.Pattern[str]] = {}
        self._read: dict[str, tuple[tuple[int, int, list[tuple[str, str]]], ...]] = {}
        self.genders: dict[str, str] = {}

    def find(self, text: str, *, present: set[str] | frozenset[str] = frozenset()) -> list[Mention]:
        """The people a text shows, each once, in its order.

        ``Mara's coat`` shows no Mara and ``Mara's hands`` does; quotations and pictures of people show nobody. A name
        two people share means the one who is `present`.
        """
        found: dict[str, Mention] = {}
        for start, end, people in self._people_at(text):
            meant = people if len(people) == 1 else [person for person in people if person[0] in present]
            if len(meant) == 1:
                name, look = meant[0]
                found.setdefault(name, Mention(name, look, start, end))
        return list(found.values())

    def _people_at(self, text: str) -> tuple[tuple[int, int, list[tuple[str, str]]], ...]:
        """Where people are shown in a text, and who each could be. Several stages ask for the same sentences."""
        known = self._read.get(text)
        if known is None:
            if len(self._read) >= _REMEMBERED:
                self._read.clear()
            known = self._read[text] = tuple(self._look(text))
        return known

    def _look(self, text: str) -> Iterator[tuple[int, int, list[tuple[str, str]]]]:
        masked = without_quotations(text)
        for match in self._matches(masked):
            written = match.group()
            key = " ".join(written.replace("’", "'").casefold().split())
            if written[0].islower() and key in _EVERYDAY:
                continue
            if self._is_spoken_of(masked, match, key):
                continue
            people = self._forms.get(key) or self._forms.get(fold(written).casefold(), set())
            yield match.start(), match.end(), self._with_age(sorted(people), masked, match.start())

    def _with_age(self, people: list[tuple[str, str]], text: str, start: int) -> list[tuple[str, str]]:
        """``Young Mara``, ``年轻的林晓``: a younger self, where the script has one of theirs or no other word could be meant."""
        if (
            start
            and text.isascii()
            and text[max(0, start - 16) : start].rstrip().rpartition(" ")[2].upper() not in AGES
        ):
            return people
        before = _AGE_BEFORE.search(text, max(0, start - 14), start)
        if before is None:
            return people
        age = AGES.get(before.group().strip().upper(), "young")
        plain = before.group().strip().upper() in _PLAIN_AGES or is_joined_script(before.group())
        return [(name, look or (age if plain or (name, age) in self._selves else "")) for name, look in people]

    def _is_spoken_of(self, text: str, match: re.Match[str], key: str) -> bool:
        """Whether somebody is only named: as whom something belongs to, or who is thought, asked or written of."""
        start, end = match.span()
        if start and self._leads_to_mere_mention(text, start):
            return True
        possessive = _POSSESSIVE.match(text, end)
        if possessive and not _BODY.match(text, possessive.end()):
            return True
        if text[start - 2 : start] in {", ", ": "} and _IN_A_PICTURE.search(text, max(0, start - 72), start):
            return True
        before = text[max(0, start - 24) : start]
        if key in self._owning and not genitive_shows(before):
            return True
        if before.casefold().endswith(_OF_WORDS):
            belongs = _BELONGS.search(text, max(0, start - 48), start)
            return belongs is not None and not any(
                _THERE_OF.fullmatch(belongs[part] or "") for part in ("thing", "more")
            )
        if is_joined_script(key):
            return (
                _ONLY_SPOKEN_OF_JOINED.search(text, max(0, start - 3), start) is not None
                or _SPOKEN_OF_AFTER.match(text, end) is not None
                or _OF_JOINED.match(text, end) is not None
            )
        return False

    def _short_forms(self, names: Names) -> None:
        """First and last names stand for their people, where they are no common nouns."""
        single: dict[str, set[tuple[str, str]]] = {}
        for folded, canonical in names.canonical.items():
            words = folded.split()
            if len(words) < 2 or folded in names.looks or is_relation(folded) or words[-1].isdigit():
                continue
            if not _VOICES.isdisjoint(words):
                continue  # VOIX RADIO: the radio is on the shelf, and nobody.
            while len(words) > 2 and words[-1] in _GENERATIONS:
                words.pop()
            # "AFRICAN MAN": neither word is a name.
            if words[-1] in GENERIC:
                continue
            for word in (words[0], words[-1]):
                if word not in GENERIC and word not in ARTICLES and word not in _GENERATIONS and len(word) > 1:
                    single.setdefault(word.casefold(), set()).add((canonical, ""))
        for word, people in single.items():
            if word not in self._forms:
                self._forms[word] = people

    @staticmethod
    def _leads_to_mere_mention(text: str, start: int) -> bool:
        before = text[max(0, start - 30) : start]
        if before.isascii() and before.rstrip().rpartition(" ")[2].lower() not in _MERE_WORDS:
            return False
        return _ONLY_SPOKEN_OF.search(before) is not None

    def _inflections(self) -> None:
        """Russian names in every case, where no other name reads like that."""
        for form, people in list(self._forms.items()):
            first, space, last = form.rpartition(" ")
            if first and first.upper() not in GENERIC and first.upper() not in KIN:
                continue
            for bent, owning in inflected(last).items():
                whole = f"{first}{space}{bent}"
                if whole not in self._forms:
                    self._forms[whole] = set(people)
                    if owning:
                        self._owning.add(whole)

    def _matches(self, text: str) -> list[re.Match[str]]:
        """Where names stand in a text, the longest at each place; the work does not grow with the size of the cast."""
        words = plain_words(text)
        if words is not None and self._plain and self._first_words.isdisjoint(words):
            return []
        found = list(self._joined.finditer(text)) if self._joined else []
        end = 0
        plain = words is not None
        for word in _FIRST_WORD.finditer(text.lower() if plain else text):
            key = word.group()
            if plain:
                if key not in self._heads:
                    continue
            else:
                key = key.casefold()
            if word.start() < end:
                continue
            at = word.start()
            if key not in self._by_first_word:
                if key[-1] == "s" and key[:-1] in self._by_first_word:
                    key = key[:-1]  # Friedas Gesicht
                elif key[0] in ARABIC_PREFIXES and key[1:] in self._by_first_word:
                    key, at = key[1:], at + 1  # Arabic writes "and Sami" in one word.
                else:
                    continue
            match = self._pattern(key).match(text, at)
            if match:
                found.append(match)
                end = match.end()
        return sorted(found, key=lambda item: item.start()) if self._joined else found

    def _pattern(self, first_word: str) -> re.Pattern[str]:
        if first_word not in self._patterns:
            forms = [_FORM_START.sub("", form) for form in self._by_first_word[first_word]]
            bodies = (re.escape(form).replace(r"\ ", r"\s+#?\s?").replace("'", "['’]") for form in forms)
            self._patterns[first_word] = re.compile(
                "|".join(rf"{body}(?:(?!\w)|(?={GERMAN_BODY.pattern}))" for body in bodies), re.IGNORECASE
            )
        return self._patterns[first_word]
