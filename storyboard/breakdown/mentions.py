"""Who can be seen according to a paragraph: names in it, and whom its pronouns mean."""

from __future__ import annotations

import re
from dataclasses import dataclass

from storyboard.breakdown.names import GENERIC, Names
from storyboard.breakdown.sentences import is_cjk, without_quotations
from storyboard.breakdown.voices import fold

# First names that are everyday words as well: they count only where they are written as names.
_EVERYDAY = frozenset(
    [
        "will",
        "may",
        "mark",
        "rose",
        "grace",
        "art",
        "dawn",
        "hope",
        "faith",
        "joy",
        "bill",
        "pat",
        "rob",
        "drew",
        "chase",
        "hunter",
        "rich",
        "frank",
        "gene",
        "dean",
        "earl",
        "grant",
        "lance",
        "miles",
        "page",
        "penny",
        "ray",
        "sky",
        "stone",
        "summer",
        "violet",
        "wade",
        "young",
        "king",
        "major",
        "angel",
        "bear",
        "buck",
        "cash",
        "chance",
        "clay",
        "cliff",
        "cook",
        "dale",
        "fox",
        "gale",
        "guy",
        "heather",
        "holly",
        "hunt",
        "iris",
        "ivy",
        "jade",
        "jasmine",
        "jay",
        "jewel",
        "kit",
        "lane",
        "lily",
        "max",
        "melody",
        "mercy",
        "olive",
        "pearl",
        "pepper",
        "piper",
        "reed",
        "ruby",
        "sage",
        "sandy",
        "skip",
        "star",
        "storm",
        "sunny",
        "trip",
        "victor",
        "west",
        "wolf",
        "gray",
        "grey",
        "brown",
        "black",
        "white",
        "green",
        "light",
        "fall",
        "bishop",
        "baker",
        "mason",
        "carter",
        "cooper",
        "porter",
    ]
)
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
_PLURAL = re.compile(
    r"\b(?:they|them|their|both|the two|the pair|ils|elles|ellos|ellas|они|их|two of them)\b", re.IGNORECASE
)
_SINGULAR = re.compile(
    r"\b(?:(?P<she>she|her|hers|herself|elle|ella|она|её)|(?P<he>he|him|his|himself|il|él|он|его|er)"
    r"|(?P<either>ses|sus|seine|ihre|свои))\b",
    re.IGNORECASE,
)
_BOTH = (re.compile(r"\b(?:she|elle|ella|она)\b", re.IGNORECASE), re.compile(r"\b(?:he|il|él|он)\b", re.IGNORECASE))
_CJK_PLURAL = ("他们", "她们", "两人", "二人")
_CJK_SINGULAR = {"他": "he", "她": "she", "彼女": "she", "彼": "he"}
_SHE = re.compile(
    r"\b(?:woman|girl|lady|mother|mom|mum|wife|daughter|sister|aunt|queen|princess|actress|waitress|grandmother|she|her"
    r"|femme|fille|mujer|mrs|ms|madame|señora)\b|女",
    re.IGNORECASE,
)
_HE = re.compile(
    r"\b(?:man|boy|guy|father|dad|husband|son|brother|uncle|king|prince|actor|waiter|grandfather|he|his|him|beard|homme"
    r"|garçon|hombre|mr|monsieur|señor)\b|男",
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
    """Finds people in action. `genders` is filled from descriptions and decides what a pronoun can mean."""

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
        self.genders: dict[str, str] = {}

    def learn_gender(self, name: str, text: str) -> None:
        """Take a description of somebody as a hint at he or she."""
        if name in self.genders:
            return
        she, he = _SHE.search(text), _HE.search(text)
        if she and (not he or she.start() < he.start()):
            self.genders[name] = "she"
        elif he:
            self.genders[name] = "he"

    def find(self, text: str, *, present: set[str] | frozenset[str] = frozenset()) -> list[Mention]:
        """The people a text shows, each once, in its order.

        ``Mara's coat`` shows no Mara and ``Mara's hands`` does; quotations and pictures of people show nobody. A name
        two people share means the one who is `present`.
        """
        masked = without_quotations(text)
        found: dict[str, Mention] = {}
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
            if len(people) > 1:
                people = {person for person in people if person[0] in present}
            if len(people) == 1:
                name, look = next(iter(people))
                found.setdefault(name, Mention(name, look, match.start(), match.end()))
        return list(found.values())

    def by_pronoun(self, text: str, last: list[str], present: list[str], earlier: list[str]) -> list[str]:
        """Whom the pronouns of a text without names mean: the people last seen, as far as he and she allow.

        Args:
            text: The text.
            last: Who was spoken of last in this scene.
            present: Who has been seen in this scene.
            earlier: Who was spoken of last in the scene before.
        """
        masked = without_quotations(text)
        if _PLURAL.search(masked) or any(word in masked for word in _CJK_PLURAL):
            return list(last if len(last) > 1 else present[:3] or earlier)
        if all(pattern.search(masked) for pattern in _BOTH):
            she = [name for name in present if self.genders.get(name) == "she"][-1:]
            he = [name for name in present if self.genders.get(name) == "he"][-1:]
            if she and he:
                return sorted([*she, *he], key=present.index)
            if len(present) == 2:
                return list(present)
        match = _SINGULAR.search(masked)
        gender = match.lastgroup if match else next((g for word, g in _CJK_SINGULAR.items() if word in masked), None)
        if gender is None:
            return []
        for pool in (last, present[::-1], earlier):
            fitting = [name for name in pool if gender == "either" or self.genders.get(name, gender) == gender]
            if fitting:
                return fitting[:1]
        return []

    def other_by_pronoun(self, text: str, named: list[str], present: list[str]) -> list[str]:
        """Who is meant by *he* beside a woman's name, and by *she* beside a man's: ``He slides it over to Helen``."""
        genders = {self.genders.get(name) for name in named}
        if len(genders) != 1:
            return []
        masked = without_quotations(text)
        wanted = {"she": "he", "he": "she"}.get(genders.pop() or "")
        if wanted is None or not _BOTH[wanted == "he"].search(masked):
            return []
        fitting = [name for name in present if self.genders.get(name) == wanted]
        # Nobody has said whether the only other one there is a he or a she.
        rest = [name for name in present if name not in named]
        return fitting[-1:] or (rest if len(rest) == 1 and rest[0] not in self.genders else [])

    def _short_forms(self, names: Names) -> None:
        """First and last names stand for their people, where they are no common nouns."""
        single: dict[str, set[tuple[str, str]]] = {}
        for folded, canonical in names.canonical.items():
            words = folded.split()
            if len(words) < 2 or folded in names.looks or "'S " in folded or words[-1].isdigit():
                continue
            # "AFRICAN MAN": neither word is a name.
            if words[-1] in GENERIC:
                continue
            for word in (words[0], words[-1]):
                if word not in GENERIC and len(word) > 1:
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
