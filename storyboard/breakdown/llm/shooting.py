"""Shots from an answer: the camera and the staging are the model's, all words, lengths, looks and places the program's."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby

from storyboard.breakdown.camera_prose import prose_movement
from storyboard.breakdown.draft import Draft
from storyboard.breakdown.llm.answer import ShotAnswer
from storyboard.breakdown.llm.checking import Pick
from storyboard.breakdown.llm.lines import Line, SceneCut
from storyboard.breakdown.llm.people import Casting, Seen
from storyboard.breakdown.sentences import normalised
from storyboard.model import Action, Direction, Framing, Move, Movement, Size, Timing, TransitionKind

BY_MODEL = "the model"
# A shot of the model's may be longer than the longest by this much before it is parted.
_STRETCH = 4 / 3
_QUOTED = re.compile(r"[\"“”«»„「『]([^\"“”«»„」』]{1,80})[\"“”«»„」』]")
_UNDIRECTED = {Move.STATIC, Move.HANDHELD, Move.FOLLOW, Move.RACK}


class Shooting:
    """Makes the shots of one scene.

    Args:
        cut: The scene.
        lines: Its lines.
        timing: How long things take.
    """

    def __init__(self, cut: SceneCut, lines: Sequence[Line], timing: Timing) -> None:
        self._cut, self._lines, self._timing = cut, lines, timing
        self._casting = Casting(cut)
        self._words = f" {normalised(' '.join(element.text for element in cut.elements))} "
        self._first = {line.draft: index for index, line in reversed(list(enumerate(lines)))}
        self._last = {line.draft: index for index, line in enumerate(lines)}
        self.notes: list[str] = []

    def shots(self, picks: Sequence[Pick]) -> tuple[list[Draft], list[tuple[int, ...]], list[int]]:
        """Every line of the scene in a shot.

        Returns:
            The shots in the order they are played, the lines of each, and the lines that no pick has and the rules'
            own shots therefore show.
        """
        members: list[tuple[tuple[int, ...], ShotAnswer | None]] = []
        for pick in picks:
            members += self._in_time(pick)
        used = {index for lines, _ in members for index in lines}
        left = [index for index in range(len(self._lines)) if index not in used]
        for _, run in groupby(enumerate(left), key=lambda one: (self._lines[one[1]].draft, one[1] - one[0])):
            members.append((tuple(index for _, index in run), None))
        members.sort(key=lambda member: member[0])
        drafts: list[Draft] = []
        for lines, shot in members:
            drafts.append(self._shot(lines, shot) if shot else self._by_rules(lines, drafts))
        for index, draft in enumerate(drafts):
            draft.opens = index == 0 and draft.size in {Size.WS, Size.EWS}
        return drafts, [lines for lines, _ in members], left

    def _in_time(self, pick: Pick) -> list[tuple[tuple[int, ...], ShotAnswer]]:
        """A pick that would last too long, parted between its lines."""
        longest = self._timing.longest
        if len(pick.lines) == 1 or self._seconds(pick.lines) <= longest * _STRETCH:
            return [(pick.lines, pick.shot)]
        runs: list[list[int]] = [[]]
        for index in pick.lines:
            if runs[-1] and self._seconds([*runs[-1], index]) > longest:
                runs.append([])
            runs[-1].append(index)
        if len(runs) > 1:
            self.notes.append(f"a shot of {len(pick.lines)} lines would be too long and is parted in {len(runs)}")
        parted = []
        for number, run in enumerate(runs):
            update: dict[str, str] = {} if number == 0 else {"start": ""}
            if number < len(runs) - 1:
                update["end"] = ""
            parted.append((tuple(run), pick.shot.model_copy(update=update)))
        return parted

    def _seconds(self, members: Sequence[int]) -> float:
        draft = Draft(0, 0, action=self._action(members))
        draft.lines = [self._source(index).lines[self._lines[index].piece] for index in self._speeches(members)]
        return draft.natural_seconds(self._timing)[0]

    def _source(self, index: int) -> Draft:
        return self._cut.drafts[self._lines[index].draft]

    def _speeches(self, members: Sequence[int]) -> list[int]:
        return [index for index in members if self._lines[index].kind == "speech"]

    def _action(self, members: Sequence[int]) -> list[str]:
        """The script's own words, a text for each piece of action that the lines are of."""
        pieces = []
        acted = [self._lines[index] for index in members if self._lines[index].kind == "action"]
        for (draft, piece), run in groupby(acted, key=lambda line: (line.draft, line.piece)):
            lines = list(run)
            pieces.append(self._cut.drafts[draft].action[piece][lines[0].start : lines[-1].end])
        return pieces

    def _gather(self, members: Sequence[int]) -> Draft:
        """What the script itself says of some lines, whoever decides on the camera."""
        first = self._source(members[0])
        lines = [self._lines[index] for index in members]
        draft = Draft(
            min(line.source for line in lines),
            max(line.source_end for line in lines),
            action=self._action(members),
            lines=[self._source(index).lines[self._lines[index].piece] for index in self._speeches(members)],
            place=first.place,
            montage=first.montage,
            hour=first.hour,
            light=first.light,
            gone=first.gone,
            arriving=first.arriving,
        )
        draft.provenance = dict(first.provenance)
        for number in dict.fromkeys(line.draft for line in lines):
            source = self._cut.drafts[number]
            draft.looks |= source.looks
            said = normalised(draft.text)
            draft.written += [word for word in source.written if normalised(word) in said and word not in draft.written]
            if self._first[number] in members:
                draft.cue = draft.cue or source.cue
                draft.insert_of = draft.insert_of or source.insert_of
                if source is first:
                    draft.transition_in = source.transition_in
                    draft.lens = source.lens
            if self._last[number] in members:
                draft.overlay += source.overlay
                draft.sounds += source.sounds
                draft.pauses += source.pauses
                draft.note += source.note
                if source.transition_out is not TransitionKind.CUT:
                    draft.transition_out = source.transition_out
        return draft

    def _shot(self, members: tuple[int, ...], shot: ShotAnswer) -> Draft:
        draft = self._gather(members)
        sources = [self._cut.drafts[number] for number in dict.fromkeys(self._lines[index].draft for index in members)]
        seen = self._casting.seen(shot, sources, draft.lines, draft.looks)
        self.notes += seen.notes
        draft.people, draft.shoulder, draft.unseen = seen.names, seen.shoulder, seen.unseen
        draft.subjects, draft.lines = seen.subjects, seen.lines
        draft.speaker = next((line.character for line in seen.lines if line.character in seen.names), "")
        self._camera(draft, shot, seen)
        self._happens(draft, shot)
        lettering = [words for words in shot.lettering if self._in_script(words) and words not in draft.written]
        if len(lettering) < len([words for words in shot.lettering if words not in draft.written]):
            self.notes.append("words that the script does not have are left out of the picture")
        draft.written += lettering
        self._say_why(draft, shot)
        return draft

    def _camera(self, draft: Draft, shot: ShotAnswer, seen: Seen) -> None:
        draft.size, draft.angle = shot.size, shot.angle
        draft.movement = _movement(shot)
        draft.framing = shot.framing
        if shot.framing is Framing.INSERT or shot.size is Size.INSERT:
            draft.framing, draft.size = Framing.INSERT, Size.INSERT
            if not draft.insert_of and shot.thing and self._in_script(shot.thing):
                draft.insert_of = shot.thing
        elif seen.shoulder:
            draft.framing = Framing.OVER_SHOULDER
        elif shot.framing is not Framing.POINT_OF_VIEW:
            count = len(seen.names)
            draft.framing = Framing.SINGLE if count < 2 else Framing.TWO_SHOT if count == 2 else Framing.THREE_SHOT
        draft.movement = prose_movement(draft.text) or draft.movement
        cue = draft.cue
        if cue is None:
            return
        # What the script says of the camera stands above what anybody makes of it.
        draft.size = Size.INSERT if cue.framing is Framing.INSERT else cue.size or draft.size
        draft.angle, draft.movement = cue.angle or draft.angle, cue.movement or draft.movement
        if cue.framing in {Framing.INSERT, Framing.POINT_OF_VIEW}:
            draft.framing = cue.framing

    def _happens(self, draft: Draft, shot: ShotAnswer) -> None:
        if not draft.text:
            draft.parts = Action()
            return
        start, motion, end = (self._believed(text) for text in (shot.start, shot.motion, shot.end))
        draft.parts = Action(text=draft.text, start=start or draft.text, motion=motion, end=end)

    def _believed(self, text: str) -> str:
        """The text, unless it quotes words that the script does not have: those would be painted into the picture."""
        if all(self._in_script(quoted) for quoted in _QUOTED.findall(text)):
            return text
        self.notes.append("a description that quotes words the script does not have is left out")
        return ""

    def _in_script(self, words: str) -> bool:
        wanted = normalised(words)
        if not wanted:
            return False
        return (f" {wanted} " if words.isascii() else wanted) in self._words

    def _say_why(self, draft: Draft, shot: ShotAnswer) -> None:
        because = f"{BY_MODEL}: {shot.why}" if shot.why else BY_MODEL
        cue, why = draft.cue, draft.provenance
        fields: dict[str, Callable[[], bool]] = {
            "size": lambda: cue is not None and (cue.size is not None or cue.framing is Framing.INSERT),
            "angle": lambda: cue is not None and cue.angle is not None,
            "movement": lambda: (
                prose_movement(draft.text) is not None or (cue is not None and cue.movement is not None)
            ),
            "framing": lambda: cue is not None and cue.framing in {Framing.INSERT, Framing.POINT_OF_VIEW},
        }
        for name, by_script in fields.items():
            if not (by_script() and name in why):
                why[name] = because if name == "size" else BY_MODEL
        for name in ("subjects", "staging", "facing"):
            if draft.subjects:
                why[name] = BY_MODEL
            else:
                why.pop(name, None)
        why.pop("expression", None)
        if draft.text:
            why["action"] = f"the script; its first and last picture are the words of {BY_MODEL}"
        if draft.insert_of:
            why["props"] = "what the insert shows"
        else:
            why.pop("props", None)

    def _by_rules(self, members: tuple[int, ...], before: Sequence[Draft]) -> Draft:
        """The rules' own shot of some lines."""
        source = self._source(members[0])
        number = self._lines[members[0]].draft
        whole = self._first[number] == members[0] and self._last[number] == members[-1]
        if whole:
            draft = source
        else:
            gathered = self._gather(members)
            draft = replace(
                source,
                line=gathered.line,
                line_end=gathered.line_end,
                action=gathered.action,
                lines=gathered.lines,
                overlay=gathered.overlay,
                sounds=gathered.sounds,
                pauses=gathered.pauses,
                note=gathered.note,
                written=gathered.written,
                cue=gathered.cue,
                transition_in=gathered.transition_in,
                transition_out=gathered.transition_out,
                parts=Action(text=gathered.text, start=gathered.text) if gathered.action else Action(),
                provenance=gathered.provenance,
            )
        if draft.holds is not None and not any(draft.holds is one for one in before):
            draft.holds = before[-1] if before else None
            if draft.holds is not None:
                _take_picture_of(draft, draft.holds)
        return draft


def _take_picture_of(draft: Draft, held: Draft) -> None:
    """What a voice lies over is the picture before it, as that is now."""
    draft.size, draft.angle, draft.framing, draft.subjects = held.size, held.angle, held.framing, held.subjects
    draft.people, draft.shoulder, draft.insert_of = list(held.people), held.shoulder, held.insert_of
    draft.written, draft.place = list(held.written), held.place


def _movement(shot: ShotAnswer) -> Movement:
    direction = Direction.NONE if shot.direction == "none" or shot.move in _UNDIRECTED else Direction(shot.direction)
    if shot.move in {Move.PUSH, Move.PULL}:
        direction = Direction.IN if shot.move is Move.PUSH else Direction.OUT
    return Movement(move=shot.move, direction=direction)
