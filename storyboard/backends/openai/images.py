"""The Images API: one request, one answer on the same connection. What is lost on the way is lost, and billed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NoReturn

from storyboard.backends.openai.stream import OnPreview, read_stream
from storyboard.errors import DrawingRefused, StoryboardError
from storyboard.paid import Answer, NotBilled, Outcome, Upload, Verdict, judge

if TYPE_CHECKING:
    from openai.resources.images import AsyncImagesWithRawResponse, AsyncImagesWithStreamingResponse


class Judged(NotBilled):
    """Not billed, and why."""

    def __init__(self, error: StoryboardError, verdict: Verdict, *, certain: bool | None = None) -> None:
        super().__init__(error, certain=verdict.surely_free if certain is None else certain)
        self.verdict = verdict


class Lost(DrawingRefused):
    """The answer is lost and may have been billed; and why."""

    def __init__(self, error: DrawingRefused, verdict: Verdict) -> None:
        super().__init__(error.what, why=error.why, cure=error.cure, state=error.state, code=error.code)
        self.verdict = verdict


def raise_verdict(verdict: Verdict, *, slot: str, model: str, url: str) -> NoReturn:
    """Raise what an error of the service means.

    Raises:
        Judged: The service certainly did no work.
        Lost: The answer is lost, and may have been billed.
    """
    failure = verdict.error_for(slot, model, url)
    if verdict.outcome is Outcome.UNKNOWN and isinstance(failure, DrawingRefused):
        raise Lost(failure, verdict)
    raise Judged(failure, verdict)


async def send_image_request(
    images: AsyncImagesWithRawResponse,
    prompt: str,
    uploads: list[Upload],
    parameters: Mapping[str, object],
    *,
    mask: Upload | None = None,
    slot: str,
    secret: str,
    url: str,
    key: str = "",
    extra: Mapping[str, object] | None = None,
    on_headers: Callable[[Mapping[str, str]], None] = lambda _: None,
) -> bytes:
    """One request, sent once; gives the packed answer. An edit from all uploads, or a generation where there are none.

    Args:
        images: The library's door to the service.
        prompt: The words.
        uploads: The reference pictures, in their order.
        parameters: What is sent besides.
        mask: Where the first upload may change.
        slot: What the picture is for; errors name it.
        secret: The key, which must not appear in what users see.
        url: The service's address, for errors.
        key: Sent as Idempotency-Key: a service that honours it does, and bills, one piece of work for it.
        extra: Further fields of the body.
        on_headers: Told the answer's headers.

    Raises:
        Judged: The service certainly did no work.
        Lost: The answer is lost, and may have been billed.
    """
    import openai

    arguments = arguments_for(prompt, uploads, parameters, mask=mask, key=key, extra=extra)
    try:
        response = await (images.edit(**arguments) if uploads else images.generate(**arguments))
        on_headers(response.headers)
        return Answer.of(response.headers, response.content).pack()
    except openai.OpenAIError as error:
        verdict = judge(error, secret)
    # Raised outside the handler: the library's error holds the request, with the key in its headers.
    raise_verdict(verdict, slot=slot, model=str(parameters.get("model", "")), url=url)


async def stream_image_request(
    images: AsyncImagesWithStreamingResponse,
    prompt: str,
    uploads: list[Upload],
    parameters: Mapping[str, object],
    *,
    previews: int,
    on_preview: OnPreview,
    mask: Upload | None = None,
    slot: str,
    secret: str,
    url: str,
    key: str = "",
    extra: Mapping[str, object] | None = None,
) -> bytes:
    """As `send_image_request`, with so many previews told to `on_preview` as they come."""
    import httpx2
    import openai

    arguments = arguments_for(prompt, uploads, parameters, mask=mask, key=key, extra=extra)
    arguments |= {"stream": True, "partial_images": previews}
    try:
        async with images.edit(**arguments) if uploads else images.generate(**arguments) as response:
            read = await read_stream(response, count=previews, on_preview=on_preview, secret=secret)
        if isinstance(read, bytes):
            return read
        verdict = read
    except openai.OpenAIError as error:
        verdict = judge(error, secret)
    except httpx2.HTTPError:
        verdict = Verdict(outcome=Outcome.UNKNOWN, code="answer_lost", said="the stream broke off")
    raise_verdict(verdict, slot=slot, model=str(parameters.get("model", "")), url=url)


def arguments_for(
    prompt: str,
    uploads: list[Upload],
    parameters: Mapping[str, object],
    *,
    mask: Upload | None = None,
    key: str = "",
    extra: Mapping[str, object] | None = None,
) -> dict[str, Any]:
    """What the library is called with."""
    arguments: dict[str, Any] = {name: value for name, value in parameters.items() if name != "service"}
    arguments["prompt"] = prompt
    if uploads:
        arguments["image"] = [upload.as_file() for upload in uploads]
        if mask is not None:
            arguments["mask"] = mask.as_file()
    if key:
        arguments["extra_headers"] = {"Idempotency-Key": key}
    if extra:
        arguments["extra_body"] = dict(extra)
    return arguments
