"""storyboard status"""

from __future__ import annotations

from collections import Counter

import click

from storyboard.cli.context import Context, print_json
from storyboard.cli.options import JSON


@click.command("status")
@JSON
@click.pass_obj
def command(context: Context, as_json: bool) -> None:
    """Say where the project stands: every shot's state, and the money."""
    from storyboard.cli.table import print_table
    from storyboard.flows import project_status, status_json
    from storyboard.model import clock, format_usd

    status = project_status(context.project())
    if as_json:
        print_json(status_json(status))
        return
    counts = Counter(str(frame.state) for frame in status.frames)
    summary = ", ".join(f"{count} {state}" for state, count in sorted(counts.items()))
    click.echo(f"{status.title}: {len(status.frames)} shots, {clock(status.seconds)}; {summary}")
    if status.people_without_picture:
        click.echo(f"Without a picture: {', '.join(status.people_without_picture)}")
    money = status.money
    unknown = f", {format_usd(money.unknown_usd)} unknown" if money.unknown_usd else ""
    click.echo(f"Spent {format_usd(money.spent_usd)} of {format_usd(money.cap_usd)}{unknown}")
    rows = [
        (
            frame.shot.number or frame.shot.id,
            frame.shot.id,
            f"as {frame.borrowed_from}" if frame.borrowed_from else str(frame.state),
            str(frame.take.number) if frame.take else "",
            frame.take.receipt.backend or frame.take.receipt.origin if frame.take else "",
            "; ".join(frame.reasons),
        )
        for frame in status.frames
    ]
    print_table(("shot", "id", "state", "take", "by", "why"), rows)
