"""Whose manners the fake has: OpenAI's, or those of a server on one's own machine that speaks the same interface."""

from __future__ import annotations

from storyboard.model import Noun
from storyboard.testing.refusals import Refusal


class Flavour(Noun):
    """How a kind of server differs.

    `strict` refuses parameters it does not know, sizes off the grid and wrong keys. `error` is the shape of its errors:
    ``object`` as OpenAI's, ``string`` for ``{"error": "text"}``, ``detail`` for ``{"detail": "text"}``, ``numbered`` for an
    error object whose code is the status. `response_format` is ``refused``, ``ignored``, ``needed`` (else it answers with a
    link) or ``only_b64``. `model` is the one it has loaded; `any_model` takes every name for it.
    """

    name: str
    note: str
    strict: bool = False
    error: str = "object"
    response_format: str = "ignored"
    has_usage: bool = False
    has_stream: bool = False
    has_responses: bool = False
    has_batches: bool = False
    model: str = ""
    any_model: bool = False
    echoes_request: bool = False

    def body_of(self, refusal: Refusal) -> dict[str, object]:
        """An error answer as this server writes it."""
        error = refusal.error
        if isinstance(error, str):
            return {"error": error}
        if self.error == "string":
            return {"error": error["message"]}
        if self.error == "detail":
            return {"detail": error["message"]}
        if self.error == "numbered":
            return {"error": {**error, "type": "BadRequestError", "code": refusal.status}}
        return {"error": error}


FLAVOURS: dict[str, Flavour] = {
    flavour.name: flavour
    for flavour in (
        Flavour(
            name="openai",
            note="the service itself: strict, everything there",
            strict=True,
            response_format="refused",
            has_usage=True,
            has_stream=True,
            has_responses=True,
            has_batches=True,
            echoes_request=True,
        ),
        Flavour(
            name="sdcpp",
            note="stable-diffusion.cpp's sd-server: errors are plain strings, any model name, no usage, no /responses",
            error="string",
            model="sd-cpp-local",
            any_model=True,
        ),
        Flavour(
            name="sglang",
            note="SGLang: errors in `detail`, a link unless `response_format` is b64_json, no usage, no /responses",
            error="detail",
            response_format="needed",
            model="Qwen/Qwen-Image-Edit-2511",
            any_model=True,
        ),
        Flavour(
            name="vllm-omni",
            note="vLLM-Omni: numbered error codes, the model's name must match, b64_json only, no usage, no stream, no /responses",
            error="numbered",
            response_format="only_b64",
            model="Qwen/Qwen-Image-Edit-2511",
        ),
    )
}
