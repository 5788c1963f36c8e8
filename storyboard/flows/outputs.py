"""What a film is turned into: animatic, board, bundle."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from storyboard.animatic import AnimaticReport, render_animatic
from storyboard.boards import write_board, write_shot_list
from storyboard.bundles import BundleReport, export_bundle
from storyboard.errors import InputError, ProjectError, SelectionError
from storyboard.flows.film import film_timeline
from storyboard.flows.shots import current_shots
from storyboard.frames import find_shot
from storyboard.model import Progress, Silence, Timeline
from storyboard.project import Project


def make_animatic(
    project: Project,
    *,
    output: Path | None = None,
    size: tuple[int, int] | None = None,
    captions: bool = True,
    shots: str = "",
    music: Path | None = None,
    progress: Progress | None = None,
) -> AnimaticReport:
    """Render the animatic to `output`, or to out/animatic.mp4.

    Args:
        project: The open project.
        output: Where to; must end in .mp4.
        size: Width and height in pixels; the project's format when not given.
        captions: Draw dialogue and titles into the picture.
        shots: A range such as ``s001_0010..s001_0050``; the whole film when empty.
        music: Another music bed than the bible's.
        progress: Told how far it is.
    """
    path = output or project.layout.out / "animatic.mp4"
    if path.suffix.lower() != ".mp4":
        raise InputError(f"An animatic cannot be written to {path.name!r:.60}", cure="Name a file that ends in .mp4")
    timeline = film_timeline(project, current_shots(project).shot_list)
    if music is not None:
        timeline = timeline.model_copy(update={"music": music})
    if timeline.music is not None:
        require_music(timeline.music)
    first, last = _range(timeline, shots)
    report = render_animatic(
        timeline,
        path,
        cache=project.layout.cache / "segments",
        size=size,
        captions=captions,
        first=first,
        last=last,
        progress=progress or Silence(),
    )
    project.layout.explain_state()
    return report


def require_music(music: Path) -> None:
    """See that the music bed is there, so that a long run does not find out at its end.

    Raises:
        ProjectError: It is not.
    """
    if not music.is_file():
        raise ProjectError(
            "The music is not there", cure="Put it there, or change the line 'music:' in storyboard.yaml", file=music
        )


def make_board(
    project: Project,
    *,
    output: Path | None = None,
    columns: int = 3,
    takes: bool = False,
    progress: Progress | None = None,
) -> Path:
    """Write the board to `output`, or to out/board.html; by its ending a page or a contact sheet.

    With `takes`, every take of each shot stands side by side, to choose from; then the page is out/takes.html.
    """
    path = output or project.layout.out / ("takes.html" if takes else "board.html")
    animatic = project.layout.out / "animatic.mp4"
    return write_board(
        film_timeline(project, current_shots(project).shot_list),
        path,
        columns=columns,
        date=datetime.now(UTC).date().isoformat(),
        animatic=animatic if animatic.is_file() and not takes else None,
        takes=takes,
        progress=progress or Silence(),
    )


def make_bundle(
    project: Project, target: str = "generic", *, output: Path | None = None, progress: Progress | None = None
) -> BundleReport:
    """Export the bundle for a target to `output` (a folder or a .zip), or to out/bundles/<target>."""
    path = output or project.layout.out / "bundles" / target.replace(":", "-")
    return export_bundle(
        film_timeline(project, current_shots(project).shot_list),
        path,
        target=target,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        progress=progress or Silence(),
    )


def write_shots(project: Project, output: Path) -> Path:
    """Write the shot list as a table to edit (.csv, .xlsx) or as Markdown to read (.md)."""
    return write_shot_list(film_timeline(project, current_shots(project).shot_list), output)


def _range(timeline: Timeline, shots: str) -> tuple[int, int | None]:
    """Indexes of the first clip and the one after the last."""
    if not shots:
        return 0, None
    every = [clip.shot for clip in timeline.clips]
    begin, dots, end = shots.partition("..")
    first = find_shot(every, begin).order if begin else 0
    last = (find_shot(every, end).order if end else len(every) - 1) if dots else first
    if last < first:
        raise SelectionError(f"{shots!r:.60} runs backwards", cure=f"Write {end}..{begin}")
    return first, last + 1
