"""Which address leads to which endpoint."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from storyboard.paid import model_info
from storyboard.testing.batches import Batches
from storyboard.testing.bills import TEXT_MODELS, VOICE_MODELS
from storyboard.testing.control import Control
from storyboard.testing.desk import Desk, Visit
from storyboard.testing.files import Files
from storyboard.testing.images import Images
from storyboard.testing.refusals import no_such_model
from storyboard.testing.responses import Responses
from storyboard.testing.speech import Speech

_CREATED = 1_776_729_600


def make_app(
    desk: Desk, images: Images, responses: Responses, files: Files, batches: Batches, speech: Speech
) -> Starlette:
    """The whole service; a local server's flavour has fewer addresses."""
    catalogue = Catalogue(desk)
    doors: list[tuple[str, str, Callable[[Request], Any]]] = [
        ("POST", "/images/edits", images.edit),
        ("POST", "/images/generations", images.generate),
        ("GET", "/models", catalogue.listing),
        ("GET", "/models/{id:path}", catalogue.retrieve),
    ]
    if desk.flavour.has_responses:
        talks = responses.conversations
        doors += [
            ("POST", "/responses", responses.create),
            ("GET", "/responses/{id}", responses.retrieve),
            ("DELETE", "/responses/{id}", responses.delete),
            ("POST", "/responses/{id}/cancel", responses.cancel),
            ("POST", "/conversations", talks.create),
            ("GET", "/conversations/{id}", talks.retrieve),
            ("DELETE", "/conversations/{id}", talks.delete),
            ("GET", "/conversations/{id}/items", talks.items),
            ("POST", "/audio/speech", speech.create),
        ]
    if desk.flavour.has_batches:
        doors += [
            ("POST", "/files", files.create),
            ("GET", "/files", files.listing),
            ("GET", "/files/{id}", files.retrieve),
            ("DELETE", "/files/{id}", files.delete),
            ("GET", "/files/{id}/content", files.content),
            ("POST", "/batches", batches.create),
            ("GET", "/batches", batches.listing),
            ("GET", "/batches/{id}", batches.retrieve),
            ("POST", "/batches/{id}/cancel", batches.cancel),
        ]
    routes: list[BaseRoute] = [Route(f"/v1{path}", door, methods=[method]) for method, path, door in doors]
    return Starlette(
        routes=[*routes, *Control(desk, batches, responses).routes()],
        exception_handlers={404: _no_such_address, 405: _no_such_address, HTTPException: _unreadable},
    )


class Catalogue:
    """``/v1/models``."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def listing(self, request: Request) -> Response:
        return await self._desk.receive(request, "models", self._list, paid=False)

    async def retrieve(self, request: Request) -> Response:
        return await self._desk.receive(request, "models", self._retrieve, paid=False)

    async def _list(self, visit: Visit) -> Response:
        await self._desk.admit_free(visit)
        rows = [_model(name) for name in self._names()]
        return JSONResponse({"object": "list", "data": rows}, headers=self._desk.headers_for(visit))

    async def _retrieve(self, visit: Visit) -> Response:
        await self._desk.admit_free(visit)
        name = visit.request.path_params["id"]
        if name not in self._names():
            raise no_such_model(name)
        return JSONResponse(_model(name), headers=self._desk.headers_for(visit))

    def _names(self) -> list[str]:
        others = {*TEXT_MODELS, *VOICE_MODELS} if self._desk.flavour.has_responses else set()
        return sorted(self._desk.models | others)


def _model(name: str) -> dict[str, Any]:
    retires = model_info(name).retires
    row = {"id": name, "object": "model", "created": _CREATED, "owned_by": "system"}
    return {**row, "shutdown_date": retires.isoformat()} if retires else row


async def _unreadable(_: Request, problem: Exception) -> Response:
    """A form that cannot be taken apart."""
    assert isinstance(problem, HTTPException)
    error = {"message": str(problem.detail), "type": "invalid_request_error", "param": None, "code": "invalid_form"}
    return JSONResponse({"error": error}, problem.status_code)


async def _no_such_address(request: Request, _: Exception) -> Response:
    message = f"Invalid URL ({request.method} {request.url.path})"
    error = {"message": message, "type": "invalid_request_error", "param": None, "code": None}
    return JSONResponse({"error": error}, 404)
