"""Options that several commands take, said once."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

import click


class Dollars(click.ParamType[Decimal]):
    """An amount of money from 0 to 100,000 US dollars."""

    name = "USD"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        try:
            amount = Decimal(str(value).strip().removeprefix("$"))
        except InvalidOperation:
            self.fail(f"{value!r} is not an amount. Write it like 2.50.", param, ctx)
        if not amount.is_finite() or not 0 <= amount <= 100_000:
            self.fail(f"{value!r} is not between 0 and 100,000 dollars.", param, ctx)
        return amount


SELECTORS = click.argument("selectors", nargs=-1, metavar="[SELECT]...")
SELECT_HELP = """\b
SELECT names shots: s001_0020 or 1B (a shot), s001 (a scene), @MARA (all with her),
1B..2A (a stretch), missing, stale, redo. Without it: the whole film."""
BACKEND = click.option(
    "--backend", metavar="NAME", help="Who draws: previs (free, offline) or openai. Default: the bible's."
)
QUALITY = click.option("--quality", type=click.Choice(["draft", "final"]), help="Which pass. Default: the bible's.")
TAKES = click.option(
    "--takes", type=click.IntRange(1, 10), default=1, show_default=True, help="Takes each shot should have."
)
WHICH = click.option(
    "--which",
    type=click.Choice(["start", "end", "both"]),
    default="start",
    show_default=True,
    help="First or last picture. Paid last ones, unless named: only where somebody comes, goes or changes.",
)
BUDGET = click.option("--budget", type=Dollars(), help="Never spend more than this. Default: the bible's.")
ON_UNKNOWN = click.option(
    "--on-unknown",
    type=click.Choice(["skip", "retry"]),
    default="skip",
    show_default=True,
    help="Pictures that may be paid for but never arrived: leave them, or risk paying again.",
)
ALLOW_UNDESCRIBED = click.option(
    "--allow-undescribed", is_flag=True, help="Let a paid picture show somebody of whom there is no picture."
)
TEST = click.option(
    "--test", is_flag=True, help="Only the few that tell most: a wide, a two-hander, a close-up, a night."
)
SHEET = click.option(
    "--sheet",
    metavar="COLUMNSxROWS",
    help="Drafts of a scene several to a picture (2x2), cut apart: cheaper, more alike.",
)
BATCH = click.option(
    "--batch", is_flag=True, help="Half the price, within a day: send them, leave, and come back with --resume."
)
RESUME = click.option("--resume", is_flag=True, help="Fetch what was sent as a batch, and whatever else is paid for.")
YES = click.option("--yes", is_flag=True, help="Agree to the price without being asked.")
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
KIND = click.option(
    "--kind",
    metavar="KIND",
    help="Not shots but: title, end, poster, thumbnail, location, character, prop, expand or comic. SELECT then names "
    "shots for the last two, places, people or props for the three before; the others take none.",
)
TEXT = click.option(
    "--text",
    "text",
    metavar="WORDS",
    multiple=True,
    help="Words of a card or poster, a line each. Default: the title page's.",
)
FORMAT = click.option(
    "--format", "format_name", metavar="FORMAT", default="", help="Shape of the picture, for --kind: 9:16, 1:1 ..."
)
