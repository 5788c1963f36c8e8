"""The cast of a script: who speaks, who is described, who is meant, and how each is heard."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from storyboard.breakdown.bounded import bounded
from storyboard.breakdown.introductions import age_in, introductions
from storyboard.breakdown.listed import listed_people
from storyboard.breakdown.mentions import Mentions
from storyboard.breakdown.name_words import EVERYONE, PAIR
from storyboard.breakdown.names import Names, age_word, is_group, learn_names
from storyboard.breakdown.pronouns import Genders, pronouns_in
from storyboard.breakdown.sentences import split_sentences
from storyboard.breakdown.voices import fold, voice_of, without_voice
from storyboard.model import Bible, Diagnostic, Element, ElementKind, Person, Script, Severity, Voice

_CHILD = 14
_JOINTS = ("/", "&", ",", "+", " AND ", " ET ", " UND ", " Y ", " E ", " И ", "、", "和", "与", "跟", "と", "・", " و")


@dataclass(frozen=True)
class Speaker:
    """Whom a cue names.

    `people` are canonical names; for a crowd there are none, and `label` is what the line is heard as. `everyone`
    means whoever is present, and `pair` the two of them who spoke last.
    """

    label: str
    people: tuple[str, ...]
    voice: Voice
    look: str = ""
    everyone: bool = False
    pair: bool = False


@dataclass
class _Record:
    lines: int = 0
    scenes: dict[str, None] = field(default_factory=dict)
    seen: bool = False
    introduction: str = ""


# Formats in which a person in capitals is one, without an age beside the name.
_LISTS = frozenset(["csv", "tsv", "xlsx", "yaml", "json", "avtable", "numbered"])


class Cast:
    """The people of a script. Built once; then asked for each cue and each paragraph."""

    def __init__(self, script: Script, bible: Bible) -> None:
        script = bounded(script)
        self._records: dict[str, _Record] = {}
        self.diagnostics: list[Diagnostic] = []
        self.children: set[str] = set()
        cues, first_cue = _count_cues(script)
        # Whom a shot list names in a column of its own is somebody, even if they never speak.
        for name in listed_people(all_elements(script), bible):
            cues.setdefault(name, 0)
        found = introductions(all_elements(script), frozenset(cues), in_list=script.format in _LISTS)
        self.names: Names = learn_names(bible, cues, found)
        self.mentions = Mentions(self.names)
        genders = Genders()
        for character in bible.characters:
            looks = " ".join(f"{look.wardrobe} {look.age} {look.state}" for look in character.looks)
            genders.described(character.name, f"{character.name} {character.description} {looks}", apart=True)
        for folded, (sentence, own) in found.items():
            name = self.names.canonical.get(folded, folded)
            genders.described(name, f"{folded} {own}")
            article = re.search(
                rf"\b(?:(?P<he>der|den|le|el|il|un)|(?P<she>die|la|une|una|eine))\s{re.escape(folded)}(?!\w)",
                sentence,
                re.IGNORECASE,
            )
            if article:
                genders.described(name, "man" if article["he"] else "woman")
            if folded not in self.names.looks:
                record = self._record(name)
                record.introduction = record.introduction or sentence
                if _years(own) <= _CHILD:
                    self.children.add(name)
        for name in self.names.aliases:
            genders.described(name, name)
        self._learn_genders(script, genders)
        self._say_what_is_doubtful(script.file, first_cue)

    def _learn_genders(self, script: Script, genders: Genders) -> None:
        """Read off the script's own pronouns who is a he and who a she; of whom it says nothing, nothing is known."""
        speaker = ""
        for element in all_elements(script):
            if element.kind is ElementKind.CHARACTER:
                folded, _ = without_voice(fold(element.text))
                speaker = self.names.canonical.get(folded, "")
            elif element.kind is ElementKind.PARENTHETICAL and speaker:
                genders.delivery(speaker, element.text)
            elif element.kind is ElementKind.ACTION and pronouns_in(element.text):
                sentences = split_sentences(element.text)
                found = [[(item.name, item.end) for item in self.mentions.find(sentence)] for sentence in sentences]
                genders.paragraph(list(zip(sentences, found, strict=True)))
        self.mentions.genders = genders.known()

    def speaker(self, cue: Element) -> Speaker:
        """Whom a character cue means and how they are heard."""
        folded, disembodied = without_voice(fold(cue.text))
        voice = voice_of(cue.extensions)
        if disembodied and voice is Voice.ON:
            voice = Voice.VOICE_OVER
        if folded in self.names.canonical:
            name = self.names.canonical[folded]
            look = self.names.looks.get(folded) or next(filter(None, map(age_word, cue.extensions)), "")
            return Speaker(name, (name,), voice, look)
        members = self.names.members(folded)
        if members:
            return Speaker(folded, members, voice)
        if is_group(folded):
            return Speaker(folded, (), voice, everyone=folded in EVERYONE, pair=folded in PAIR)
        return Speaker(folded, (folded,), voice)

    def heard(self, speaker: Speaker, scene: str) -> None:
        """Note that somebody speaks in a scene."""
        for name in speaker.people:
            record = self._record(name)
            record.lines += 1
            record.scenes.setdefault(scene)

    def seen(self, name: str, scene: str) -> None:
        """Note that somebody is visible in a scene."""
        record = self._record(name)
        record.seen = True
        record.scenes.setdefault(scene)

    def people(self) -> tuple[Person, ...]:
        """Everybody the script speaks of, the most talkative first."""
        ranked = sorted(self._records.items(), key=lambda item: (-item[1].lines, -len(item[1].scenes)))
        return tuple(
            Person(
                name=name,
                aliases=tuple(self.names.aliases.get(name, ())),
                lines=record.lines,
                scenes=tuple(record.scenes),
                visible=record.seen,
                introduction=record.introduction,
            )
            for name, record in ranked
            if record.lines or record.scenes
        )

    def _record(self, name: str) -> _Record:
        return self._records.setdefault(name, _Record())

    def _say_what_is_doubtful(self, file: str, first_cue: dict[str, int]) -> None:
        for short, people in self.names.ambiguous.items():
            message = (
                f"{short} could be {' or '.join(people)}; kept apart. Name one in the cue, or add an alias to the bible"
            )
            self._doubt(file, first_cue.get(short, 1), "ambiguous-name", message)
        for slip, meant in self.names.typos:
            message = f"{slip} is one letter away from {meant}: a slip? Correct the cue, or add an alias to the bible"
            self._doubt(file, first_cue.get(slip, 1), "cue-typo", message)

    def _doubt(self, file: str, line: int, code: str, message: str) -> None:
        self.diagnostics.append(Diagnostic(file=file, line=line, code=code, message=message, severity=Severity.WARNING))


def _years(introduced: str) -> int:
    """The age an introduction gives, in years; as of a grown-up where it gives none."""
    digits = re.search(r"\d{1,3}", age_in(introduced))
    return int(digits.group()) if digits else _CHILD + 1


def all_elements(script: Script) -> list[Element]:
    """Every element of a script, the ones before its first heading too."""
    return [*script.front, *(element for scene in script.scenes for element in scene.elements)]


def _count_cues(script: Script) -> tuple[Counter[str], dict[str, int]]:
    counted: Counter[str] = Counter()
    first: dict[str, int] = {}
    for element in all_elements(script):
        if element.kind is ElementKind.CHARACTER:
            folded, _ = without_voice(fold(element.text))
            if folded:
                counted[folded] += 1
                first.setdefault(folded, element.source.line)
    # A joint cue is one only if a part of it also speaks alone; crowds are never people.
    alone = Names(canonical={name: name for name in counted})
    for name in list(counted):
        parts = Names(canonical={key: key for key in alone.canonical if key != name}) if _may_be_joint(name) else None
        if is_group(name) or (parts and parts.members(name)):
            del counted[name]
    return counted, first


def _may_be_joint(name: str) -> bool:
    return any(sign in name for sign in _JOINTS)
