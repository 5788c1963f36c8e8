"""From the words of an action to a pose: who does what, in the languages of `posewords`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from storyboard.backends.previs.pose import POSES
from storyboard.backends.previs.posewords import (
    ARABIC,
    ARTICLES,
    CHINESE,
    FUNCTION_WORDS,
    IRREGULAR,
    JAPANESE,
    LATIN,
    NOTHING,
    NOUNS_TOO,
    RUSSIAN,
)

# How many words may lie between a verb and what belongs to it: "drops slowly to her knees".
_GAP = 4
# Things that look like verbs when they follow an article or a possessive.
_DETERMINERS = frozenset(
    ("a", "an", "the", "his", "her", "their", "its", "this", "that", "my", "your", "our", "no", "one")
)
# Verbs that are nouns as often: their bare form is a verb only where a verb can stand.
_NOUNS = frozenset(NOUNS_TOO["english"].split())
_BEFORE_VERBS = frozenset(("to", "and", "or", "they", "we", "you", "i", "then", "will", "can", "must", "both", "who"))  # fmt: skip
_EASY_CLIMBS = frozenset(("path", "hill", "slope", "road", "track", "dune", "rise", "lane", "trail", "bank"))
_NOT = frozenset(("not", "never", "cannot", "without", "refuses", "stops", "stop", "refuse", "nor"))
_CONTRACTED = frozenset(("don", "doesn", "didn", "won", "can", "isn", "aren", "couldn", "wouldn", "hasn", "wasn"))
_BE = frozenset(("is", "are", "was", "were", "be", "been", "being", "gets", "got", "get"))
# What is done to somebody who does not do it: "is hit", "is given a letter".
_SUFFERED = {"strike": "hit", "give": "take", "embrace": "embrace", "throw": "fall", "push": "hit"}
_STATES = frozenset(("stand", "sit", "lie", "kneel", "crouch", "fall", "walk", "climb"))
_MEANWHILE = r"\b(?:as|while|when|until|whilst|mientras|cuando|pendant que|tandis que|quand|lorsque|während|als|wenn|mentre|quando|enquanto|пока|когда)\b"
_STOPS = re.compile(rf"[.!?;。！？；](?:\s|$|(?=[^\x00-\x7f]))|{_MEANWHILE}")
_WORD = re.compile(r"[^\W\d_]+")
_ARABIC = re.compile(
    "".join(
        [
            r"[وف]?(?:س)?[يت]?(?P<stem>",
            "|".join(
                sorted((re.escape(word) for words in ARABIC.values() for word in words.split()), key=len, reverse=True)
            ),
            r")(?:ان|ون|ين|وا|ت|ه|ها)?",
        ]
    )
)
_ARABIC_POSE = {word: pose for pose, words in ARABIC.items() for word in words.split()}
# The names of two and more people who do the same.
_AND = re.compile(r"\s*(?:,|and|&|y|et|und|e|и|和|与|と|،|و)+\s*$")
_AND_START = re.compile(r"\s*(?:,|and\b|&|y\b|et\b|und\b|e\b|и\b|和|与|跟|と|،|و)\s*$")

_Rule = tuple[tuple[frozenset[str], ...], str]


class _Verbs:
    """One language's words, ready to be found: by a whole first word, or by its beginning."""

    def __init__(self, table: Mapping[str, str]) -> None:
        self.exact: dict[str, list[_Rule]] = {}
        self.begins: dict[str, list[_Rule]] = {}
        for pose, words in table.items():
            for entry in words.split():
                first, *rest = entry.split("_")
                rule = (tuple(frozenset(part.split("|")) for part in rest), pose)
                where = self.begins if first.endswith("*") else self.exact
                where.setdefault(first.removesuffix("*"), []).append(rule)
        for rules in (*self.exact.values(), *self.begins.values()):
            rules.sort(key=lambda rule: -len(rule[0]))  # "looks up" before "looks".

    def at(self, stems: Iterable[str], behind: Sequence[str]) -> str:
        """The pose that a word asks for, given what stands behind it; blank for none."""
        found = [rule for stem in stems for rule in self.exact.get(stem, ())]
        if not found and self.begins:
            word = next(iter(stems), "")
            found = [rule for end in range(len(word), 1, -1) for rule in self.begins.get(word[:end], ())]
        found.sort(key=lambda rule: -len(rule[0]))
        return next((pose for rest, pose in found if _follow(rest, behind)), "")


def pose_for(*texts: str, name: str = "", others: Sequence[str] = ()) -> str:
    """The pose that the first telling text asks for; ``stand`` when none does.

    Args:
        texts: What happens, the most telling first; the first that is not blank decides.
        name: Whose pose: in a sentence about several people, the verbs after this name count.
        others: Who else is in it: what stands behind their names is theirs.
    """
    text = next((text for text in texts if text.strip()), "")
    poses = _poses_in(_own_clause(text.casefold(), name, others))
    return _joined(poses) if poses else "stand"


def _joined(poses: Sequence[str]) -> str:
    """A posture and what the hands do in it: ``sit`` and ``read`` are one pose."""
    first, *later = poses
    if first == "stand":
        second = later[0] if later else ""
        second = "jot" if second == "write" else second
        return second if second and POSES[second].manner else first
    return next((f"{first} {other}" for other in later if f"{first} {other}" in POSES), first)


def _own_clause(text: str, name: str, others: Sequence[str]) -> str:
    """What a text says of one person."""
    own, rest = _short(name), [_short(other) for other in others if _short(other) != _short(name)]
    before = ""
    if own and own in text:
        before, _, text = text.partition(own)
        before = _STOPS.split(before)[-1]
    clauses = [part for part in _STOPS.split(text.strip(" .,:;")) if _WORD.search(part)]
    clause = clauses[0] if clauses else ""
    for other in rest:
        at = clause.find(other)
        # "Ada and Bram sit": both do. "Ada watches Bram dance": only Bram does.
        if at >= 0 and not _AND_START.fullmatch(clause[:at]):
            clause = clause[:at]
        elif at >= 0:
            clause = clause[at + len(other) :]
    alone = not any(other in before for other in rest)
    if before and alone and len(before.split()) < 4 and not _poses_in(clause):
        return f"{before} {clause}"  # "Entra Ada": the verb stands before who does it.
    if before and rest and _AND.search(before) and not _poses_in(clause):
        return clause
    return clause


def _short(name: str) -> str:
    return name.casefold().split(" ")[0] if name else ""


@lru_cache(maxsize=512)
def _poses_in(clause: str) -> tuple[str, ...]:
    """The poses a clause asks for, in its order."""
    if re.search(r"[\u3040-\u30ff]", clause):
        return tuple(_signs(JAPANESE, clause))
    if re.search(r"[\u4e00-\u9fff]", clause):
        return tuple(_signs(CHINESE, clause))
    if re.search(r"[\u0600-\u06ff]", clause):
        return tuple(_arabic(clause))
    words = _WORD.findall(clause)
    if re.search(r"[\u0400-\u04ff]", clause):
        return tuple(_plain("russian", words))
    votes = {language: sum(word in set(known.split()) for word in words) for language, known in FUNCTION_WORDS.items()}
    most = max(votes.values())
    likely = sorted((language for language in votes if votes[language] == most), key=list(votes).index)
    for language in likely:
        found = _english(words) if language == "english" else list(_plain(language, words))
        if found:
            return tuple(found)
    return ()


@lru_cache(maxsize=8)
def _verbs(language: str) -> _Verbs:
    return _Verbs(RUSSIAN if language == "russian" else LATIN[language])


def _plain(language: str, words: Sequence[str]) -> Iterable[str]:
    verbs, nouns, articles = _verbs(language), NOUNS_TOO.get(language, "").split(), ARTICLES.get(language, "").split()
    for position, word in enumerate(words):
        if word in nouns and position and words[position - 1] in articles:
            continue
        pose = verbs.at((word,), words[position + 1 : position + 1 + _GAP])
        if pose and pose != NOTHING:
            yield pose


@lru_cache(maxsize=2)
def _sign_pattern(japanese: bool) -> tuple[re.Pattern[str], Mapping[str, str]]:
    table = JAPANESE if japanese else CHINESE
    poses = {word: pose for pose, words in table.items() for word in words.split()}
    return re.compile("|".join(map(re.escape, sorted(poses, key=len, reverse=True)))), poses


def _signs(table: Mapping[str, str], clause: str) -> Iterable[str]:
    pattern, poses = _sign_pattern(table is JAPANESE)
    for found in pattern.finditer(clause):
        if poses[found.group()] != NOTHING:
            yield poses[found.group()]


def _arabic(clause: str) -> Iterable[str]:
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", clause) if not unicodedata.combining(sign))
    for word in _WORD.findall(plain.replace("ٱ", "ا")):
        found = _ARABIC.fullmatch(word)
        if found:
            yield _ARABIC_POSE[found["stem"]]


def _english(words: Sequence[str]) -> list[str]:
    verbs, found = _verbs("english"), []
    for position, word in enumerate(words):
        before = words[position - 1] if position else ""
        stems = stems_of(word)
        if before in _DETERMINERS or (before == "s" and set(stems) & _NOUNS):
            continue
        suffered = word == "hit" and before in _BE
        if before and word in _NOUNS and before not in _BEFORE_VERBS and not before.endswith("ly") and not suffered:
            continue
        if before in _NOT and word not in _NOT:
            continue
        if position > 1 and (
            (before == "t" and words[position - 2] in _CONTRACTED) or words[position - 2] in {"refuses", "never"}
        ):
            continue
        behind = words[position + 1 : position + 1 + _GAP]
        pose = verbs.at(stems, behind)
        if not pose or pose == NOTHING:
            continue
        if pose == "climb" and _EASY_CLIMBS & set(behind):
            pose = "walk"
        helper = next((one for one in words[max(0, position - 2) : position][::-1] if not one.endswith("ly")), "")
        if helper in _BE and not word.endswith("ing") and pose not in _STATES:
            pose = _SUFFERED.get(pose, "")
        if pose:
            found.append(pose)
    return found


def _follow(rest: tuple[frozenset[str], ...], behind: Sequence[str]) -> bool:
    """Whether the parts of a joined verb stand in what follows it, in their order."""
    at = 0
    for part in rest:
        place = next((index for index in range(at, len(behind)) if _begins(behind[index], part)), None)
        if place is None:
            return False
        at = place + 1
    return True


def _begins(word: str, part: frozenset[str]) -> bool:
    return word in part or any(one.endswith("*") and word.startswith(one[:-1]) for one in part)


def stems_of(word: str) -> list[str]:
    """The forms a word of English may come from, itself first."""
    stems = [word, word[:-3] + "y"] if word.endswith("ies") else [word]
    stems += [IRREGULAR[word]] if word in IRREGULAR else []
    for ending in ("s", "es", "ed", "d", "ing"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)]
            stems += [stem, stem + "e"]
            if len(stem) > 2 and stem[-1] == stem[-2]:
                stems.append(stem[:-1])
    return stems
