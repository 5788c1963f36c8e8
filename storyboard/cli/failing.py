"""storyboard frames --retry-failing"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from storyboard.cli.consent import confirm_spending
from storyboard.cli.context import Context

if TYPE_CHECKING:
    from storyboard.flows import FrameOptions, Project, RetryReport


def redo_failing(
    context: Context, project: Project, rounds: int, options: FrameOptions, *, refused: Sequence[str], yes: bool
) -> None:
    """Say what failed, how it would be redone and at what price; redo it, and print the picks.

    Args:
        context: The global options.
        project: The open project.
        rounds: At most how many.
        options: Which shots, by whom, how well.
        refused: Options that were given and do not go along.
        yes: Consent was given already.

    Raises:
        UnfinishedError: Some still fail.
    """
    from storyboard.errors import UnfinishedError
    from storyboard.flows import plan_retry, retry_failing

    if refused:
        raise click.UsageError(f"--retry-failing does not go with {', '.join(refused)}.")
    plan = plan_retry(project, options, rounds)
    for line in plan.left:
        context.say(f"Left alone: {line}")
    if not plan.judged:
        context.say("No frame has been looked at as it is now. First: storyboard check --vision")
    elif not plan.failing:
        context.say("Nothing to redo: no other frame failed the last vision check." if plan.left else _all_pass())
    if not plan.failing:
        return
    for one in plan.failing:
        way = f"change: {one.instruction}" if one.how == "revise" else "draw anew"
        context.say(f"{one.label:<6} {one.told} -> {way}")
    count = f"{len(plan.failing)} frame{'s' * (len(plan.failing) != 1)}"
    confirm_spending(
        f"{count} to be redone and looked at, at most {rounds} round{'s' * (rounds != 1)}",
        plan.quote,
        cap=plan.cap,
        spent=plan.spent,
        minutes=plan.minutes,
        yes=yes,
        above=project.bible.consent_above,
    )
    report = retry_failing(project, plan, options, progress=context.progress())
    for frame in report.frames:
        kept = f"take {frame.take.number}" + (" (as before)" if frame.take.number == frame.before else "")
        context.say(f"{frame.label:<6} {kept}: {frame.told}")
        click.echo(frame.take.path)
    if report.stopped:
        context.say(f"Stopped after round {report.rounds}: {report.stopped}")
    if report.failing:
        raise UnfinishedError(_still_failing(report), cure=_cure(report))


def _all_pass() -> str:
    return "Nothing to redo: no frame failed the last vision check."


def _still_failing(report: RetryReport) -> str:
    labels = ", ".join(frame.label for frame in report.failing[:12])
    return f"{len(report.failing)} of the frames still fail: {labels}{' ...' if len(report.failing) > 12 else ''}"


def _cure(report: RetryReport) -> str:
    first = report.failing[0].label
    return f"See why with: storyboard check {first}. Change it with storyboard revise, or its shot in shots.yaml"
