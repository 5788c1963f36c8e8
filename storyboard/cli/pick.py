"""storyboard pick"""

from __future__ import annotations

import click

from storyboard.cli.context import Context


@click.command("pick")
@click.argument("shot")
@click.argument("take", type=click.IntRange(1, 999_999))
@click.option(
    "--which", type=click.Choice(["start", "end"]), default="start", show_default=True, help="First or last picture."
)
@click.pass_obj
def command(context: Context, shot: str, take: int, which: str) -> None:
    """Choose TAKE as the picture that stands for SHOT."""
    from storyboard.flows import pick_take

    picked = pick_take(context.project(), shot, take, part=which)
    click.echo(picked.path)
