"""Scripts that name their own shots: shot lists, tables and timed lyrics. Each of their shots stays exactly one shot.

A shot begins with a SHOT element that gives its direction, its length and its number; what follows, up to the next one, is
what is seen, said, heard and read in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from storyboard.breakdown.cues import Cue
from storyboard.breakdown.draft import Draft
from storyboard.breakdown.listrow import Row, is_seen
from storyboard.breakdown.pictures import montage_in, pictures_in
from storyboard.breakdown.scene_state import LIMB, SceneState
from storyboard.breakdown.speeches import Speeches
from storyboard.breakdown.voices import fold
from storyboard.model import Element, ElementKind, Framing, Size, TransitionKind, Voice

# The formats whose readers write one SHOT element for each shot of the list.
FORMATS = frozenset(["csv", "tsv", "xlsx", "yaml", "json", "avtable", "numbered", "lrc", "srt", "vtt"])
SUNG = frozenset(["lrc", "srt", "vtt"])

_LABELS_AFTER = re.compile(
    r"(?<=[.!?…\"”»])\s+(?=(?:music|sfx|sounds?(?: effects?)?|fx|super|text on[- ]screen|on[- ]?screen text|text overlay)\s*:)",
    re.IGNORECASE,
)
_SPOKEN = (ElementKind.PARENTHETICAL, ElementKind.DIALOGUE, ElementKind.LYRICS)


def runs_of(elements: list[Element]) -> list[list[Element]]:
    """A scene's elements parted where a shot is named; what stands before the first is a run of its own, perhaps empty."""
    runs: list[list[Element]] = [[]]
    for element in elements:
        if element.kind is ElementKind.SHOT and element.forced:
            runs.append([])
        runs[-1].append(element)
    return runs


@dataclass
class NamedShots:
    """Makes the shots of one scene that its script names.

    Attributes:
        split: An item of the list may hold several shots, marked by their camera directions.
    """

    state: SceneState
    speeches: Speeches
    split: bool = False

    def shoot(self, run: list[Element]) -> None:
        """Make the shot of one SHOT element and what follows it; several only where the item itself tells of several."""
        shot, *rest = run
        row = Row(shot, self.state)
        rows = [row]
        index = 0
        while index < len(rest):
            element = rest[index]
            index += 1
            if element.kind is ElementKind.CHARACTER:
                end = index
                while end < len(rest) and rest[end].kind in _SPOKEN:
                    end += 1
                self._speech(rows[-1], element, rest[index:end])
                index = end
            elif element.kind is ElementKind.ACTION and len(parts := montage_in(element.text)) > 1:
                for number, text in enumerate(parts):
                    if number or rows[-1].action:
                        rows.append(Row(shot, self.state, goes_on=True))
                    rows[-1].take(element, text)
                    rows[-1].series = True
            elif element.kind is ElementKind.ACTION and self.split and is_seen(element.text):
                first, *more = pictures_in(" ".join(element.text.split()))
                rows[-1].take(element, first)
                for text in more:
                    rows.append(Row(shot, self.state, goes_on=True))
                    rows[-1].take(element, text)
            else:
                rows[-1].take(element, element.text)
        seconds = row.cue.seconds if row.cue else None
        for part in rows:
            if seconds and len(rows) > 1:
                part.cue = replace(part.cue or Cue(words=shot.text), seconds=seconds / len(rows))
            self._finish(part)

    def _speech(self, row: Row, cue: Element, parts: list[Element]) -> None:
        said = self.speeches.read(cue, parts)
        row.to_line(max((part.source.line_end for part in parts), default=cue.source.line_end))
        if not said.text:
            return
        row.pauses += said.pauses
        # "Narrator: It's an art. Music: soft piano." is said only up to its full stop.
        words, *others = _LABELS_AFTER.split(said.text)
        for part in others:
            row.take(cue.model_copy(update={"kind": ElementKind.ACTION}), part)
        row.lines.append(said.line.model_copy(update={"text": words.strip()}))
        if said.line.voice is Voice.ON:
            row.speakers += [name for name in said.people if name not in row.speakers]
            if said.people:
                self.state.last_speaker = said.people[0]
        elif said.line.voice is Voice.OFF_SCREEN:
            row.unseen += [name for name in said.people if name not in row.unseen]

    def _finish(self, row: Row) -> None:
        """Turn what was gathered into a shot."""
        state = self.state
        row.settle()
        if self._goes_on(row):
            last = self.state.drafts[-1]
            last.overlay += row.overlay
            last.sounds += row.sounds
            last.line_end = max(last.line_end, row.line_end)
            if row.cue and row.cue.seconds and last.cue and last.cue.seconds:
                last.cue = replace(last.cue, seconds=last.cue.seconds + row.cue.seconds)
            row.cut_to_next(last)
            return
        draft = Draft(row.line, row.line_end, cue=row.cue, named=True, number=row.number)
        draft.action, draft.lines, draft.pauses = row.action, row.lines, row.pauses
        draft.overlay, draft.sounds = row.overlay, row.sounds
        draft.note = row.note
        draft.montage = row.series
        draft.row_light, draft.row_place, draft.row_props = row.light, row.place, row.props
        if self._holds(row):
            self._hold(draft)
        else:
            text = draft.text
            draft.people = self._people(row, text)
            draft.speaker = row.speakers[0] if len(row.speakers) == 1 else ""
            self._direct(draft)
            # The row's own list is never overruled: a shoulder aside, all it names can be seen.
            draft.people += [name for name in row.listed if name not in (*draft.people, draft.shoulder)]
            draft.unseen = [name for name in row.unseen if name not in (*draft.people, draft.shoulder)]
            state.letter(draft, text)
            draft.written += [words for words in row.written if words not in draft.written]
            before = list(state.present)
            state.start(draft)
            state.remember([*draft.people, *([draft.shoulder] if draft.shoulder else [])])
            state.settle(text, draft.people, before)
        row.cut_to_next(draft)

    def _people(self, row: Row, text: str) -> list[str]:
        state = self.state
        row.listed = [name for words in row.subjects if (name := self._listed(words))]
        looked_for = row.cue if row.cue and (not text or row.cue.framing) else None
        if row.listed:
            # A row that lists its people leaves nothing for a pronoun to mean.
            found = [mention.name for mention in state.cast.mentions.find(text)]
        else:
            found = state.people_in(text, looked_for) if text or (row.cue and row.cue.target) else []
        for words in row.cue.unknown if row.cue else ():
            found += [mention.name for mention in state.cast.mentions.find(words) if mention.name not in found]
        people = list(dict.fromkeys([*found, *row.listed, *row.speakers]))
        if row.cue and row.cue.framing is Framing.POINT_OF_VIEW and row.cue.owner:
            viewer = state.named(row.cue.owner)
            people = [name for name in people if name != viewer]
        return people

    def _listed(self, words: str) -> str:
        names = self.state.cast.names
        known = names.canonical.get(fold(words))
        if known and fold(words) in names.looks:
            self.state.looks[known] = names.looks[fold(words)]
        return known or ""

    def _direct(self, draft: Draft) -> None:
        """Apply what the direction says about who is seen; it puts nobody into a picture the row does not speak of."""
        cue = draft.cue
        if cue is None:
            return
        if cue.framing in {Framing.OVER_SHOULDER, Framing.POINT_OF_VIEW, Framing.TWO_SHOT} or cue.reverse:
            self.state.direct(draft)
        elif cue.framing is Framing.INSERT or (cue.framing is None and cue.size in {Size.CU, Size.ECU}):
            head = re.split(
                r"[.,:;(]|\b(?:with|in|on|as|and|lifts?|holds?|takes?)\b", draft.text or cue.target, maxsplit=1
            )[0]
            if cue.framing is Framing.INSERT or LIMB.search(" ".join(head.split()[:4])):
                draft.cue = replace(cue, framing=Framing.INSERT)
                draft.insert_of = head.strip(" .") if len(head.split()) <= 6 else ""
                if LIMB.search(head) and not draft.speaker:
                    # The hand is seen and the face is not.
                    draft.people = [name for name in draft.people if name not in self._owners(head)]

    def _owners(self, head: str) -> list[str]:
        return [mention.name for mention in self.state.cast.mentions.find(head)]

    def _holds(self, row: Row) -> bool:
        """Whether a row only lays words, a voice or a sound over the picture before, or fades it out."""
        before = self.state.drafts[-1] if self.state.drafts else None
        if before is None or row.action or row.subjects or row.speakers or row.unseen or row.sung or row.rests:
            return False
        if row.cue and replace(row.cue, seconds=None, words="", unknown=()) != Cue():
            return False
        shows = bool(before.action or before.people or before.holds)
        return shows and bool(row.overlay or row.lines or row.sounds or row.transitions)

    def _goes_on(self, row: Row) -> bool:
        """Whether a row without a number, in a list that has them, only lays words or a sound over the row before."""
        last = self.state.drafts[-1] if self.state.drafts else None
        return bool(last and last.number and not row.number and not row.lines and self._holds(row))

    def _hold(self, draft: Draft) -> None:
        last = self.state.drafts[-1]
        held = last.holds or last
        draft.holds, draft.people, draft.shoulder = held, list(held.people), held.shoulder
        draft.looks, draft.place, draft.gone = dict(held.looks), held.place, held.gone
        draft.transition_in = self.state.carry.transition_in
        self.state.carry.transition_in = TransitionKind.CUT
        self.state.drafts.append(draft)


def keep_what_rows_say(drafts: Sequence[Draft]) -> None:
    """See to it that what a row says of its shot stays as it says it, after the camera has been placed."""
    for draft in drafts:
        cue = draft.cue
        if cue and cue.lens:
            draft.lens = cue.lens
            draft.provenance["lens"] = cue.words
        if not draft.named:
            continue
        if cue and cue.size:
            # An insert of a list may well be an extreme close-up.
            draft.size = cue.size
            draft.provenance["size"] = cue.words
        if draft.row_light:
            draft.light = draft.row_light
            draft.provenance["light"] = "its row says so"
        if draft.row_place:
            draft.provenance["location"] = "its row says so"
