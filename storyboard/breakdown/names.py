"""Which names mean the same person: aliases, short forms, younger selves, misspellings, groups."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from storyboard.breakdown.name_words import AGES, ARTICLES, CROWDS, EVERYONE, GENERIC, JOINED_AGES, is_relation
from storyboard.breakdown.voices import fold
from storyboard.model import Bible

_AND = re.compile(r"\s*(?:,|/|&|\+)\s*|\s+(?:AND|ET|UND|Y|E|И|ET DE)\s+|、|和|与|跟|と|・|\s+و\s*(?=\S\S)")


@dataclass
class Names:
    """The people of a script by every name they go by.

    Attributes:
        canonical: For a folded name, the name its person is called by in the shot list.
        looks: For a folded name that is a younger or older self, the look it stands for.
        aliases: For a person, the other names, as folded.
        ambiguous: For a folded short name, the people it could mean.
        typos: Pairs of a name and the commoner one it may be a slip for.
    """

    canonical: dict[str, str] = field(default_factory=dict)
    looks: dict[str, str] = field(default_factory=dict)
    aliases: dict[str, list[str]] = field(default_factory=dict)
    ambiguous: dict[str, tuple[str, ...]] = field(default_factory=dict)
    typos: list[tuple[str, str]] = field(default_factory=list)

    def members(self, folded: str) -> tuple[str, ...] | None:
        """The people a joint cue such as ``MARA AND LEE`` names; None if it is one name."""
        if folded in self.canonical:
            return None
        parts = [part for part in _AND.split(folded) if part]
        if len(parts) < 2 or not any(part in self.canonical for part in parts):
            return None
        return tuple(dict.fromkeys(self.canonical.get(part, part) for part in parts))


def learn_names(bible: Bible, cues: Counter[str], introduced: Iterable[str]) -> Names:
    """Work out who is who.

    Args:
        bible: Its names and aliases win over every rule.
        cues: How often each folded cue speaks, joint cues and groups left out.
        introduced: Folded names of people whom the action describes.
    """
    names = Names()
    for character in bible.characters:
        for name in (character.name, *character.aliases):
            _add(names, fold(name), character.name)
    known = list(dict.fromkeys([*cues, *introduced]))
    speaking = set(cues)
    selves = _other_selves(names, known)
    grown = [name for name in known if name not in selves]
    _short_forms(names, grown, cues, speaking)
    for name in grown:
        if name not in names.canonical:
            _add(names, name, name)
    for name, (rest, age) in selves.items():
        names.canonical[name] = names.canonical.get(rest, rest)
        names.looks[name] = age
    _slips(names, cues, set(introduced))
    return names


def is_group(folded: str) -> bool:
    """Whether a cue names a crowd or everybody, and so nobody by name."""
    words = folded.split()
    return bool(words) and (folded in EVERYONE or words[-1] in CROWDS or folded in CROWDS)


def _add(names: Names, folded: str, canonical: str) -> None:
    names.canonical[folded] = canonical
    others = names.aliases.setdefault(canonical, [])
    if folded not in (fold(canonical), *others):
        others.append(folded)


def age_word(text: str) -> str:
    """The look that an aside names: ``YOUNG`` is a young one; empty if it names none."""
    return next((AGES[word] for word in text.upper().split() if word in AGES), "")


def _other_selves(names: Names, known: list[str]) -> dict[str, tuple[str, str]]:
    """Younger and older selves: for each of their names the name of who they are otherwise, and the look."""
    readings = {name: _readings_as_self(name) for name in known if name not in names.canonical}
    plain = {name for name in (*known, *names.canonical) if not readings.get(name)}
    found: dict[str, tuple[str, str]] = {}
    for name, possible in readings.items():
        for rest, age in possible:
            meant = rest if rest in plain else _only_longer(rest, plain)
            if meant and rest not in GENERIC:
                found.setdefault(name, (meant, age))
    return found


def _readings_as_self(name: str) -> list[tuple[str, str]]:
    words = [word for word in name.split() if word not in ARTICLES]
    readings: list[tuple[str, str]] = []
    if len(words) > 1:
        # JEUNE MARA, DOLORES JOVEN.
        if words[0] in AGES:
            readings.append((" ".join(words[1:]), AGES[words[0]]))
        if words[-1] in AGES:
            readings.append((" ".join(words[:-1]), AGES[words[-1]]))
    joined = JOINED_AGES.match(name)
    if joined and len(name) - joined.end() > (1 if len(joined.group()) == 1 else 0):
        readings.append((name[joined.end() :], joined.lastgroup or "young"))
    return readings


def _only_longer(rest: str, plain: set[str]) -> str:
    """The only full name that a short one is part of."""
    longer = [name for name in plain if rest in name.split() and not is_relation(name)]
    return longer[0] if len(longer) == 1 else ""


def _short_forms(names: Names, known: list[str], cues: Counter[str], speaking: set[str]) -> None:
    """Join ``MARA`` with ``MARA VOSS`` where only one longer name fits; where two fit, say so."""
    candidates = [name for name in (*known, *names.canonical) if not is_relation(name)]
    by_word: dict[str, set[str]] = {}
    for name in candidates:
        for word in name.split():
            by_word.setdefault(word, set()).add(name)
    settled = set(names.canonical)
    # The longest first, so that DETECTIVE LEE has found DETECTIVE JOSEPH LEE before LEE looks for either.
    for short in sorted(
        (*known, *(name for name in settled if name not in known)), key=lambda name: -len(name.split())
    ):
        in_bible = short in settled
        if (short in names.canonical and not in_bible) or is_relation(short) or short.split()[-1].isdigit():
            continue
        words = [word for word in short.split() if word not in ARTICLES]
        if not words:
            continue
        pool = set.intersection(*(by_word.get(word, set()) for word in words))
        longer = [name for name in pool if _is_short_for(words, name.split())]
        if all(word in GENERIC for word in words):
            longer = [name for name in longer if name not in speaking]
        people = sorted({names.canonical.get(name, name) for name in longer})
        if in_bible:
            # The bible has IDRIS and the script introduces IDRIS BELL; whom the bible keeps apart stays apart.
            if len(longer) == 1 and longer[0] not in names.canonical:
                _add(names, longer[0], names.canonical[short])
        elif len(people) == 1:
            longest = longer[0]
            _join(names, short, longest, cues)
        elif len(people) > 1:
            names.ambiguous[short] = tuple(people)


def _join(names: Names, short: str, longer: str, cues: Counter[str]) -> None:
    if longer in names.canonical:
        _add(names, short, names.canonical[longer])
        return
    # What the script calls them most is their name; a full name that is only introduced is an alias.
    head = longer if cues[longer] > cues[short] else short
    _add(names, short, head)
    _add(names, longer, head)


def _is_short_for(short: list[str], longer: list[str]) -> bool:
    longer = [word for word in longer if word not in ARTICLES]
    if len(short) >= len(longer) or any(word.isdigit() for word in longer):
        return False
    remaining = iter(longer)
    return all(word in remaining for word in short)


def _slips(names: Names, cues: Counter[str], introduced: set[str]) -> None:
    """Names one letter apart, of which one hardly ever speaks; found by what is left when a letter is taken away."""
    signatures: dict[str, list[str]] = {}
    for name in cues:
        if len(name) >= 4 and not any(sign.isdigit() for sign in name):
            for index in range(len(name) + 1):
                signatures.setdefault(name[:index] + name[index + 1 :], []).append(name)
    seen: set[tuple[str, str]] = set()
    for group in signatures.values():
        if len(group) < 2:
            continue
        for first in group[:8]:
            for second in group[:8]:
                if (
                    first == second
                    or (first, second) in seen
                    or cues[first] > 2
                    or first in introduced
                    or first in GENERIC
                ):
                    continue
                seen.add((first, second))
                commoner = cues[second] > cues[first] or second in introduced
                if commoner and names.canonical[first] != names.canonical[second] and abs(len(first) - len(second)) < 2:
                    names.typos.append((first, second))
