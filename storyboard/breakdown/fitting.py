"""Fitting a film to a length or to a number of shots: what is shortened, what is put together, and saying so."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from storyboard.errors import InputError
from storyboard.model import Action, Noun, Shot, Timing, clock, frames_of, seconds_of

# A shot may lose so much of its length before it is put together with a neighbour instead; a speech less.
_SHORTEST_SHARE, _SHORTEST_SPOKEN_SHARE = Fraction(1, 2), Fraction(4, 5)
_SHORTEST_SECONDS = Fraction(3, 4)
_MOST_NAMES = 4
_NEVER = (True, True, 1 << 60, 1 << 60)


class Fitted(Noun):
    """The fitted shots, and what was done to them, a line each."""

    shots: tuple[Shot, ...]
    notes: tuple[str, ...] = ()


def fit_to_length(shots: Sequence[Shot], seconds: float, fps: Fraction, timing: Timing) -> Fitted:
    """Shorten or stretch shots until the film is exactly that long.

    All shots give or get in proportion, but none falls below what it needs to be read or said; where that is not
    enough, neighbours of one scene are put together first.

    Args:
        shots: The film's shots in order.
        seconds: The length wanted.
        fps: Frames a second.
        timing: The film's timing.

    Raises:
        InputError: Even with one shot a scene the film would be longer.
    """
    wanted = frames_of(seconds, fps)
    before = sum(shot.duration_frames for shot in shots)
    kept, joined = list(shots), _Joined()
    while sum(_shortest(shot, fps, timing) for shot in kept) > wanted:
        index = _most_saving_pair(kept, fps, timing)
        if index is None:
            least = sum(_shortest(shot, fps, timing) for shot in kept)
            raise InputError(
                f"The film cannot be made {clock(seconds)} long",
                why=f"What is said and must be read still needs {clock(seconds_of(least, fps))}",
                cure="Shorten the script, or ask for more",
            )
        joined.note(kept[index], kept[index + 1])
        kept[index : index + 2] = [_overlaid(kept[index], kept[index + 1])]
    lengths = _share_out(
        [shot.duration_frames for shot in kept], [_shortest(shot, fps, timing) for shot in kept], wanted
    )
    fitted = [
        shot
        if shot.duration_frames == length
        else shot.model_copy(update={"duration_frames": length, "duration_basis": "fitted"})
        for shot, length in zip(kept, lengths, strict=True)
    ]
    return Fitted(shots=tuple(fitted), notes=(*joined.notes(), *_changed(kept, fitted, before, fps)))


def fit_to_count(shots: Sequence[Shot], most: int) -> Fitted:
    """Put neighbours of one scene together until there are no more than `most` shots.

    Raises:
        InputError: There are more scenes than that.
    """
    kept, joined = list(shots), _Joined()
    losses = [_loss_between(first, second) for first, second in pairwise(kept)]
    while len(kept) > most:
        found = min(range(len(losses)), key=lambda place: losses[place] or _NEVER, default=None)
        index = None if found is None or losses[found] is None else found
        if index is None:
            raise InputError(
                f"The film cannot have as few as {most} shots",
                why=f"It has {len(kept)} scenes, and each needs a shot",
                cure=f"Ask for {len(kept)} or more, or leave scenes out of the script",
            )
        joined.note(kept[index], kept[index + 1])
        kept[index : index + 2] = [merged(kept[index], kept[index + 1])]
        # Only what stands beside the joined shot has changed.
        del losses[index]
        for beside in (index - 1, index):
            if 0 <= beside < len(losses):
                losses[beside] = _loss_between(kept[beside], kept[beside + 1])
    return Fitted(shots=tuple(kept), notes=joined.notes())


def merged(first: Shot, second: Shot) -> Shot:
    """One shot that shows and says what both did, seen as the first is; it lasts as long as both."""
    present = {subject.character for subject in first.subjects}
    text = " ".join(part for part in (first.action.text, second.action.text) if part)
    action = Action(
        text=text,
        start=first.action.start or first.action.text,
        motion=" Then ".join(part for part in (first.action.motion, second.action.motion) if part),
        end=second.action.end or second.action.text,
    )
    return first.model_copy(
        update={
            "action": action,
            "dialogue": (*first.dialogue, *second.dialogue),
            "subjects": (*first.subjects, *(one for one in second.subjects if one.character not in present)),
            "props": tuple(dict.fromkeys((*first.props, *second.props))),
            "frame_text": tuple(dict.fromkeys((*first.frame_text, *second.frame_text))),
            "overlay_text": tuple(dict.fromkeys((*first.overlay_text, *second.overlay_text))),
            "sound": tuple(dict.fromkeys((*first.sound, *second.sound))),
            "transition_out": second.transition_out,
            "duration_frames": first.duration_frames + second.duration_frames,
            "duration_basis": "merged",
        }
    )


def _overlaid(first: Shot, second: Shot) -> Shot:
    """As `merged`, but what is only looked at happens while the other is said or seen: that is where time is won."""
    spoken = sum(shot.duration_frames for shot in (first, second) if shot.dialogue)
    length = spoken or max(first.duration_frames, second.duration_frames)
    return merged(first, second).model_copy(update={"duration_frames": length})


def _loss_between(first: Shot, second: Shot) -> tuple[bool, bool, int, int] | None:
    """What joining two neighbours costs; None where they are of two scenes."""
    return _loss(first, second) if first.scene == second.scene else None


def _most_saving_pair(shots: Sequence[Shot], fps: Fraction, timing: Timing) -> int | None:
    """Index of the first of the two neighbours whose joining wins time and loses least; None where none are left.

    A look laid under a speech wins time, two speeches do not.
    """

    def saving(index: int) -> int:
        first, second = shots[index], shots[index + 1]
        apart = _shortest(first, fps, timing) + _shortest(second, fps, timing)
        return apart - _shortest(_overlaid(first, second), fps, timing)

    pairs = [
        index for index in range(len(shots) - 1) if shots[index].scene == shots[index + 1].scene and saving(index) > 0
    ]
    return min(pairs, key=lambda index: _loss(shots[index], shots[index + 1]), default=None)


def _loss(first: Shot, second: Shot) -> tuple[bool, bool, int, int]:
    """What joining costs: a picture with words in it, then the same set-up kept, then how many faces change, then time."""
    same = first.setup == second.setup or second.frame_from == first.id
    faces = {one.character for one in first.visible} ^ {one.character for one in second.visible}
    return (
        bool(first.frame_text or second.frame_text),
        not same,
        len(faces),
        first.duration_frames + second.duration_frames,
    )


def _shortest(shot: Shot, fps: Fraction, timing: Timing) -> int:
    share = _SHORTEST_SPOKEN_SHARE if shot.dialogue else _SHORTEST_SHARE
    floor = frames_of(min(_SHORTEST_SECONDS, Fraction(timing.minimum)), fps)
    return max(1, min(shot.duration_frames, max(floor, round(shot.duration_frames * share))))


def _share_out(lengths: Sequence[int], floors: Sequence[int], wanted: int) -> list[int]:
    """Whole lengths in proportion to the old ones, none under its floor, that add up to exactly `wanted`."""
    low, high = Fraction(0), Fraction(max(1, wanted))
    for _ in range(60):
        middle = (low + high) / 2
        if sum(max(Fraction(floor), length * middle) for length, floor in zip(lengths, floors, strict=True)) < wanted:
            low = middle
        else:
            high = middle
    exact = [max(Fraction(floor), length * high) for length, floor in zip(lengths, floors, strict=True)]
    shared = [int(value) for value in exact]
    # What rounding down left over goes to those who lost most by it, one frame each.
    order = sorted(range(len(exact)), key=lambda index: (shared[index] - exact[index], index))
    for index in order[: wanted - sum(shared)]:
        shared[index] += 1
    return shared


class _Joined:
    """Which shots have become part of which, in the order they were joined."""

    def __init__(self) -> None:
        self._parts: dict[str, list[Shot]] = {}
        self._first: dict[str, Shot] = {}

    def note(self, first: Shot, second: Shot) -> None:
        """The second is now part of the first, with all that was part of it before."""
        self._first.setdefault(first.id, first)
        self._parts.setdefault(first.id, []).extend([second, *self._parts.pop(second.id, [])])

    def notes(self) -> tuple[str, ...]:
        """A line for each shot that others are now part of."""
        return tuple(
            f"{_listed(parts)} {'is' if len(parts) == 1 else 'are'} now part of {_called(self._first[identifier])}"
            for identifier, parts in self._parts.items()
        )


def _changed(old: Sequence[Shot], new: Sequence[Shot], before: int, fps: Fraction) -> list[str]:
    """Which shots became shorter and which longer, and by how much."""
    notes = []
    for verb, sign in (("Shortened", -1), ("Stretched", 1)):
        pairs = [
            (index, first, second)
            for index, (first, second) in enumerate(zip(old, new, strict=True))
            if (second.duration_frames - first.duration_frames) * sign > 0
        ]
        if not pairs:
            continue
        was = sum(first.duration_frames for _, first, _ in pairs)
        now = sum(second.duration_frames for _, _, second in pairs)
        shares = sorted(Fraction(second.duration_frames, first.duration_frames) for _, first, second in pairs)
        least, most = round(shares[0] * 100), round(shares[-1] * 100)
        share = f"{least} %" if least == most else f"between {least} and {most} %"
        lengths = f"{clock(seconds_of(was, fps))} -> {clock(seconds_of(now, fps))}"
        notes.append(
            f"{verb} {_runs([(index, shot) for index, shot, _ in pairs])} to {share} of their length: {lengths}"
        )
    after = sum(shot.duration_frames for shot in new)
    whole = f"{clock(seconds_of(before, fps))} -> {clock(seconds_of(after, fps))}"
    if notes and not (len(notes) == 1 and notes[0].endswith(whole)):
        notes.append(f"The film: {whole}")
    return notes


def _runs(places: Sequence[tuple[int, Shot]]) -> str:
    """Shots by their numbers, neighbours as from-to: ``1A..1D, 2B``, which commands understand too."""
    runs: list[list[tuple[int, Shot]]] = []
    for place in places:
        if runs and runs[-1][-1][0] + 1 == place[0]:
            runs[-1].append(place)
        else:
            runs.append([place])
    return ", ".join(
        f"{_called(run[0][1])}..{_called(run[-1][1])}" if len(run) > 2 else ", ".join(_called(shot) for _, shot in run)
        for run in runs
    )


def _listed(shots: Sequence[Shot]) -> str:
    names = [_called(shot) for shot in shots]
    if len(names) > _MOST_NAMES:
        return f"{names[0]}..{names[-1]}"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _called(shot: Shot) -> str:
    return shot.number or shot.id
