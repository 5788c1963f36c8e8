"""storyboard check"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

import click

from storyboard.cli.consent import confirm_spending
from storyboard.cli.context import Context, print_json
from storyboard.cli.options import BUDGET, JSON, ON_UNKNOWN, SELECT_HELP, SELECTORS, YES
from storyboard.errors import ExitCode

if TYPE_CHECKING:
    from storyboard.flows import CheckReport, Project, VisionReport


@click.command("check", epilog=SELECT_HELP)
@SELECTORS
@click.option("--ignore", multiple=True, metavar="CODE", help="Do not tell this kind of finding. Can be repeated.")
@click.option("--no-text", is_flag=True, help="Do not read the text in the pictures; that takes a second or two each.")
@click.option("--all", "everything", is_flag=True, help="Tell what is merely worth a look, too.")
@click.option("--rules", is_flag=True, help="Say what is looked for, and why; check nothing.")
@click.option(
    "--vision",
    is_flag=True,
    help="Have a model look at the paid and imported frames: faces, hair, clothes, people, words, faults. Costs money.",
)
@BUDGET
@ON_UNKNOWN
@YES
@JSON
@click.pass_obj
def command(
    context: Context,
    selectors: tuple[str, ...],
    ignore: tuple[str, ...],
    no_text: bool,
    everything: bool,
    rules: bool,
    vision: bool,
    budget: Decimal | None,
    on_unknown: str,
    yes: bool,
    as_json: bool,
) -> int | None:
    """Look for what does not fit: the line, wardrobe, props, cuts, speech, light, and the drawn frames.

    \b
    storyboard check --vision    a model looks at each frame beside the pictures of its people, too
    storyboard frames --retry-failing 2    redoes what it found wrong, and has it looked at again

    Without --vision nothing is spent and nothing is sent; what a model has seen of the frames as they are is told all the
    same, with its date. Ends with exit code 3 when there are errors. A note such as "check: ignore jump-cut" in shots.yaml
    keeps a shot from being told about that again.
    """
    from storyboard.flows import check_json, check_project

    if rules:
        _show_rules(as_json=as_json)
        return None
    project = context.project()
    seen = look(context, project, selectors, budget, on_unknown, yes=yes) if vision else None
    report = check_project(
        project, selectors, ignore=ignore, read_text=not no_text, vision=seen, progress=context.progress()
    )
    if report.text_hint:
        context.say(report.text_hint)
    if as_json:
        print_json(check_json(report))
    else:
        _show(report, everything=everything)
    wrong = any(finding.severity == "error" for finding in report.findings)
    return int(ExitCode.UNFINISHED) if wrong or (seen and seen.not_judged) else None


def look(
    context: Context,
    project: Project,
    selectors: tuple[str, ...],
    budget: Decimal | None,
    on_unknown: str,
    *,
    yes: bool,
) -> VisionReport:
    """Say the price, have the frames looked at, and say which were not judged."""
    from storyboard.flows import VisionOptions, plan_vision, run_vision
    from storyboard.model import format_usd

    options = VisionOptions(selectors=selectors, budget=budget, retry_unknown=on_unknown == "retry")
    plan = plan_vision(project, options)
    for line in plan.left:
        context.say(f"Not looked at: {line}")
    if plan.known:
        context.say(f"{plan.known} frame{'s' * (plan.known != 1)} looked at before, as they are: nothing to pay")
    if plan.looks:
        for warning in plan.warnings:
            click.echo(f"Note: {warning}", err=True)
        what = f"{len(plan.looks)} frame{'s' * (len(plan.looks) != 1)} to be looked at by {plan.model}"
        confirm_spending(
            what,
            plan.quote,
            cap=plan.cap,
            spent=plan.spent,
            minutes=plan.minutes,
            yes=yes,
            above=project.bible.consent_above,
        )
    elif not plan.known:
        context.say("There is no frame to look at.")
    report = run_vision(project, plan, options, progress=context.progress())
    if plan.looks:
        context.say(f"{report.looked} looked at for {format_usd(report.cost)}")
    if report.not_judged:
        context.say(f"Not judged: {', '.join(report.not_judged)}")
    return report


def _show(report: CheckReport, *, everything: bool) -> None:
    headings = {scene.id: f"{scene.number}  {scene.heading.text}" for scene in report.shot_list.scenes}
    numbers = {shot.id: shot.number or shot.id for shot in report.shot_list.shots}
    told = [finding for finding in report.findings if everything or finding.severity != "info"]
    scene: str | None = None
    for finding in told:
        if finding.scene != scene:
            scene = finding.scene
            click.echo(
                f"\n{headings.get(scene, scene) if scene else 'The whole film'}".removeprefix(
                    "\n" * (finding is told[0])
                )
            )
        click.echo(f"  {numbers.get(finding.shot, ''):<5} {finding.severity:<7}  {finding.code}: {finding.message}")
        click.echo(f"{'':16} -> {finding.fix}")
    if told:
        click.echo()
    click.echo(_summary(report))
    quiet = Counter(finding.code for finding in report.findings if finding.severity == "info") if not everything else {}
    if quiet:
        kinds = ", ".join(f"{count} {code}" for code, count in sorted(quiet.items()))
        click.echo(f"Worth a look (--all): {kinds}")


def _summary(report: CheckReport) -> str:
    counts = Counter(str(finding.severity) for finding in report.findings)
    parts = [f"{counts[kind]} {kind}{'s' * (counts[kind] != 1)}" for kind in ("error", "warning") if counts[kind]]
    pictures = f", {report.pictures} pictures" if report.pictures else ", no pictures yet"
    read = ", text read" if report.text_read else ""
    seen = f", {report.looked_at} looked at by a model" if report.looked_at else ""
    return f"{len(report.shot_list.shots)} shots{pictures}{read}{seen}: {', '.join(parts) or 'nothing wrong found'}"


def _show_rules(*, as_json: bool) -> None:
    from storyboard.flows import rules_json

    rules = rules_json()
    if as_json:
        print_json({"schema": 1, "rules": rules})
        return
    for rule in rules:
        click.echo(f"{', '.join(rule['codes'])}\n    {rule['what']} {rule['why']}")
