"""storyboard check"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from storyboard.cli.context import Context, print_json
from storyboard.cli.options import JSON, SELECT_HELP, SELECTORS
from storyboard.errors import ExitCode

if TYPE_CHECKING:
    from storyboard.flows import CheckReport


@click.command("check", epilog=SELECT_HELP)
@SELECTORS
@click.option("--ignore", multiple=True, metavar="CODE", help="Do not tell this kind of finding. Can be repeated.")
@click.option("--no-text", is_flag=True, help="Do not read the text in the pictures; that takes a second or two each.")
@click.option("--all", "everything", is_flag=True, help="Tell what is merely worth a look, too.")
@click.option("--rules", is_flag=True, help="Say what is looked for, and why; check nothing.")
@JSON
@click.pass_obj
def command(
    context: Context,
    selectors: tuple[str, ...],
    ignore: tuple[str, ...],
    no_text: bool,
    everything: bool,
    rules: bool,
    as_json: bool,
) -> int | None:
    """Look for what does not fit: the line, wardrobe, props, cuts, speech, light, and the drawn frames.

    Spends nothing and sends nothing. Ends with exit code 3 when there are errors. A note such as
    "check: ignore jump-cut" in shots.yaml keeps a shot from being told about that again.
    """
    from storyboard.flows import check_json, check_project

    if rules:
        _show_rules(as_json=as_json)
        return None
    report = check_project(
        context.project(), selectors, ignore=ignore, read_text=not no_text, progress=context.progress()
    )
    if report.text_hint:
        context.say(report.text_hint)
    if as_json:
        print_json(check_json(report))
    else:
        _show(report, everything=everything)
    return int(ExitCode.UNFINISHED) if any(finding.severity == "error" for finding in report.findings) else None


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
    return f"{len(report.shot_list.shots)} shots{pictures}{read}: {', '.join(parts) or 'nothing wrong found'}"


def _show_rules(*, as_json: bool) -> None:
    from storyboard.flows import rules_json

    rules = rules_json()
    if as_json:
        print_json({"schema": 1, "rules": rules})
        return
    for rule in rules:
        click.echo(f"{', '.join(rule['codes'])}\n    {rule['what']} {rule['why']}")
