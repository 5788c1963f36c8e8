"""A scene cut into shots: one action paragraph or speech each, unless the script or the clock says otherwise."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field, replace

from storyboard.breakdown import camera_words as words
from storyboard.breakdown.acting import leaves_all_as_it_was
from storyboard.breakdown.cues import Cue, find_inner_cue, read_cue, read_note
from storyboard.breakdown.draft import Draft
from storyboard.breakdown.lettering import is_only_sound, overlay_in, sounds_in, written_in
from storyboard.breakdown.people import Cast, Speaker
from storyboard.breakdown.sentences import chunks, split_sentences
from storyboard.breakdown.timing import action_seconds, is_pause, speech_seconds
from storyboard.breakdown.voices import fold
from storyboard.model import (
    Diagnostic,
    DialogueLine,
    Element,
    ElementKind,
    Framing,
    Scene,
    Severity,
    Size,
    Timing,
    TransitionKind,
    Voice,
)
from storyboard.script import is_transition, is_upper

_STRUCTURE = re.compile(words.STRUCTURE)
_HOLD = re.compile(words.HOLD)
_MONTAGE = re.compile(words.MONTAGE)
_MONTAGE_END = re.compile(words.MONTAGE_END)
_ITEM = re.compile(r"\s*(?:[-–—•*]+\s*|\(?[A-Za-z0-9]{1,2}[.)]\s+)")
_PREPOSITION = re.compile(
    r"^(?:across|along|over|through|to|from|towards?|up|down|around|past|onto|into|behind|between|off)\s+",
    re.IGNORECASE,
)
_LIMB = re.compile(r"\b(?:hands?|fingers?|feet|foot|boots|shoes|knuckles|mains?|manos?|рук[аи])\b|手", re.IGNORECASE)
_TINY = 2.0
_MERGED = 6.0
_FADE_IN = ("FADE IN", "FADE UP", "OUVERTURE", "AUFBLENDE", "ИЗ ЗТМ", "フェードイン", "淡入", "IRIS IN")
_FADE_OUT = (
    "FADE", "FONDU AU NOIR", "FERMETURE", "FUNDIDO", "ABBLENDE", "ЗАТЕМНЕНИЕ", "ЗТМ", "フェードアウト", "淡出", "渐隐", "IRIS OUT",
)  # fmt: skip
_DISSOLVE = ("DISSOLVE", "CROSSFADE", "CROSS FADE", "FONDU ENCHAÎNÉ", "НАПЛЫВ", "DISSOLVENZA", "ENCADENADO")


@dataclass
class Carry:
    """What one scene hands on to the next: a fade or dissolve that is still open, words waiting for a picture."""

    transition_in: TransitionKind = TransitionKind.CUT
    overlay: list[str] = field(default_factory=list)
    last: list[str] = field(default_factory=list)


@dataclass
class SceneCutter:
    """Cuts one scene. `drafts` is what comes of it."""

    scene: Scene
    cast: Cast
    timing: Timing
    carry: Carry
    drafts: list[Draft] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    present: list[str] = field(default_factory=list)
    last: list[str] = field(default_factory=list)
    looks: dict[str, str] = field(default_factory=dict)
    pending: Cue | None = None
    pending_line: int = 0
    in_montage: bool = False
    last_speaker: str = ""

    def cut(self, elements: list[Element]) -> list[Draft]:
        """Go over a scene's elements once.

        Args:
            elements: What is played in the scene; its heading may be among them.
        """
        index = 0
        while index < len(elements):
            element = elements[index]
            index += 1
            if element.kind is ElementKind.CHARACTER:
                end = index
                while end < len(elements) and elements[end].kind in _SPOKEN:
                    end += 1
                self._speech(element, [part for part in elements[index:end] if part.kind is not ElementKind.BONEYARD])
                index = end
            else:
                self._element(element)
        self._flush_pending()
        if not self.drafts:
            place = self.scene.heading.place or self.scene.heading.text
            line = self.scene.source.line
            self._start(Draft(line, line, action=[place] if place else []))
        self.carry.last = self.last or self.carry.last
        return self.drafts

    def _element(self, element: Element) -> None:
        if element.kind is ElementKind.ACTION:
            self._action(element)
        elif element.kind is ElementKind.HEADING:
            self._heading(element)
        elif element.kind is ElementKind.TRANSITION:
            self._transition(element.text)
        elif element.kind is ElementKind.CENTRED:
            if is_transition(element.text):
                self._transition(element.text)
            else:
                self._overlay(element.text)
        elif element.kind is ElementKind.SHOT:
            self._flush_pending()
            self._wait_for_picture(_cue_of_line(element.text), element.source.line)
        elif element.kind is ElementKind.NOTE:
            self._note(element)
        elif element.kind in {ElementKind.DIALOGUE, ElementKind.LYRICS} and self.drafts:
            self.drafts[-1].sounds.append(" ".join(element.text.split()))

    def _heading(self, element: Element) -> None:
        self.in_montage = "MONTAGE" in element.text.upper()
        for part in re.split(r"\s+[-–—]+\s+", element.text)[1:]:
            cue = read_cue(part)
            if cue:
                self._wait_for_picture(cue, element.source.line)

    # -- action

    def _action(self, element: Element) -> None:
        text = element.text.strip()
        upper = text.upper()
        capitals = is_upper(text)
        if capitals and is_transition(text):
            self._transition(text)
            return
        if capitals and _MONTAGE_END.match(upper) and len(upper.split()) <= 5:
            self._flush_pending()
            self.in_montage = False
            return
        if capitals and _STRUCTURE.fullmatch(text):
            self._flush_pending()
            return
        overlay = overlay_in(text)
        if overlay is not None:
            self._overlay(overlay)
            return
        if self.drafts and _HOLD.fullmatch(upper):
            self.drafts[-1].pauses += 1
            self.drafts[-1].line_end = element.source.line_end
            return
        if self.drafts and is_only_sound(text):
            self.drafts[-1].sounds.append(text.rstrip(" ."))
            self.drafts[-1].pauses += 1
            self.drafts[-1].line_end = element.source.line_end
            return
        if _MONTAGE.match(text):
            self.in_montage = True
        if self._items(element):
            return
        self._paragraph(" ".join(text.split()), element.source.line, element.source.line_end)

    def _items(self, element: Element) -> bool:
        """One shot for each line of a montage, or of any list."""
        rows = [row for row in element.text.split("\n") if row.strip()]
        listed = [row for row in rows if _ITEM.match(row)]
        if not (self.in_montage or (len(listed) > 1 and len(listed) == len(rows))):
            return False
        first = element.source.line
        for offset, row in enumerate(rows):
            if _MONTAGE.match(row.strip()) and not _ITEM.match(row):
                continue
            item = _ITEM.sub("", row, count=1).strip() if _ITEM.match(row) else row.strip()
            line = min(first + offset, element.source.line_end)
            if item:
                before = len(self.drafts)
                self._paragraph(item, line, line, montage=True)
                for draft in self.drafts[before:]:
                    draft.montage = True
        return True

    def _paragraph(self, text: str, line: int, line_end: int, *, montage: bool = False) -> None:
        text = self._without_beats(text)
        groups = _groups(text)
        for index, (directed, sentences) in enumerate(groups):
            cue = directed
            names_only = cue and len(sentences) > 1 and fold(sentences[0]) in self.cast.names.canonical
            # "CLOSE ON MARA." names her; what she does comes after it.
            body = " ".join(sentences[1:] if names_only else sentences)
            if cue and index == len(groups) - 1 and _is_slug(cue, body):
                self._flush_pending()
                self._wait_for_picture(cue, line)
                continue
            first_line = line
            if self.pending and (cue is None or not self.pending.target):
                cue = self.pending.joined(cue) if cue else self.pending
                first_line = min(line, self.pending_line or line)
                self._forget_pending()
            elif cue:
                self._flush_pending()
            for number, piece in enumerate(self._in_time(body)):
                # Only an insert goes on through the pieces of a long paragraph; other directions open it.
                keeps = number == 0 or (cue is not None and cue.framing is Framing.INSERT)
                self._shot(piece, cue if keeps else None, first_line, line_end, montage=montage)

    def _without_beats(self, text: str) -> str:
        """``A beat. Alex freezes.``: the beat is time on the picture before, not a thing to see."""
        sentences = list(split_sentences(text))
        while len(sentences) > 1 and self.drafts and _HOLD.fullmatch(sentences[0].upper()):
            self.drafts[-1].pauses += 1
            sentences.pop(0)
        return " ".join(sentences)

    def _in_time(self, body: str) -> list[str]:
        seconds = action_seconds(body, self.timing)
        if seconds <= self.timing.longest:
            return [body]
        parts = math.ceil(seconds / self.timing.longest)
        pieces = chunks(body, parts)
        while any(action_seconds(piece, self.timing) > self.timing.longest for piece in pieces) and parts < 400:
            parts = parts + 1 if parts < 20 else parts * 2
            pieces = chunks(body, parts)
        return pieces

    def _shot(self, text: str, cue: Cue | None, line: int, line_end: int, *, montage: bool) -> None:
        people = self._people_in(text, cue)
        if not montage and cue is None and self._belongs_to_last(text, people):
            last = self.drafts[-1]
            last.action.append(text)
            last.people += [name for name in people if name not in last.people]
            last.line_end = line_end
            self._letter(last, text)
            self._remember(people)
            return
        draft = Draft(line, line_end, action=[text] if text else [], people=people, cue=cue)
        self._direct(draft)
        self._letter(draft, text)
        self._start(draft)
        self._remember([*people, *([draft.shoulder] if draft.shoulder else [])])

    def _belongs_to_last(self, text: str, people: list[str]) -> bool:
        """Whether a paragraph is too small for a picture of its own and says more of the one before."""
        last = self.drafts[-1] if self.drafts else None
        if last is None or last.cue or last.lines or last.montage or not last.action:
            return False
        here, before = action_seconds(text, self.timing), action_seconds(last.text, self.timing)
        if here > _TINY and before > _TINY:
            return False
        same = not people or set(people) == set(last.people)
        # What a face does deserves its own closer picture after a wide opening.
        if last.opens and here > self.timing.minimum:
            return False
        together = action_seconds(f"{last.text} {text}", self.timing)
        return same and together <= min(self.timing.longest, _MERGED)

    def _people_in(self, text: str, cue: Cue | None) -> list[str]:
        shown = f"{cue.target} {text}" if cue and cue.target and not text.startswith(cue.target[:12]) else text
        found = self.cast.mentions.find(shown, present=frozenset(self.present))
        for mention in found:
            if mention.look:
                self.looks[mention.name] = mention.look
        people = [mention.name for mention in found]
        if not people and (cue is None or cue.framing is not Framing.INSERT):
            people = list(self.cast.mentions.by_pronoun(shown, self.last, self.present, self.carry.last))
        elif people and cue is None:
            people += self.cast.mentions.other_by_pronoun(shown, people, self.present)
        if len(people) == 1 and re.search(r"\b(?:they|them|together|each other)\b", shown, re.IGNORECASE):
            people += [name for name in self.last if name not in people]
        return people

    def _direct(self, draft: Draft) -> None:
        """Apply what a camera direction says about who is seen."""
        cue = draft.cue
        if cue is None:
            return
        owner = self._named(cue.owner)
        if cue.framing is Framing.POINT_OF_VIEW:
            draft.people = [name for name in draft.people if name != owner]
        elif cue.framing is Framing.OVER_SHOULDER:
            self._over_shoulder(draft, owner)
        elif cue.framing is Framing.INSERT:
            thing = re.split(r"[.:]", cue.target, maxsplit=1)[0].strip()
            draft.insert_of = thing if len(thing.split()) <= 6 else ""
        elif cue.framing is Framing.TWO_SHOT and len(draft.people) < 2:
            draft.people += [name for name in self.present if name not in draft.people][: 2 - len(draft.people)]
        elif cue.reverse and not draft.people and self.drafts:
            before = self.drafts[-1].people
            draft.people = [name for name in self.present if name not in before][:1]
        elif not draft.people and not draft.action:
            wide = cue.size in {Size.WS, Size.EWS, Size.FS}
            draft.people = list(self.present[:4] if wide else self.last[:1])

    def _over_shoulder(self, draft: Draft, owner: str) -> None:
        others = [name for name in draft.people if name != owner]
        if not owner and len(others) > 1:
            owner, others = others[0], others[1:]
        if not owner:
            owner = next((name for name in [*self.last, *self.present] if name not in others), "")
        if not others:
            others = [name for name in [*self.last, *self.present] if name != owner][:1]
        draft.people = others[:1]
        draft.shoulder = owner

    def _named(self, words_of_owner: str) -> str:
        found = self.cast.mentions.find(words_of_owner, present=frozenset(self.present)) if words_of_owner else []
        return found[0].name if found else ""

    # -- speech

    def _speech(self, cue: Element, parts: list[Element]) -> None:
        speaker = self.cast.speaker(cue)
        self.cast.heard(speaker, self.scene.id)
        for name in speaker.people:
            if speaker.look:
                self.looks[name] = speaker.look
        said: list[str] = []
        deliveries: list[str] = []
        pauses = 0
        for part in parts:
            if part.kind is ElementKind.PARENTHETICAL:
                if is_pause(part.text):
                    pauses += 1
                else:
                    deliveries.append(" ".join(part.text.split()))
            elif part.kind is ElementKind.NOTE:
                self._note(part)
            else:
                said.append(" ".join(part.text.split()))
        text = " ".join(said)
        end = max((part.source.line_end for part in parts), default=cue.source.line_end)
        if not text:
            return
        delivery = ", ".join(deliveries)
        for index, piece in enumerate(self._speech_in_time(text)):
            line = DialogueLine(
                character=speaker.label, text=piece, delivery=delivery if index == 0 else "", voice=speaker.voice
            )
            self._say(line, speaker, cue, end, pauses if index == 0 else 0, goes_on=index > 0)
        if speaker.people and speaker.voice is Voice.ON:
            self.last_speaker = speaker.people[0]

    def _speech_in_time(self, text: str) -> list[str]:
        room = max(self.timing.longest - self.timing.lead_in, 1.0)
        seconds = speech_seconds(text, self.timing)
        if seconds <= room:
            return [text]
        parts = math.ceil(seconds / room)
        pieces = chunks(text, parts)
        while any(speech_seconds(piece, self.timing) > room for piece in pieces) and parts < 400:
            parts = parts + 1 if parts < 20 else parts * 2
            pieces = chunks(text, parts)
        return pieces

    def _say(self, line: DialogueLine, speaker: Speaker, cue: Element, end: int, pauses: int, *, goes_on: bool) -> None:
        if speaker.voice is Voice.ON:
            self._say_on_screen(line, speaker, cue, end, pauses, goes_on=goes_on)
        elif speaker.voice is Voice.OFF_SCREEN and self._listener(speaker):
            listener = self._listener(speaker)
            last = self.drafts[-1]
            if last.is_pure_speech and last.unseen == list(speaker.people) and self._fits(last, line):
                self._add_line(last, line, end, pauses)
                return
            draft = self._new_speech(cue, end, [listener])
            draft.unseen = list(speaker.people)
            self._add_line(draft, line, end, pauses)
            self._start(draft)
        else:
            self._say_over(line, cue, end, pauses)

    def _say_on_screen(
        self, line: DialogueLine, speaker: Speaker, cue: Element, end: int, pauses: int, *, goes_on: bool
    ) -> None:
        people = list(speaker.people) or (list(self.present) if speaker.everyone else [])
        last = self.drafts[-1] if self.drafts else None
        if (
            last
            and self.pending is None
            and not goes_on
            and self._plays_in(last, people, cue)
            and self._fits(last, line)
        ):
            self._add_line(last, line, end, pauses)
            if len(people) == 1:
                last.speaker = people[0]
            last.people += [name for name in people if name not in last.people]
        else:
            draft = self._new_speech(cue, end, people)
            draft.speaker = people[0] if len(people) == 1 else ""
            if self.pending:
                draft.cue = self.pending
                draft.line = min(draft.line, self.pending_line or draft.line)
                named = self._people_in("", draft.cue) if draft.cue.target else []
                self._forget_pending()
                draft.people = [*people, *(name for name in named if name not in people)]
                if draft.cue.framing is not Framing.INSERT:
                    self._direct(draft)
            self._add_line(draft, line, end, pauses)
            self._start(draft)
        self._remember(people)

    def _plays_in(self, last: Draft, people: list[str], cue: Element) -> bool:
        """Whether a speech needs no new picture: its speaker is what the current one is about."""
        if last.holds or last.montage or not people:
            return False
        if last.lines:
            said_by = {line.character for line in last.lines if line.voice is Voice.ON}
            same = len(people) == 1 and said_by == {people[0]}
            return same or (cue.dual and last.is_pure_speech)
        if last.cue:
            if last.cue.size in {Size.CU, Size.ECU} and _LIMB.search(last.text):
                return False
            shows = set(people) <= set(last.people) or (not last.people and not last.action and not last.insert_of)
            return shows and last.cue.framing not in {Framing.INSERT, Framing.POINT_OF_VIEW}
        tiny = action_seconds(last.text, self.timing) <= _TINY + 0.5
        return tiny and last.people == people and not last.opens

    def _say_over(self, line: DialogueLine, cue: Element, end: int, pauses: int) -> None:
        """A voice nobody is seen to have lies on the picture that is there."""
        last = self.drafts[-1] if self.drafts else None
        if last and self.pending is None and self._fits(last, line, over=True):
            self._add_line(last, line, end, pauses)
            return
        if last and self.pending is None:
            held = last.holds or last
            draft = Draft(cue.source.line, end, people=list(held.people), holds=held, shoulder=held.shoulder)
            draft.looks = dict(held.looks)
            self._add_line(draft, line, end, pauses)
            self.drafts.append(draft)
            return
        draft = Draft(cue.source.line, end, cue=self.pending)
        if self.pending:
            draft.people = self._people_in("", self.pending) if self.pending.target else []
            self._direct(draft)
        self._forget_pending()
        self._add_line(draft, line, end, pauses)
        self._start(draft)

    def _listener(self, speaker: Speaker) -> str:
        """Whom we see while somebody speaks from off frame."""
        if not self.drafts:
            return ""
        seen = [self.last_speaker, *self.last, *self.present[::-1]]
        return next((name for name in seen if name and name not in speaker.people), "")

    def _fits(self, draft: Draft, line: DialogueLine, *, over: bool = False) -> bool:
        if draft.cue and draft.cue.seconds:
            return not draft.lines
        return draft.seconds(self.timing, line.text, over=over) <= self.timing.longest

    def _new_speech(self, cue: Element, end: int, people: list[str]) -> Draft:
        return Draft(cue.source.line, end, people=list(people))

    @staticmethod
    def _add_line(draft: Draft, line: DialogueLine, end: int, pauses: int) -> None:
        draft.lines.append(line)
        draft.pauses += pauses
        draft.line_end = max(draft.line_end, end)

    # -- what waits for a picture

    def _note(self, element: Element) -> None:
        cue = read_note(element.text)
        if cue is None:
            return
        for unknown in cue.unknown:
            message = f"shot note: {unknown!r} is no size, angle, framing, movement or length; left out"
            self.diagnostics.append(
                Diagnostic(
                    file=element.source.file,
                    line=element.source.line,
                    code="shot-note-unknown",
                    message=message,
                    severity=Severity.WARNING,
                )
            )
        last = self.drafts[-1] if self.drafts else None
        inside = last is not None and last.line <= element.source.line <= last.line_end
        if last and inside:
            last.cue = last.cue.joined(cue) if last.cue else cue
            self._direct(last)
        else:
            self._wait_for_picture(cue, element.source.line)

    def _wait_for_picture(self, cue: Cue, line: int) -> None:
        self.pending = self.pending.joined(cue) if self.pending else cue
        self.pending_line = self.pending_line or line

    def _forget_pending(self) -> None:
        self.pending, self.pending_line = None, 0

    def _flush_pending(self) -> None:
        """A direction that nothing followed is a shot by itself."""
        cue, line = self.pending, self.pending_line
        self._forget_pending()
        if cue is None or (not cue.target and not cue.framing and self.drafts == []):
            return
        text = _sentence_case(cue.target)
        self._shot(text, cue, line or self.scene.source.line, line or self.scene.source.line, montage=False)

    def _overlay(self, text: str) -> None:
        words_over = " ".join(text.split())
        if self.drafts:
            self.drafts[-1].overlay.append(words_over)
        else:
            self.carry.overlay.append(words_over)

    def _transition(self, text: str) -> None:
        self._flush_pending()
        upper = text.upper()
        if any(word in upper for word in _FADE_IN):
            self.carry.transition_in = TransitionKind.FADE_IN
        elif any(word in upper for word in _DISSOLVE):
            self.carry.transition_in = TransitionKind.DISSOLVE
            if self.drafts:
                self.drafts[-1].transition_out = TransitionKind.DISSOLVE
        elif any(word in upper for word in _FADE_OUT) and self.drafts:
            self.drafts[-1].transition_out = TransitionKind.FADE_OUT

    # -- bookkeeping

    def _start(self, draft: Draft) -> None:
        draft.opens = not self.drafts
        draft.transition_in = self.carry.transition_in
        draft.overlay = [*self.carry.overlay, *draft.overlay]
        self.carry.transition_in, self.carry.overlay = TransitionKind.CUT, []
        draft.looks = dict(self.looks)
        self.drafts.append(draft)

    def _letter(self, draft: Draft, text: str) -> None:
        draft.written += [word for word in written_in(text) if word not in draft.written]
        draft.sounds += [sound for sound in sounds_in(text) if sound not in draft.sounds]

    def _remember(self, people: list[str]) -> None:
        if people:
            self.last = list(people)
            self.present += [name for name in people if name not in self.present]


_SPOKEN = {
    ElementKind.PARENTHETICAL,
    ElementKind.DIALOGUE,
    ElementKind.LYRICS,
    ElementKind.NOTE,
    ElementKind.BONEYARD,
}


def changes_state(draft: Draft) -> bool:
    """Whether after a shot somebody may stand, hold or wear something else than before it."""
    return bool(draft.action) and not leaves_all_as_it_was(draft.text)


def _groups(text: str) -> list[tuple[Cue | None, list[str]]]:
    """A paragraph's sentences, parted where a camera direction begins."""
    groups: list[tuple[Cue | None, list[str]]] = []
    for sentence in split_sentences(text):
        for piece in _pieces(sentence):
            cue = read_cue(piece, first=not groups)
            if cue:
                groups.append((cue, _shown(cue)))
            elif groups:
                groups[-1][1].append(piece)
            else:
                groups.append((None, [piece]))
    return groups


def _pieces(sentence: str) -> list[str]:
    at = find_inner_cue(sentence)
    if at < 0:
        return [sentence]
    before = sentence[:at].rstrip(" -–—")
    return [piece for piece in (before, sentence[at:]) if piece]


def _shown(cue: Cue) -> list[str]:
    """What is left to see of a direction's own sentence."""
    text = _PREPOSITION.sub("", cue.rest, count=1).strip()
    return [_sentence_case(text)] if text else []


def _sentence_case(text: str) -> str:
    text = text.strip()
    if (
        len(text) > 1
        and is_upper(text)
        and len(text.split()) > 1
        and text.split()[0] in {"THE", "A", "AN", "HIS", "HER", "THEIR"}
    ):
        text = text.lower()
    return text[:1].upper() + text[1:]


def _is_slug(cue: Cue, body: str) -> bool:
    """Whether a direction only announces the next paragraph: nothing but a target in capitals, or nothing at all."""
    return not body or (
        is_upper(cue.rest) and len(body.split()) <= 6 and body.rstrip(".").casefold() == cue.rest.rstrip(".").casefold()
    )


def _cue_of_line(text: str) -> Cue:
    cue = read_note(f"shot: {text}")
    sentence = read_cue(text)
    if sentence:
        return sentence.joined(Cue(seconds=cue.seconds if cue else None))
    if cue and (cue.size or cue.angle or cue.movement or cue.framing or cue.seconds):
        return replace(cue, words=text, unknown=())
    return Cue(words=text, target=text, rest=text)
