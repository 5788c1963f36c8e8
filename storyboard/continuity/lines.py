"""The line: who stands left and right, who looks which way, and which way people leave and come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

from storyboard.continuity.excuses import moves
from storyboard.continuity.film import Film, called, in_view, time_passes, words_of
from storyboard.continuity.finding import Finding, Gravity
from storyboard.model import Facing, Framing, Move, Shot, Size, Staging, Subject, Voice

_ACROSS = tuple(Staging)
_SIDEWAYS = {Facing.LEFT, Facing.RIGHT}
# Moves that carry the camera to the other side before our eyes.
_CARRY = {Move.ORBIT, Move.TRUCK, Move.FOLLOW, Move.CRANE, Move.HANDHELD, Move.WHIP, Move.PAN}
_NEARBY = 2  # Shots before and after in which a third person would be somebody to look at.


class _Sides(NamedTuple):
    left: str
    shot: Shot


def crossed_lines(film: Film) -> Iterator[Finding]:
    """Two people change sides between shots of a scene although nothing carries the camera or them across.

    An over-the-shoulder shot counts with the shoulder's side. Excused by a cut-away or a shot with neither of them
    between, by one of them alone looking into or away from the camera, by a camera move, by people who move, come or
    go, by a dissolve. A single shot that is the wrong way round is told once, not twice.
    """
    for shots in film.stretches:
        for pair in _pairs(shots):
            yield from _crossings(film, shots, pair)


def _pairs(shots: Sequence[Shot]) -> list[tuple[str, str]]:
    seen: dict[tuple[str, str], None] = {}
    for shot in shots:
        seen.update(dict.fromkeys(combinations(sorted(in_view(shot)), 2)))
    return list(seen)


def _crossings(film: Film, shots: Sequence[Shot], pair: tuple[str, str]) -> Iterator[Finding]:
    known: _Sides | None = None
    doubted: str | None = None
    between: list[Shot] = []
    for shot in shots:
        left = left_of(shot, pair)
        if left is None:
            between.append(shot)
            continue
        now = _Sides(left, shot)
        if known is None or left in {known.left, doubted} or _carried(known.shot, between, shot, pair):
            known, doubted = now, None
        else:
            other = next(name for name in pair if name != left)
            direct = not between
            yield film.find(
                "line-crossed",
                Gravity.ERROR if direct else Gravity.WARNING,
                f"{left} stands left of {other}, but right of {other} in {called(known.shot)}: the camera has crossed the line",
                f"Swap the staging in {called(shot)}, or put a cut-away, a shot along the line or a camera move between",
                shot=shot,
                people=list(pair),
                left_before=known.left,
                left_now=left,
                shots=[known.shot.id, shot.id],
            )
            # Whoever goes on like this has crossed once; who goes back had one shot the wrong way round.
            known, doubted = _Sides(known.left, shot), left
        between = []


def left_of(shot: Shot, pair: tuple[str, str]) -> str | None:
    """Which of two is on the left when the shot begins; None where they are not both seen, or not apart."""
    there = in_view(shot)
    if any(name not in there for name in pair):
        return None
    first, second = (_ACROSS.index(there[name].staging) for name in pair)
    return None if first == second else pair[0] if first < second else pair[1]


def _carried(before: Shot, between: Sequence[Shot], now: Shot, pair: tuple[str, str]) -> bool:
    way = [before, *between]
    if any(shot.movement.move in _CARRY for shot in way) or any(_is_neutral(shot, pair) for shot in between):
        return True
    if any(time_passes(*two) for two in pairwise([*way, now])):
        return True
    comes_or_goes = any(
        not (subject.in_start and subject.in_end)
        for shot in [*way, now]
        for subject in shot.visible
        if subject.character in pair
    )
    return comes_or_goes or any(moves(words_of(shot)) for shot in [*way, now])


def _is_neutral(shot: Shot, pair: tuple[str, str]) -> bool:
    """A shot after which the audience takes its bearings anew."""
    seen = [subject for subject in shot.visible if subject.character in pair]
    if not seen or shot.framing in {Framing.POINT_OF_VIEW, Framing.INSERT} or shot.size is Size.INSERT:
        return True
    return all(subject.facing not in _SIDEWAYS for subject in seen)


def mismatched_eyelines(film: Film) -> Iterator[Finding]:
    """Two who talk in singles look the same way, or one looks away from where the other is known to stand.

    Only where nobody else is seen or heard around them, in shots where they do nothing but talk, and not for people
    who were seen side by side.
    """
    for shots in film.stretches:
        yield from _eyelines(film, shots)


def _eyelines(film: Film, shots: Sequence[Shot]) -> Iterator[Finding]:
    told: set[tuple[str, str]] = set()
    apart: dict[tuple[str, str], _Sides] = {}
    doubted: dict[tuple[str, str], str] = {}
    beside: set[tuple[str, str]] = set()
    for index, shot in enumerate(shots):
        for pair in combinations(sorted(in_view(shot)), 2):
            left = left_of(shot, pair)
            if left is not None and (pair not in apart or left in {apart[pair].left, doubted.get(pair)}):
                apart[pair] = _Sides(left, shot)
                doubted.pop(pair, None)
            elif left is not None:
                # Until a second shot agrees nobody knows on which side they are.
                doubted[pair] = left
            faces = [in_view(shot)[name].facing for name in pair]
            together = faces[0] is faces[1] and not any(subject.shoulder for subject in shot.visible)
            (beside.add if together else beside.discard)(pair)
        talker = _talks_alone(shot)
        partner = _partner(shots, index, talker.character) if talker else ""
        if talker is None or not partner:
            continue
        pair = (min(talker.character, partner), max(talker.character, partner))
        if pair in beside or pair in told or pair in doubted:
            continue
        sides = apart.get(pair)
        previous = _talks_alone(shots[index - 1]) if index else None
        if sides is not None:
            if (talker.facing is Facing.RIGHT) != (sides.left == talker.character):
                told.add(pair)
                yield _eyeline(
                    film, shot, talker, partner, sides.shot, f"stands on the other side in {called(sides.shot)}"
                )
        elif previous is not None and previous.character == partner and previous.facing is talker.facing:
            told.add(pair)
            yield _eyeline(
                film,
                shot,
                talker,
                partner,
                shots[index - 1],
                f"looks {previous.facing} too in {called(shots[index - 1])}",
            )


def _eyeline(film: Film, shot: Shot, talker: Subject, partner: str, other: Shot, why: str) -> Finding:
    back = Facing.LEFT if talker.facing is Facing.RIGHT else Facing.RIGHT
    return film.find(
        "eyeline",
        Gravity.WARNING,
        f"{talker.character} looks {talker.facing}, but {partner}, whom they talk to, {why}: they seem to look past each other",
        f"Let {talker.character} face {back} in {called(shot)}",
        shot=shot,
        people=[talker.character, partner],
        facing=str(talker.facing),
        shots=[other.id, shot.id],
    )


def _talks_alone(shot: Shot) -> Subject | None:
    """The one who is seen alone, talks, looks sideways and does nothing else."""
    alone = shot.visible[0] if len(shot.visible) == 1 else None
    if alone is None or alone.facing not in _SIDEWAYS or shot.action.text or shot.framing is not Framing.SINGLE:
        return None
    here = shot.movement.move not in _CARRY
    return (
        alone
        if here and any(line.character == alone.character and line.voice is Voice.ON for line in shot.dialogue)
        else None
    )


def _partner(shots: Sequence[Shot], index: int, talker: str) -> str:
    """The only other one who is seen or heard around a shot."""
    around = shots[max(0, index - _NEARBY) : index + _NEARBY + 1]
    people = {subject.character for shot in around for subject in shot.visible}
    people |= {line.character for shot in around for line in shot.dialogue}
    others = people - {talker}
    answers = any(line.character in others and line.voice is Voice.ON for shot in around for line in shot.dialogue)
    return others.pop() if len(others) == 1 and answers else ""


def turned_directions(film: Film) -> Iterator[Finding]:
    """Somebody leaves to one side and, in the very next shot, comes in moving the other way: they seem to turn back."""
    for earlier, later in pairwise(film.shots):
        if time_passes(earlier, later):
            continue
        leaving = {one.character: one for one in earlier.visible if not one.in_end and one.facing in _SIDEWAYS}
        for subject in later.visible:
            goes = leaving.get(subject.character)
            if goes is None or subject.in_start or subject.facing not in _SIDEWAYS or subject.facing is goes.facing:
                continue
            yield film.find(
                "screen-direction",
                Gravity.INFO,
                f"{subject.character} leaves moving {goes.facing} in {called(earlier)} and comes in moving {subject.facing}",
                f"Let {subject.character} go on moving {goes.facing} in {called(later)}, or cut away in between",
                shot=later,
                character=subject.character,
                leaves=str(goes.facing),
                enters=str(subject.facing),
                shots=[earlier.id, later.id],
            )
