"""storyboard frames"""

from __future__ import annotations

from decimal import Decimal

import click

from storyboard.cli.context import Context, confirm_price, frame_options, options_from
from storyboard.cli.options import SELECT_HELP, SELECTORS, YES


@click.command("frames", epilog=SELECT_HELP)
@SELECTORS
@frame_options
@YES
@click.pass_obj
def command(
    context: Context,
    selectors: tuple[str, ...],
    backend: str | None,
    quality: str | None,
    takes: int,
    which: str,
    budget: Decimal | None,
    on_unknown: str,
    yes: bool,
) -> None:
    """Draw the frames that are missing or out of date; the rest is left alone.

    Ctrl-C stops cleanly: what is under way is finished and kept, and the same command goes on from there.
    """
    from storyboard.cli.shots import say_diagnostics
    from storyboard.flows import current_shots, draw_frames, plan_frames

    project = context.project()
    say_diagnostics(context, current_shots(project))
    options = options_from(selectors, backend, quality, takes, which, budget, on_unknown)
    if (options.backend or project.bible.backend) != "previs":
        confirm_price(plan_frames(project, options), yes=yes)
    report = draw_frames(project, options, progress=context.progress())
    for take in report.takes:
        click.echo(take.path)
    if not report.takes:
        context.say("Nothing to draw: every selected frame is current.")
