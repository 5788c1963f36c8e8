"""storyboard frames"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import click

from storyboard.cli.context import Context, confirm_price, frame_options, options_from
from storyboard.cli.failing import redo_failing
from storyboard.cli.options import (
    ALLOW_UNDESCRIBED,
    BATCH,
    FORMAT,
    KIND,
    RESUME,
    SELECT_HELP,
    SELECTORS,
    SHEET,
    TEST,
    TEXT,
    YES,
)

if TYPE_CHECKING:
    from storyboard.flows import FrameOptions, FramePlan, KindOptions, Project


@click.command("frames", epilog=SELECT_HELP)
@SELECTORS
@frame_options
@ALLOW_UNDESCRIBED
@TEST
@SHEET
@BATCH
@RESUME
@KIND
@TEXT
@FORMAT
@click.option(
    "--retry-failing",
    type=click.IntRange(1, 10),
    metavar="N",
    help="Redo the frames that the last `check --vision` found wrong, look again, keep the better; at most N rounds.",
)
@click.option(
    "--preview", is_flag=True, help="Watch every picture come: three previews each, which cost a cent more a picture."
)
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
    sheet: str | None,
    batch: bool,
    resume: bool,
    kind: str | None,
    text: tuple[str, ...],
    format_name: str,
    retry_failing: int | None,
    preview: bool,
    yes: bool,
) -> None:
    """Draw the frames that are missing or out of date; the rest is left alone.

    \b
    storyboard frames --test     the few that tell most, before the rest is bought
    storyboard frames stale      only what a change made wrong
    storyboard frames --sheet 2x2 --quality draft             four shots to a picture, cut apart
    storyboard frames --batch    half the price, within a day; later: storyboard frames --resume
    storyboard frames --quality final 1B 2A..2C               the approved drafts, drawn with more care
    storyboard frames --kind poster --text "GULL POINT"       also title, end, thumbnail
    storyboard frames --kind location "CLIFF PATH"            its empty set
    storyboard frames --kind expand 1B --format 9:16          the picture of 1B widened to another format
    storyboard frames --kind comic s001                       scene 1 as comic pages
    storyboard frames --retry-failing 2                       what check --vision found wrong

    Ctrl-C stops cleanly: what is under way is finished and kept, and the same command goes on from there.
    """
    from storyboard.cli.shots import say_diagnostics
    from storyboard.flows import current_shots, draw_frames, plan_frames

    project = context.project()
    say_diagnostics(context, current_shots(project))
    options = options_from(
        selectors,
        backend,
        quality,
        takes,
        which,
        budget,
        on_unknown,
        allow_undescribed=allow_undescribed,
        test=test,
        preview=preview,
    )
    if preview:
        refuse_preview_with({"--sheet": sheet, "--batch": batch, "--resume": resume, "--kind": kind})
        refuse_preview_with({"--retry-failing": retry_failing})
    if retry_failing is not None:
        others = {"--test": test, "--sheet": sheet, "--batch": batch, "--resume": resume, "--kind": kind}
        others |= {"--takes": takes != 1, "--which": which != "start"}
        redo_failing(
            context, project, retry_failing, options, refused=[name for name in others if others[name]], yes=yes
        )
        return
    if kind:
        refuse_test_of_kind(test=test)
        refuse_sheet_with("--kind", sheet)
        refuse_batch_of_kind(batch=batch or resume)
        draw_of_kind(context, project, kind_options(kind, selectors, text, format_name), options, yes=yes)
        return
    refuse_without_kind(text, format_name)
    if batch or resume:
        refuse_sheet_with("--batch", sheet)
        if resume:
            fetch(context, project, options)
        else:
            send(context, project, options, yes=yes)
        return
    if sheet is not None:
        refuse_sheet_with("--test", sheet if test else None)
        draw_on_sheets(context, project, sheet, options, yes=yes)
        return
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


def refuse_preview_with(others: dict[str, object]) -> None:
    """Previews are of shots that are drawn now, one by one."""
    for name, value in others.items():
        if value:
            raise click.UsageError(f"--preview does not go with {name}.")


def refuse_sheet_with(option: str, sheet: str | None) -> None:
    """A sheet is of shots, and of all that are wanted."""
    if sheet is not None:
        raise click.UsageError(f"--sheet does not go with {option}.")


def refuse_batch_of_kind(*, batch: bool) -> None:
    """Batches are of shots."""
    if batch:
        raise click.UsageError("--batch and --resume are for shots, not for --kind.")


def send(context: Context, project: Project, options: FrameOptions, *, yes: bool) -> None:
    """Say the price, send a batch, say how to come back."""
    from storyboard.flows import plan_batch, send_batch

    planned = plan_batch(project, options)
    if not planned.plan.images:
        context.say("Nothing to send: every selected frame is current or on its way.")
        return
    confirm_price(planned, yes=yes)
    sent = send_batch(project, options, progress=context.progress())
    for line in sent.left:
        context.say(line)
    context.say(f"Sent {counted(sent.pictures, 'picture')} in {counted(len(sent.batches), 'batch', 'batches')}.")
    if sent.later:
        context.say(f"{sent.later} more go along with these: send them when these are there.")
    context.say("Come back within a day: storyboard frames --resume")
    for name in sent.batches:
        click.echo(name)


def fetch(context: Context, project: Project, options: FrameOptions) -> None:
    """Fetch what is ready, print the paths, say what is still under way."""
    from storyboard.errors import UnfinishedError
    from storyboard.flows import fetch_batches

    fetched = fetch_batches(project, options, progress=context.progress())
    for take in fetched.takes:
        click.echo(take.path)
    if fetched.at_work:
        context.say(f"The service is still at {fetched.at_work} pictures ({fetched.done} drawn). Come back later.")
    elif not fetched.takes and not fetched.refused:
        context.say("Nothing is under way.")
    if fetched.refused:
        raise UnfinishedError(
            f"{len(fetched.refused)} of the pictures were not drawn: {'; '.join(fetched.refused[:6])}",
            cure="Nothing was billed for them. Change the shots, or send them again",
        )


def draw_on_sheets(context: Context, project: Project, sheet: str, options: FrameOptions, *, yes: bool) -> None:
    """Say the price, draw drafts on sheets, print the paths."""
    from storyboard.flows import draw_sheets, parse_grid, plan_sheets
    from storyboard.model import format_usd

    grid = parse_grid(sheet)
    planned = plan_sheets(project, options, grid)
    if not planned.frames.plan.images:
        context.say("Nothing to draw: every selected frame is current.")
        return
    context.say(
        f"{planned.shots} shots on {planned.sheets} sheets; one by one they would cost about "
        f"{format_usd(planned.singly.estimate)}. The most counts every sheet that may have to be drawn again singly."
    )
    confirm_price(planned.frames, yes=yes)
    for take in draw_sheets(project, options, grid, progress=context.progress()).takes:
        click.echo(take.path)


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


def counted(number: int, one: str, many: str = "") -> str:
    """``1 picture``, ``2 pictures``."""
    return f"{number} {one if number == 1 else many or one + 's'}"
