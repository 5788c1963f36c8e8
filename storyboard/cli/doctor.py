"""storyboard doctor"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from storyboard.cli.context import Context, print_json
from storyboard.cli.options import JSON, YES
from storyboard.errors import ExitCode

if TYPE_CHECKING:
    from storyboard.flows import Checkup

_MARKS = {"ok": "ok", "warning": "warning", "missing": "MISSING"}


@click.command("doctor")
@click.option(
    "--nets",
    is_flag=True,
    help="First fetch the four small nets (7 MB, with pip) that cut characters out of busy backgrounds.",
)
@click.option(
    "--live",
    is_flag=True,
    help="First ask the paid service what only it can tell, with five of the cheapest pictures: at most $0.05.",
)
@YES
@JSON
@click.pass_obj
def command(context: Context, nets: bool, live: bool, yes: bool, as_json: bool) -> int | None:
    """Say whether this machine is ready: packages, fonts, nets, disk, key, models; and the cure of what is not.

    Works in a project and outside. Nothing is sent without --live, and nothing is fetched without --nets. Ends with exit
    code 0 when everything that is needed is there (warnings are no hindrance), and with 2 otherwise.

    --live says its price and asks first. It finds out whether a request whose answer was lost can be asked for again for
    nothing, whether background answers survive, how references count against the limit; the findings lie in
    .storyboard/capabilities.json, and frames goes by them.
    """
    from storyboard.flows import check_machine, checkup_json, fetch_nets

    if nets:
        done = fetch_nets(progress=context.progress())
        what = f"fetched {len(done.fetched)} nets" if done.fetched else "all nets were there already"
        context.say(f"{what}: {done.folder}")
        if done.fetched:
            context.say(
                "References are learnt anew with them. Frames already drawn stay: storyboard redo @name, then frames"
            )
    if live:
        _try_live(context, yes=yes)
    checkup = check_machine(context.folder)
    if as_json:
        print_json(checkup_json(checkup))
    else:
        _show(checkup)
    return None if checkup.ready else int(ExitCode.BAD_INPUT)


def _try_live(context: Context, *, yes: bool) -> None:
    """Say the price, ask, make the requests, say what was found."""
    from storyboard.cli.consent import confirm_spending
    from storyboard.flows import look_again, plan_live, run_live
    from storyboard.model import format_usd

    project = context.project()
    plan = plan_live(project)
    seen = look_again(project)
    if seen:
        context.say(f"retention: {seen}")
    context.say(f"A live test of {plan.url}:")
    for probe in plan.probes:
        context.say(f"  {probe.told}")
    for told in plan.left_out:
        context.say(f"  left out, it would cost too much: {told}")
    confirm_spending(
        f"{plan.requests} requests to {plan.model}",
        plan.quote,
        cap=plan.cap,
        spent=plan.spent,
        minutes=plan.minutes,
        yes=yes,
        above=project.bible.consent_above,
    )
    found = run_live(project, plan, progress=context.progress())
    context.say(f"It cost {format_usd(found.spent_usd)}; the findings are in .storyboard/capabilities.json")


def _show(checkup: Checkup) -> None:
    wide = max(len(row.name) for row in checkup.rows)
    for row in checkup.rows:
        click.echo(f"{_MARKS[row.state]:<8} {row.name:<{wide}}  {row.what}")
        if row.cure:
            click.echo(f"{'':<8} {'':<{wide}}  -> {row.cure}")
    warnings = sum(row.state == "warning" for row in checkup.rows)
    missing = sum(row.state == "missing" for row in checkup.rows)
    if missing:
        click.echo(f"\nNot ready: {missing} missing")
    else:
        click.echo(f"\nReady{f', with {warnings} warning' if warnings else ''}{'s' * (warnings > 1)}")
