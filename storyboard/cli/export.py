"""storyboard export"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from storyboard.cli.context import Context
from storyboard.cli.options import QUALITY, SELECT_HELP

if TYPE_CHECKING:
    from storyboard.flows import Project


@click.command("export", epilog=SELECT_HELP)
@click.argument("target", default="generic")
@click.argument("selectors", nargs=-1, metavar="[SELECT]...")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="DIR|FILE.zip", help="Default: out/bundles/TARGET."
)
@QUALITY
@click.pass_obj
def command(context: Context, target: str, selectors: tuple[str, ...], output: Path | None, quality: str | None) -> int:
    """Write the bundle for an image-to-video TARGET: exact frames, motion prompts, durations, manifest.

    `generic` works everywhere. `midjourney` and `chatgpt` write ready prompts with their references instead, for
    drawing the frames by hand in those programs; SELECT chooses shots for these.
    """
    from storyboard.flows import HANDOFFS, make_bundle

    if target in HANDOFFS:
        return _hand_over(context, context.project(), target, selectors, output, quality)
    if selectors or quality:
        raise click.UsageError(f"A bundle for {target} is of the whole film: leave SELECT and --quality out.")
    report = make_bundle(context.project(), target, output=output, progress=context.progress())
    for warning in report.warnings:
        context.say(warning)
    context.say(f"{report.shots} shots")
    click.echo(report.path)
    return 3 if report.missing else 0


def _hand_over(
    context: Context,
    project: Project,
    target: str,
    selectors: tuple[str, ...],
    output: Path | None,
    quality: str | None,
) -> int:
    from storyboard.flows import make_handoff
    from storyboard.model import Quality

    report = make_handoff(
        project,
        target,
        selectors=selectors,
        quality=Quality(quality) if quality else None,
        output=output,
        progress=context.progress(),
    )
    for warning in report.warnings:
        context.say(warning)
    context.say(f"{report.shots} shots; open index.html in it to copy prompt after prompt")
    click.echo(report.path)
    return 0
