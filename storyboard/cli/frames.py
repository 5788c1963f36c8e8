"""storyboard frames"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import click

from storyboard.cli.context import Context, confirm_price, frame_options, options_from
from storyboard.cli.options import ALLOW_UNDESCRIBED, FORMAT, KIND, SELECT_HELP, SELECTORS, TEST, TEXT, YES

if TYPE_CHECKING:
    from storyboard.flows import FrameOptions, FramePlan, KindOptions, Project


@click.command("frames", epilog=SELECT_HELP)
@SELECTORS
@frame_options
@ALLOW_UNDESCRIBED
@TEST
@KIND
@TEXT
@FORMAT
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
    kind: str | None,
    text: tuple[str, ...],
    format_name: str,
    yes: bool,
) -> None:
    """Draw the frames that are missing or out of date; the rest is left alone.

    \b
    storyboard frames --test     the few that tell most, before the rest is bought
    storyboard frames stale      only what a change made wrong
    storyboard frames --kind poster --text "GULL POINT"       also title, end, thumbnail
    storyboard frames --kind location "CLIFF PATH"            its empty set
    storyboard frames --kind expand 1B --format 9:16          the picture of 1B widened to another format
    storyboard frames --kind comic s001                       scene 1 as comic pages

    Ctrl-C stops cleanly: what is under way is finished and kept, and the same command goes on from there.
    """
    from storyboard.cli.shots import say_diagnostics
    from storyboard.flows import current_shots, draw_frames, plan_frames

    project = context.project()
    say_diagnostics(context, current_shots(project))
    options = options_from(
        selectors, backend, quality, takes, which, budget, on_unknown, allow_undescribed=allow_undescribed, test=test
    )
    if kind:
        refuse_test_of_kind(test=test)
        draw_of_kind(context, project, kind_options(kind, selectors, text, format_name), options, yes=yes)
        return
    refuse_without_kind(text, format_name)
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


def kind_options(kind: str, names: tuple[str, ...], text: tuple[str, ...], format_name: str) -> KindOptions:
    """What of no single shot is asked for."""
    from storyboard.flows import KindOptions

    return KindOptions(kind=kind.strip().lower(), names=names, text=text, format=format_name.strip())


def refuse_without_kind(text: tuple[str, ...], format_name: str) -> None:
    """Words and shapes are of no use to shots: theirs come from the script and the bible."""
    if text or format_name:
        raise click.UsageError("--text and --format go with --kind.")


def refuse_test_of_kind(*, test: bool) -> None:
    """A test chooses among shots."""
    if test:
        raise click.UsageError("--test is for shots, not for --kind.")


def draw_of_kind(context: Context, project: Project, asked: KindOptions, options: FrameOptions, *, yes: bool) -> None:
    """Say the price, draw, print the paths."""
    from storyboard.flows import draw_kind, plan_kind

    planned = plan_kind(project, asked, options)
    confirm_price(planned, yes=yes)
    report = draw_kind(project, asked, options, progress=context.progress())
    for take in report.takes:
        click.echo(take.path)
    if not report.takes:
        context.say("Nothing to draw: what is there is current. For another take: --takes 2")


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
