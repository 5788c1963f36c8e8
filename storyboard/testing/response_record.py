"""One response the service has taken on: what it was asked, where it stands, and how it reads on the wire."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from storyboard.testing.refusals import blocked
from storyboard.testing.requests import SeenReference, SeenRequest
from storyboard.testing.rules import Commission

_QUEUED_SHARE = 0.1
_ECHOED = ("instructions", "max_output_tokens", "metadata", "previous_response_id", "reasoning", "safety_identifier")


@dataclass
class ResponseRecord:
    """A response.

    `commission` is what the image tool draws, `text` what the model says (None: nothing). `ending` is the status it ends
    with. `result` is the picture in base64 once it is drawn, `trouble` the fault it was taken on with. `pictures` are what a next turn sees of it.
    """

    number: int
    request_id: str
    created_at: float
    seconds: float
    body: dict[str, Any]
    seen: SeenRequest
    usage: dict[str, Any]
    commission: Commission | None = None
    text: str | None = None
    declined: bool = False
    ending: str = "completed"
    failure: str = ""
    trouble: str = ""
    cancelled_at: float | None = None
    result: str = ""
    conversation: str = ""
    picture: SeenReference | None = None

    @property
    def id(self) -> str:
        return f"resp_fake{self.number:06d}"

    @property
    def call_id(self) -> str:
        return f"ig_fake{self.number:06d}"

    @property
    def message_id(self) -> str:
        return f"msg_fake{self.number:06d}"

    @property
    def done_at(self) -> float:
        return self.created_at + self.seconds

    def status(self, now: float) -> str:
        """Where it stands at a time."""
        if self.cancelled_at is not None:
            return "cancelled"
        if now >= self.done_at:
            return self.ending
        if self.body.get("background") and now < self.created_at + self.seconds * _QUEUED_SHARE:
            return "queued"
        return "in_progress"

    def tool_usage(self) -> dict[str, Any] | None:
        """The tokens of the image tool, as the interface reports them beside those of the model."""
        if self.commission is None:
            return None
        return {"image_gen": self.commission.usage(), "web_search": {"num_requests": 0}}

    def described(self, status: str) -> dict[str, Any]:
        """As the interface describes it."""
        finished = status in {"completed", "incomplete"}
        with_usage = finished and self.trouble != "no_usage"
        text = self.body.get("text") or {"format": {"type": "text"}}
        facts: dict[str, Any] = {
            "id": self.id,
            "object": "response",
            "created_at": int(self.created_at),
            "status": status,
            "background": bool(self.body.get("background")),
            "completed_at": int(self.done_at) if status == "completed" else None,
            "error": {"code": self.failure, "message": "The response could not be completed."}
            if status == "failed"
            else None,
            "incomplete_details": {"reason": "max_output_tokens"} if status == "incomplete" else None,
            "model": self.body["model"],
            "output": self.output(status) if finished or status == "failed" else [],
            "parallel_tool_calls": True,
            "temperature": 1.0,
            "top_p": 1.0,
            "tool_choice": self.body.get("tool_choice", "auto"),
            "tools": self.body.get("tools") or [],
            "text": text,
            "truncation": "disabled",
            "store": self.body.get("store", True),
            "service_tier": "default",
            "usage": self.usage if with_usage else None,
            "conversation": {"id": self.conversation} if self.conversation else None,
            **{name: self.body.get(name) for name in _ECHOED},
        }
        facts["metadata"] = facts["metadata"] or {}
        if with_usage and self.commission is not None:
            facts["tool_usage"] = self.tool_usage()
        return facts

    def output(self, status: str) -> list[dict[str, Any]]:
        """The items that came of it."""
        items: list[dict[str, Any]] = []
        if self.commission is not None:
            items.append(self._call(status))
        if self.text is not None and status != "failed":
            items.append(self._message(status))
        return items

    def _call(self, status: str) -> dict[str, Any]:
        commission = self.commission
        assert commission is not None
        call: dict[str, Any] = {
            "id": self.call_id,
            "type": "image_generation_call",
            "status": "completed" if status == "completed" else "failed",
            "result": self.result if status == "completed" else None,
            "action": "edit" if commission.references else "generate",
            "background": commission.background,
            "output_format": commission.output_format,
            "quality": commission.quality,
            "size": commission.size_text,
            "revised_prompt": commission.prompt,
        }
        if status == "failed" and self.failure == "image_content_policy_violation":
            call["error"] = blocked("output", "sexual").error
        return call

    def _message(self, status: str) -> dict[str, Any]:
        said: dict[str, Any] = (
            {"type": "refusal", "refusal": "I'm sorry, but I can't help with that."}
            if self.declined
            else {"type": "output_text", "text": self.text, "annotations": [], "logprobs": []}
        )
        return {
            "id": self.message_id,
            "type": "message",
            "role": "assistant",
            "status": "incomplete" if status == "incomplete" else "completed",
            "content": [said],
        }

    def events(self, status: str, previews: list[str]) -> Iterator[dict[str, Any]]:
        """Everything a stream says of it, numbered from 0."""
        for number, event in enumerate(self._events(status, previews)):
            yield {**event, "sequence_number": number}

    def _events(self, status: str, previews: list[str]) -> Iterator[dict[str, Any]]:
        yield {"type": "response.created", "response": self.described("in_progress")}
        if self.body.get("background"):
            yield {"type": "response.queued", "response": self.described("queued")}
        yield {"type": "response.in_progress", "response": self.described("in_progress")}
        for place, item in enumerate(self.output(status)):
            where = {"output_index": place, "item_id": item["id"]}
            started = {**item, "status": "in_progress"}
            if item["type"] == "image_generation_call":
                yield _item("added", place, {**started, "result": None})
                yield from self._call_events(where, previews, failed=status == "failed")
            else:
                yield _item("added", place, {**started, "content": []})
                yield from _message_events(where, item["content"][0])
            yield _item("done", place, item)
        yield {"type": f"response.{status}", "response": self.described(status)}

    @staticmethod
    def _call_events(where: dict[str, Any], previews: list[str], *, failed: bool) -> Iterator[dict[str, Any]]:
        kind = "response.image_generation_call"
        yield {"type": f"{kind}.in_progress", **where}
        yield {"type": f"{kind}.generating", **where}
        for number, preview in enumerate(previews):
            yield {
                "type": f"{kind}.partial_image",
                **where,
                "partial_image_index": number,
                "partial_image_b64": preview,
            }
        if not failed:
            yield {"type": f"{kind}.completed", **where}


def _item(what: str, place: int, item: dict[str, Any]) -> dict[str, Any]:
    return {"type": f"response.output_item.{what}", "output_index": place, "item": item}


def _message_events(where: dict[str, Any], said: dict[str, Any]) -> Iterator[dict[str, Any]]:
    where = {**where, "content_index": 0}
    key, kind = ("refusal", "response.refusal") if said["type"] == "refusal" else ("text", "response.output_text")
    extra: dict[str, Any] = {} if key == "refusal" else {"logprobs": []}
    words = said[key]
    yield {"type": "response.content_part.added", **where, "part": {**said, key: ""}}
    for start in range(0, len(words), 64):
        yield {"type": f"{kind}.delta", **where, "delta": words[start : start + 64], **extra}
    yield {"type": f"{kind}.done", **where, key: words, **extra}
    yield {"type": "response.content_part.done", **where, "part": said}
