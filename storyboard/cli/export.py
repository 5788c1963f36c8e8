"""storyboard export"""

from __future__ import annotations

from pathlib import Path

import click

from storyboard.cli.context import Context


@click.command("export")
@click.argument("target", default="generic")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="DIR|FILE.zip", help="Default: out/bundles/TARGET."
)
@click.pass_obj
def command(context: Context, target: str, output: Path | None) -> int:
    """Write the bundle for an image-to-video TARGET: exact frames, motion prompts, durations, manifest.

    `generic` works everywhere.
    """
    from storyboard.flows import make_bundle

    report = make_bundle(context.project(), target, output=output, progress=context.progress())
    for warning in report.warnings:
        context.say(warning)
    context.say(f"{report.shots} shots")
    click.echo(report.path)
    return 3 if report.missing else 0
