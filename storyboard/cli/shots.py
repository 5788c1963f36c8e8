"""storyboard shots"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from storyboard.cli.context import Context, print_json
from storyboard.cli.options import JSON

if TYPE_CHECKING:
    from storyboard.flows import Project, ShotsReport
    from storyboard.model import Shot


@click.command("shots")
@JSON
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write the list as .csv or .md.")
@click.option(
    "--length", metavar="TIME", help="Fit the film to a length: 30s, 1:30. Says what it shortened or put together."
)
@click.option(
    "--max-shots",
    type=click.IntRange(1, 10_000),
    metavar="N",
    help="Put shots together until there are no more than N.",
)
@click.option("--explain", metavar="SHOT", help="Say which rule or cue made each field of a shot.")
@click.pass_obj
def command(
    context: Context, as_json: bool, output: Path | None, length: str | None, max_shots: int | None, explain: str | None
) -> None:
    """Read the script, break it into shots and show the shot list.

    The list lies in shots.yaml: change it there, and your changes stay when the script is read again.
    """
    from storyboard.flows import current_shots, find_shot, fit_shots, shots_json, write_shots

    project = context.project()
    if length is None and max_shots is None:
        report = current_shots(project, again=True)
    else:
        report, notes = fit_shots(project, seconds=parse_length(length), most=max_shots)
        for note in notes:
            context.say(note)
    if as_json:
        print_json(shots_json(project, report))
        return
    say_diagnostics(context, report)
    if explain:
        _explain(find_shot(report.shot_list.shots, explain), project)
    elif output is not None:
        click.echo(write_shots(project, output))
    else:
        _table(project, report)


def parse_length(text: str | None) -> float | None:
    """Seconds of ``30s``, ``90`` or ``1:30``.

    Raises:
        click.BadParameter: Not a length.
    """
    import re

    if text is None:
        return None
    match = re.fullmatch(r"(?:(\d{1,3}):)?(\d{1,5}(?:\.\d{1,3})?)\s*s?", text.strip().lower())
    if match is None:
        raise click.BadParameter(f"{text!r:.40} is not a length. Write it like 30s or 1:30.")
    return int(match[1] or 0) * 60 + float(match[2])


def say_diagnostics(context: Context, report: ShotsReport) -> None:
    """What the reading of the script doubted, and what a new reading changed."""
    from storyboard.model import Severity

    for entry in report.diagnostics:
        if context.verbose or entry.severity is Severity.WARNING:
            context.say(str(entry))
    if report.added:
        context.say(f"New shots: {', '.join(report.added)}")
    if report.gone:
        context.say(f"Gone from the script: {', '.join(report.gone)} (their takes stay on disk)")


def _table(project: Project, report: ShotsReport) -> None:
    from storyboard.cli.table import print_table
    from storyboard.model import clock

    fps = project.bible.fps
    for scene in report.shot_list.scenes:
        shots = [shot for shot in report.shot_list.shots if shot.scene == scene.id]
        if not shots:
            continue
        click.echo(f"\n{scene.number}  {scene.heading.text}")
        rows = [
            (
                shot.number or shot.id,
                shot.id,
                f"{shot.size} {shot.framing if shot.framing not in {'single', 'insert'} else ''}".strip(),
                str(shot.movement),
                f"{shot.seconds(fps):.1f}",
                ", ".join(subject.character for subject in shot.visible),
                _what(shot),
            )
            for shot in shots
        ]
        print_table(("shot", "id", "size", "camera", "s", "who", "what"), rows)
    total = sum(shot.seconds(fps) for shot in report.shot_list.shots)
    click.echo(f"\n{len(report.shot_list.shots)} shots, {clock(total)}")


def _what(shot: Shot) -> str:
    words = [shot.action.text] if shot.action.text else []
    words += [f"{line.character}: {line.text}" for line in shot.dialogue]
    return " / ".join(" ".join(part.split()) for part in words) or ", ".join(shot.overlay_text)


def _explain(shot: Shot, project: Project) -> None:
    click.echo(f"{shot.number}  {shot.id}  {shot.source.file}:{shot.source.line}")
    for name, reason in sorted(shot.provenance.items()):
        value = getattr(shot, name, "")
        shown = f"{shot.duration_frames} frames" if name.startswith("duration") else str(value)
        click.echo(f"  {name:<12} {shown[:60]:<28} {reason}")
    click.echo(f"  {'length':<12} {shot.seconds(project.bible.fps):.2f} s{'':<22} {shot.duration_basis}")
