"""storyboard cast"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import click

from storyboard.cli.context import Context, confirm_price, options_from, print_json
from storyboard.cli.options import BACKEND, BUDGET, JSON, ON_UNKNOWN, QUALITY, TAKES, YES

if TYPE_CHECKING:
    from storyboard.flows import FrameOptions, Making, Project
    from storyboard.model import CastRow, LookRow, Roster, Take, ThingRow


@click.command("cast")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE.html", help="The page. Default: out/cast.html."
)
@click.option(
    "--make",
    "names",
    metavar="NAME",
    multiple=True,
    help="Make the reference picture of a character, a place or a prop, as takes to pick from. Repeatable.",
)
@click.option(
    "--from",
    "sources",
    metavar="IMAGE",
    multiple=True,
    help="Start from this photo or drawing; with several --make, one for each in order, or NAME=IMAGE.",
)
@click.option("--look", default="", metavar="LOOK", help="Make it of this look of the character.")
@click.option("--sheet", is_flag=True, help="Make the sheet (views and expressions) from the approved anchor.")
@ON_UNKNOWN
@BUDGET
@TAKES
@QUALITY
@BACKEND
@YES
@JSON
@click.pass_obj
def command(
    context: Context,
    output: Path | None,
    names: tuple[str, ...],
    sources: tuple[str, ...],
    look: str,
    sheet: bool,
    backend: str | None,
    quality: str | None,
    takes: int,
    budget: Decimal | None,
    on_unknown: str,
    yes: bool,
    as_json: bool,
) -> None:
    """Show who and what is in the film: scenes, lines, looks, pictures, and what is missing.

    Also written as a page with all pictures, out/cast.html. Nothing is filled in for you: what the script says of
    somebody is shown beside the blanks.

    \b
    storyboard cast --make MARA                  an anchor, from the description in the bible
    storyboard cast --make MARA --from photo.jpg an anchor, from a picture, in the film's style
    storyboard pick MARA 1                       approve take 1: it becomes the reference
    storyboard cast --make MARA --sheet          then the turnaround sheet, from the anchor
    """
    project = context.project()
    if names:
        options = options_from((), backend, quality, takes, "start", budget, on_unknown)
        _make(context, project, makings_of(names, sources, look=look, sheet=sheet), options, yes=yes, as_json=as_json)
        return
    if sources or look or sheet:
        raise click.UsageError("--from, --look and --sheet go with --make NAME.")
    _show(context, project, output, as_json=as_json)


def makings_of(names: tuple[str, ...], sources: tuple[str, ...], *, look: str, sheet: bool) -> tuple[Making, ...]:
    """Which picture belongs to which name.

    Raises:
        click.UsageError: That cannot be told.
    """
    from storyboard.flows import Making

    if look and len(names) > 1:
        raise click.UsageError("--look is for one --make at a time.")
    known = {name.casefold(): name for name in names}
    given: dict[str, Path] = {}
    bare: list[Path] = []
    for source in sources:
        name, equals, path = source.partition("=")
        if equals and name.strip().casefold() in known:
            given[known[name.strip().casefold()]] = Path(path)
        else:
            bare.append(Path(source))
    left = [name for name in names if name not in given]
    if bare and len(bare) != len(left):
        raise click.UsageError("Say which picture is whose: --from NAME=IMAGE.")
    given |= dict(zip(left, bare, strict=False))
    return tuple(Making(name=name, source=given.get(name), look=look, sheet=sheet) for name in names)


def _make(
    context: Context, project: Project, makings: tuple[Making, ...], options: FrameOptions, *, yes: bool, as_json: bool
) -> None:
    from storyboard.flows import draw_making, plan_json, plan_making

    planned = plan_making(project, makings, options)
    if as_json:
        print_json(plan_json(planned))
        return
    confirm_price(planned, yes=yes)
    report = draw_making(project, makings, options, progress=context.progress())
    for take in report.takes:
        click.echo(take.path)
    if not report.takes:
        context.say("Nothing to draw: the takes that are there are current. For another one: --takes 2")
        return
    _say_how_to_approve(context, makings, report.takes)


def _say_how_to_approve(context: Context, makings: tuple[Making, ...], takes: tuple[Take, ...]) -> None:
    making, take = makings[0], takes[0]
    more = f"{' --sheet' if making.sheet else ''}{f' --look {quoted(making.look)}' if making.look else ''}"
    context.say(f"Look at it. To make it the reference: storyboard pick {quoted(making.name)} {take.number}{more}")


def _show(context: Context, project: Project, output: Path | None, *, as_json: bool) -> None:
    from storyboard.flows import read_roster, roster_json, write_cast_page

    roster = read_roster(project)
    if as_json:
        print_json(roster_json(roster))
        return
    _table(roster)
    _say_what_is_missing(context, roster)
    click.echo(write_cast_page(project, roster, output=output, progress=context.progress()))


def _table(roster: Roster) -> None:
    from storyboard.cli.table import print_table

    rows = []
    for person in roster.people:
        seen = str(person.shots) if person.visible else "voice only"
        for index, look in enumerate(person.looks):
            first = (person.name, ", ".join(person.scenes), str(person.lines), seen) if index == 0 else ("", "", "", "")
            rows.append((*first, _look(look), _pictures(look), "; ".join(person.missing) if index == 0 else ""))
    print_table(("who", "scenes", "lines", "shots", "look", "pictures", "missing"), rows)
    if roster.things:
        click.echo()
        print_table(
            ("what", "kind", "scenes", "shots", "pictures", "missing"),
            [
                (
                    thing.name,
                    thing.kind,
                    ", ".join(thing.scenes),
                    str(thing.shots),
                    ", ".join(picture.written for picture in thing.pictures),
                    "; ".join(thing.missing),
                )
                for thing in roster.things
            ],
        )


def _look(look: LookRow) -> str:
    return look.name if look.known else f"{look.name} (not in the bible)"


def _pictures(look: LookRow) -> str:
    return ", ".join(f"{picture.written}{' (not there)' * picture.missing}" for picture in look.pictures)


def _say_what_is_missing(context: Context, roster: Roster) -> None:
    for doubt in dict.fromkeys((*roster.doubts, *(line for person in roster.people for line in person.doubts))):
        context.say(doubt)
    for person in roster.people:
        if person.missing:
            for found in person.found:
                where = f"  {found.where}" if found.where else ""
                context.say(f"{person.name}: the script says of {_what(found.what)}: {found.text}{where}")
    rows: tuple[CastRow | ThingRow, ...] = (*roster.people, *roster.things)
    waiting = [row for row in rows if row.takes and _wants_picture(row)]
    for row in waiting:
        context.say(f"{row.name}: {len(row.takes)} made, none approved: storyboard pick {quoted(row.name)} 1")
    without = [row.name for row in rows if _wants_picture(row) and row not in waiting]
    if without:
        context.say(
            f"No picture of {', '.join(without)}. Put one under references: in storyboard.yaml, "
            f"or have one made: storyboard cast --make {quoted(without[0])}"
        )


def _what(what: str) -> str:
    return "them" if what == "introduction" else f"their {what}"


def _wants_picture(row: CastRow | ThingRow) -> bool:
    return any(reason.startswith(("no reference picture", "not in the bible")) for reason in row.missing)


def quoted(name: str) -> str:
    """A name as a shell takes it for one word."""
    return name if name.replace("-", "").replace("_", "").isalnum() else f'"{name}"'
