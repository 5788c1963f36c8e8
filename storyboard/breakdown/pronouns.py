"""Whom he, she and they mean; and what the pronouns of a script say about its people."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from storyboard.breakdown.sentences import has_any, without_quotations, word_set

SHE_WORDS = re.compile(
    r"\b(?:woman|girl|lady|mother|mom|mum|wife|daughter|sister|aunt|queen|princess|actress|waitress|grandmother|granny|nun"
    r"|female|widow|heroine|femme|fille|mère|mujer|chica|madre|frau|mädchen|mutter|donna|ragazza|mulher"
    r"|menina|женщина|девушка|девочка|мать|mrs|ms|miss|madame|señora|signora|doña)\b|女|母|妈|姐|妹",
    re.IGNORECASE,
)
HE_WORDS = re.compile(
    r"\b(?:man|boy|guy|father|dad|husband|son|brother|uncle|king|prince|actor|waiter|grandfather|grandpa|monk|male|widower"
    r"|gentleman|bearded|beard|moustache|mustache|homme|garçon|père|hombre|chico|padre|mann|junge|vater"
    r"|uomo|ragazzo|homem|menino|мужчина|парень|мальчик|отец|mr|monsieur|señor|signor|herr|don(?!['’]))\b|男|父|爸|哥|弟",
    re.IGNORECASE,
)
_SHE = re.compile(r"\b(?:she|her|hers|herself|elle|ella|она|её)\b|她", re.IGNORECASE)
_HE = re.compile(r"\b(?:he|his|him|himself|él|он|его)\b|他", re.IGNORECASE)
_PLURAL = re.compile(
    r"\b(?:they|both|the two|the pair|ils|elles|ellos|ellas|они|two of them|them|their|их)\b|他们|她们|他們|她們|两人|二人|彼ら",
    re.IGNORECASE,
)
# An object "her" is followed by nothing that could be hers.
_AFTER_OBJECT = (
    r"(?=\s*(?:[.,;:!?…–—]|$)|\s+(?:a|an|the|to|from|in|at|on|with|and|as|again|anyway|back|up|down|over|off|away|into|onto"
    r"|while|for|through|by|out|across|around|behind|past|before|after|until|toward|towards|goodbye|there|alone|too|like|about"
    r"|tightly|gently|closely|but|or|who|along|inside|outside|under|so|then|his|him|it|this|that)\b)"
)
_PRONOUN = re.compile(
    r"\b(?:(?P<she_subject>she|elle|ella|ela|lei|она|sie(?=\s\w+t\b))|(?P<he_subject>he|il(?! (?:y a|pleut|neige|fait|faut|est \d))|él|ele|lui|он|er)"
    rf"|(?P<she_object>her{_AFTER_OBJECT}|её|ее|нее|неё|ihr(?=\s*[.,;!?]|$))|(?P<he_object>him|его|него|ihn|ihm)"
    r"|(?P<she_self>herself)|(?P<he_self>himself)|(?P<she_own>hers?)|(?P<he_own>his)|(?P<any_own>ses|sus|seine|ihre|свои))\b"
    r"|(?P<she_cjk>彼女|她)|(?P<he_cjk>彼(?!女)|他)",
    re.IGNORECASE,
)
_MANY = word_set("they both two pair ils elles ellos ellas them their")
_ANY = word_set(
    "sie she he her hers him his herself himself elle ella ela lei il ele lui er ihr ihn ihm ses sus seine ihre"
)
# "Just where she sat" puts nobody into the picture.
_CAMERA = re.compile(r"\b(?:camera|drone|caméra|cámara|câmera|kamera|камера)\b", re.IGNORECASE)
_WHERE = re.compile(r"\b(?:where|là où|donde|wo|dove|onde|где)\s$", re.IGNORECASE)
_BODY = re.compile(
    r"\s+(?:[\w-]+\s+){0,2}?(?:face|eyes?|hands?|fingers?|mouth|lips|head|feet|foot|legs?|arms?|back|hair|shoulders?|body|cheeks?"
    r"|smile|gaze)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Pronoun:
    """A he or she in a text. `role` is ``subject``, ``object``, ``own`` (her coat) or ``body`` (her hands)."""

    gender: str
    role: str
    start: int


@dataclass(frozen=True)
class Pools:
    """Whom a pronoun could mean.

    Attributes:
        last: Who was spoken of last.
        present: Who is there, in the order they came.
        earlier: Who was spoken of last in the scene before; they count only where nobody is there yet.
        genders: ``she`` or ``he`` for those of whom it is known.
        new: Who has only just come.
    """

    last: Sequence[str]
    present: Sequence[str]
    earlier: Sequence[str]
    genders: Mapping[str, str]
    new: frozenset[str] = frozenset()

    def choose(self, gender: str, taken: Iterable[str], *, sure: bool = False) -> str:
        """The likeliest person of a gender: one known to be it before one of whom nothing is known; empty if none fits.

        Args:
            gender: ``she``, ``he`` or ``any``.
            taken: Who it cannot be.
            sure: Take somebody of unknown gender only if there is just one.
        """
        taken = set(taken)
        order = [name for name in dict.fromkeys([*self.last, *self.present[::-1]]) if name not in taken]
        order = order or [name for name in self.earlier if name not in taken]
        if gender == "any":
            return order[0] if order else ""
        known = [name for name in order if self.genders.get(name) == gender]
        # "A SECRETARY leans in. Levan waves her off": whoever was spoken of last and may be a she goes before a she long known.
        newest = self.last[0] if len(self.last) == 1 and self.last[0] in order else ""
        if sure and newest and newest not in self.genders and newest in self.new:
            return newest
        if known:
            return known[0]
        unknown = [name for name in order if name not in self.genders]
        return unknown[0] if unknown and (len(unknown) == 1 or not sure) else ""


@lru_cache(maxsize=256)
def pronouns_in(text: str) -> tuple[Pronoun, ...]:
    """The he and she of a text, quotations left out. Several stages ask for the same sentences."""
    if not has_any(text, _ANY):
        return ()
    masked = without_quotations(text)
    found: list[Pronoun] = []
    for match in _PRONOUN.finditer(masked):
        gender, _, role = (match.lastgroup or "any_own").partition("_")
        if role == "own" and _BODY.match(masked, match.end()):
            role = "body"
        elif role == "cjk":
            role = "subject" if not found else "object"
        found.append(Pronoun(gender, role, match.start()))
    return tuple(found)


def speaks_of_many(text: str) -> bool:
    """Whether a text says they, both or them."""
    return has_any(text, _MANY) and _PLURAL.search(without_quotations(text)) is not None


def meant(text: str, pools: Pools, *, viewer: str | None = None) -> list[str]:
    """Whom the pronouns of a text without names mean, the one who acts first.

    Args:
        text: The text.
        pools: Whom they can mean.
        viewer: In a point-of-view shot the one who looks; neither they nor *them*, their party, are seen.
    """
    if viewer is None and speaks_of_many(text):
        return list(pools.last if len(pools.last) > 1 else pools.present[:3] or pools.earlier)
    spoken = pronouns_in(text)
    if viewer is not None:
        spoken = tuple(pronoun for pronoun in spoken if pronoun.role == "subject")
    people: list[str] = []
    chosen: dict[tuple[str, bool], str] = {}
    for pronoun in sorted(spoken, key=lambda item: (item.role != "subject", item.role == "own", item.start)):
        # "He hands it to him" is about two; "he lifts his head" about one.
        other = pronoun.role == "object" and (pronoun.gender, False) in chosen
        if (pronoun.gender, other) in chosen or (pronoun.role == "own" and people):
            continue
        if pronoun.gender == "any" and people:
            continue
        taken = [*people, *([viewer] if viewer else [])]
        name = pools.choose(pronoun.gender, taken, sure=bool(people))
        if name:
            people.append(name)
            chosen[pronoun.gender, other] = name
    return people


def also_meant(text: str, named: Sequence[tuple[str, int]], pools: Pools) -> list[str]:
    """Who is meant by a pronoun beside names: ``He slides it over to Helen``, ``Nora hugs him``.

    Args:
        text: The text.
        named: The people named in it and where.
        pools: Whom its pronouns can mean.
    """
    people: list[str] = []
    names = [name for name, _ in named]
    for pronoun in pronouns_in(text):
        if pronoun.role in {"own", "self"} or people or _WHERE.search(text, max(0, pronoun.start - 12), pronoun.start):
            continue
        before = [name for name, place in named if place < pronoun.start]
        # She may be anybody named so far who is not known to be a he; him, whom Nora hugs, is not Nora.
        fits = [name for name in before if pools.genders.get(name, pronoun.gender) == pronoun.gender]
        if pronoun.role == "object":
            # "Anna runs to Victor and hugs him": whoever acts is not him.
            # "Kenji smiles. Camera orbits around him": nobody else does it.
            acts = named[0][0] if before and not _CAMERA.search(text, named[0][1], pronoun.start) else ""
            fits = [name for name in fits if name != acts]
            fits += [name for name in names if name not in before and pools.genders.get(name) == pronoun.gender]
        elif pronoun.role == "subject" and not before:
            fits = []
        if fits:
            continue
        name = pools.choose(pronoun.gender, names, sure=True)
        if name and (name in pools.present or pools.genders.get(name) == pronoun.gender):
            people.append(name)
    return people


class Genders:
    """Votes for he and she, gathered from the script; only a clear majority counts."""

    def __init__(self) -> None:
        self._votes: dict[str, dict[str, float]] = defaultdict(lambda: {"she": 0.0, "he": 0.0})

    def described(self, name: str, text: str, *, apart: bool = False) -> None:
        """A description or introduction of somebody: the first word that tells decides.

        Args:
            name: Whom it describes.
            text: What it says.
            apart: It speaks of nobody else, so that its pronouns are about them.
        """
        she, he = SHE_WORDS.search(text), HE_WORDS.search(text)
        if apart and not (she or he):
            she, he = _SHE.search(text), _HE.search(text)
        if she and (not he or she.start() < he.start()):
            self._votes[name]["she"] += 8
        elif he:
            self._votes[name]["he"] += 8

    def paragraph(self, sentences: Sequence[tuple[str, Sequence[tuple[str, int]]]]) -> None:
        """What the pronouns of one paragraph tell.

        Args:
            sentences: Each with the people it names and where their names end.
        """
        subject = ""
        for sentence, named in sentences:
            spoken = pronouns_in(sentence)
            if not named:
                if subject and spoken and spoken[0].role == "subject" and spoken[0].start < 3:
                    self._votes[subject][spoken[0].gender] += 2
                continue
            subject = named[0][0] if len(named) == 1 else ""
            if not subject:
                continue
            for pronoun in spoken:
                if pronoun.start < named[0][1] or pronoun.gender == "any":
                    continue
                weight = {"self": 4.0, "subject": 1.0, "own": 1.0, "body": 0.5}.get(pronoun.role, 0.0)
                self._votes[subject][pronoun.gender] += weight
                break

    def delivery(self, name: str, text: str) -> None:
        """How somebody says a line: ``(to himself)``, ``(wiping her eyes)``."""
        for pronoun in pronouns_in(text):
            if pronoun.role in {"self", "own", "body"} and pronoun.gender != "any":
                self._votes[name][pronoun.gender] += 4 if pronoun.role == "self" else 1

    def known(self) -> dict[str, str]:
        """Those of whom it is clear."""
        clear: dict[str, str] = {}
        for name, votes in self._votes.items():
            first, second = sorted(votes, key=lambda gender: -votes[gender])
            if votes[first] >= 1.5 and votes[first] > 1.5 * votes[second]:
                clear[name] = first
        return clear
