"""storyboard plan"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import click

from storyboard.cli.context import Context, frame_options, options_from, print_json
from storyboard.cli.options import JSON, SELECT_HELP, SELECTORS

if TYPE_CHECKING:
    from storyboard.flows import FramePlan


@click.command("plan", epilog=SELECT_HELP)
@SELECTORS
@frame_options
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
    explain: str | None,
    as_json: bool,
) -> None:
    """Say the price, then what would be drawn, why, and with which references.

    Spends nothing, sends nothing and needs no key.
    """
    from storyboard.flows import plan_frames, plan_json

    chosen = (explain,) if explain else selectors
    planned = plan_frames(context.project(), options_from(chosen, backend, quality, takes, which, budget, on_unknown))
    if as_json:
        print_json(plan_json(planned))
    elif explain:
        _explain(planned)
    else:
        _table(planned)


def _table(planned: FramePlan) -> None:
    from storyboard.cli.table import print_table
    from storyboard.model import clock, format_usd

    plan = planned.plan
    for warning in plan.warnings:
        click.echo(f"Note: {warning}", err=True)
    price = format_usd(plan.quote.estimate)
    most = f", at most {format_usd(plan.quote.at_most)}" if plan.paid else ""
    click.echo(f"{plan.images} images with {plan.backend}: {price}{most}, about {clock(plan.minutes * 60)}")
    rows = []
    for row in plan.rows:
        frame = row.frame
        state = f"as {frame.borrowed_from}" if frame.borrowed_from else str(frame.state)
        why = "; ".join(frame.reasons) if frame.reasons else ""
        if frame.unreferenced:
            why = "; ".join(filter(None, (why, f"no picture of {', '.join(frame.unreferenced)}")))
        references = ", ".join(f"{reference.number} {reference.name}" for reference in frame.prompt.references)
        cost = format_usd(row.quote.estimate) if row.takes and plan.paid else ""
        rows.append(
            (frame.shot.number or frame.shot.id, str(frame.slot), state, str(row.takes or ""), cost, references, why)
        )
    print_table(("shot", "slot", "state", "draw", "price", "references", "why"), rows)


def _explain(planned: FramePlan) -> None:
    from storyboard.model import format_usd

    for row in planned.plan.rows:
        frame = row.frame
        click.echo(f"{frame.shot.number}  {frame.slot}  {frame.state}")
        for reason in frame.reasons:
            click.echo(f"  why: {reason}")
        if frame.borrowed_from:
            click.echo(f"  shows the picture of {frame.borrowed_from}")
        if row.takes:
            click.echo(f"  price: {format_usd(row.quote.estimate)}, at most {format_usd(row.quote.at_most)}")
        for reference in frame.prompt.references:
            click.echo(f"  Image {reference.number}: {reference.role} {reference.name}  {reference.path}")
        for name in frame.unreferenced:
            click.echo(f"  no reference picture of {name}")
        click.echo("")
        click.echo(frame.prompt.text)
