"""storyboard cast"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from storyboard.cli.context import Context, print_json
from storyboard.cli.options import JSON

if TYPE_CHECKING:
    from storyboard.model import CastRow, LookRow, Roster, ThingRow


@click.command("cast")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE.html", help="The page. Default: out/cast.html."
)
@JSON
@click.pass_obj
def command(context: Context, output: Path | None, as_json: bool) -> None:
    """Show who and what is in the film: scenes, lines, looks, pictures, and what is missing.

    Also written as a page with all pictures, out/cast.html. Nothing is filled in for you: what the script says of
    somebody is shown beside the blanks.
    """
    from storyboard.flows import read_roster, roster_json, write_cast_page

    project = context.project()
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
    without = [row.name for row in rows if _wants_picture(row)]
    if without:
        context.say(
            f"No picture of {', '.join(without)}. Put one under references: in storyboard.yaml, "
            f"or have one made: storyboard cast --make {_quoted(without[0])}"
        )


def _what(what: str) -> str:
    return "them" if what == "introduction" else f"their {what}"


def _wants_picture(row: CastRow | ThingRow) -> bool:
    return any(reason.startswith(("no reference picture", "not in the bible")) for reason in row.missing)


def _quoted(name: str) -> str:
    return f'"{name}"' if " " in name else name
