"""Who is there: people who left and are seen again, and people of whom the artist has no picture."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from storyboard.continuity.excuses import returns, time_goes_by
from storyboard.continuity.film import Film, call_all, called, time_passes, words_of
from storyboard.continuity.finding import Finding, Gravity
from storyboard.model import Framing, Shot


def seen_after_leaving(film: Film) -> Iterator[Finding]:
    """Somebody leaves the scene in one shot and is there from the beginning of a later one, without coming back.

    Excused by an entrance, by words of coming or being back in the action from there on, by a dissolve.
    """
    for shots in film.stretches:
        left: dict[str, Shot] = {}
        before: Shot | None = None
        for shot in shots:
            if before is not None and time_passes(before, shot):
                left.clear()
            text = words_of(shot)
            for subject in shot.visible:
                exit_ = left.pop(subject.character, None)
                if (
                    exit_ is not None
                    and subject.in_start
                    and not returns(text)
                    and not time_goes_by(text)
                    and not _may_follow(exit_, shot)
                ):
                    yield film.find(
                        "seen-after-leaving",
                        Gravity.WARNING,
                        f"{subject.character} leaves in {called(exit_)} and is there again without coming back",
                        f"Show {subject.character} coming in (in_start: false), take {subject.character} out of {called(shot)}, or out of the exit in {called(exit_)}",
                        shot=shot,
                        character=subject.character,
                        shots=[exit_.id, shot.id],
                    )
                if not subject.in_end:
                    left[subject.character] = shot
            if returns(text):
                left.clear()
            before = shot


def _may_follow(exit_: Shot, shot: Shot) -> bool:
    """Whether the later shot looks after the one who leaves: through a window, down the street."""
    return shot.framing is Framing.POINT_OF_VIEW or (
        exit_.setup == shot.setup and bool(exit_.setup) and shot.frame_from is not None
    )


def people_without_picture(film: Film) -> Iterator[Finding]:
    """Somebody can be seen of whom there is no reference picture: every frame will invent them anew.

    An error with a paid artist, who refuses to start; a warning with previs, who draws a neutral figure.
    """
    missing: dict[str, list[Shot]] = {}
    for frame in film.frames:
        for name in frame.unreferenced:
            missing.setdefault(name, []).append(frame.shot)
    for name, shots in missing.items():
        yield film.find(
            "no-reference",
            Gravity.ERROR if film.paid else Gravity.WARNING,
            f"There is no picture of {name}, who is seen in {call_all(shots)}",
            f"Have one made (storyboard cast --make {shlex.quote(name.split(' (')[0])}), or put one under references: in storyboard.yaml",
            shot=shots[0],
            character=name,
            shots=[shot.id for shot in shots],
        )


def too_many_references(film: Film) -> Iterator[Finding]:
    """A frame would need more reference pictures than one request carries."""
    for frame in film.frames:
        if frame.dropped and frame.borrowed_from is None:
            yield film.find(
                "too-many-references",
                Gravity.ERROR if film.paid else Gravity.WARNING,
                f"{len(frame.dropped)} reference pictures do not fit into one request: {', '.join(frame.dropped)[:80]}",
                "Pack them (references: packed in storyboard.yaml, or for this shot), or show fewer people and things",
                shot=frame.shot,
                dropped=list(frame.dropped),
                sent=len(frame.prompt.references),
            )
