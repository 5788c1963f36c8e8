"""What every command shares: the project, what is said and where, and the options several commands take."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from decimal import Decimal

    from storyboard.flows import FrameOptions, FramePlan, Project
    from storyboard.model import Progress

Command = TypeVar("Command", bound=Callable[..., Any])


@dataclass(frozen=True)
class Context:
    """The global options."""

    folder: Path | None
    quiet: bool
    verbose: bool
    color: bool

    def project(self) -> Project:
        """The project that -C or the current folder names."""
        from storyboard.flows import open_project

        return open_project(self.folder or Path())

    def progress(self) -> Progress:
        """Bars on a terminal, plain lines elsewhere, nothing with -q."""
        from storyboard.cli.progress import make_progress

        return make_progress(quiet=self.quiet, color=self.color)

    def say(self, message: str) -> None:
        """Talk: to stderr, and not with -q."""
        if not self.quiet:
            click.echo(message, err=True)


def print_json(value: dict[str, Any]) -> None:
    """The product of a command as one JSON document."""
    # A lone surrogate, such as a damaged title may hold, has no UTF-8 form; JSON can still spell it.
    click.echo(json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace").decode())


def frame_options(command: Command) -> Command:
    """The options that say what should be drawn, by whom and how well."""
    from storyboard.cli.options import BACKEND, BUDGET, ON_UNKNOWN, QUALITY, TAKES, WHICH

    for option in (ON_UNKNOWN, BUDGET, WHICH, TAKES, QUALITY, BACKEND):
        command = option(command)
    return command


def confirm_price(planned: FramePlan, *, yes: bool) -> None:
    """Say the price of a paid run, and go on only with consent.

    Raises:
        BudgetError: It is not expected to fit.
        InputError: There is nobody to ask.
    """
    from storyboard.cli.consent import ask_consent
    from storyboard.errors import BudgetError
    from storyboard.model import format_usd

    plan = planned.plan
    if not plan.paid or not plan.images:
        return
    for warning in plan.warnings:
        click.echo(f"Note: {warning}", err=True)
    click.echo(said_price(planned), err=True)
    estimate, left = plan.quote.estimate, planned.cap - planned.spent
    if estimate > left:
        raise BudgetError(
            f"The run is expected to cost {format_usd(estimate)}; {format_usd(max(left, type(left)(0)))} of the budget are left",
            cure="Raise it with --budget, or choose fewer shots",
        )
    short = planned.purse.short_of(estimate)
    if short:
        raise BudgetError(f"The run is expected to cost {format_usd(estimate)}; {short}", cure="Or choose fewer shots")
    ask_consent(plan.quote, yes=yes, above=planned.purse.consent_above)


def said_price(planned: FramePlan) -> str:
    """The price of a paid run in one line: ``38 images, about $5.90, at most $7.70, 22 cached, cap $10.00 (...)``."""
    from storyboard.model import clock, format_usd

    plan = planned.plan
    cached = f", {plan.up_to_date} cached" if plan.up_to_date else ""
    about = [f"{plan.backend}, {planned.quality} quality", f"about {clock(plan.minutes * 60)}"]
    if planned.spent:
        about.append(f"{format_usd(planned.spent)} of the cap is spent or held")
    about += planned.purse.told
    return (
        f"{plan.images} image{'s' * (plan.images != 1)}, about {format_usd(plan.quote.estimate)}, "
        f"at most {format_usd(plan.quote.at_most)}{cached}, cap {format_usd(planned.cap)} ({'; '.join(about)})"
    )


def parse_size(text: str | None) -> tuple[int, int] | None:
    """``1280x720`` as numbers.

    Raises:
        click.BadParameter: Not a size a video can have.
    """
    if text is None:
        return None
    match = re.fullmatch(r"(\d{2,4})[x×](\d{2,4})", text.strip().lower())
    size = (int(match[1]), int(match[2])) if match else (0, 0)
    if not all(64 <= side <= 4096 and side % 2 == 0 for side in size):
        raise click.BadParameter(f"{text!r} is not a size. Write it like 1280x720, with even sides from 64 to 4096.")
    return size


def options_from(
    selectors: tuple[str, ...],
    backend: str | None,
    quality: str | None,
    takes: int,
    which: str,
    budget: Decimal | None,
    on_unknown: str,
    *,
    allow_undescribed: bool = False,
    test: bool = False,
    preview: bool = False,
) -> FrameOptions:
    """The options of a run from what click read."""
    from storyboard.flows import FrameOptions, check_backend
    from storyboard.model import Quality

    return FrameOptions(
        selectors=selectors,
        backend=check_backend(backend) if backend else None,
        quality=Quality(quality) if quality else None,
        takes=takes,
        which=which,
        budget=budget,
        retry_unknown=on_unknown == "retry",
        allow_undescribed=allow_undescribed,
        test=test,
        previews=3 if preview else 0,
    )
