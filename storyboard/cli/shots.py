"""storyboard shots"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from storyboard.cli.context import Context, print_json
from storyboard.cli.options import BUDGET, JSON, ON_UNKNOWN, YES

if TYPE_CHECKING:
    from decimal import Decimal

    from storyboard.flows import BreakdownPlan, DraftedBreakdown, ImportReport, Project, ShotsReport
    from storyboard.model import Shot

_LISTED = 8
_LONGEST_CELL = 40
_VALUE_WIDTH = 56


@click.command("shots")
@JSON
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the list as .csv or .xlsx, to be edited and imported, or as .md.",
)
@click.option(
    "--import",
    "source",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Take an edited list back: .csv, .tsv, .xlsx, or a shots.yaml.",
)
@click.option(
    "--length", metavar="TIME", help="Fit the film to a length: 30s, 1:30. Says what it shortened or put together."
)
@click.option(
    "--max-shots",
    type=click.IntRange(1, 10_000),
    metavar="N",
    help="Put shots together until there are no more than N.",
)
@click.option(
    "--fresh", is_flag=True, help="Derive every field by today's rules, also of shots whose pictures were paid for."
)
@click.option("--explain", metavar="SHOT", help="Say which rule or cue made each field of a shot.")
@click.option(
    "--breakdown",
    "by",
    type=click.Choice(["rules", "openai"]),
    help="Who breaks the script down: the rules (free, offline), or a model of words, for money; `rules` goes back.",
)
@ON_UNKNOWN
@BUDGET
@YES
@click.pass_obj
def command(
    context: Context,
    as_json: bool,
    output: Path | None,
    source: Path | None,
    length: str | None,
    max_shots: int | None,
    fresh: bool,
    explain: str | None,
    by: str | None,
    on_unknown: str,
    budget: Decimal | None,
    yes: bool,
) -> None:
    """Read the script, break it into shots and show the shot list.

    The list lies in shots.yaml: change it there, or write it as a table, edit that and import it. Your changes stay when
    the script is read again.

    With --breakdown openai the price is said first, then how the model's shots differ from the rules'. Its answers are
    kept in shots.answers/: they are asked for, and paid, once for the same lines.
    """
    from storyboard.flows import (
        breakdown_json,
        current_shots,
        find_shot,
        fit_shots,
        import_json,
        import_shots,
        raise_if_fallen_back,
        shots_json,
    )

    project = context.project()
    imported = drafted = None
    if by is not None and (source is not None or length is not None or max_shots is not None):
        raise click.UsageError("--breakdown does not go with --import, --length and --max-shots. One after the other.")
    if by == "openai":
        report, drafted = _by_model(context, project, budget=budget, retry=on_unknown == "retry", yes=yes, fresh=fresh)
    elif source is not None:
        if length is not None or max_shots is not None:
            raise click.UsageError(
                "--import does not go with --length and --max-shots. Import first, then fit the film."
            )
        imported = import_shots(project, source)
        report = imported.shots
    elif length is None and max_shots is None:
        report = current_shots(project, again=True, fresh=fresh, by_rules=by == "rules")
    else:
        report, notes = fit_shots(project, seconds=parse_length(length), most=max_shots)
        for note in notes:
            context.say(note)
    if as_json:
        listed = shots_json(project, report)
        listed |= {} if imported is None else {"import": import_json(imported)}
        print_json(listed if drafted is None else {**listed, "breakdown": breakdown_json(drafted)})
        if drafted is not None:
            raise_if_fallen_back(drafted)
        return
    say_diagnostics(context, report)
    if imported is not None:
        _say_import(context, imported)
    if explain:
        _explain(find_shot(report.shot_list.shots, explain), project)
    elif output is not None:
        from storyboard.flows import write_shots

        click.echo(write_shots(project, output))
    elif imported is None:
        _table(project, report)
    if drafted is not None:
        raise_if_fallen_back(drafted)


def _by_model(
    context: Context, project: Project, *, budget: Decimal | None, retry: bool, yes: bool, fresh: bool
) -> tuple[ShotsReport, DraftedBreakdown]:
    """Say the price, ask, show the difference, and store."""
    from storyboard.flows import draft_breakdown, keep_breakdown, plan_breakdown

    planned = plan_breakdown(project, budget=budget, retry=retry)
    _confirm(planned, yes=yes)
    drafted = draft_breakdown(project, planned, progress=context.progress())
    _say_difference(context, drafted)
    return keep_breakdown(project, drafted, fresh=fresh), drafted


def _confirm(planned: BreakdownPlan, *, yes: bool) -> None:
    """Say what asking the model costs, and go on only with consent."""
    from storyboard.cli.consent import confirm_spending
    from storyboard.errors import BudgetError
    from storyboard.model import format_usd

    if not planned.wanted:
        return
    for warning in planned.warnings:
        click.echo(f"Note: {warning}", err=True)
    short = planned.purse.short_of(planned.quote.estimate)
    if short:
        raise BudgetError(f"It is expected to cost {format_usd(planned.quote.estimate)}; {short}")
    kept = len(planned.parts) - len(planned.wanted)
    confirm_spending(
        f"{planned.scenes} scene{'s' * (planned.scenes != 1)} for {planned.model}"
        f"{f' ({kept} answered before)' if kept else ''}",
        planned.quote,
        cap=planned.cap,
        spent=planned.spent,
        minutes=planned.minutes,
        yes=yes,
        above=planned.purse.consent_above,
    )


def _say_difference(context: Context, drafted: DraftedBreakdown) -> None:
    """What is otherwise than by the rules, a line for each scene."""
    from storyboard.flows import lines_text

    if not drafted.differences:
        context.say("The script names its shots itself: there is nothing to ask a model")
        return
    width = max(len("scene"), *(len(row.number) for row in drafted.differences))
    wide = max(len(drafted.model), 5)
    context.say(f"{'scene':<{width}}  rules  {drafted.model:>{wide}}")
    for row in drafted.differences:
        told = [f"{lines_text(row.regrouped)} put together otherwise"] if row.regrouped else []
        told += [f"{lines_text(row.covered)} by the rules"] if row.covered else []
        told += [f"the rules' shots: {row.why}"] if row.why else []
        context.say(
            f"{row.number:<{width}}  {row.rules:>5}  {row.model:>{wide}}  {'; '.join(told) or 'the same lines in each shot'}"
        )


def parse_length(text: str | None) -> float | None:
    """Seconds of ``30s``, ``90`` or ``1:30``.

    Raises:
        click.BadParameter: Not a length.
    """
    import re

    if text is None:
        return None
    match = re.fullmatch(r"(?:(\d{1,3}):)?(\d{1,5}(?:\.\d{1,3})?)\s*s?", text.strip().lower())
    if match is None:
        raise click.BadParameter(f"{text!r:.40} is not a length. Write it like 30s or 1:30.")
    return int(match[1] or 0) * 60 + float(match[2])


def say_diagnostics(context: Context, report: ShotsReport) -> None:
    """What the reading of the script doubted, and what a new reading changed."""
    from storyboard.model import Severity

    for entry in report.diagnostics:
        if context.verbose or entry.severity is Severity.WARNING:
            context.say(str(entry))
    if report.kept:
        context.say(
            f"{len(report.kept)} shots with paid pictures keep what an older version made of them; --fresh derives them anew"
        )
    if report.added:
        context.say(f"New shots: {', '.join(report.added)}")
    if report.gone:
        context.say(f"Gone from the script: {', '.join(report.gone)} (their takes stay on disk)")


def _say_import(context: Context, report: ImportReport) -> None:
    for note in report.notes:
        context.say(note)
    if report.missing:
        context.say(
            f"Not in the file, left alone: {_listed(report.missing)}. To take a shot out, delete it in shots.yaml."
        )
    done = []
    if report.changed:
        shots = [
            f"{shot.id} {', '.join(f'{cell.column} {_short(cell.before)} -> {_short(cell.after)}' for cell in shot.cells)}"
            for shot in report.changed[:_LISTED]
        ]
        more = f"; and {len(report.changed) - _LISTED} more" if len(report.changed) > _LISTED else ""
        count = len(report.changed)
        done.append(f"{count} {'shot' if count == 1 else 'shots'} changed: {'; '.join(shots)}{more}")
    if report.added:
        done.append(f"{len(report.added)} new: {_listed(report.added)}")
    if report.removed:
        done.append(f"{len(report.removed)} taken out: {_listed(report.removed)}")
    if report.reordered:
        done.append("order changed")
    click.echo("; ".join(done) or "Nothing has changed")
    if report.stale:
        verb = "picture is" if report.stale == 1 else "pictures are"
        context.say(f"{report.stale} {verb} out of date now; storyboard plan tells why, and what drawing again costs")


def _listed(names: tuple[str, ...]) -> str:
    more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    return ", ".join(names[:_LISTED]) + more


def _short(text: str) -> str:
    line = " ".join(text.split())
    if len(line) > _LONGEST_CELL:
        line = f"{line[:_LONGEST_CELL].rstrip()}…"
    return line if line and " " not in line else f'"{line}"'


def _table(project: Project, report: ShotsReport) -> None:
    from storyboard.cli.table import print_table
    from storyboard.flows import eighths_text

    fps = project.bible.fps
    for scene in report.shot_list.scenes:
        shots = [shot for shot in report.shot_list.shots if shot.scene == scene.id]
        if not shots:
            continue
        played = _minutes(sum(shot.seconds(fps) for shot in shots))
        pages = f"{_pages(eighths_text(scene.eighths))}, " if scene.eighths else ""
        click.echo(f"\n{scene.number}  {scene.heading.text}   ({pages}{played})")
        rows = [
            (
                shot.number or shot.id,
                shot.id,
                f"{shot.size} {shot.framing if shot.framing not in {'single', 'insert'} else ''}".strip(),
                str(shot.movement),
                f"{shot.seconds(fps):.1f}",
                ", ".join(subject.character for subject in shot.visible),
                _what(shot),
            )
            for shot in shots
        ]
        print_table(("shot", "id", "size", "camera", "s", "who", "what"), rows)
    total = sum(shot.seconds(fps) for shot in report.shot_list.shots)
    eighths = sum(scene.eighths for scene in report.shot_list.scenes)
    script = f"; script {_pages(eighths_text(eighths))}" if eighths else ""
    click.echo(f"\n{len(report.shot_list.shots)} shots, {_minutes(total)}{script}")


def _pages(eighths: str) -> str:
    return f"{eighths} {'page' if eighths == '1' or ('/' in eighths and ' ' not in eighths) else 'pages'}"


def _minutes(seconds: float) -> str:
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02d}"


def _what(shot: Shot) -> str:
    words = [shot.action.text] if shot.action.text else []
    words += [f"{line.character}: {line.text}" for line in shot.dialogue]
    return " / ".join(" ".join(part.split()) for part in words) or ", ".join(shot.overlay_text)


def _explain(shot: Shot, project: Project) -> None:
    from textwrap import wrap

    from storyboard.flows import explain_shot

    click.echo(f"{shot.number}  {shot.id}  {shot.source.file}:{shot.source.line}")
    for row in explain_shot(project, shot):
        lines = [part for line in row.value.split("\n") for part in wrap(line, _VALUE_WIDTH) or [""]]
        click.echo(f"  {row.name:<16} {lines[0]:<{_VALUE_WIDTH}}  {row.reason}".rstrip())
        for line in lines[1:]:
            click.echo(f"  {'':<16} {line}")
