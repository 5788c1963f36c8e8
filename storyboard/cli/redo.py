"""storyboard redo"""

from __future__ import annotations

import click

from storyboard.cli.context import Context
from storyboard.cli.options import SELECT_HELP
from storyboard.errors import SelectionError


@click.command("redo", epilog=SELECT_HELP)
@click.argument("words", nargs=-1, required=True, metavar='SELECT... ["NOTE"]')
@click.option("--note", help="What is wrong; said in the next prompt. Or give it last, in quotes.")
@click.pass_obj
def command(context: Context, words: tuple[str, ...], note: str | None) -> None:
    """Ask for the pictures of these shots to be drawn again, and say why: the note goes into the next prompt.

    \b
    storyboard redo 2B "her hand is on the rail, not in her pocket"
    storyboard frames redo        draws what was asked for
    """
    from storyboard.flows import redo

    selectors = words
    # A selector has no spaces, unless a name has (@OLD TOMAS).
    if note is None and len(words) > 1 and " " in words[-1] and not words[-1].startswith("@"):
        selectors, note = words[:-1], words[-1]
    try:
        marked = redo(context.project(), selectors, note or "")
    except SelectionError as error:
        if note is None and len(words) > 1:
            error = SelectionError(error.what, cure=f"{error.cure} For a note of one word: --note {words[-1]!r}")
        raise error from None
    click.echo(f"To be drawn again: {', '.join(shot.number or shot.id for shot in marked.shots)}")
