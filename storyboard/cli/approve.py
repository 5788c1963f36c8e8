"""storyboard approve"""

from __future__ import annotations

import click

from storyboard.cli.context import Context
from storyboard.cli.options import SELECT_HELP


@click.command("approve", epilog=SELECT_HELP)
@click.argument("selectors", nargs=-1, required=True, metavar="SELECT...")
@click.pass_obj
def command(context: Context, selectors: tuple[str, ...]) -> None:
    """Say that the pictures of these shots are right. Boards and status show it."""
    from storyboard.flows import approve

    marked = approve(context.project(), selectors)
    for note in marked.notes:
        context.say(note)
    click.echo(f"Approved: {', '.join(shot.number or shot.id for shot in marked.shots)}")
