"""The drawn frames themselves: there at all, readable, of the right shape, not black, empty, barred or doubled."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from storyboard.continuity.excuses import darkens, pales
from storyboard.continuity.film import Film, call_all, called, words_of
from storyboard.continuity.finding import Finding, Gravity
from storyboard.continuity.picture import Picture, hash_distance, palette_distance, thumb_distance
from storyboard.frames import Frame, State
from storyboard.model import Shot

_BLACK, _EMPTY, _PALE = 4.0, 2.5, 22.0  # L*: mean of a black frame, spread of an empty and of a washed-out one.
_RATIO_OFF = 0.02
_SAME_HASH, _SAME_THUMB, _SAME_PALETTE = 3, 3.0, 0.08


def undrawn_frames(film: Film) -> Iterator[Finding]:
    """How many frames are missing, out of date, refused or of unknown outcome; each kind is told once."""
    told = (
        (State.MISSING, "frames-missing", Gravity.INFO, "not drawn yet", "storyboard frames missing"),
        (
            State.STALE,
            "frames-stale",
            Gravity.INFO,
            "out of date",
            "storyboard plan says why; storyboard frames stale redoes them",
        ),
        (State.REFUSED, "frames-refused", Gravity.WARNING, "refused by the service", "storyboard plan says why"),
        (State.UNKNOWN, "frames-unknown", Gravity.WARNING, "of unknown outcome", "storyboard plan says why"),
    )
    for state, code, severity, words, fix in told:
        shots = [frame.shot for frame in film.frames if frame.state is state and frame.borrowed_from is None]
        if shots:
            yield film.find(
                code,
                severity,
                f"{len(shots)} frame{'s are' if len(shots) != 1 else ' is'} {words}: {call_all(shots)}",
                fix,
                count=len(shots),
                shots=[shot.id for shot in shots],
            )


def damaged_pictures(film: Film) -> Iterator[Finding]:
    """The file of a take is gone, cut off or no picture any more; or its bytes are not the ones its receipt speaks of."""
    for frame in film.frames:
        numbers = film.damaged.get(frame.slot, ())
        if numbers and frame.borrowed_from is None:
            standing = frame.take is not None
            yield film.find(
                "picture-damaged",
                Gravity.WARNING if standing else Gravity.ERROR,
                f"The picture of take {', '.join(map(str, numbers))} is damaged or gone"
                + (f"; take {frame.take.number} stands for the shot" if frame.take else ""),
                "Put the file back from a copy, or draw it again",
                shot=frame.shot,
                takes=list(numbers),
            )
    for shot, picture in _own(film):
        if picture.problem:
            yield film.find(
                "picture-damaged", Gravity.ERROR, f"{picture.path} cannot be read: {picture.problem}",
                "Put the file back from a copy, or draw it again", shot=shot, file=picture.path,
            )  # fmt: skip
        elif picture.changed:
            yield film.find(
                "picture-replaced", Gravity.WARNING, f"{picture.path} is not the picture that its receipt speaks of",
                f"If you retouched it, bring it in as a take: storyboard import {called(shot)} FILE; else put the original back",
                shot=shot, file=picture.path,
            )  # fmt: skip


def empty_pictures(film: Film) -> Iterator[Finding]:
    """A frame is black, has one colour only, or hardly any contrast, and the action does not ask for that."""
    for shot, picture in _seen(film):
        words = words_of(shot)
        black = picture.light < _BLACK and picture.spread < 4 * _BLACK
        numbers: dict[str, Any] = {
            "lightness": round(picture.light, 1),
            "spread": round(picture.spread, 1),
            "file": picture.path,
        }
        if black:
            wanted = darkens(words)
            yield film.find(
                "picture-black", Gravity.INFO if wanted else Gravity.ERROR, "The frame is black",
                "Draw it again; if it is meant, leave it to a fade in the edit", shot=shot, **numbers,
            )  # fmt: skip
        elif picture.spread < _EMPTY:
            yield film.find(
                "picture-blank", Gravity.WARNING if pales(words) else Gravity.ERROR, "The frame has one colour only",
                "Draw it again", shot=shot, **numbers,
            )  # fmt: skip
        elif picture.spread < _PALE and not pales(words) and not darkens(words):
            yield film.find(
                "picture-flat", Gravity.WARNING,
                f"The frame has hardly any contrast (lightness spread {picture.spread:.0f} of 100)",
                "Look at it; draw it again if fog or darkness is not meant", shot=shot, **numbers,
            )  # fmt: skip


def wrong_shapes(film: Film) -> Iterator[Finding]:
    """A frame has another shape than the film, so that it would be cropped, or is too small, so that it would be blown up."""
    width, height = film.bible.format.draw
    least = film.bible.format.frame
    for shot, picture in _seen(film):
        off = abs(picture.width / picture.height / (width / height) - 1)
        size: dict[str, Any] = {"width": picture.width, "height": picture.height, "file": picture.path}
        if off > _RATIO_OFF:
            yield film.find(
                "picture-shape", Gravity.WARNING,
                f"The frame is {picture.width}x{picture.height}, the film {film.bible.format.name}: it will be cropped",
                f"Draw it again, or import a picture of {width}x{height}", shot=shot, wanted=[width, height], **size,
            )  # fmt: skip
        elif picture.width < 0.98 * least[0] or picture.height < 0.98 * least[1]:
            yield film.find(
                "picture-small", Gravity.WARNING,
                f"The frame is {picture.width}x{picture.height}, delivery needs {least[0]}x{least[1]}: it will be blown up",
                f"Draw it again, or import a picture of {width}x{height}", shot=shot, wanted=list(least), **size,
            )  # fmt: skip


def barred_pictures(film: Film) -> Iterator[Finding]:
    """A frame has black or white bars, or a border all round: a video model would keep and animate them."""
    for shot, picture in _seen(film):
        if picture.bars and picture.spread >= _EMPTY and picture.light >= _BLACK:
            kind = "a border" if len(picture.bars) == 4 else "bars"
            where = ", ".join(f"{name} {thickness} px" for name, thickness in picture.bars.items())
            yield film.find(
                "picture-bars",
                Gravity.WARNING,
                f"The picture has {kind} ({where}): video models keep and animate them",
                "Draw it again, or import it cropped to the picture itself",
                shot=shot,
                bars=picture.bars,
                file=picture.path,
            )


def doubled_pictures(film: Film) -> Iterator[Finding]:
    """Two shots from different camera positions show one and the same picture; each is told once, with the first.

    An error where the bytes are equal, other people or another place should be seen, and a person put one of them there.
    Previs draws what it knows: where a script tells it nothing of a shot, like pictures are worth a look only. Two views
    that ask for the same thing may well look alike.
    """
    told: set[str] = set()
    seen = [(shot, picture) for shot, picture in _seen(film) if picture.spread >= _PALE]
    for (first, one), (second, two) in combinations(seen, 2):
        if hash_distance(one.dhash, two.dhash) > _SAME_HASH or second.id in told or _one_setup(first, second):
            continue
        equal = one.sha256 == two.sha256 and bool(one.sha256)
        apart = thumb_distance(one.thumb, two.thumb)
        if not equal and (apart > _SAME_THUMB or palette_distance(one.histogram, two.histogram) > _SAME_PALETTE):
            continue
        alike = _same_content(first, second)
        if alike and not equal:
            continue
        told.add(second.id)
        placed = not (one.artist and two.artist) or one.changed or two.changed
        previs = one.artist == two.artist == "previs" and not placed
        yield film.find(
            "picture-doubled",
            Gravity.INFO if alike or previs else Gravity.ERROR if equal and placed else Gravity.WARNING,
            f"{called(second)} shows {'the same' if equal else 'nearly the same'} picture as {called(first)}, but is another shot",
            f"Look at both; draw the one that is wrong again, or pick another take of it: storyboard redo {called(second)}",
            shot=second,
            shots=[first.id, second.id],
            files=[one.path, two.path],
            hash_bits=hash_distance(one.dhash, two.dhash),
            difference=round(apart, 2),
        )


def _own(film: Film) -> Iterator[tuple[Shot, Picture]]:
    """The shots that have a picture of their own, with it."""
    for shot in film.shots:
        picture = film.pictures.get(shot.id)
        if picture is not None:
            yield shot, picture


def _seen(film: Film) -> Iterator[tuple[Shot, Picture]]:
    return ((shot, picture) for shot, picture in _own(film) if not picture.problem)


def _one_setup(first: Shot, second: Shot) -> bool:
    return first.scene == second.scene and bool(first.setup) and first.setup == second.setup


def _same_content(first: Shot, second: Shot) -> bool:
    """Whether two shots ask for the same people, sizes and place, so that like pictures are right."""

    def asked(shot: Shot) -> object:
        people = tuple(sorted((one.character, one.staging, one.facing, one.shoulder) for one in shot.visible))
        return people, shot.size, shot.angle, shot.framing, shot.location, shot.sub_location, shot.time, shot.frame_text

    return asked(first) == asked(second)


def standing(frames: tuple[Frame, ...]) -> Iterator[Frame]:
    """The frames that show a picture of their own."""
    return (frame for frame in frames if frame.borrowed_from is None and frame.take is not None)
