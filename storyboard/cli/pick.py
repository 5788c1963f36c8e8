"""storyboard pick"""

from __future__ import annotations

import click

from storyboard.cli.context import Context


@click.command("pick")
@click.argument("name", metavar="SHOT|NAME")
@click.argument("take", type=click.IntRange(1, 999_999))
@click.option(
    "--which", type=click.Choice(["start", "end"]), default="start", show_default=True, help="First or last picture."
)
@click.option("--sheet", is_flag=True, help="Of a character or a prop: approve the take as its sheet.")
@click.option("--look", default="", metavar="LOOK", help="Of a character: approve the take for this look.")
@click.pass_obj
def command(context: Context, name: str, take: int, which: str, sheet: bool, look: str) -> None:
    """Choose TAKE as the picture that stands for a shot; or approve it as the reference of NAME.

    \b
    storyboard pick 1B 2             take 2 stands for shot 1B
    storyboard pick MARA 1           take 1 of MARA's anchor is copied to refs/ and written into storyboard.yaml
    storyboard pick MARA 1 --sheet   the same with her sheet
    storyboard pick poster/film/poster 2
    """
    from storyboard.flows import approve_reference, pick_take_of

    project = context.project()
    picked = None if sheet or look else pick_take_of(project, name, take, part=which)
    if picked is not None:
        click.echo(picked.path)
        return
    approved = approve_reference(project, name, take, sheet=sheet, look=look)
    context.say(f"storyboard.yaml: {approved.said}")
    click.echo(approved.path)
