"""storyboard board"""

from __future__ import annotations

from pathlib import Path

import click

from storyboard.cli.context import Context


@click.command("board")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help=".html or .png. Default: out/board.html."
)
@click.option("--columns", type=click.IntRange(1, 8), default=3, show_default=True, help="Panels side by side.")
@click.option(
    "--takes", is_flag=True, help="Every take of each shot side by side, to pick from. Default: out/takes.html."
)
@click.option("--no-arrows", is_flag=True, help="Bare pictures: no arrows for what camera and people do.")
@click.pass_obj
def command(context: Context, output: Path | None, columns: int, takes: bool, no_arrows: bool) -> None:
    """Write the storyboard: one self-contained page to read, print or send, or a contact sheet."""
    from storyboard.flows import make_board

    path = make_board(
        context.project(),
        output=output,
        columns=columns,
        takes=takes,
        arrows=not no_arrows,
        progress=context.progress(),
    )
    click.echo(path)
