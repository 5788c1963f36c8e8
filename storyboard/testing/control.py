"""``/_bills`` and the other doors that only the fake has: what was seen and billed, faults, time, answers, forgetting.

- ``GET /_bills``: ``{bills, total_usd, requests, peak}``
- ``GET /_requests``: what came, without the pictures' bytes
- ``GET /_faults``: every fault by name; ``POST /_faults``: ``{name, times, match, seconds, at, endpoint, probability, seed}``;
  ``DELETE /_faults``
- ``POST /_clock``: ``{"advance": seconds}``, where the clock is virtual
- ``POST /_answers``: structured answers by the schema's name, ``*`` for any
- ``POST /_settings``: ``{"delay": seconds, "batch_seconds": seconds}``
- ``POST /_reset``: forget requests, bills and faults
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from storyboard.testing.batches import Batches
from storyboard.testing.clock import VirtualClock
from storyboard.testing.desk import Desk
from storyboard.testing.faults import FAULTS, Fault
from storyboard.testing.refusals import Refused
from storyboard.testing.requests import read_json
from storyboard.testing.responses import Responses


class Control:
    """The fake's own doors; none needs a key."""

    def __init__(self, desk: Desk, batches: Batches, responses: Responses) -> None:
        self._desk, self._batches, self._responses = desk, batches, responses

    def routes(self) -> list[BaseRoute]:
        doors: list[tuple[str, str, Callable[[Request], Any]]] = [
            ("GET", "/_bills", self._bills),
            ("GET", "/_requests", self._requests),
            ("GET", "/_faults", self._list_faults),
            ("POST", "/_faults", self._arm),
            ("DELETE", "/_faults", self._heal),
            ("POST", "/_clock", self._advance),
            ("POST", "/_answers", self._answers),
            ("POST", "/_settings", self._settings),
            ("POST", "/_reset", self._reset),
        ]
        return [Route(path, door, methods=[method]) for method, path, door in doors]

    async def _bills(self, _: Request) -> Response:
        await self._batches.catch_up()
        bills = [bill.model_dump(mode="json") for bill in self._desk.bills]
        total = str(self._desk.billed_usd)
        return JSONResponse(
            {"bills": bills, "total_usd": total, "requests": len(self._desk.requests), "peak": self._desk.peak}
        )

    async def _requests(self, _: Request) -> Response:
        rows = []
        for seen in self._desk.requests:
            row = seen.model_dump(mode="json", exclude={"references": {"__all__": {"data"}}, "mask": {"data"}})
            rows.append(row)
        return JSONResponse({"requests": rows})

    async def _list_faults(self, _: Request) -> Response:
        return JSONResponse(FAULTS)

    async def _arm(self, request: Request) -> Response:
        try:
            given = read_json(await request.body())
            match = given.pop("match", None)
            self._desk.faults.arm(Fault.model_validate(given), match)
        except (Refused, ValidationError, ValueError) as error:
            return JSONResponse({"error": str(error)}, 400)
        return JSONResponse({})

    async def _heal(self, _: Request) -> Response:
        self._desk.faults.heal()
        return JSONResponse({})

    async def _advance(self, request: Request) -> Response:
        clock = self._desk.clock
        if not isinstance(clock, VirtualClock):
            return JSONResponse({"error": "the clock is the real one; start with --virtual-clock"}, 409)
        clock.advance(float(read_json(await request.body()).get("advance", 0)))
        return JSONResponse({"now": clock.now()})

    async def _answers(self, request: Request) -> Response:
        self._responses.answerer = read_json(await request.body())
        return JSONResponse({})

    async def _settings(self, request: Request) -> Response:
        given = read_json(await request.body())
        self._desk.delay = float(given.get("delay", self._desk.delay))
        self._batches.seconds = float(given.get("batch_seconds", self._batches.seconds))
        return JSONResponse({})

    async def _reset(self, _: Request) -> Response:
        self._desk.reset()
        return JSONResponse({})
