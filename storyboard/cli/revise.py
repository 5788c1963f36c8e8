"""storyboard revise"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import click

from storyboard.cli.context import Context, confirm_price, options_from
from storyboard.cli.options import BACKEND, BUDGET, ON_UNKNOWN, QUALITY, SELECT_HELP, TAKES, YES


@click.command("revise", epilog=SELECT_HELP)
@click.argument("words", nargs=-1, required=True, metavar='SELECT... "INSTRUCTION"')
@click.option("--take", type=click.IntRange(1), metavar="N", help="Start from that take. Default: the one in use.")
@click.option(
    "--mask",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Where it may change: white on black, or transparent. The rest stays, pixel for pixel.",
)
@click.option(
    "--which", type=click.Choice(["start", "end"]), default="start", show_default=True, help="First or last picture."
)
@click.option(
    "--responses", is_flag=True, help="As a conversation: the service remembers what was drawn and asked before."
)
@BACKEND
@QUALITY
@TAKES
@BUDGET
@ON_UNKNOWN
@YES
@click.pass_obj
def command(
    context: Context,
    words: tuple[str, ...],
    take: int | None,
    mask: Path | None,
    which: str,
    responses: bool,
    backend: str | None,
    quality: str | None,
    takes: int,
    budget: Decimal | None,
    on_unknown: str,
    yes: bool,
) -> None:
    """Change one thing in a picture and keep the rest; the result is a new take, and the pick.

    \b
    storyboard revise 1B "make the coat red"
    storyboard revise s003 @MARA "it has begun to rain"       several shots at once
    storyboard revise 1B "a lit candle" --mask window.png     only there; everything else is put back

    Afterwards the new picture is compared with the old one, and what changed is shown. To undo: storyboard pick 1B N
    """
    from storyboard.flows import Revision, plan_revision, revise

    if len(words) < 2:
        raise click.UsageError('Say which shots, and what is to change: storyboard revise 1B "make the coat red"')
    asked = Revision.model_validate(
        {
            "selectors": words[:-1],
            "instruction": words[-1],
            "take": take,
            "which": which,
            "mask": mask,
            "conversation": responses,
        }
    )
    options = options_from((), backend, quality, takes, which, budget, on_unknown)
    project = context.project()
    confirm_price(plan_revision(project, asked, options), yes=yes)
    done = revise(project, asked, options, progress=context.progress())
    for one in done.compared:
        look = " Look whether that was meant." if one.drifted else ""
        context.say(f"{one.label}: take {one.take.number}, from take {one.parent}: {one.told}.{look}")
        context.say(f"  side by side: {one.path}")
        click.echo(one.take.path)
    for undo in dict.fromkeys(f"storyboard pick {one.label} {one.parent}" for one in done.compared):
        context.say(f"To undo: {undo}")
