"""The Responses API in the background: the service keeps the answer, so that neither a crash nor a lost line loses it.

A conversation is made first, for nothing: should the program die between sending the request and reading its name, the
finished picture is found there. The picture itself is drawn by the same image model, as a tool of a model of words, whose
tokens are paid besides.
"""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any

from storyboard.backends.openai.images import Judged, raise_verdict
from storyboard.errors import DrawingRefused
from storyboard.paid import AT_THE_SERVICE, Answer, Gone, Outcome, Upload, Verdict, judge

if TYPE_CHECKING:
    from openai import AsyncOpenAI

# An answer takes two minutes at most, they say; after this long, one that does not show was never begun.
_PATIENCE = 900.0
_PAUSE = 3.0
# For how long looks may fail in a row before the run goes on without it; the answer stays with the service.
_MOST_FAILED_LOOKS = 40
_AT_WORK = frozenset({"queued", "in_progress"})
_BLOCKED = frozenset({"image_content_policy_violation", "moderation_blocked", "content_policy_violation"})
# What the tool takes of what the Images API takes.
_TOOL = ("model", "size", "quality", "output_format", "output_compression", "background", "moderation", "complexity")


class BackgroundRequest:
    """One picture asked for in the background; a `Remote` of the till.

    Args:
        client: The connection.
        words: The model of words that is asked.
        prompt: What is to be drawn.
        uploads: The reference pictures, in their order.
        parameters: What the image tool is told besides.
        mask: Where the first upload may change.
        previous: The response whose conversation this one goes on with; it stands for the anchor then.
        slot: What the picture is for; errors name it.
        secret: The key, which must not appear in what users see.
        url: The service's address, for errors.
        sleep: Waits that many seconds.
        on_sent: Called when the request leaves.
        key: Sent as Idempotency-Key.
        most_words: The most tokens the model of words may answer with.
    """

    transport = "responses"
    patience = _PATIENCE
    pause = _PAUSE

    def __init__(
        self,
        client: AsyncOpenAI,
        words: str,
        prompt: str,
        uploads: list[Upload],
        parameters: Mapping[str, object],
        *,
        mask: Upload | None = None,
        previous: str = "",
        slot: str,
        secret: str,
        url: str,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        on_sent: Callable[[], None] = lambda: None,
        key: str = "",
        most_words: int | None = None,
    ) -> None:
        self._client, self._words, self._prompt, self._uploads = client, words, prompt, uploads
        self._parameters, self._mask, self._previous = parameters, mask, previous
        self._slot, self._secret, self._url, self._sleep = slot, secret, url, sleep
        self._most_words = most_words
        self._on_sent, self._headers = on_sent, {"Idempotency-Key": key} if key else {}

    async def anchor(self) -> str:
        """A conversation of its own, made for nothing."""
        if self._previous:
            return ""
        import openai

        try:
            conversation = await self._client.conversations.create(metadata={"storyboard": self._slot[:500]})
        except openai.OpenAIError as error:
            verdict = judge(error, self._secret)
        else:
            return conversation.id
        # Nothing was asked for yet, so nothing can have been billed.
        raise Judged(verdict.error_for(self._slot, self._words, self._url), verdict)

    async def submit(self, anchor: str) -> str:
        """Send the request; gives the response's id."""
        import openai

        body: dict[str, Any] = {
            "model": self._words,
            "input": [{"role": "user", "content": self._content()}],
            "tools": [self._tool()],
            "tool_choice": {"type": "image_generation"},
            "background": True,
            "store": True,
        }
        if self._most_words is not None:
            body["max_output_tokens"] = self._most_words
        if self._previous:
            body["previous_response_id"] = self._previous
        elif anchor:
            body["conversation"] = anchor
        self._on_sent()
        name = ""
        try:
            response = await self._client.responses.create(**body, extra_headers=self._headers)
        except openai.OpenAIError as error:
            verdict = judge(error, self._secret)
        else:
            name = str(response.id)
        if not name:
            raise_verdict(verdict, slot=self._slot, model=self._words, url=self._url)
        return name

    async def find(self, anchor: str) -> str | bytes:
        """The finished picture of a conversation; empty while it shows none."""
        import openai

        if not anchor:
            return ""
        try:
            items = await self._client.conversations.items.list(anchor, order="desc", limit=20)
        except openai.OpenAIError:
            return ""
        for item in items.data:
            found = item.model_dump(mode="json", warnings=False)
            if found.get("type") == "image_generation_call" and found.get("result"):
                return Answer(body=json.dumps({"object": "response", "output": [found]}).encode()).pack()
        return ""

    async def collect(self, remote: str) -> bytes:
        """Wait for the response of that id."""
        import openai

        failed = 0
        while True:
            try:
                response = await self._client.responses.with_raw_response.retrieve(remote)
            except openai.NotFoundError:
                gone = True
            except openai.OpenAIError as error:
                verdict, gone = judge(error, self._secret), False
            else:
                failed = 0
                content = json.loads(response.content)
                if content.get("status") in _AT_WORK:
                    await self._sleep(self.pause)
                    continue
                return self._ended(content, Answer.of(response.headers, response.content))
            if gone:
                raise Gone(f"the service knows no response {remote}")
            failed += 1
            if verdict.outcome is Outcome.STOP or failed > _MOST_FAILED_LOOKS:
                raise DrawingRefused(
                    f"The answer for {self._slot} cannot be fetched at the moment: {verdict.said}",
                    why="It is paid for, and the service keeps it",
                    cure="Fetch it later with: storyboard frames --resume",
                    state="waiting",
                    code=AT_THE_SERVICE,
                )
            await self._sleep(verdict.wait if verdict.wait is not None else min(self.pause * failed, 30.0))

    def _ended(self, content: Mapping[str, Any], answer: Answer) -> bytes:
        """The answer of a response that has ended, if work was done for it."""
        error = _error_in(content)
        # What has used tokens has a price: it is kept, and read.
        if not error or content.get("usage") or any(_is_picture(item) for item in content.get("output") or ()):
            return answer.pack()
        code = str(error.get("code") or "failed")
        details = error.get("moderation_details")
        categories = details.get("categories") if isinstance(details, Mapping) else None
        verdict = Verdict(
            outcome=Outcome.REFUSED,
            code="moderation_blocked" if code in _BLOCKED else code,
            said=str(error.get("message") or f"the response ended as {content.get('status')}"),
            request_id=answer.request_id,
            categories=tuple(str(one) for one in categories) if isinstance(categories, list) else (),
            stage=str(details.get("moderation_stage") or "") if isinstance(details, Mapping) else "output",
        )
        raise Judged(verdict.error_for(self._slot, self._words, self._url), verdict)

    def _content(self) -> list[dict[str, str]]:
        pictures = [{"type": "input_image", "image_url": _data_url(one), "detail": "high"} for one in self._uploads]
        return [{"type": "input_text", "text": self._prompt}, *pictures]

    def _tool(self) -> dict[str, Any]:
        tool: dict[str, Any] = {"type": "image_generation", "action": "edit" if self._uploads else "generate"}
        tool |= {name: self._parameters[name] for name in _TOOL if name in self._parameters}
        if self._mask is not None:
            tool["input_image_mask"] = {"image_url": _data_url(self._mask)}
        return tool


def _error_in(content: Mapping[str, Any]) -> dict[str, Any]:
    """What went wrong with a response; empty where nothing did."""
    for place in (*(content.get("output") or ()), content):
        error = place.get("error") if isinstance(place, Mapping) else None
        if isinstance(error, Mapping):
            return dict(error)
    status = content.get("status")
    return {} if status == "completed" else {"code": str(status), "message": f"the response ended as {status}"}


def _is_picture(item: object) -> bool:
    return isinstance(item, Mapping) and item.get("type") == "image_generation_call" and bool(item.get("result"))


def _data_url(upload: Upload) -> str:
    return f"data:{upload.media_type};base64,{base64.b64encode(upload.data).decode('ascii')}"
