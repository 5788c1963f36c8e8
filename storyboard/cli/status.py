"""storyboard status"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from storyboard.cli.context import Context, print_json
from storyboard.cli.options import JSON

if TYPE_CHECKING:
    from storyboard.flows import Status


@click.command("status")
@JSON
@click.pass_obj
def command(context: Context, as_json: bool) -> None:
    """Say where the project stands: every shot's state, and the money."""
    from storyboard.cli.table import print_table
    from storyboard.flows import project_status, status_json
    from storyboard.model import clock

    status = project_status(context.project())
    if as_json:
        print_json(status_json(status))
        return
    counts = Counter(str(frame.state) for frame in status.frames)
    summary = ", ".join(f"{count} {state}" for state, count in sorted(counts.items()))
    click.echo(f"{status.title}: {len(status.frames)} shots, {clock(status.seconds)}; {summary}")
    if status.people_without_picture:
        click.echo(f"Without a picture: {', '.join(status.people_without_picture)}")
    for line in money_lines(status):
        click.echo(line)
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


def money_lines(status: Status) -> list[str]:
    """What is spent, held, at risk and allowed, in words."""
    from storyboard.model import format_usd

    money = status.money
    lines = [f"Spent {format_usd(money.spent_usd)} of {format_usd(money.cap_usd)}"]
    on_the_way = money.reserved_usd - money.waiting_usd
    for amount, what in (
        (on_the_way, "held for requests in flight"),
        (money.waiting_usd, "held for pictures in batches: storyboard frames --resume fetches them"),
        (money.unknown_usd, "unknown: the answer was lost, and it may have been billed, so it counts as spent"),
    ):
        if amount:
            lines.append(f"  {format_usd(amount)} {what}")
    today = f"Today {format_usd(money.today_usd)}" if money.today_usd or money.day_cap_usd is not None else ""
    if money.day_cap_usd is not None:
        today += f" of {format_usd(money.day_cap_usd)}"
    caps = f"at most {format_usd(money.run_cap_usd)} a run" if money.run_cap_usd is not None else ""
    if today or caps:
        lines.append("; ".join(part for part in (today, caps) if part))
    return lines
