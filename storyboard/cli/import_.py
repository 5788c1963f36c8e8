"""storyboard import"""

from __future__ import annotations

from pathlib import Path

import click

from storyboard.cli.context import Context


@click.command("import")
@click.argument("shot", required=False)
@click.argument("picture", required=False, type=click.Path(path_type=Path), metavar="[IMAGE]")
@click.option(
    "--from", "folder", type=click.Path(path_type=Path), metavar="DIR", help="Take in every picture named after a shot."
)
@click.option(
    "--which", type=click.Choice(["start", "end"]), default="start", show_default=True, help="First or last picture."
)
@click.pass_obj
def command(context: Context, shot: str | None, picture: Path | None, folder: Path | None, which: str) -> None:
    """Bring in a picture of your own as a take of SHOT; it becomes the pick.

    With --from DIR: all pictures with a shot's id in their name, such as s001_0020.png or anna_s001_0020_v2.jpg, or
    called by its number, 1B.jpg.
    """
    from storyboard.flows import import_folder, import_picture

    if folder is not None and shot is None:
        taken = import_folder(context.project(), folder, part=which)
        takes = taken.takes
        if taken.left:
            context.say(f"Left alone, for no shot is called so: {', '.join(taken.left)}")
    elif folder is None and shot is not None and picture is not None:
        takes = (import_picture(context.project(), shot, picture, part=which),)
    else:
        raise click.UsageError("Give SHOT and IMAGE, or --from DIR.")
    for take in takes:
        click.echo(take.path)
