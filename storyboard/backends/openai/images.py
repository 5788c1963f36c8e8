"""The Images API: one request, one answer on the same connection. What is lost on the way is lost, and billed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NoReturn

from storyboard.errors import DrawingRefused, StoryboardError
from storyboard.paid import Answer, NotBilled, Outcome, Upload, Verdict, judge

if TYPE_CHECKING:
    from openai.resources.images import AsyncImagesWithRawResponse


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

    Raises:
        Judged: The service certainly did no work.
        Lost: The answer is lost, and may have been billed.
    """
    import openai

    arguments: dict[str, Any] = {name: value for name, value in parameters.items() if name != "service"}
    try:
        if uploads:
            if mask is not None:
                arguments["mask"] = mask.as_file()
            response = await images.edit(image=[upload.as_file() for upload in uploads], prompt=prompt, **arguments)
        else:
            response = await images.generate(prompt=prompt, **arguments)
        return Answer.of(response.headers, response.content).pack()
    except openai.OpenAIError as error:
        verdict = judge(error, secret)
    # Raised outside the handler: the library's error holds the request, with the key in its headers.
    raise_verdict(verdict, slot=slot, model=str(parameters.get("model", "")), url=url)
