"""What a film is turned into: animatic, board, bundle."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from storyboard.animatic import (
    AnimaticReport,
    BurnIn,
    FilmCut,
    as_clip,
    clips_between,
    plan_segments,
    render_animatic,
    write_contact_sheet,
    write_gif,
)
from storyboard.boards import write_board, write_shot_list
from storyboard.bundles import BundleReport, export_bundle
from storyboard.errors import InputError, ProjectError
from storyboard.flows.film import film_timeline
from storyboard.flows.shots import current_shots
from storyboard.flows.voices import SoundOptions, VoicePlan, caption_notes, film_sound, plan_voices, write_beside
from storyboard.model import Progress, Silence, Timeline
from storyboard.project import Project

_PLAIN = SoundOptions()
_UNCUT = FilmCut()
_GIF_SIDE = 480


def make_animatic(
    project: Project,
    *,
    output: Path | None = None,
    size: tuple[int, int] | None = None,
    captions: bool = True,
    arrows: bool = False,
    shots: str = "",
    music: Path | None = None,
    sound: SoundOptions = _PLAIN,
    stems: Path | None = None,
    subtitles: Collection[str] | None = None,
    burn_in: BurnIn | None = None,
    cut: FilmCut = _UNCUT,
    progress: Progress | None = None,
) -> AnimaticReport:
    """Render the animatic to `output`, or to out/animatic.mp4; parts and other shapes of it have names of their own.

    Args:
        project: The open project.
        output: Where to; must end in .mp4.
        size: Width and height in pixels; the project's format when not given.
        captions: Draw dialogue and titles into the picture.
        arrows: Lay the arrows of camera and people over the beginning of each shot.
        shots: A range such as ``s001_0010..s001_0050``; the whole film when empty.
        music: Another music bed than the bible's.
        sound: Who speaks the lines.
        stems: A folder for the parts of the mix.
        subtitles: ``track`` (in the mp4), ``srt``, ``vtt`` (beside it). Not given: a track where captions are not drawn.
        burn_in: Slate and watermark.
        cut: Part, shape and fineness.
        progress: Told how far it is.
    """
    watch = progress or Silence()
    _require_ending(output, ".mp4")
    timeline = cut.of(film_timeline(project, current_shots(project).shot_list))
    if music is not None:
        timeline = timeline.model_copy(update={"music": music})
    if timeline.music is not None:
        require_music(timeline.music)
    first, last = clips_between(timeline, shots, cut.scene)
    path = output or project.layout.out / f"animatic{_part_name(timeline, first, last)}{cut.name}.mp4"
    film = film_sound(project, timeline, sound, first=first, last=last, progress=watch)
    wanted = subtitles if subtitles is not None else (() if captions else ("track",))
    report = render_animatic(
        film.timeline,
        path,
        cache=project.layout.cache / "segments",
        size=cut.size(timeline, size),
        captions=captions,
        arrows=arrows,
        first=first,
        last=last,
        ends=cut.ends,
        settings=cut.settings,
        jobs=cut.jobs,
        workers="processes" if cut.processes else "threads",
        soundtrack=film.placed.soundtrack,
        speech=film.placed.speech,
        burn_in=burn_in or BurnIn(),
        subtitles="track" in wanted,
        progress=watch,
    )
    write_beside(film, path, wanted, stems=stems, first=first, last=last)
    for note in (*film.notes, *(caption_notes(film, first, last) if captions else ())):
        watch.note(note)
    project.layout.explain_state()
    return report


def make_gif(
    project: Project,
    *,
    output: Path | None = None,
    size: tuple[int, int] | None = None,
    captions: bool = True,
    shots: str = "",
    cut: FilmCut = _UNCUT,
    progress: Progress | None = None,
) -> Path:
    """Write the film as an animated GIF to `output`, or to out/animatic.gif; small, if no size is given."""
    _require_ending(output, ".gif")
    timeline = cut.of(film_timeline(project, current_shots(project).shot_list))
    first, last = clips_between(timeline, shots, cut.scene)
    path = output or project.layout.out / f"animatic{_part_name(timeline, first, last)}{cut.name}.gif"
    small = FilmCut(preview=True).size(timeline, size)
    if size is None:
        width, height = (max(64, round(side * _GIF_SIDE / max(small) / 2) * 2) for side in small)
        small = width, height
    write_gif(
        plan_segments(timeline, size=size or small, captions=captions, first=first, last=last, ends=cut.ends),
        path,
        progress=progress or Silence(),
    )
    return path


def make_contact_sheet(
    project: Project,
    *,
    output: Path | None = None,
    captions: bool = False,
    shots: str = "",
    cut: FilmCut = _UNCUT,
    progress: Progress | None = None,
) -> Path:
    """Write the middle frame of every shot to one PNG: to `output`, or to out/animatic-contact.png."""
    _require_ending(output, ".png")
    timeline = cut.of(film_timeline(project, current_shots(project).shot_list))
    first, last = clips_between(timeline, shots, cut.scene)
    path = output or project.layout.out / f"animatic{_part_name(timeline, first, last)}{cut.name}-contact.png"
    size = FilmCut(preview=True).size(timeline, None)
    write_contact_sheet(
        plan_segments(timeline, size=size, captions=captions, first=first, last=last, ends=cut.ends),
        timeline.clips[first:last],
        path,
        progress=progress or Silence(),
    )
    return path


def animatic_clip(project: Project, *, size: tuple[int, int] | None = None, cut: FilmCut = _UNCUT) -> Any:
    """The project's film as a silent `moviepy.VideoClip`, to build on; see `storyboard.animatic.as_clip`."""
    timeline = cut.of(film_timeline(project, current_shots(project).shot_list))
    return as_clip(timeline, size=cut.size(timeline, size))


def _require_ending(output: Path | None, ending: str) -> None:
    if output is not None and output.suffix.lower() != ending:
        what = {".mp4": "An animatic", ".gif": "A GIF", ".png": "A contact sheet"}[ending]
        raise InputError(f"{what} cannot be written to {output.name!r:.60}", cure=f"Name a file that ends in {ending}")


def _part_name(timeline: Timeline, first: int, last: int | None) -> str:
    """What a part of a film is called besides ``animatic``: the film itself is not written over."""
    clips = timeline.clips[first:last]
    if not clips or len(clips) == len(timeline.clips):
        return ""
    ends = dict.fromkeys((clips[0].shot.id, clips[-1].shot.id))
    return "".join(f"-{shot_id}" for shot_id in ends)


def price_of_voices(project: Project, sound: SoundOptions, *, shots: str = "", scene: str = "") -> VoicePlan:
    """What the paid voices of an animatic would cost; sends nothing and needs no key."""
    timeline = film_timeline(project, current_shots(project).shot_list)
    first, last = clips_between(timeline, shots, scene)
    return plan_voices(project, timeline, sound, first=first, last=last)


def burn_in_of(*, slate: bool = False, version: str = "", watermark: str = "") -> BurnIn:
    """What is burnt into a film besides its captions; a slate has today's date."""
    return BurnIn(
        slate=slate, version=version, watermark=watermark, date=datetime.now(UTC).date().isoformat() if slate else ""
    )


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
    arrows: bool = True,
    progress: Progress | None = None,
) -> Path:
    """Write the board to `output`, or to out/board.html; by its ending a page or a contact sheet.

    With `takes`, every take of each shot stands side by side, to choose from; then the page is out/takes.html.
    Without `arrows` the pictures are bare; a page can still show the arrows of camera and people.
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
        arrows=arrows,
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
