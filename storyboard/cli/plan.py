"""storyboard plan"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import click

from storyboard.cli.context import Context, frame_options, options_from, print_json
from storyboard.cli.options import ALLOW_UNDESCRIBED, FORMAT, JSON, KIND, SELECT_HELP, SELECTORS, TEST, TEXT

if TYPE_CHECKING:
    from storyboard.flows import FramePlan, SlotFrame
    from storyboard.model import Reference

_MOST_NAMED = 12


@click.command("plan", epilog=SELECT_HELP)
@SELECTORS
@frame_options
@ALLOW_UNDESCRIBED
@TEST
@KIND
@TEXT
@FORMAT
@click.option("--explain", metavar="SHOT", help="Show one shot in full: why, references and the prompt.")
@JSON
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
    explain: str | None,
    as_json: bool,
) -> None:
    """Say the price, then what would be drawn, why, and with which references.

    Spends nothing, sends nothing and needs no key.
    """
    from storyboard.cli.frames import kind_options, refuse_test_of_kind, refuse_without_kind
    from storyboard.flows import plan_frames, plan_json, plan_kind

    project = context.project()
    # A shot is explained within the whole plan, for pictures of other shots may go along with it.
    options = options_from(
        () if explain else selectors,
        backend,
        quality,
        takes,
        which,
        budget,
        on_unknown,
        allow_undescribed=allow_undescribed,
        test=test,
    )
    if kind:
        refuse_test_of_kind(test=test)
        planned = plan_kind(project, kind_options(kind, selectors, text, format_name), options)
        planned = _only_slot(planned, explain) if explain else planned
    else:
        refuse_without_kind(text, format_name)
        planned = plan_frames(project, options)
        planned = _only(context, planned, explain) if explain else planned
    if as_json:
        print_json(plan_json(planned))
    elif explain:
        _explain(planned)
    else:
        _table(context, planned)


def _only(context: Context, planned: FramePlan, name: str) -> FramePlan:
    from storyboard.flows import current_shots, find_shot

    shot = find_shot(current_shots(context.project()).shot_list.shots, name)
    rows = tuple(row for row in planned.plan.rows if row.frame.shot_id == shot.id)
    return planned.model_copy(update={"plan": planned.plan.model_copy(update={"rows": rows})})


def _only_slot(planned: FramePlan, name: str) -> FramePlan:
    """The pictures of no single shot that a name means: a slot, or of whom or what it is."""
    from storyboard.errors import SelectionError

    rows = tuple(row for row in planned.plan.rows if name.casefold() in _names_of(row.frame))
    if not rows:
        names = ", ".join(str(row.frame.slot) for row in planned.plan.rows[:_MOST_NAMED])
        raise SelectionError(f"{name!r:.60} is not among them", cure=f"There is: {names}")
    return planned.model_copy(update={"plan": planned.plan.model_copy(update={"rows": rows})})


def _names_of(frame: SlotFrame) -> set[str]:
    brief = frame.prompt.brief
    names = (str(frame.slot), frame.slot.id, frame.slot.part, brief.name if brief else "")
    return {name.casefold() for name in names if name}


def _table(context: Context, planned: FramePlan) -> None:
    from storyboard.cli.frames import say_test
    from storyboard.cli.table import print_table
    from storyboard.model import format_usd

    plan = planned.plan
    for warning in plan.warnings:
        click.echo(f"Note: {warning}", err=True)
    click.echo(_summary(planned))
    for line in _waves(planned):
        click.echo(line)
    if planned.refusal:
        click.echo(f"Would be refused: {planned.refusal}", err=True)
    if planned.tests:
        say_test(context, planned)
    rows = []
    for row in plan.rows:
        frame = row.frame
        state = f"as {frame.borrowed_from}" if frame.borrowed_from else str(frame.state)
        state += ", approved" if frame.approved and not frame.borrowed_from else ""
        why = "; ".join(frame.reasons)
        if frame.unreferenced:
            why = "; ".join(filter(None, (why, f"no picture of {', '.join(frame.unreferenced)}")))
        references = ", ".join(_reference(reference) for reference in frame.prompt.references)
        cost = format_usd(row.quote.estimate) if row.takes and plan.paid else ""
        rows.append((frame.label, str(frame.slot), state, str(row.takes or ""), cost, references, why))
    print_table(("shot", "slot", "state", "draw", "price", "references", "why"), rows)


def _summary(planned: FramePlan) -> str:
    from storyboard.cli.context import said_price
    from storyboard.model import clock, format_usd

    plan = planned.plan
    if plan.paid:
        return said_price(planned)
    done = f"; {plan.up_to_date} up to date" if plan.up_to_date else ""
    price = format_usd(plan.quote.estimate)
    return f"{plan.images} images with {plan.backend}: {price}, about {clock(plan.minutes * 60)}{done}"


def _waves(planned: FramePlan) -> list[str]:
    """Which pictures are drawn before which, where some go along with others."""
    waves = planned.plan.waves
    if len(waves) < 2:
        return []
    lines = []
    for number, rows in enumerate(waves, 1):
        names = list(dict.fromkeys(row.frame.label for row in rows))
        more = " ..." if len(names) > _MOST_NAMED else ""
        lines.append(f"{'first' if number == 1 else 'then':>5}  {len(rows)}: {', '.join(names[:_MOST_NAMED])}{more}")
    return lines


def _reference(reference: Reference) -> str:
    kind = "" if reference.role in {"character", "prop", "location", "style"} else f"{reference.role} "
    return f"{reference.number} {kind}{reference.name}{'' if reference.sha256 else f' (after {reference.name})'}"


def _explain(planned: FramePlan) -> None:
    from storyboard.model import format_usd

    for row in planned.plan.rows:
        frame = row.frame
        click.echo(f"{frame.label}  {frame.slot}  {frame.state}")
        for reason in frame.reasons:
            click.echo(f"  why: {reason}")
        if frame.borrowed_from:
            click.echo(f"  shows the picture of {frame.borrowed_from}")
        if row.takes:
            after = f", after {', '.join(row.after)}" if row.after else ""
            click.echo(f"  price: {format_usd(row.quote.estimate)}, at most {format_usd(row.quote.at_most)}{after}")
        for reference in frame.prompt.references:
            coming = "" if reference.sha256 else "  (drawn first)"
            click.echo(f"  Image {reference.number}: {reference.role} {reference.name}  {reference.path}{coming}")
        for label, lines in (
            ("no reference picture of", frame.unreferenced),
            ("does not fit:", frame.dropped),
            ("not sent by the reference policy:", frame.held_back),
            ("shortened:", frame.shortened),
        ):
            for line in lines:
                click.echo(f"  {label} {line}")
        click.echo("")
        click.echo(frame.prompt.text)
