"""What an action changes: its first picture, its motion and its last picture.

``Tom falls``: Tom loses balance, falls, lies on the ground. Verbs in nine languages; the words for the pictures are English,
as prompts are. Verbs whose beginning and end cannot be told apart in a still are left out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from storyboard.breakdown.change_words import CHANGES, OBJECT_CHANGES, POSTURES
from storyboard.breakdown.deeds import Deed
from storyboard.breakdown.sentences import finds_at_words, plain_starts, split_sentences, starts_of_words, word_set
from storyboard.model import Action

# Further on in a sentence than this, in characters, it is mostly somebody else who acts.
_REACH = 110
COMING, INSIDE, GONE = "in the doorway, coming in", "is inside", "is gone"
_WORDS_BEFORE = 14
_PLURAL_VERB = re.compile(r"\{who\} (is|has|lies|lands|loses|stands|holds|leans|looks|wears|reaches|begins|crouches)\b")
_OTHER_ACTOR = re.compile(
    r"\b(?:as|while|when|where|until|that|which|who|pendant que|tandis que|quand|qui|mientras|cuando|während|als|mentre|quando"
    r"|enquanto|пока|когда|который|которая)\b|بينما|عندما",
    re.IGNORECASE,
)
_ARTICLE = (
    r"(?:the|an?|his|her|its|their|le|la|les|une?|son|sa|ses|el|los|las|una?|su|sus|der|die|das|den|dem|einen?|eine|seinen?|ihren?|ihre|seine"
    r"|il|lo|gli|uno|suo|sua|i|o|os|as|uma?|seu)"
)
_STOP = (
    r"(?=\s*(?:[.,;:!?]|$)|\s+(?:and|\w+ing|of|out|from|with|into|in|on|to|up|down|et|dans|sur|avec|y|en|sobre|con|del?|und|auf|mit|in|aus"
    r"|e|su|nella?|no|na|em|com|и|в|на|с|из)\b)"
)
_OBJECT = re.compile(rf"\s+(?:up |down )?((?:{_ARTICLE}\s+|l['’])[\w'’-]+(?: [\w'’-]+){{0,2}}?){_STOP}", re.IGNORECASE)
_BARE_OBJECT = re.compile(r"\s+([\w-]+(?: [\w-]+)??)(?=\s*(?:[.,;:!?]|$)|\s+(?:и|в|на|с|из|со|от|у)\b)")
# They come down, and lie nowhere.
_FALLS_ALWAYS = re.compile(
    r"\b(?:rain|snow|night|darkness|silence|curtain|pluie|neige|nuit|silence|rideau|regen|schnee|nacht|stille|vorhang|lluvia|nieve|noche|silencio|telón|pioggia"
    r"|notte|silenzio|sipario|chuva|noite)\b",
    re.IGNORECASE,
)
_LEADS_IN = re.compile(r"(?:(?:\w+ly|then|suddenly|now|he|she|they)\s*,?\s*)*", re.IGNORECASE)


@dataclass(frozen=True)
class _Change:
    """What becomes of somebody: the first picture, the last one, the words in between; `walks` if it is no more than a walk."""

    who: str
    start: str
    end: str
    motion: str
    walks: bool


def parts_of_action(text: str, deeds: Mapping[str, Sequence[Deed]], there: Collection[str] = ()) -> Action:
    """Onset, motion and result of what happens in a shot.

    Args:
        text: The whole action.
        deeds: For everybody in the picture the sentences of it that speak of them.
        there: Who was there before it.

    The first sentence with a verb whose beginning and end can be pictured decides on the onset, the last one of the
    same person on the result; a mere walk gives way to anything else. Without such a verb the whole text is what the
    first picture shows, and the rest is left blank.
    """
    of_person: _Change | None = None
    of_thing: Action | None = None
    for sentence in split_sentences(text):
        found = _by_somebody(sentence, deeds, there, of_person)
        if found and of_person and of_person.who == found.who:
            of_person = replace(
                of_person,
                end=found.end,
                motion=f"{of_person.motion} {found.motion}",
                walks=of_person.walks and found.walks,
            )
        elif found:
            of_person = found
        elif of_thing is None and of_person is None:
            of_thing = _by_a_thing(text, sentence, deeds)
    if of_person and not (of_thing and of_person.walks):
        return Action(text=text, start=of_person.start, motion=of_person.motion, end=of_person.end)
    return of_thing or Action(text=text, start=text)


# O' and D' begin a name of their own; 'S belongs to what stands before it.
_CAPITAL_PART = re.compile(
    r"(?<=\b[^\W\d_]['’])[^\W\d_]{2,}(?:['’][^\W\d_]*)*|[^\W\d_](?=['’][^\W\d_]{2})|[^\W\d_]+(?:['’][^\W\d_]*)*"
)


@lru_cache(maxsize=1024)
def called(name: str) -> str:
    """A name as it reads in a sentence: MARA'S MOTHER is Mara's Mother, JEAN-LUC D'ARCY is Jean-Luc D'Arcy."""
    return " ".join(_CAPITAL_PART.sub(_written, word) if word.isupper() else word for word in name.split())


def _written(match: re.Match[str]) -> str:
    return match.group()[:1].upper() + match.group()[1:].lower()


def _by_somebody(
    sentence: str, deeds: Mapping[str, Sequence[Deed]], there: Collection[str], before: _Change | None
) -> _Change | None:
    """Who changes in a sentence, from what, to what."""
    if not _may_change(sentence):
        return None
    # Two who do it together have the same words behind their names.
    doers: dict[tuple[str, bool], list[str]] = {}
    for name, own in deeds.items():
        for deed in own:
            if deed.sentence == sentence and (deed.acts or not deed.named):
                doers.setdefault((deed.after, deed.acts), []).append(name)
    for (after, acts), names in doers.items():
        together = " and ".join(called(name) for name in names)
        # The picture is about the first who changes, unless they only walked.
        if before and before.who != together and not before.walks:
            continue
        changed = _changes_in(after, names, sentence, acts=acts, there=all(name in there for name in names))
        if changed and not (before and before.who != together and changed.walks):
            return changed
    return None


def _changes_in(after: str, names: Sequence[str], sentence: str, *, acts: bool, there: bool) -> _Change | None:
    """The first and the last picture of what is said behind a name.

    Args:
        after: What is said.
        names: Whom it is said of.
        sentence: All of the sentence.
        acts: It is they who act; in a sentence that does not say so only a verb at its beginning is theirs.
        there: They were there before.
    """
    reach = after[:_REACH]
    other = _OTHER_ACTOR.search(reach)
    found: list[tuple[str, str]] = []
    walks = True
    for match in finds_at_words(reach, _person_changes(), _stems()):
        if other and match.start() > other.start():
            break
        before = reach[: match.start()]
        if not found and not (len(before.split()) <= _WORDS_BEFORE if acts else _LEADS_IN.fullmatch(before)):
            break
        if not there and match.group().casefold() in POSTURES:
            continue
        index = int((match.lastgroup or "v0")[1:])
        pictures = _pictured(index, after[match.end() :], names)
        if pictures:
            found.append(pictures)
            walks = walks and index == len(CHANGES) - 1
    if not found:
        return None
    who = " and ".join(called(name) for name in names)
    return _Change(who, found[0][0], found[-1][1], sentence.rstrip(), walks)


def _pictured(index: int, behind: str, names: Sequence[str]) -> tuple[str, str] | None:
    _, _, start, end = CHANGES[index]
    what = ""
    if "{what}" in f"{start}{end}":
        found = _OBJECT.match(behind) or (None if behind.isascii() else _BARE_OBJECT.match(behind))
        if found is None:
            return None
        what = found[1].strip()
    if len(names) > 1:
        start, end = (_PLURAL_VERB.sub(_in_plural, picture) for picture in (start, end))
    who = " and ".join(called(name) for name in names)
    return start.format(who=who, what=what), end.format(who=who, what=what)


def _in_plural(match: re.Match[str]) -> str:
    verb = match[1]
    return f"{{who}} { {'is': 'are', 'has': 'have', 'reaches': 'reach', 'crouches': 'crouch'}.get(verb, verb.removesuffix('s')) }"


def _by_a_thing(text: str, sentence: str, deeds: Mapping[str, Sequence[Deed]]) -> Action | None:
    """What becomes of a thing that is the subject of a sentence, as in ``The door opens``."""
    if any(deed.sentence == sentence and (deed.named or deed.acts) for own in deeds.values() for deed in own):
        return None
    match = next(finds_at_words(sentence, _object_changes(), _stems()), None)
    if match is None:
        return None
    thing = _thing_before(sentence[: match.start()])
    if not thing:
        return None
    _, _, start, end = OBJECT_CHANGES[int((match.lastgroup or "v0")[1:])]
    return Action(text=text, start=start.format(what=thing), motion=sentence.rstrip(), end=end.format(what=thing))


def _thing_before(text: str) -> str:
    """The noun phrase a sentence begins with; a pronoun or a clause is none."""
    words = text.replace("'", "' ").replace("’", "’ ").split()
    if not words or len(words) > 4 or "," in text:
        return ""
    if (
        re.fullmatch(rf"{_ARTICLE}|l['’]|one", words[0], re.IGNORECASE)
        and len(words) > 1
        and not _FALLS_ALWAYS.search(text)
    ):
        return text.strip()[:1].lower() + text.strip()[1:]
    return ""


def _may_change(sentence: str) -> bool:
    starts = plain_starts(sentence)
    return starts is None or not _stems().isdisjoint(starts)


@cache
def _stems() -> frozenset[str]:
    """The verbs by their first four letters, in small ones."""
    return (
        starts_of_words(" ".join(_LOOKAROUND.sub("", spaced) for spaced, *_ in (*CHANGES, *OBJECT_CHANGES))) - _COMMON
    )


# Looked for behind a verb, and words that only follow one.
_LOOKAROUND = re.compile(r"\(\?[=!<](?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)")
_COMMON = word_set(
    "the her his its their in on up out off for down over away back to towa and ab an by of at with ing es ent"
)


@cache
def _person_changes() -> re.Pattern[str]:
    return _any_of(CHANGES)


@cache
def _object_changes() -> re.Pattern[str]:
    return _any_of(OBJECT_CHANGES)


def _any_of(table: Sequence[tuple[str, str, str, str]]) -> re.Pattern[str]:
    groups = (
        rf"(?P<v{index}>\b[وف]?(?:{spaced})(?!\w){f'|{joined}' if joined else ''})"
        for index, (spaced, joined, _, _) in enumerate(table)
    )
    return re.compile("|".join(groups), re.IGNORECASE)
