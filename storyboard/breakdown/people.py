"""The cast of a script: who speaks, who is described, who is meant, and how each is heard."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from storyboard.breakdown.mentions import Mentions
from storyboard.breakdown.names import EVERYONE, Names, is_group, learn_names
from storyboard.breakdown.pronouns import Genders, pronouns_in
from storyboard.breakdown.sentences import split_sentences, word_set
from storyboard.breakdown.voices import fold, voice_of, without_voice
from storyboard.model import Bible, Diagnostic, Element, ElementKind, Person, Script, Severity, Voice

_CAPITALS = "".join(re.escape(chr(code)) for code in range(0x41, 0x530) if chr(code).isupper())
_NAME_RUN = re.compile(
    rf"(?<![\w'’])([{_CAPITALS}][{_CAPITALS}0-9'’.\-]*(?:\s#?[{_CAPITALS}0-9][{_CAPITALS}0-9'’.\-]*){{0,4}})(?![\w])"
    r"(?:\s*[(（](?P<aside>[^()（）]{1,200})[)）]|,\s(?P<after>[^.!?,]{1,60}))"
)
_AGE = re.compile(
    r"(?<![\w.])\d{1,2}s?(?![\w:])|\b(?:teens?|tweens?|twenties|thirties|forties|fifties|sixties|seventies|eighties"
    r"|years? old|aged|middle-aged|elderly|ans|años|jahre|лет)\b|岁|歳|[٠-٩]{2}",
    re.IGNORECASE,
)
_LOOKS = re.compile(
    r"\b(?:hair(?:ed)?|beard(?:ed)?|eyes|eyed|tall|short|thin|slim|wiry|heavy|stout|bald|handsome|pretty|beautiful|wear(?:s|ing)"
    r"|dressed|coat|suit|dress|uniform|scar|tattoos?|glasses|rumpled|young|old|looking)\b",
    re.IGNORECASE,
)
# Words in capitals that stand before a name without being part of it.
_NOT_NAMES = word_set("""
    CLOSE ON UP WIDE ANGLE SHOT MED MEDIUM FULL TWO INSERT POV REVERSE LOW HIGH PUSH IN PULL BACK PAN TILT
    TRACKING OVER REVEAL WE SEE FOLLOW FIND THE A AN AND OF WITH AS TO INT EXT DAY NIGHT SUPER TITLE CUT
    """)


@dataclass(frozen=True)
class Speaker:
    """Whom a cue names.

    `people` are canonical names; for a crowd there are none, and `label` is what the line is heard as. `everyone`
    means whoever is present.
    """

    label: str
    people: tuple[str, ...]
    voice: Voice
    look: str = ""
    everyone: bool = False


@dataclass
class _Record:
    lines: int = 0
    scenes: dict[str, None] = field(default_factory=dict)
    seen: bool = False
    introduction: str = ""


class Cast:
    """The people of a script. Built once; then asked for each cue and each paragraph."""

    def __init__(self, script: Script, bible: Bible) -> None:
        self._records: dict[str, _Record] = {}
        self.diagnostics: list[Diagnostic] = []
        cues, first_cue = _count_cues(script)
        introductions = _introductions(script)
        self.names: Names = learn_names(bible, cues, introductions)
        self.mentions = Mentions(self.names)
        genders = Genders()
        for character in bible.characters:
            looks = " ".join(f"{look.wardrobe} {look.age} {look.state}" for look in character.looks)
            genders.described(character.name, f"{character.name} {character.description} {looks}", apart=True)
        for folded, (sentence, own) in introductions.items():
            name = self.names.canonical.get(folded, folded)
            genders.described(name, f"{folded} {own}")
            if folded not in self.names.looks:
                record = self._record(name)
                record.introduction = record.introduction or sentence
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
            return Speaker(name, (name,), voice, self.names.looks.get(folded, ""))
        members = self.names.members(folded)
        if members:
            return Speaker(folded, members, voice)
        if is_group(folded):
            return Speaker(folded, (), voice, everyone=folded in EVERYONE)
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
    return any(sign in name for sign in ("/", "&", ",", "+", " AND ", " ET ", " UND ", " Y ", " И ", "、", "和"))


def _introductions(script: Script) -> dict[str, tuple[str, str]]:
    """Folded names the action describes: the sentence that does, and the part of it that is about them alone."""
    found: dict[str, tuple[str, str]] = {}
    for element in all_elements(script):
        if element.kind is not ElementKind.ACTION or not (
            "(" in element.text or "," in element.text or "（" in element.text
        ):
            continue
        text = " ".join(element.text.split())
        matches = list(_NAME_RUN.finditer(text))
        for index, match in enumerate(matches):
            aside, after = match["aside"], match["after"]
            described = _AGE.search(aside) or _LOOKS.search(aside) if aside else _AGE.search(after[:12])
            name = _without_camera(fold(match[1]))
            if described and len(name) > 1 and not is_group(name) and name not in found:
                sentence = _sentence_around(text, match.start())
                end = matches[index + 1].start() if index + 1 < len(matches) else len(text)
                own = text[match.end(1) : min(end, match.start() + len(sentence))]
                found[name] = (sentence, own)
    return found


def _without_camera(name: str) -> str:
    words = name.split()
    while words and words[0] in _NOT_NAMES:
        words.pop(0)
    return " ".join(words)


def _sentence_around(text: str, position: int) -> str:
    reached = 0
    for sentence in split_sentences(text):
        reached = text.find(sentence, reached) + len(sentence)
        if reached > position:
            return sentence[:300]
    return text[:300]
