"""A raw answer of the service as it lies in the spool: one line of headers worth keeping, then the body, untouched."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from functools import cached_property
from typing import Any, Literal

from pydantic_core import from_json

from storyboard.media import glance_at
from storyboard.model import Noun

MediaType = Literal["image/png", "image/jpeg", "image/webp"]

_REPLAYED = "idempotent-replayed"
_KEPT_HEADERS = ("x-request-id", "openai-processing-ms", "date", _REPLAYED)
_LIMITS = "x-ratelimit-"


class Answer(Noun):
    """What came back. `headers` holds only those that help to trace a request; never the request's own."""

    headers: dict[str, str] = {}
    body: bytes

    @property
    def request_id(self) -> str:
        """The service's own name for the request, which its support asks for."""
        return self.headers.get("x-request-id", "")

    @property
    def replayed(self) -> bool:
        """The service says that it gave this answer before, and did no work for it again."""
        return self.headers.get(_REPLAYED, "").strip().lower() == "true"

    @classmethod
    def of(cls, headers: Mapping[str, str], body: bytes) -> Answer:
        """Keep what is wanted of a response."""
        kept = {
            name: value
            for name, value in ((name.lower(), value) for name, value in headers.items())
            if name in _KEPT_HEADERS or name.startswith(_LIMITS)
        }
        return cls(headers=kept, body=body)

    def pack(self) -> bytes:
        """As bytes for the spool."""
        return json.dumps(self.headers, sort_keys=True).encode("ascii") + b"\n" + self.body

    @classmethod
    def unpack(cls, packed: bytes) -> Answer:
        """Read what `pack` wrote.

        Raises:
            ValueError: It is something else.
        """
        head, newline, body = packed.partition(b"\n")
        headers = json.loads(head)
        if not newline or not isinstance(headers, dict):
            raise ValueError("not a packed answer")
        return cls(headers={str(name): str(value) for name, value in headers.items()}, body=body)

    def content(self) -> dict[str, Any]:
        """The body as a JSON object.

        Raises:
            ValueError: It is not one.
        """
        if not isinstance(self._parsed, dict):
            raise ValueError("not a JSON object")  # noqa: TRY004 - callers handle one kind of unreadable answer
        return self._parsed

    @cached_property
    def _parsed(self) -> object:
        # Megabytes of picture in one string: parsed once, and by the parser that takes a tenth of the time.
        try:
            return from_json(self.body)
        except ValueError:
            pass
        try:
            return json.loads(self.body)  # Other encodings, broken surrogates; and it says what is wrong.
        except RecursionError:
            raise ValueError("it is nested without end") from None

    @property
    def response_id(self) -> str:
        """The name under which the service keeps it, of an answer of the Responses API."""
        content = self.content()
        return str(content.get("id") or "") if content.get("object") == "response" else ""

    def word_usage(self) -> dict[str, Any] | None:
        """The tokens of the model of words, of an answer of the Responses API; None if it does not say."""
        content = self.content()
        usage = content.get("usage")
        return usage if content.get("object") == "response" and isinstance(usage, dict) else None

    def usage(self) -> dict[str, Any] | None:
        """The tokens that the answer says it took; None if it does not say."""
        content = self.content()
        usage = content.get("usage")
        if content.get("object") == "response":
            tools = content.get("tool_usage")
            usage = tools.get("image_gen") if isinstance(tools, dict) else None
        return usage if isinstance(usage, dict) and usage.get("output_tokens") is not None else None


def picture_in(content: Mapping[str, Any]) -> tuple[bytes, MediaType, tuple[int, int]]:
    """The first picture of an answer: its bytes as drawn, their kind, width and height. It is known to decode.

    Answers of the Images API, the last event of its streams, and answers of the Responses API are understood.

    Raises:
        ValueError: There is none; the message says what is there instead.
        PictureError: The bytes are no picture.
    """
    if content.get("error"):
        raise ValueError("it is an error in the guise of a success")
    encoded, first = _encoded_in(content)
    if not isinstance(encoded, str) or not encoded:
        if first.get("url"):
            raise ValueError(
                "it has a link instead of the picture, and links are not followed; write `response_format: b64_json` under `openai:`, or set the server so"
            )
        raise ValueError("it has no b64_json")
    try:
        image = base64.b64decode(encoded.partition(",")[2] if encoded.startswith("data:") else encoded, validate=True)
    except binascii.Error:
        raise ValueError("its base64 is broken") from None
    size = glance_at(image, name="the answer").size
    return image, _kind_of(image), size


def _encoded_in(content: Mapping[str, Any]) -> tuple[object, Mapping[str, Any]]:
    """The picture in base64, and what it lies in."""
    if content.get("object") == "response":
        calls = [item for item in content.get("output") or () if isinstance(item, Mapping)]
        drawn = [item for item in calls if item.get("type") == "image_generation_call" and item.get("result")]
        if not drawn:
            raise ValueError("it drew no picture")
        return drawn[-1]["result"], drawn[-1]
    if str(content.get("type") or "").endswith(".completed"):
        return content.get("b64_json"), content
    data = content.get("data")
    first = data[0] if isinstance(data, list) and data else None
    if not isinstance(first, Mapping):
        raise ValueError("it has no `data`")  # noqa: TRY004 - callers handle one kind of unreadable answer
    return first.get("b64_json"), first


def _kind_of(image: bytes) -> MediaType:
    if image.startswith(b"\x89PNG"):
        return "image/png"
    return "image/jpeg" if image.startswith(b"\xff\xd8") else "image/webp"
