"""The Images API as a stream: previews while the picture is drawn, then the picture with what it cost.

A stream that breaks off before its last event is a lost answer, as it is without previews.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import json
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any

from storyboard.paid import Answer, Outcome, Verdict, judge_answer

# Called with a preview's number, how many there will be, and its bytes.
OnPreview = Callable[[int, int, bytes], None]

_STREAM = "text/event-stream"
_MOST_NUMBER = 100


async def read_stream(response: Any, *, count: int, on_preview: OnPreview, secret: str) -> bytes | Verdict:
    """Read a streamed answer to its end; gives it packed for the spool, or what its error means.

    Args:
        response: The open response, of the library or of the HTTP client.
        count: How many previews were asked for.
        on_preview: Told of each as it comes; it must not fail.
        secret: The key, which must not appear in what users see.
    """
    import httpx2

    if _STREAM not in response.headers.get("content-type", ""):
        # A server that does not know streams gave the whole answer at once.
        return Answer.of(response.headers, await response.read()).pack()
    try:
        async for data in _events(response.iter_lines()):
            event = _read(data)
            kind = str(event.get("type") or "")
            if isinstance(event.get("error"), Mapping) or kind == "error":
                return _judge_event(event, secret)
            if kind.endswith(".completed"):
                return Answer.of(response.headers, data.encode("utf-8")).pack()
            if kind.endswith(".partial_image"):
                _show(event, count, on_preview)
    except (httpx2.HTTPError, httpx2.StreamError) as error:
        said = "it took too long" if isinstance(error, httpx2.TimeoutException) else "the stream broke off"
        return Verdict(outcome=Outcome.UNKNOWN, code="answer_lost", said=said)
    return Verdict(outcome=Outcome.UNKNOWN, code="answer_lost", said="the stream ended without the picture")


async def _events(lines: AsyncIterator[str]) -> AsyncIterator[str]:
    """The data of each event, as it was sent."""
    data: list[str] = []
    async for line in lines:
        if line.startswith("data:"):
            data.append(line[5:].removeprefix(" "))
        elif not line and data:
            yield "\n".join(data)
            data = []
    # What a blank line did not end is not complete, and no event.


def _read(data: str) -> dict[str, Any]:
    with contextlib.suppress(ValueError):
        event = json.loads(data)
        if isinstance(event, dict):
            return event
    return {}


def _show(event: Mapping[str, Any], count: int, on_preview: OnPreview) -> None:
    index = event.get("partial_image_index")
    with contextlib.suppress(binascii.Error, TypeError, ValueError):
        image = base64.b64decode(event["b64_json"], validate=True)
        number = index + 1 if isinstance(index, int) and 0 <= index < _MOST_NUMBER else 1
        on_preview(number, max(count, number), image)


def _judge_event(event: Mapping[str, Any], secret: str) -> Verdict:
    """An error in the midst of a stream has no status of its own; its code tells which it would have had."""
    error = event.get("error")
    facts: Mapping[str, Any] = error if isinstance(error, Mapping) else event
    words = {str(facts.get("code") or ""), str(facts.get("type") or "")}
    if words & {"rate_limit_exceeded", "slow_down", "insufficient_quota"}:
        status = 429
    else:
        status = 400 if words & {"image_generation_user_error", "invalid_request_error", "moderation_blocked"} else 500
    verdict = judge_answer(status, dict(facts), secret)
    # The stream had begun: what was stopped may have been drawn, unless it says that it was stopped at the input.
    return (
        verdict
        if verdict.stage or verdict.outcome is not Outcome.REFUSED
        else verdict.model_copy(update={"stage": "output"})
    )
