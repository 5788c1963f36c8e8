"""Which sentences of an action speak of whom."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from storyboard.breakdown.mentions import Mention, Mentions
from storyboard.breakdown.pronouns import pronouns_in, speaks_of_many
from storyboard.breakdown.sentences import split_sentences, word_set
from storyboard.breakdown.whereabouts import comes, goes, is_alone, may_go

_JOINED = {"and", "&", ",", ", and", "et", "y", "e", "und", "и", "和", "与", "跟", "と", "و"}
# Before a name these begin a clause of its own; after anything else it is whom something is done to.
_CLAUSE = re.compile(
    r"(?:^|[,;:.!?…–—(\"“，、；：]|\b(?:and|while|as|when|then|but|until|et|puis|und|y|e|и|а|но|mais|pero|aber|ma|mas|pendant que|mientras|während"
    r"|mentre|enquanto|пока|behind (?:him|her)))\s*(?:the |a )?$",
    re.IGNORECASE,
)
# "Shines it on Zoya": what stands behind a verb and a preposition does nothing.
_ONTO = re.compile(
    r"^[^,;:]*\w\s+(?:on|onto|at|with|from|towards?|sur|vers|auf|zu|mit|sobre|hacia|con|su|verso|em|para|com|на|к|у|от|с|за|над|под|в)\s$",
    re.IGNORECASE,
)
# Words that may stand before the he or she of a sentence.
_LEADS = re.compile(
    r"(?:then|and|but|now|suddenly|finally|slowly|quickly|again|at last|puis|alors|dann|da|luego|entonces|poi|então|потом|затем|вдруг),? ",
    re.IGNORECASE,
)
_LEAD = 40
_FIRST = word_set("sie she he elle ella ela lei il ele lui er")
_THEY = re.compile(
    r"(?:they|both|the two|all|everyone|everybody|ils|elles|les deux|ellos|ellas|los dos|ambos|beide|entrambi|i due|eles|elas|os dois|ambos|они|оба|обе)\b"
    r"|他们|她们|他們|两人|二人|彼ら",
    re.IGNORECASE,
)
# "Entra Marco", "Входит Анна", and all Arabic: the verb stands before the one who does it.
_INVERTED = re.compile(
    r"(?:(?:y|et|und|и|e|a|puis|luego|dann|da|dort|allora|então|тут|вдруг|then|suddenly|poi)\s)?(?:entra|llega|aparece|sale|vuelve|regresa|irrumpe|llora|cae"
    r"|sonríe|arrive|entre|surgit|apparaît|paraît|sort|kommt|tritt|erscheint|steht|sitzt|esce|arriva|appare|compare|piange|chega|sai|surge|chora|cai|enters?"
    r"|exits?|in walks|in comes|in runs|\w{2,}(?:ет|ёт|ит|ут|ют|ат|ят|ся|сь)|[وف]?[يت]\w{2,}|\w{2,}ت)(?:\s\w+)?\s*@?$",
    re.IGNORECASE,
)
# A name that one of these follows is whom something is done to.
_OBJECT_PARTICLE = re.compile(r"[にをへとから](?!は)")


@dataclass(frozen=True)
class Deed:
    """A sentence that speaks of somebody.

    Attributes:
        sentence: The sentence.
        after: What it says behind the word that means them; all of it where no word does.
        acts: They are the one who acts in it, by name or pronoun.
        named: They are in it by name.
    """

    sentence: str
    after: str
    acts: bool
    named: bool


def deeds_of(text: str, people: Sequence[str], mentions: Mentions) -> dict[str, list[Deed]]:
    """For everybody in a shot the sentences of its action that speak of them."""
    deeds: dict[str, list[Deed]] = {name: [] for name in people}
    subject = ""
    met: set[str] = set()
    for sentence in split_sentences(text):
        found = mentions.find(sentence, present=frozenset(people))
        met.update(item.name for item in found)
        named = {item.name for item in found}
        actor = "" if found and found[0].start < 3 else _by_pronoun(sentence, people, named, subject, mentions.genders)
        many = _THEY.match(sentence) is not None
        # "They spin round. Mr Cross stands in the doorway": he is none of them.
        later = _named_later(text, sentence, people, mentions) - met if many and len(people) > 1 else set()
        for name in people:
            if name in later:
                continue
            if name in named:
                deeds[name].append(_named(name, sentence, found))
            elif name == actor or (many and not found):
                deeds[name].append(Deed(sentence, _behind_pronoun(sentence), acts=True, named=False))
            elif not found and not actor and (name == subject or len(people) == 1):
                deeds[name].append(Deed(sentence, sentence, acts=False, named=False))
        if found:
            subject = found[0].name if len(found) == 1 or found[0].start < 3 else ""
        subject = actor or subject
    return deeds


def _named_later(text: str, sentence: str, people: Sequence[str], mentions: Mentions) -> set[str]:
    behind = text.partition(sentence)[2]
    later = {item.name for item in mentions.find(behind, present=frozenset(people))}
    return later if len(later) < len(people) else set()


def who_goes(text: str, people: Sequence[str], mentions: Mentions, there: Collection[str]) -> tuple[list[str], str]:
    """Who has left when an action is over, and who is said to be alone then; empty if nobody is."""
    if not may_go(text):
        return [], ""
    gone: list[str] = []
    alone = ""
    for name, deeds in deeds_of(text, people, mentions).items():
        for deed in deeds:
            if not deed.acts:
                continue
            if goes(deed.after, there=name in there):
                gone.append(name)
            elif name in gone and comes(deed.after, there=False):
                gone.remove(name)
            others = [other for other in mentions.find(deed.sentence, present=frozenset(people)) if other.name != name]
            if is_alone(deed.sentence) and not others and not _THEY.match(deed.sentence):
                alone = name
    return list(dict.fromkeys(gone)), "" if alone in gone else alone


def _named(name: str, sentence: str, found: Sequence[Mention]) -> Deed:
    place = next(index for index, item in enumerate(found) if item.name == name)
    first = place
    # "Mara and Tomas stand": what both do comes after the second.
    while place + 1 < len(found) and sentence[found[place].end : found[place + 1].start].strip() in _JOINED:
        place += 1
    while first > 0 and sentence[found[first - 1].end : found[first].start].strip() in _JOINED:
        first -= 1
    after = sentence[found[place].end :]
    lead = sentence[: found[first].start]
    acts = first == 0 or _CLAUSE.search(lead) is not None
    inverted = (
        _INVERTED.fullmatch(re.split(r"[,;:،]\s*", lead)[-1].strip())
        if first == 0 and lead and len(lead) < _LEAD
        else None
    )
    if inverted:
        after = f"{inverted.group().strip(' @')} {after.strip()}"
    elif (not sentence.isascii() and _OBJECT_PARTICLE.match(after)) or (acts and lead and _ONTO.search(lead)):
        acts = False
    return Deed(sentence, after, acts=acts, named=True)


def _by_pronoun(
    sentence: str, people: Sequence[str], named: Collection[str], subject: str, genders: dict[str, str]
) -> str:
    """Who is meant by the he or she a sentence begins with."""
    opening = _LEADS.match(sentence)
    if opening:
        sentence = sentence[opening.end() :]
    if sentence.isascii() and sentence[:4].split(" ", 1)[0].lower() not in _FIRST:
        return ""
    spoken = pronouns_in(sentence)
    if not spoken or spoken[0].role != "subject" or spoken[0].start > 2 or speaks_of_many(sentence.split(None, 1)[0]):
        return ""
    fitting = [name for name in people if name not in named and genders.get(name, spoken[0].gender) == spoken[0].gender]
    known = [name for name in fitting if name in genders]
    if subject in fitting and (subject in known or not known):
        return subject
    return (known or fitting or [""])[0]


def _behind_pronoun(sentence: str) -> str:
    opening = _LEADS.match(sentence)
    sentence = sentence[opening.end() :] if opening else sentence
    return sentence.split(None, 1)[1] if " " in sentence else sentence
