"""The review loop by hand: this picture is right, that one is to be drawn again, and why."""

from __future__ import annotations

from collections.abc import Sequence

from storyboard.errors import InputError, SelectionError
from storyboard.flows.frames import frames_of
from storyboard.flows.shots import current_shots
from storyboard.frames import WISH, State, select, shortened
from storyboard.model import Noun, Shot, Slot
from storyboard.project import Project, save_edits

_LONGEST_NOTE = 600


class Marked(Noun):
    """What was marked: the shots as they now stand, and what a person should know about them, a line each."""

    shots: tuple[Shot, ...]
    notes: tuple[str, ...] = ()


def approve(project: Project, selectors: Sequence[str]) -> Marked:
    """Say that the pictures of some shots are right; a wish to redo them is taken back.

    Raises:
        SelectionError: A selector names nothing, or none was given.
        InputError: A shot has no picture yet that could be approved.
    """
    chosen, states = _chosen(project, selectors)
    unseen = [shot.number or shot.id for shot in chosen if states[shot.id] is State.MISSING]
    if unseen:
        raise InputError(
            f"No picture to approve: {', '.join(unseen)}", cure="Draw them first: storyboard frames, or leave them out"
        )
    stale = [shot.number or shot.id for shot in chosen if states[shot.id] is State.STALE]
    notes = (f"Out of date, approved as they are: {', '.join(stale)}",) if stale else ()
    return Marked(shots=_mark(project, chosen, {"approved": True, "redo": ""}), notes=notes)


def redo(project: Project, selectors: Sequence[str], note: str = "") -> Marked:
    """Ask for the pictures of some shots to be drawn again; the note goes into their next prompt.

    Raises:
        SelectionError: A selector names nothing, or none was given.
        InputError: The note is too long, or cannot be kept.
    """
    wish = " ".join(note.split()) or "draw it again"
    if len(wish) > _LONGEST_NOTE or not wish.isprintable():
        raise InputError(f"A note has at most {_LONGEST_NOTE} characters of plain text", cure="Say it shorter")
    chosen, _ = _chosen(project, selectors)
    marked = [shot.model_copy(update={"approved": False, "redo": _not_yet_met(project, shot, wish)}) for shot in chosen]
    return Marked(shots=_save(project, marked))


def _not_yet_met(project: Project, shot: Shot, wish: str) -> str:
    """The wish, told apart from the same one for which a take was already made: that take did not meet it."""
    made = {
        take.receipt.inputs.get(WISH)
        for part in ("start", "end")
        for take in project.takes.takes(Slot.shot(shot.id, part))
    }
    times, said = 1, wish
    while shortened(said) in made:
        times += 1
        said = f"{wish} (asked {times} times)"
    return said


def _chosen(project: Project, selectors: Sequence[str]) -> tuple[tuple[Shot, ...], dict[str, State]]:
    if not selectors:
        raise SelectionError(
            "Which shots?", cure="Name some, such as 1B, s001, @MARA or 1B..2A; 1A.. is the whole film"
        )
    shot_list = current_shots(project).shot_list
    states = {frame.shot.id: frame.state for frame in frames_of(project, shot_list)}
    return select(shot_list.shots, selectors, states={name: str(state) for name, state in states.items()}), states


def _mark(project: Project, chosen: Sequence[Shot], update: dict[str, object]) -> tuple[Shot, ...]:
    return _save(project, [shot.model_copy(update=update) for shot in chosen])


def _save(project: Project, changed: Sequence[Shot]) -> tuple[Shot, ...]:
    marked = {shot.id: shot for shot in changed}
    shots = current_shots(project).shot_list.shots
    save_edits(project.layout, [marked.get(shot.id, shot) for shot in shots], project.bible.fps)
    return tuple(marked.values())
