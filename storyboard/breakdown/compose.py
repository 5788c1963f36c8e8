"""Where the camera stands: size, framing, sides and faces of every shot of a scene.

The script's own directions come first. For the rest: a wide opening, sizes by what happens, no two shots of the same
people at the same size in a row, over-the-shoulder and single shots taking turns in a dialogue, a wide one again after
six exchanges. The one first seen on the left stays there (the 180 degree line), and people who talk face each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from storyboard.breakdown.acting import Acted, act, is_in_the_face, moves_about, side_by_side
from storyboard.breakdown.camera_prose import prose_movement
from storyboard.breakdown.changes import COMING, GONE, INSIDE, called, parts_of_action
from storyboard.breakdown.close_things import FACE_CLOSE, FACE_PART, HAND_ACTS, SMALL_THINGS
from storyboard.breakdown.deeds import Deed, deeds_of
from storyboard.breakdown.draft import Draft
from storyboard.breakdown.faces import expression_in
from storyboard.breakdown.people import Cast
from storyboard.breakdown.unnamed import unnamed_in
from storyboard.breakdown.whereabouts import goes
from storyboard.model import DEFAULT_LOOK, Action, Angle, Facing, Framing, Move, Movement, Size, Staging, Subject

_ORDER = (Size.ECU, Size.CU, Size.MCU, Size.MS, Size.MLS, Size.FS, Size.WS, Size.EWS)
_NEXT_SIZE = {
    Size.ECU: Size.CU,
    Size.CU: Size.MCU,
    Size.MCU: Size.CU,
    Size.MS: Size.MCU,
    Size.MLS: Size.MS,
    Size.FS: Size.MLS,
    Size.WS: Size.FS,
    Size.EWS: Size.WS,
}
_EXCHANGES_BEFORE_WIDE = 6
_GROUP = 3
_OTS, _MCU, _CU = "over the shoulder", "medium close-up", "close-up"
_ROUNDS = (
    (_OTS, _OTS, _MCU, _MCU, _OTS, _OTS),
    (_MCU, _MCU, _CU, _CU, _OTS, _OTS),
    (_CU, _CU, _OTS, _OTS, _MCU, _MCU),
)


@dataclass
class Composer:
    """Places the camera for the drafts of one scene, in order."""

    cast: Cast
    exterior: bool
    sides: dict[str, Staging] = field(default_factory=dict)
    exchanges: int = 0
    round: int = 0
    before: Draft | None = None

    def compose(self, drafts: list[Draft]) -> None:
        """Set size, angle, movement, framing and subjects of every draft."""
        self._take_sides(drafts)
        for index, draft in enumerate(drafts):
            if draft.holds:
                self._hold(draft, draft.holds)
            else:
                self._camera(draft, drafts, index)
                self._subjects(draft)
            self.before = draft

    def _take_sides(self, drafts: list[Draft]) -> None:
        seen: list[str] = []
        for draft in drafts:
            seen += [name for name in [*draft.people, draft.shoulder] if name and name not in seen]
        places = (Staging.LEFT, Staging.RIGHT, Staging.CENTRE, Staging.FAR_RIGHT, Staging.FAR_LEFT)
        if len(seen) == 1:
            self.sides = {seen[0]: Staging.CENTRE}
            return
        self.sides = {name: places[min(index, len(places) - 1)] for index, name in enumerate(seen)}

    # -- the camera

    def _camera(self, draft: Draft, drafts: list[Draft], index: int) -> None:
        cue = draft.cue
        # A row of a list is one picture of its own people, whoever was there before.
        talk = draft.is_pure_speech and bool(draft.people) and not draft.named
        if talk and (cue is None or not (cue.size or cue.framing)):
            self._talk(draft, drafts, index)
        else:
            self._action(draft)
            # Somebody who speaks inside an action shot has had an exchange of words too.
            self.exchanges += bool(draft.lines) and not draft.over
        if len(draft.people) > _GROUP and draft.size not in {Size.WS, Size.FS, Size.EWS}:
            draft.size = Size.WS
            draft.provenance["size"] = "a group"
        prose = prose_movement(draft.text)
        if prose:
            draft.movement = prose
            draft.provenance["movement"] = "camera in the prose"
        if cue is None:
            return
        if cue.size:
            draft.size = cue.size
            draft.provenance["size"] = cue.words
        if cue.angle:
            draft.angle = cue.angle
            draft.provenance["angle"] = cue.words
        if cue.movement:
            draft.movement = cue.movement
            draft.provenance["movement"] = cue.words
        if cue.framing:
            draft.framing = cue.framing
            draft.provenance["framing"] = cue.words
        if cue.framing is Framing.INSERT:
            draft.size = Size.INSERT
            draft.provenance["size"] = cue.words

    def _action(self, draft: Draft) -> None:
        text, count = draft.text, len(draft.people)
        size, rule = self._size_of_action(draft)
        asked = draft.cue is not None and (draft.cue.size or draft.cue.framing) is not None
        before = self.before
        if before and not asked and not draft.opens and size is before.size and set(draft.people) == set(before.people):
            size, rule = _NEXT_SIZE.get(size, size), f"{rule}; another size than the shot before"
        draft.size, draft.framing = size, _framing_for(count)
        draft.provenance.setdefault("size", rule)
        if size is Size.INSERT:
            draft.framing = Framing.INSERT
        if draft.shoulder:
            draft.framing = Framing.OVER_SHOULDER
            draft.size = Size.MCU
            draft.provenance["size"] = "over the shoulder"
        if size in {Size.WS, Size.EWS, Size.FS} and count > 1 and text:
            self.exchanges = 0

    def _size_of_action(self, draft: Draft) -> tuple[Size, str]:
        text, count = draft.text, len(draft.people)
        if draft.named and draft.is_pure_speech and 0 < count <= _GROUP:
            return (Size.MCU, "speaks") if count == 1 else (Size.MS, "people speak together")
        if not draft.cue and count == 1 and not draft.lines and (hand := HAND_ACTS.match(text)):
            draft.insert_of = " ".join(hand.group().split())
            return Size.INSERT, "a hand is what acts"
        if draft.opens and not (draft.cue and draft.cue.target):
            if count == 0 and self.exterior:
                return Size.EWS, "establishing"
            return Size.WS, "establishing"
        if count == 0:
            if draft.is_pure_speech:
                return Size.WS, "voices of many"
            small = SMALL_THINGS.search(text) and len(text.split()) <= 14 and not unnamed_in(text)
            if small and not (draft.cue and draft.cue.movement):
                return Size.INSERT, "a small thing alone"
            return (Size.WS, "the place") if self.exterior or len(text.split()) > 8 else (Size.MS, "a thing")
        if count > _GROUP:
            return Size.WS, "a group"
        if draft.movement.move is not Move.STATIC or (draft.cue and draft.cue.movement):
            push = draft.cue is not None and draft.cue.movement is not None and draft.cue.movement.move is Move.PUSH
            if push and (count == 1 and (FACE_PART.search(text) or is_in_the_face(text))):
                return Size.MCU, "a push towards a face"
        room = moves_about(text)
        if count > 1:
            return (Size.FS, "people on the move") if room else (Size.MLS, "people together")
        if room:
            return Size.FS, "somebody on the move"
        if FACE_CLOSE.search(text) and len(text.split()) < 20:
            return Size.CU, "a face"
        if is_in_the_face(text):
            return Size.MCU, "a face"
        return Size.MS, "something done by hand"

    def _talk(self, draft: Draft, drafts: list[Draft], index: int) -> None:
        speaker = draft.speaker or draft.people[0]
        if len(draft.people) > 1:
            draft.framing, draft.size = _framing_for(len(draft.people)), Size.MS
            if len(draft.people) > _GROUP:
                draft.size = Size.WS
            draft.provenance["size"] = "people speak together"
            return
        partner = self._partner(speaker, drafts, index) if not draft.unseen else ""
        if draft.opens:
            draft.people = [name for name in (speaker, partner) if name]
            draft.size, draft.framing = Size.MLS, _framing_for(len(draft.people))
            draft.provenance["size"] = "the scene opens on talk: everybody in the picture"
            return
        if not partner:
            same = self.before is not None and self.before.people == [speaker] and self.before.size is Size.MCU
            again = same and self.before is not None and not self.before.is_pure_speech
            draft.size = Size.CU if again else Size.MCU
            draft.framing = Framing.SINGLE
            draft.provenance["size"] = "listens" if draft.unseen else "speaks"
            return
        if self.exchanges >= _EXCHANGES_BEFORE_WIDE:
            self.exchanges = 0
            self.round += 1
            draft.people = [speaker, partner]
            draft.size, draft.framing = Size.MS, Framing.TWO_SHOT
            draft.provenance["size"] = f"two-shot again after {_EXCHANGES_BEFORE_WIDE} exchanges"
            return
        rounds = _ROUNDS[self.round] if self.round < len(_ROUNDS) else _ROUNDS[1 + self.round % 2]
        style = rounds[self.exchanges % len(rounds)]
        self.exchanges += 1
        self._in_style(draft, style, partner)

    def _in_style(self, draft: Draft, style: str, partner: str) -> None:
        line = draft.lines[-1]
        strong = line.text.endswith("!") and len(line.text.split()) <= 8
        if strong and style == _MCU:
            style = _CU
        before = self.before
        if style == _MCU and before and before.people == draft.people and before.size is Size.MCU:
            style = _CU
        if style == _OTS:
            draft.shoulder = partner
            draft.framing, draft.size = Framing.OVER_SHOULDER, Size.MCU
        else:
            draft.framing = Framing.SINGLE
            draft.size = Size.CU if style == _CU else Size.MCU
        draft.provenance["size"] = f"dialogue, {style}"

    def _partner(self, speaker: str, drafts: list[Draft], index: int) -> str:
        """Whom somebody talks to: the one who spoke before, else the one who answers, else the only other one there."""
        now = drafts[index]
        if index and drafts[index - 1].place is not now.place and drafts[index - 1].lines:
            return ""  # Cut across from the other end of a line, they talk into it.
        away = {speaker, *now.gone}

        def with_us(draft: Draft) -> bool:
            return draft.place is now.place and draft.speaker != "" and draft.speaker not in away

        for draft in drafts[max(0, index - 4) : index][::-1]:
            if with_us(draft):
                return draft.speaker
        # Those who come in later are not there yet; but who answers at once was there all the time.
        there = [name for draft in drafts[: index + 1] if draft.place is now.place for name in draft.people]
        for draft in drafts[index + 1 : index + 4]:
            answers = draft is drafts[index + 1] and draft.is_pure_speech
            if with_us(draft) and (answers or draft.speaker in there):
                return draft.speaker
        others = [name for name in dict.fromkeys(there) if name not in away]
        return others[0] if len(others) == 1 else ""

    # -- people

    def _hold(self, draft: Draft, held: Draft) -> None:
        draft.size, draft.angle, draft.framing = held.size, held.angle, held.framing
        draft.movement, draft.subjects = Movement(), held.subjects
        draft.people, draft.shoulder, draft.insert_of = list(held.people), held.shoulder, held.insert_of
        draft.written = list(held.written)
        draft.provenance["size"] = "the picture before stays under the voice"

    def _subjects(self, draft: Draft) -> None:
        if draft.text:
            deeds = deeds_of(draft.text, draft.people, self.cast.mentions)
            acted = {name: self._act(name, draft, deeds[name]) for name in draft.people}
            self._happens(draft, deeds, acted)
        else:
            acted = {name: self._act(name, draft, ()) for name in draft.people}
            draft.parts = Action()
        together = len(draft.people) > 1
        subjects: list[Subject] = []
        for name in sorted(draft.people, key=self._from_left):
            deed = acted[name]
            someone_stays = any(not acted[other].enters for other in draft.people if other != name)
            speaks = any(line.character == name for line in draft.lines)
            subjects.append(
                Subject(
                    character=name,
                    look=draft.looks.get(name, DEFAULT_LOOK),
                    staging=self._staging(name, draft),
                    facing=deed.facing or self._facing(name, draft),
                    expression=deed.expression,
                    action=deed.doing or self._pastime(name, draft, speaks=speaks),
                    # A picture nobody is in yet says nothing; an entrance starts in the doorway unless others wait.
                    in_start=not (deed.enters and together and someone_stays),
                    in_end=not deed.exits,
                )
            )
        if draft.shoulder and draft.framing is Framing.OVER_SHOULDER:
            subjects = [*(one for one in subjects if one.character != draft.shoulder), self._back(draft)]
        subjects += [
            Subject(character=name, look=draft.looks.get(name, DEFAULT_LOOK), on_screen=False)
            for name in draft.unseen
            if name not in draft.people
        ]
        draft.subjects = tuple(subjects)

    def _happens(self, draft: Draft, deeds: Mapping[str, Sequence[Deed]], acted: dict[str, Acted]) -> None:
        """Onset and result of the action, in agreement with who comes and goes."""
        parts = parts_of_action(draft.text, deeds, [name for name in draft.people if name not in draft.arriving])
        for name in draft.people:
            who, deed = called(name), acted[name]
            if deed.exits and parts.end.startswith(f"{who} ") and not parts.end.endswith(GONE):
                last = deeds[name][-1]
                if last.acts and last.sentence not in parts.motion and goes(last.after, there=True):
                    # "She grabs her coat. Then she backs out": the coat is not the end of it.
                    parts = parts.model_copy(
                        update={"motion": f"{parts.motion} {last.sentence}", "end": f"{who} {GONE}"}
                    )
                else:
                    # "She leaves the kitchen and sits down": she has not left us.
                    acted[name] = replace(deed, exits=False)
            elif deed.enters and parts.end == f"{who} {GONE}" and not deed.exits:
                parts = parts.model_copy(update={"start": f"{who} {COMING}", "end": f"{who} {INSIDE}"})
            elif parts.end == f"{who} {GONE}" and not deed.exits:
                parts = Action(text=draft.text, start=draft.text)
        draft.parts = parts

    def _act(self, name: str, draft: Draft, deeds: Sequence[Deed]) -> Acted:
        deed = act(deeds, there=name not in draft.arriving)
        said = next((line.delivery for line in draft.lines if line.character == name and line.delivery), "")
        delivered = expression_in(said) if said else ""
        expression = delivered or deed.expression
        if expression:
            told = f"({said})" if delivered else "the action"
            before = draft.provenance.get("expression", "")
            draft.provenance["expression"] = "; ".join(filter(None, (before, f"{called(name)}: {told}")))
        return Acted(expression, deed.facing, deed.enters and name in draft.arriving, deed.exits, deed.doing)

    def _from_left(self, name: str) -> int:
        return _RANK[self.sides.get(name, Staging.CENTRE)]

    def _staging(self, name: str, draft: Draft) -> Staging:
        people = sorted(draft.people, key=self._from_left)
        count = len(people)
        place = people.index(name)
        if draft.framing is Framing.OVER_SHOULDER:
            return Staging.RIGHT if self._is_left_of(draft.shoulder, name) else Staging.LEFT
        if count == 1:
            tight = draft.size in {Size.CU, Size.ECU, Size.INSERT}
            return Staging.CENTRE if tight else self.sides.get(name, Staging.CENTRE)
        if count == 2:
            return (Staging.LEFT, Staging.RIGHT)[place]
        if count == 3:
            return (Staging.LEFT, Staging.CENTRE, Staging.RIGHT)[place]
        return _ACROSS[round(place * (len(_ACROSS) - 1) / (count - 1))]

    def _facing(self, name: str, draft: Draft) -> Facing:
        if len(draft.people) > 1:
            if side_by_side(draft.text):
                return Facing.CAMERA
            return _TOWARDS_OTHERS[self._staging(name, draft)]
        if draft.framing is Framing.OVER_SHOULDER:
            return Facing.RIGHT if self._staging(name, draft) is Staging.LEFT else Facing.LEFT
        if draft.framing is Framing.POINT_OF_VIEW:
            return Facing.CAMERA
        if draft.lines and not draft.over:
            return _TOWARDS_OTHERS[self.sides.get(name, Staging.CENTRE)]
        return Facing.CAMERA

    def _back(self, draft: Draft) -> Subject:
        other = draft.people[0] if draft.people else ""
        left = self._is_left_of(draft.shoulder, other)
        return Subject(
            character=draft.shoulder,
            look=draft.looks.get(draft.shoulder, DEFAULT_LOOK),
            staging=Staging.FAR_LEFT if left else Staging.FAR_RIGHT,
            facing=Facing.AWAY,
            shoulder=True,
            action=self._pastime(
                draft.shoulder, draft, speaks=any(line.character == draft.shoulder for line in draft.lines)
            ),
        )

    def _is_left_of(self, name: str, other: str) -> bool:
        return self._from_left(name) <= self._from_left(other) if name != other else True

    @staticmethod
    def _pastime(name: str, draft: Draft, *, speaks: bool) -> str:
        if not draft.lines or draft.over:
            return ""
        if speaks or draft.speaker == name or (not draft.speaker and not draft.unseen):
            return "speaks"
        return "listens"


_ACROSS = (Staging.FAR_LEFT, Staging.LEFT, Staging.CENTRE, Staging.RIGHT, Staging.FAR_RIGHT)
_RANK = {side: place for place, side in enumerate(_ACROSS)}
_TOWARDS_OTHERS = {
    Staging.FAR_LEFT: Facing.RIGHT,
    Staging.LEFT: Facing.RIGHT,
    Staging.CENTRE: Facing.CAMERA,
    Staging.RIGHT: Facing.LEFT,
    Staging.FAR_RIGHT: Facing.LEFT,
}


def _framing_for(count: int) -> Framing:
    if count == 2:
        return Framing.TWO_SHOT
    return Framing.THREE_SHOT if count > 2 else Framing.SINGLE


def camera_of(draft: Draft) -> tuple[Size, Angle, Framing, tuple[str, ...], str, str, str]:
    """What makes two shots the same camera position."""
    return (
        draft.size,
        draft.angle,
        draft.framing,
        tuple(sorted(draft.people)),
        draft.shoulder,
        draft.insert_of.casefold(),
        draft.place.id if draft.place else "",
    )
