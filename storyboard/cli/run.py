"""storyboard run"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import click

from storyboard.cli.context import Context, confirm_price, frame_options, options_from, parse_size
from storyboard.cli.options import ALLOW_UNDESCRIBED, YES


@click.command("run")
@click.argument("target", required=False, metavar="[SCRIPT|DIR]")
@click.option(
    "--character", "characters", multiple=True, metavar="NAME=IMAGE", help="With a bare SCRIPT: a character's picture."
)
@click.option(
    "--format",
    "format_name",
    default="16:9",
    metavar="FORMAT",
    help="With a bare SCRIPT: 16:9, 9:16, 1:1, 4:3, 2.39 or WxH.",
)
@frame_options
@ALLOW_UNDESCRIBED
@click.option("--size", metavar="WxH", help="Size of the animatic. Default: the project's format.")
@click.option("--no-captions", is_flag=True, help="Leave dialogue out of the animatic's picture.")
@YES
@click.pass_obj
def command(
    context: Context,
    target: str | None,
    characters: tuple[str, ...],
    format_name: str,
    backend: str | None,
    quality: str | None,
    takes: int,
    which: str,
    budget: Decimal | None,
    on_unknown: str,
    allow_undescribed: bool,
    size: str | None,
    no_captions: bool,
    yes: bool,
) -> int:
    """All of it: shots, frames, animatic, board and a generic bundle.

    DIR is a project. A bare SCRIPT becomes a project beside it, called after it. What is drawn already and has not
    changed is used again.
    """
    from storyboard.cli.new import parse_characters
    from storyboard.cli.shots import say_diagnostics
    from storyboard.errors import InputError
    from storyboard.flows import current_shots, open_project, plan_frames, project_for_script, run_all
    from storyboard.model import clock

    options = options_from((), backend, quality, takes, which, budget, on_unknown, allow_undescribed=allow_undescribed)
    video_size = parse_size(size)
    if target is None:
        project = context.project()
    elif Path(target).is_dir() or Path(target).name == "storyboard.yaml":
        project = open_project(Path(target))
    elif Path(target).is_file():
        project = project_for_script(Path(target), characters=parse_characters(characters), format_name=format_name)
        context.say(f"Project: {project.root}")
    else:
        raise InputError("No such script or project", cure="Give a script file or a project folder", file=target)
    report = current_shots(project)
    say_diagnostics(context, report)
    if (options.backend or project.bible.backend) != "previs":
        confirm_price(plan_frames(project, options), yes=yes)
    result = run_all(project, options, captions=not no_captions, size=video_size, progress=context.progress())
    context.say(f"{len(report.shot_list.shots)} shots, {clock(result.seconds)}; {result.drawn} pictures drawn now.")
    for name, path in (
        ("frames", result.frames),
        ("animatic", result.animatic),
        ("board", result.board),
        ("bundle", result.bundle),
    ):
        click.echo(f"{name:<9}{path}")
    if result.unfinished:
        click.echo(result.unfinished, err=True)
        return 3
    return 0
