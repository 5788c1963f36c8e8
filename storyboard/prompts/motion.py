"""What a video model is told about one shot: how its still evolves, in few plain, positive words.

The picture already shows who and where; words about looks only invite changes. Text under 480 characters fits every
known image-to-video model.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from storyboard.model import Bible, Move, Shot, Subject, Voice
from storyboard.prompts.labels import SOMEONE, Label, labels_for
from storyboard.prompts.people import people_seen
from storyboard.prompts.phrases import camera_move
from storyboard.prompts.wording import capital, clip, listed, one_line, sentence, without_cue

SHORTEST = 60
_NEGATIVE = re.compile(
    r"\b(?:no|not|never|none|nothing|nobody|without|cannot|neither|nor|avoid|\w+n['’]t)\b", re.IGNORECASE
)
_QUOTED = re.compile(r"[\"“”«»„][^\"“”«»„]*[\"“”«»„]|「[^」]*」|『[^』]*』")
_QUOTATION = "\ufffc"  # stands for quoted words while sentences are told apart
_SENTENCES = re.compile(r"(?<=[.!?…])\s+|(?<=[。！？])")
_AGE = re.compile(r"\s*\(\s*[^()]{0,20}\d[^()]{0,20}\)|\s*（[^（）]{0,20}）")
_VERB_FIRST = re.compile(r"^(?:\w+ly )?[a-z]+(?:s|ing) \w")
_STILL = frozenset({Move.STATIC, Move.RACK, Move.ZOOM})


def motion_prompt(shot: Shot, bible: Bible, *, limit: int = 480) -> str:
    """The text that turns a shot's still into a clip: camera, what moves, what holds, pace.

    Args:
        shot: The shot.
        bible: Who the people are; a model is told what it can see of them rather than their names.
        limit: The most UTF-16 units the text may have (what the strictest services count); at least 60.

    Raises:
        ValueError: `limit` is below 60.
    """
    if limit < SHORTEST:
        raise ValueError(f"a motion prompt needs {SHORTEST} characters, not {limit}")
    people = people_seen(shot)
    labels = labels_for(people, bible)
    camera = sentence(camera_move(shot.movement.move, shot.movement.direction))
    action = _action(shot, people, labels, bible)
    speech = _speech(shot, people, labels, after=action)
    moves = " ".join(part for part in (action, speech) if part) or _breath(people, labels)
    text = _within(f"{camera} {moves}", limit)
    for extra in (_holds(shot, people), _pace(shot, people)):
        if extra and _units(f"{text} {extra}") <= limit:
            text = f"{text} {extra}"
    return text


def _action(shot: Shot, people: tuple[Subject, ...], labels: dict[str, Label], bible: Bible) -> str:
    own = [f"{one.character} {one.action}" for one in people if one.action.strip()]
    written = [shot.action.motion] if shot.action.motion.strip() else own or [shot.action.text]
    names = _Names(shot, labels, bible)
    kept = (names.seen(one) for text in written for one in _positive(text, drop_quoting=bool(shot.frame_text)))
    return " ".join(sentence(capital(text)) for text in kept if text)


def _positive(text: str, *, drop_quoting: bool) -> Iterable[str]:
    """The sentences of a text that say what does happen, without quoted words and introductions of people."""
    for written in _SENTENCES.split(_QUOTED.sub(_quotation, one_line(text))):
        if drop_quoting and _QUOTATION in written:
            continue  # It says what can be read in the picture; read out to a video model, letters begin to crawl.
        line = _introduction_removed(without_cue(one_line(written.replace(_QUOTATION, "")))).strip(" ,;:-–—")
        if any(char.isalnum() for char in line) and not _NEGATIVE.search(line):
            yield line


def _quotation(match: re.Match[str]) -> str:
    # A full stop inside the quotation marks may be the sentence's own.
    return f"{_QUOTATION}." if match.group()[-2:-1] in {".", "!", "?", "…"} else _QUOTATION


def _introduction_removed(text: str) -> str:
    """``MARA (36), red hair, a satchel on her hip, comes up`` -> ``MARA comes up``: the picture shows the rest."""
    age = _AGE.search(text)
    if age is None:
        return text
    head, *clauses = [clause.strip() for clause in re.split(r",\s+", text[: age.start()] + text[age.end() :])]
    for index, clause in enumerate(clauses):
        if _VERB_FIRST.match(clause):
            return f"{head} {', '.join(clauses[index:])}"
    return ", ".join([head, *clauses])


class _Names:
    """Puts what can be seen in the place of names: in full the first time, shorter after that."""

    def __init__(self, shot: Shot, labels: dict[str, Label], bible: Bible) -> None:
        self.labels = labels
        self.told: set[str] = set()
        self.owner: dict[str, str] = {}
        for spoken in [*(one.character for one in shot.subjects), *(one.name for one in bible.characters)]:
            character = bible.character(spoken)
            for name in (spoken, character.name if character else spoken, *(character.aliases if character else ())):
                if one_line(name):
                    self.owner.setdefault(one_line(name).casefold(), spoken)
        known = sorted(self.owner, key=lambda name: (-len(name), name))
        edges = (rf"(?<!\w){re.escape(name)}(?!\w)" if name.isascii() else re.escape(name) for name in known)
        self.pattern = re.compile("|".join(edges), re.IGNORECASE) if known else None

    def seen(self, text: str) -> str:
        if self.pattern is None:
            return text
        return self.pattern.sub(self._label, text)

    def _label(self, match: re.Match[str]) -> str:
        if match.group()[0].islower():  # "will" is a word, "Will" and "WILL" are somebody.
            return match.group()
        owner = self.owner.get(match.group().casefold(), "")
        label = self.labels.get(owner)
        if label is None:
            return SOMEONE
        if match.string.startswith(("'s ", "’s "), match.end()):  # "The woman's hands", not "the raincoat's hands".
            return label.short
        told = owner in self.told
        self.told.add(owner)
        return label.short if told else label.full


def _speech(shot: Shot, people: tuple[Subject, ...], labels: dict[str, Label], *, after: str) -> str:
    heard = {line.character for line in shot.dialogue if line.voice is Voice.ON}
    speakers = [labels[one.character] for one in people if one.character in heard and not one.shoulder]
    if not speakers:
        return ""
    named = listed([one.short if one.full.casefold() in after.casefold() else one.full for one in speakers])
    return f"{capital(named)} {'speak' if len(speakers) > 1 else 'speaks'}, with small natural gestures."


def _breath(people: tuple[Subject, ...], labels: dict[str, Label]) -> str:
    if not people:
        return "Subtle natural motion of light and air in the scene."
    named = listed([labels[one.character].full for one in people[:3]])
    return f"{capital(named)} {'breathe' if len(people) > 1 else 'breathes'}, with subtle natural motion."


def _holds(shot: Shot, people: tuple[Subject, ...]) -> str:
    holds = []
    if shot.frame_text:
        holds.append("The lettering stays steady and sharp.")
    if any(one.shoulder for one in people):
        holds.append("The figure in the foreground stays still.")
    holds.append(
        "The composition otherwise holds." if shot.movement.move in _STILL else "The setting itself stays as it is."
    )
    return " ".join(holds)


def _pace(shot: Shot, people: tuple[Subject, ...]) -> str:
    mood = next((clip(one.expression, 60) for one in people if one.expression.strip() and not one.shoulder), "")
    if mood and not _NEGATIVE.search(mood):
        return sentence(f"Mood: {mood}")
    return "Quick, energetic pace." if shot.movement.move is Move.WHIP else "Calm, natural pace."


def _within(text: str, limit: int) -> str:
    room = limit
    while True:
        cut = sentence(clip(text, room))
        if _units(cut) <= limit:
            return cut
        room -= max(1, _units(cut) - limit)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
