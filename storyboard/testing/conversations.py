"""``/v1/conversations``: what belongs together; a response shows in it when it has ended, and not before."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from storyboard.testing.desk import Desk, Visit
from storyboard.testing.paging import page_of
from storyboard.testing.refusals import not_found
from storyboard.testing.requests import SeenReference, read_json
from storyboard.testing.response_record import ResponseRecord


class Conversations:
    """Conversations and the responses in them, in order.

    Args:
        desk: The front desk.
        finish: Draws what a response still has to draw.
    """

    def __init__(self, desk: Desk, finish: Callable[[ResponseRecord], Awaitable[None]]) -> None:
        self._desk, self._finish = desk, finish
        self._described: dict[str, dict[str, Any]] = {}
        self._responses: dict[str, list[ResponseRecord]] = {}

    def name_of(self, given: object) -> str:
        """The id in a request's ``conversation``, which is the id or an object with it.

        Raises:
            Refused: There is no such conversation.
        """
        if not given:
            return ""
        identity = str(given.get("id")) if isinstance(given, dict) else str(given)
        if identity not in self._described:
            raise not_found(f"Conversation with id '{identity}' not found.", "conversation")
        return identity

    def join(self, record: ResponseRecord) -> None:
        """Add a response to the conversation it names, if any."""
        if record.conversation:
            self._responses[record.conversation].append(record)

    def last_picture(self, given: object) -> list[SeenReference]:
        """The last picture drawn in a conversation; none or one."""
        drawn = [record.picture for record in self._responses.get(self.name_of(given), ()) if record.picture]
        return drawn[-1:]

    async def create(self, request: Request) -> Response:
        return await self._desk.receive(request, "conversations", self._create, paid=False)

    async def retrieve(self, request: Request) -> Response:
        return await self._desk.receive(request, "conversations", self._retrieve, paid=False)

    async def items(self, request: Request) -> Response:
        return await self._desk.receive(request, "conversations/items", self._items, paid=False)

    async def delete(self, request: Request) -> Response:
        return await self._desk.receive(request, "conversations", self._delete, paid=False)

    async def _create(self, visit: Visit) -> Response:
        await self._desk.admit_free(visit)
        content = await visit.request.body()
        body = read_json(content) if content else {}
        identity = f"conv_fake{len(self._described) + 1:06d}"
        self._described[identity] = {
            "id": identity,
            "object": "conversation",
            "created_at": int(self._desk.clock.now()),
            "metadata": body.get("metadata") or {},
        }
        self._responses[identity] = []
        return JSONResponse(self._described[identity], headers=self._desk.headers_for(visit))

    async def _retrieve(self, visit: Visit) -> Response:
        identity = self.name_of(visit.request.path_params["id"])
        return JSONResponse(self._described[identity], headers=self._desk.headers_for(visit))

    async def _items(self, visit: Visit) -> Response:
        identity = self.name_of(visit.request.path_params["id"])
        await self._desk.admit_free(visit)
        rows: list[dict[str, Any]] = []
        for record in self._responses[identity]:
            status = record.status(self._desk.clock.now())
            if status == "completed":
                await self._finish(record)
                rows += [_question(record), *record.output(status)]
        return JSONResponse(page_of(rows, visit.request.query_params), headers=self._desk.headers_for(visit))

    async def _delete(self, visit: Visit) -> Response:
        identity = self.name_of(visit.request.path_params["id"])
        del self._described[identity], self._responses[identity]
        answer = {"id": identity, "object": "conversation.deleted", "deleted": True}
        return JSONResponse(answer, headers=self._desk.headers_for(visit))


def _question(record: ResponseRecord) -> dict[str, Any]:
    """What was asked, as an item."""
    return {
        "id": f"msg_ask{record.number:06d}",
        "type": "message",
        "role": "user",
        "status": "completed",
        "content": [{"type": "input_text", "text": record.seen.prompt}],
    }
