"""storyboard frames"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import click

from storyboard.cli.context import Context, confirm_price, frame_options, options_from
from storyboard.cli.options import ALLOW_UNDESCRIBED, SELECT_HELP, SELECTORS, TEST, YES

if TYPE_CHECKING:
    from storyboard.flows import FramePlan


@click.command("frames", epilog=SELECT_HELP)
@SELECTORS
@frame_options
@ALLOW_UNDESCRIBED
@TEST
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
    allow_undescribed: bool,
    test: bool,
    yes: bool,
) -> None:
    """Draw the frames that are missing or out of date; the rest is left alone.

    \b
    storyboard frames --test     the few that tell most, before the rest is bought
    storyboard frames stale      only what a change made wrong

    Ctrl-C stops cleanly: what is under way is finished and kept, and the same command goes on from there.
    """
    from storyboard.cli.shots import say_diagnostics
    from storyboard.flows import current_shots, draw_frames, plan_frames

    project = context.project()
    say_diagnostics(context, current_shots(project))
    options = options_from(
        selectors, backend, quality, takes, which, budget, on_unknown, allow_undescribed=allow_undescribed, test=test
    )
    paid = (options.backend or project.bible.backend) != "previs"
    planned = plan_frames(project, options) if paid or test else None
    if planned is not None:
        if test:
            say_test(context, planned)
        confirm_price(planned, yes=yes)
    report = draw_frames(project, options, progress=context.progress())
    for take in report.takes:
        click.echo(take.path)
    if not report.takes:
        context.say("Nothing to draw: every selected frame is current.")
    elif test and planned is not None and planned.rest_images:
        context.say(f"Look at them, then draw the rest: storyboard frames ({_rest(planned)})")


def say_test(context: Context, planned: FramePlan) -> None:
    """Which shots a test draws and why, and what the rest would cost."""
    for one in planned.tests:
        context.say(f"{one.shot.number or one.shot.id:<6} {one.why}")
    kinds = {one.why.partition(":")[0] for one in planned.tests}
    lacking = [kind for kind in ("a wide", "a two-hander", "a close-up", "a night") if kind not in kinds]
    if lacking and planned.tests:
        context.say(f"Nothing to draw for: {', '.join(lacking)}")
    if planned.tests:
        context.say(f"The rest: {_rest(planned)}")


def _rest(planned: FramePlan) -> str:
    from storyboard.model import format_usd

    images = f"{planned.rest_images} images"
    if not planned.plan.paid:
        return images
    return f"{images}, about {format_usd(planned.rest.estimate)}, at most {format_usd(planned.rest.at_most)}"
