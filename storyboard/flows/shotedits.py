"""Changes to the shot list as a whole: fitted to a length or a number of shots."""

from __future__ import annotations

from storyboard.breakdown import fit_to_count, fit_to_length
from storyboard.errors import InputError
from storyboard.flows.shots import ShotsReport, current_shots
from storyboard.project import Project, save_edits


def fit_shots(
    project: Project, *, seconds: float | None = None, most: int | None = None
) -> tuple[ShotsReport, tuple[str, ...]]:
    """Fit the film to a number of shots, then to a length; what was changed is kept in shots.yaml like an edit by hand.

    Args:
        project: The open project.
        seconds: The film's length; None leaves it.
        most: The most shots it may have; None leaves them.

    Returns:
        The shots as they now stand, and what was done, a line each.

    Raises:
        InputError: It cannot be fitted; nothing is written.
    """
    if seconds is not None and not 1 <= seconds <= 24 * 3600:
        raise InputError("A film lasts between one second and a day", cure="Write the length like 30s or 1:30")
    report = current_shots(project, again=True)
    shots = report.shot_list.shots
    notes: tuple[str, ...] = ()
    if most is not None:
        fitted = fit_to_count(shots, most)
        shots, notes = fitted.shots, fitted.notes
    if seconds is not None:
        fitted = fit_to_length(shots, seconds, project.bible.fps, project.bible.timing)
        shots, notes = fitted.shots, (*notes, *fitted.notes)
    if shots != report.shot_list.shots:
        save_edits(project.layout, shots, project.bible.fps)
        after = current_shots(project)
        report = report.model_copy(update={"shot_list": after.shot_list})
    return report, notes
