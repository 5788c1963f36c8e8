"""Who can be seen according to a paragraph: the names in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from storyboard.breakdown.names import GENERIC, Names
from storyboard.breakdown.sentences import is_cjk, without_quotations, word_set
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
_GENERATIONS = frozenset(["SR", "JR", "II", "III", "IV", "SENIOR", "JUNIOR"])
_FIRST_WORD = re.compile(r"\w+")
_FORM_START = re.compile(r"^\W+")
_BODY = re.compile(
    r"\s+(?:[\w-]+\s+){0,2}?(?:face|eyes?|hands?|fingers?|mouth|lips|head|feet|foot|legs?|arms?|back|hair|profile"
    r"|silhouette|reflection|shoulders?|figure|body|smile|gaze|expression|visage|mains?|yeux)\b",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"['’]s\b|['’](?=\s)", re.IGNORECASE)
_NOT_THERE = re.compile(
    r"(?:\b(?:photo(?:graph)?s?|pictures?|portraits?|drawings?|paintings?|memor(?:y|ies)|names?|voices?|sounds?|sign|grave"
    r"|thoughts?|statue|poster)\s+of|\b(?:no|without|misses|missing|where(?: is|'s)?|dreams? of|thinks? (?:of|about)))\s+$",
    re.IGNORECASE,
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
        self._short_forms(names)
        self._by_first_word: dict[str, list[str]] = {}
        joined: list[str] = []
        for form in sorted(self._forms, key=lambda name: (-len(name), name)):
            first = _FIRST_WORD.search(form)
            if any(is_cjk(sign) for sign in form):
                joined.append(re.escape(form))
            elif first:
                self._by_first_word.setdefault(first.group(), []).append(form)
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
            if _NOT_THERE.search(masked, max(0, match.start() - 30), match.start()):
                continue
            possessive = _POSSESSIVE.match(masked, match.end())
            if possessive and not _BODY.match(masked, possessive.end()):
                continue
            people = self._forms.get(key) or self._forms.get(fold(written).casefold(), set())
            yield match.start(), match.end(), sorted(people)

    def _short_forms(self, names: Names) -> None:
        """First and last names stand for their people, where they are no common nouns."""
        single: dict[str, set[tuple[str, str]]] = {}
        for folded, canonical in names.canonical.items():
            words = folded.split()
            if len(words) < 2 or folded in names.looks or "'S " in folded or words[-1].isdigit():
                continue
            while len(words) > 2 and words[-1] in _GENERATIONS:
                words.pop()
            # "AFRICAN MAN": neither word is a name.
            if words[-1] in GENERIC:
                continue
            for word in (words[0], words[-1]):
                if word not in GENERIC and word not in _GENERATIONS and len(word) > 1:
                    single.setdefault(word.casefold(), set()).add((canonical, ""))
        for word, people in single.items():
            if word not in self._forms:
                self._forms[word] = people

    def _matches(self, text: str) -> list[re.Match[str]]:
        """Where names stand in a text, the longest at each place; the work does not grow with the size of the cast."""
        found = list(self._joined.finditer(text)) if self._joined else []
        end = 0
        for word in _FIRST_WORD.finditer(text):
            key = word.group().casefold()
            if word.start() < end or key not in self._by_first_word:
                continue
            match = self._pattern(key).match(text, word.start())
            if match:
                found.append(match)
                end = match.end()
        return sorted(found, key=lambda item: item.start()) if self._joined else found

    def _pattern(self, first_word: str) -> re.Pattern[str]:
        if first_word not in self._patterns:
            forms = [_FORM_START.sub("", form) for form in self._by_first_word[first_word]]
            bodies = (re.escape(form).replace(r"\ ", r"\s+#?\s?").replace("'", "['’]") for form in forms)
            self._patterns[first_word] = re.compile("|".join(rf"{body}(?!\w)" for body in bodies), re.IGNORECASE)
        return self._patterns[first_word]
