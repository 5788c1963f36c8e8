"""Speeches to shots: whose face is seen while who speaks."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from storyboard.breakdown.draft import Draft
from storyboard.breakdown.people import Speaker
from storyboard.breakdown.scene_state import LIMB, SceneState
from storyboard.breakdown.sentences import chunks, fitted, is_cjk, split_sentences
from storyboard.breakdown.timing import TINY, action_seconds, is_pause, speech_seconds
from storyboard.breakdown.voices import voice_of
from storyboard.model import DialogueLine, Element, ElementKind, Framing, Size, Voice

_STRETCH = 4 / 3
_EITHER = re.compile(r"[画畫]外音")


def _packed(pieces: list[str], fits: Callable[[str], bool]) -> list[str]:
    """Neighbouring pieces put together as long as they fit."""
    packed = pieces[:1]
    for piece in pieces[1:]:
        joiner = "" if piece[:1] and is_cjk(piece[0]) and is_cjk(packed[-1][-1:] or " ") else " "
        together = f"{packed[-1]}{joiner}{piece}"
        if fits(together):
            packed[-1] = together
        else:
            packed.append(piece)
    return packed


@dataclass(frozen=True)
class Speech:
    """One speech of the script, with who gives it and how many silences it holds."""

    line: DialogueLine
    speaker: Speaker
    pauses: int

    @property
    def text(self) -> str:
        """Its words."""
        return self.line.text

    @property
    def people(self) -> tuple[str, ...]:
        """Who speaks, by their names in the shot list."""
        return self.speaker.people


@dataclass
class Speeches:
    """Cuts the speeches of one scene into its shots."""

    state: SceneState

    def speak(self, cue: Element, parts: list[Element]) -> None:
        """Cut one speech.

        Args:
            cue: The name over it.
            parts: Its words and parentheticals.
        """
        said = self.read(cue, parts)
        if not said.text:
            return
        end = max((part.source.line_end for part in parts), default=cue.source.line_end)
        for index, piece in enumerate(self._speech_in_time(said.text)):
            opens = index == 0
            line = said.line.model_copy(update={"text": piece, "delivery": said.line.delivery if opens else ""})
            self._say(line, said.speaker, cue, end, said.pauses if opens else 0, goes_on=not opens)
        if said.people and said.line.voice is Voice.ON:
            self.state.last_speaker = said.people[0]

    def read(self, cue: Element, parts: list[Element]) -> Speech:
        """Who says what and how, uncut.

        Args:
            cue: The name over it.
            parts: Its words and parentheticals.
        """
        speaker = self.state.cast.speaker(cue)
        self.state.cast.heard(speaker, self.state.scene.id)
        for name in speaker.people:
            if speaker.look:
                self.state.looks[name] = speaker.look
        said: list[str] = []
        deliveries: list[str] = []
        pauses = 0
        for part in parts:
            if part.kind is ElementKind.PARENTHETICAL:
                aside = voice_of((part.text,))
                away = (
                    aside is Voice.PHONE
                    and not self.state.intercut
                    and not set(speaker.people) & set(self.state.present)
                )
                if speaker.voice is Voice.ON and (away or aside in {Voice.OFF_SCREEN, Voice.VOICE_OVER}):
                    # Some write (off-screen) under the name instead of beside it.
                    speaker = replace(speaker, voice=aside)
                elif is_pause(part.text):
                    pauses += 1
                else:
                    deliveries.append(" ".join(part.text.split()))
            else:
                said.append(" ".join(part.text.split()))
        # 画外音 is both, off frame and over the picture: who is in the picture is over it.
        last = self.state.drafts[-1] if self.state.drafts else None
        outside = " ".join((*cue.extensions, *(part.text for part in parts if part.kind is ElementKind.PARENTHETICAL)))
        if (
            speaker.voice is Voice.OFF_SCREEN
            and _EITHER.search(outside)
            and last
            and set(speaker.people) & set(last.people)
        ):
            speaker = replace(speaker, voice=Voice.VOICE_OVER)
        line = DialogueLine(
            character=speaker.label, text=" ".join(said), delivery=", ".join(deliveries), voice=speaker.voice
        )
        return Speech(line, speaker, pauses)

    def _speech_in_time(self, text: str) -> list[str]:
        timing = self.state.timing
        room = max(timing.longest - timing.lead_in, 1.0)
        if speech_seconds(text, timing) <= room:
            return [text]
        # A sentence is not broken for a second or two: a cut in the middle of a thought costs more than a longer shot.
        ample = timing.longest * _STRETCH
        pieces: list[str] = []
        for sentence in split_sentences(text):
            seconds = speech_seconds(sentence, timing)
            whole = seconds <= ample
            parts = (
                [sentence]
                if whole
                else fitted(sentence, math.ceil(seconds / room), lambda piece: speech_seconds(piece, timing) <= room)
            )
            pieces += parts
        packed = _packed(pieces, lambda piece: speech_seconds(piece, timing) <= room)
        # As many again, but of like length, where that breaks no sentence.
        level = chunks(text, len(packed)) if len(split_sentences(text)) >= len(packed) else packed
        alike = len(level) == len(packed) and all(
            speech_seconds(piece, timing) <= (ample if len(split_sentences(piece)) == 1 else room) for piece in level
        )
        return level if alike else packed

    def _say(self, line: DialogueLine, speaker: Speaker, cue: Element, end: int, pauses: int, *, goes_on: bool) -> None:
        if speaker.voice is Voice.ON:
            self._say_on_screen(line, speaker, cue, end, pauses, goes_on=goes_on)
        elif speaker.voice is Voice.OFF_SCREEN and self._listener(speaker):
            listener = self._listener(speaker)
            last = self.state.drafts[-1]
            if last.is_pure_speech and last.unseen == list(speaker.people) and self._fits(last, line):
                self._add_line(last, line, end, pauses)
                return
            draft = self._new_speech(cue, end, [listener])
            draft.unseen = list(speaker.people)
            self.state.heard_off = next(iter(speaker.people), "")
            self._add_line(draft, line, end, pauses)
            self.state.start(draft)
        else:
            self._say_over(line, cue, end, pauses)

    def _say_on_screen(
        self, line: DialogueLine, speaker: Speaker, cue: Element, end: int, pauses: int, *, goes_on: bool
    ) -> None:
        people = list(speaker.people) or (self.state.everybody(pair=speaker.pair) if speaker.everyone else [])
        last = self.state.drafts[-1] if self.state.drafts else None
        if (
            last
            and self.state.pending is None
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
            if self.state.pending:
                draft.cue = self.state.pending
                draft.line = min(draft.line, self.state.pending_line or draft.line)
                named = self.state.people_in("", draft.cue) if draft.cue.target else []
                self.state.forget_pending()
                draft.people = [*people, *(name for name in named if name not in people)]
                if draft.cue.framing is not Framing.INSERT:
                    self.state.direct(draft)
            self._add_line(draft, line, end, pauses)
            self.state.start(draft)
        self.state.remember(people)

    def _plays_in(self, last: Draft, people: list[str], cue: Element) -> bool:
        """Whether a speech needs no new picture: its speaker is what the current one is about."""
        if last.holds or last.montage or not people:
            return False
        if any(last.looks.get(name, "") != self.state.looks.get(name, "") for name in people):
            return False  # Young Mara is another picture than Mara.
        if last.lines:
            said_by = {line.character for line in last.lines if line.voice is Voice.ON}
            same = len(people) == 1 and said_by == {people[0]}
            return same or (cue.dual and last.is_pure_speech)
        if last.cue:
            if last.cue.size in {Size.CU, Size.ECU} and LIMB.search(last.text):
                return False
            shows = set(people) <= set(last.people) or (not last.people and not last.action and not last.insert_of)
            return shows and last.cue.framing not in {Framing.INSERT, Framing.POINT_OF_VIEW}
        tiny = action_seconds(last.text, self.state.timing) <= TINY + 0.5
        return tiny and last.people == people and not last.opens

    def _say_over(self, line: DialogueLine, cue: Element, end: int, pauses: int) -> None:
        """A voice nobody is seen to have lies on the picture that is there."""
        last = self.state.drafts[-1] if self.state.drafts else None
        if last and self.state.pending is None and self._fits(last, line, over=True):
            self._add_line(last, line, end, pauses)
            return
        if last and self.state.pending is None:
            held = last.holds or last
            draft = Draft(cue.source.line, end, people=list(held.people), holds=held, shoulder=held.shoulder)
            draft.looks = dict(held.looks)
            self._add_line(draft, line, end, pauses)
            draft.place, draft.gone = held.place, held.gone
            self.state.drafts.append(draft)
            return
        draft = Draft(cue.source.line, end, cue=self.state.pending)
        if self.state.pending:
            draft.people = self.state.people_in("", self.state.pending) if self.state.pending.target else []
            self.state.direct(draft)
        self.state.forget_pending()
        self._add_line(draft, line, end, pauses)
        self.state.start(draft)

    def _listener(self, speaker: Speaker) -> str:
        """Whom we see while somebody speaks from off frame."""
        if not self.state.drafts:
            return ""
        seen = [self.state.last_speaker, *self.state.last, *self.state.present[::-1]]
        if self.state.intercut and speaker.people:
            with_them = self.state.there_with(speaker.people[0])
            seen = [name for name in seen if name in with_them]
        return next((name for name in seen if name and name not in speaker.people), "")

    def _fits(self, draft: Draft, line: DialogueLine, *, over: bool = False) -> bool:
        if draft.cue and draft.cue.seconds:
            return not draft.lines
        return draft.seconds(self.state.timing, line.text, over=over) <= self.state.timing.longest

    def _new_speech(self, cue: Element, end: int, people: list[str]) -> Draft:
        return Draft(cue.source.line, end, people=list(people))

    @staticmethod
    def _add_line(draft: Draft, line: DialogueLine, end: int, pauses: int) -> None:
        draft.lines.append(line)
        draft.pauses += pauses
        draft.line_end = max(draft.line_end, end)
