"""Asking before money is spent; the one place where consent is had."""

from __future__ import annotations

import sys
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from storyboard.model import Quote

# Unless the bible says `consent_above:`.
CONSENT_ABOVE = Decimal(5)


def ask_consent(quote: Quote, *, yes: bool, above: Decimal = CONSENT_ABOVE) -> None:
    """Go on only with consent: a yes for small sums; for larger ones the amount, typed.

    Args:
        quote: The price, which was said already.
        yes: Consent was given on the command line.
        above: From where on the amount is to be typed, in US dollars.

    Raises:
        InputError: There is nobody to ask.
    """
    from storyboard.errors import InputError

    if yes:
        return
    if not sys.stdin.isatty():
        raise InputError("Nothing was sent: spending money needs consent", cure="Add --yes to agree to this price")
    if quote.at_most <= above:
        click.confirm("Go ahead?", abort=True, err=True)
        return
    wanted = f"{quote.at_most:.2f}"
    typed = click.prompt(
        f"This may cost {wanted} dollars. To agree, type that amount", default="", show_default=False, err=True
    )
    if _amount(typed) != Decimal(wanted):
        click.echo("That is another amount: nothing was sent.", err=True)
        raise click.Abort


def confirm_spending(
    what: str,
    quote: Quote,
    *,
    cap: Decimal,
    spent: Decimal,
    minutes: float,
    yes: bool,
    above: Decimal = CONSENT_ABOVE,
) -> None:
    """Say what something would cost, and go on only with consent. For pictures see `storyboard.cli.context.confirm_price`.

    Args:
        what: What would be done, as the beginning of a sentence: ``12 frames to be looked at by gpt-6-astra``.
        quote: The price.
        cap: The budget in US dollars; `spent` is what of it is gone.
        spent: See above.
        minutes: How long it takes.
        yes: Consent was given already.
        above: As for `ask_consent`.

    Raises:
        BudgetError: It is not expected to fit.
        InputError: There is nobody to ask.
    """
    from storyboard.errors import BudgetError
    from storyboard.model import clock, format_usd

    gone = f", {format_usd(spent)} of it spent" if spent else ""
    click.echo(
        f"{what}: about {format_usd(quote.estimate)}, at most {format_usd(quote.at_most)} "
        f"(budget {format_usd(cap)}{gone}), about {clock(minutes * 60)}",
        err=True,
    )
    left = max(cap - spent, Decimal(0))
    if quote.estimate > left:
        raise BudgetError(
            f"That is expected to cost {format_usd(quote.estimate)}; {format_usd(left)} of the budget are left",
            cure="Raise it with --budget, or choose fewer shots",
        )
    ask_consent(quote, yes=yes, above=above)


def _amount(text: str) -> Decimal | None:
    """The amount in what was typed; None if it is none."""
    try:
        return Decimal(text.strip().removeprefix("$").replace(",", "."))
    except InvalidOperation:
        return None
