"""What only the real service can tell, found out with a handful of the cheapest requests, and kept beside the project."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal
from importlib.metadata import PackageNotFoundError, version

from storyboard.backends import Probe, Prober, plan_probes
from storyboard.model import Noun, Progress, Quote, Silence
from storyboard.paid import (
    Capabilities,
    Finding,
    model_info,
    open_till,
    read_capabilities,
    read_money,
    service_url,
    write_capabilities,
)
from storyboard.project import Project

_MINUTES = 2.0


class LivePlan(Noun):
    """What a live test would do.

    Attributes:
        url: The service, and `model` the image model that is asked.
        probes: The questions; `left_out` are those that would not fit the price.
        cap: The budget in US dollars; `spent` is what of it is gone.
    """

    url: str
    model: str
    probes: tuple[Probe, ...]
    left_out: tuple[str, ...] = ()
    cap: Decimal
    spent: Decimal = Decimal(0)
    minutes: float = _MINUTES

    @property
    def quote(self) -> Quote:
        """The price of all of them."""
        return sum((probe.quote for probe in self.probes), Quote())

    @property
    def requests(self) -> int:
        """How many requests for pictures it takes."""
        return sum(probe.requests for probe in self.probes)


def plan_live(project: Project, *, environ: Mapping[str, str] | None = None) -> LivePlan:
    """What a live test would do and cost; nothing is sent.

    Raises:
        InputError: The address is wrong.
        ServiceError: The project's model was shut down.
    """
    settings = project.bible.openai
    variables = os.environ if environ is None else environ
    info = model_info(settings.model)
    info.require_alive(datetime.now(UTC).date())
    probes, left = plan_probes(settings, tries_references="images/edits" in info.endpoints)
    cap = project.bible.budget
    return LivePlan(
        url=service_url(settings, variables),
        model=info.name,
        probes=probes,
        left_out=left,
        cap=cap,
        spent=read_money(project.layout.state, cap).committed_usd,
    )


def look_again(project: Project, *, environ: Mapping[str, str] | None = None) -> str:
    """Look, for nothing, whether the background answer of the last live test still is there; says what was seen.

    Empty where there is nothing to look for, or the service cannot be asked.

    Raises:
        InputError: The key or the address is missing or wrong.
    """
    variables = os.environ if environ is None else environ
    before = read_capabilities(project.layout.state)
    found = before.findings.get("retention") if before else None
    if before is None or found is None or not found.facts.get("response"):
        return ""
    if before.url != service_url(project.bible.openai, variables) or found.facts.get("gone"):
        return ""
    there = asyncio.run(_look(_prober(project, variables), str(found.facts["response"])))
    if there is None:
        return ""
    now = datetime.now(UTC)
    facts = {**found.facts, "seen" if there else "gone": now.isoformat(timespec="seconds")}
    age = _age(str(found.facts.get("drawn") or ""), now)
    said = (
        f"A background answer can still be fetched {age} after it was drawn"
        if there
        else f"A background answer is gone {age} after it was drawn"
    )
    kept = {**before.findings, "retention": Finding(answer=there, said=said, facts=facts)}
    write_capabilities(project.layout.state, before.model_copy(update={"findings": kept}))
    return said


def run_live(
    project: Project,
    plan: LivePlan,
    *,
    progress: Progress | None = None,
    environ: Mapping[str, str] | None = None,
    abort_after: float | None = None,
) -> Capabilities:
    """Make the requests and keep what was found in ``.storyboard/capabilities.json``.

    Args:
        project: The open project.
        plan: As `plan_live` gave it.
        progress: Told of each question.
        environ: Where key and address are read from.
        abort_after: After how many seconds the request is cut off that is meant to be.

    Raises:
        InputError: The key is missing or wrong.
        ServiceError: The service refuses everything.
        BudgetError: It does not fit the budget; what was found before is kept.
    """
    variables = os.environ if environ is None else environ
    prober = _prober(project, variables, abort_after=abort_after)
    return asyncio.run(_run(project, plan, prober, progress or Silence()))


async def _run(project: Project, plan: LivePlan, prober: Prober, progress: Progress) -> Capabilities:
    before = read_capabilities(project.layout.state)
    findings: dict[str, Finding] = {}
    progress.begin("live test", len(plan.probes))
    try:
        for probe in plan.probes:
            findings |= await prober.ask(probe)
            progress.advance(probe.name)
        findings["rate_headers"] = prober.rate_headers()
    finally:
        progress.end()
        await prober.close()
        if before is not None and before.url == plan.url:
            findings = {**before.findings, **findings}
        found = Capabilities(
            url=plan.url,
            model=plan.model,
            checked=datetime.now(UTC).replace(microsecond=0),
            program=_program(),
            spent_usd=prober.spent,
            findings=findings,
        )
        if findings:
            write_capabilities(project.layout.state, found)
    return found


async def _look(prober: Prober, response: str) -> bool | None:
    try:
        return await prober.still_there(response)
    finally:
        await prober.close()


def _prober(project: Project, environ: Mapping[str, str], *, abort_after: float | None = None) -> Prober:
    bible = project.bible
    till = open_till(project.layout.state, bible.budget, per_run=bible.budget_per_run, per_day=bible.budget_per_day)
    return Prober(bible.openai, till, environ=environ, abort_after=abort_after)


def _age(since: str, now: datetime) -> str:
    try:
        hours = (now - datetime.fromisoformat(since)).total_seconds() / 3600
    except (TypeError, ValueError):
        return "some time"
    if hours < 1:
        return f"{max(round(hours * 60), 1)} min"
    return f"{hours:.0f} h" if hours < 48 else f"{hours / 24:.0f} days"


def _program() -> str:
    try:
        return f"storyboard {version('storyboard')}"
    except PackageNotFoundError:
        return "storyboard"
