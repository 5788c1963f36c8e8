"""storyboard new"""

from __future__ import annotations

from pathlib import Path

import click

from storyboard.cli.context import Context


@click.command("new")
@click.argument("folder", metavar="DIR")
@click.option(
    "--script", type=click.Path(path_type=Path), metavar="FILE", help="The script; it is copied into the project."
)
@click.option(
    "--character", "characters", multiple=True, metavar="NAME=IMAGE", help="A character and their picture; repeat it."
)
@click.option(
    "--format",
    "format_name",
    default="16:9",
    show_default=True,
    metavar="FORMAT",
    help="16:9, 9:16, 1:1, 4:3, 3:4, 2.39 or WxH.",
)
@click.pass_obj
def command(context: Context, folder: str, script: Path | None, characters: tuple[str, ...], format_name: str) -> None:
    """Make a project in DIR from a script and one picture of each character.

    Pictures are best full body on a plain background. The originals stay where they are.
    """
    from storyboard.flows import new_project, offer_of_nets

    made = new_project(Path(folder), script=script, characters=parse_characters(characters), format_name=format_name)
    for cutout in made.cutouts:
        verdict = f"doubtful: {cutout.doubtful}" if cutout.doubtful else "clean"
        context.say(f"{cutout.character}: cut-out {cutout.path} ({verdict})")
    if any(cutout.doubtful for cutout in made.cutouts) and (offer := offer_of_nets()):
        context.say(offer)
    for name in made.unknown:
        context.say(f"Note: the script has nobody called {name}")
    if made.without_picture:
        context.say(f"Without a picture yet: {', '.join(made.without_picture)}; add it in storyboard.yaml")
    context.say(f"Next: storyboard -C {_quoted(folder)} run")
    click.echo(made.root)


def parse_characters(pairs: tuple[str, ...]) -> dict[str, Path]:
    """``NAME=IMAGE`` pairs as a mapping.

    Raises:
        InputError: Not such a pair, or a name twice.
    """
    from storyboard.errors import InputError

    characters: dict[str, Path] = {}
    for pair in pairs:
        name, equals, image = pair.partition("=")
        if not equals or not name.strip() or not image.strip():
            raise InputError(
                f"--character {pair!r:.80} is not NAME=IMAGE", cure="Write it like --character MARA=mara.png"
            )
        if name.strip().casefold() in {known.casefold() for known in characters}:
            raise InputError(
                f"--character {name.strip()} is given twice", cure="Add more pictures later in storyboard.yaml"
            )
        characters[name.strip()] = Path(image.strip())
    return characters


def _quoted(text: str) -> str:
    import shlex

    return shlex.quote(text)
