"""Shot sizes: cuts that jump, cuts that leap, and scenes that never show where we are."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from storyboard.continuity.film import Film, called, in_view, time_passes
from storyboard.continuity.finding import Finding, Gravity
from storyboard.model import Framing, Move, Shot, Size

_STEPS = (Size.ECU, Size.CU, Size.MCU, Size.MS, Size.MLS, Size.FS, Size.WS, Size.EWS)
_WIDE = {Size.MLS, Size.FS, Size.WS, Size.EWS}
_LEAP = 6
_OPENING = 3


def jump_cuts(film: Film) -> Iterator[Finding]:
    """Two neighbouring shots show the same person alone, from the same angle, in the same size or only one step apart.

    Excused by a shared picture (then nothing jumps), by another facing (the camera has gone round), by a camera move in
    the first shot, by a dissolve, by a point of view or an insert, by somebody who comes in. One step apart is told as
    information only: with a real change of angle it works.
    """
    for earlier, later in _cuts(film):
        name, apart = _same_person(earlier, later), _apart(earlier, later)
        if not name or apart is None or apart > 1 or film.origin(earlier).id == film.origin(later).id:
            continue
        if (
            earlier.movement.move is not Move.STATIC
            or earlier.angle is not later.angle
            or _turned(earlier, later, name)
        ):
            continue
        # Who goes on listening in the same set-up has not been cut away from: it is one shot in two pictures.
        goes_on = bool(later.setup) and earlier.setup == later.setup and not later.action.text
        same = apart == 0 and not goes_on
        yield film.find(
            "jump-cut",
            Gravity.WARNING if same else Gravity.INFO,
            f"{name} alone, {later.size} after {earlier.size} in {called(earlier)}, same angle: "
            + ("the cut jumps" if same else "hardly a change, the cut may jump"),
            f"Change the size by two steps or the angle in {called(later)}, or cut away in between",
            shot=later,
            character=name,
            sizes=[str(earlier.size), str(later.size)],
            angle=str(later.angle),
            shots=[earlier.id, later.id],
        )


def size_leaps(film: Film) -> Iterator[Finding]:
    """A cut from a face to a far view of the same person, or back: a jolt, which may be meant."""
    for earlier, later in _cuts(film):
        name, apart = _same_person(earlier, later), _apart(earlier, later)
        if name and apart is not None and apart >= _LEAP:
            yield film.find(
                "size-leap",
                Gravity.INFO,
                f"{name} goes from {earlier.size} in {called(earlier)} to {later.size}: a jolt",
                "If it is not meant, put a size between",
                shot=later,
                character=name,
                sizes=[str(earlier.size), str(later.size)],
                shots=[earlier.id, later.id],
            )


def _cuts(film: Film) -> Iterator[tuple[Shot, Shot]]:
    for earlier, later in pairwise(film.shots):
        same_place = (earlier.scene, earlier.location, earlier.sub_location) == (
            later.scene,
            later.location,
            later.sub_location,
        )
        if same_place and not time_passes(earlier, later):
            yield earlier, later


def _same_person(earlier: Shot, later: Shot) -> str:
    """The one who is alone in both."""
    if Framing.POINT_OF_VIEW in {earlier.framing, later.framing} or Framing.INSERT in {earlier.framing, later.framing}:
        return ""
    before, after = earlier.visible, later.visible
    alone = len(before) == 1 and len(after) == 1 and before[0].character == after[0].character
    return after[0].character if alone and before[0].in_end and in_view(later) else ""


def _apart(earlier: Shot, later: Shot) -> int | None:
    if Size.INSERT in {earlier.size, later.size}:
        return None
    return abs(_STEPS.index(earlier.size) - _STEPS.index(later.size))


def _turned(earlier: Shot, later: Shot, name: str) -> bool:
    before = next(one.facing for one in earlier.visible if one.character == name)
    after = next(one.facing for one in later.visible if one.character == name)
    return before is not after


def missing_establishing(film: Film) -> Iterator[Finding]:
    """A scene of three shots or more at a new place opens with nothing wider than MS: nobody knows where we are."""
    known: set[tuple[str, str]] = set()
    for shots in film.scenes:
        place = shots[0].location.casefold(), shots[0].sub_location.casefold()
        opening = shots[:_OPENING]
        narrow = len(shots) >= _OPENING and not any(shot.size in _WIDE for shot in opening)
        if narrow and shots[0].location and place not in known:
            yield film.find(
                "no-establishing",
                Gravity.WARNING,
                f"Scene {film.scene_name(shots[0].scene)} opens at {shots[0].location} with {', '.join(str(shot.size) for shot in opening)}: "
                "nothing shows the place, and it was not seen before",
                f"Make one of {', '.join(called(shot) for shot in opening)} a WS or FS, or add a wide shot before",
                shot=shots[0],
                place=shots[0].location,
                sizes=[str(shot.size) for shot in opening],
            )
        known |= {(shot.location.casefold(), shot.sub_location.casefold()) for shot in shots if shot.size in _WIDE}
