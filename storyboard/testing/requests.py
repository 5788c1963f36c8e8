"""Reading a request to the fake service: a form with files, or JSON."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from storyboard.errors import PictureError
from storyboard.media import decode_picture
from storyboard.model import Noun
from storyboard.testing.refusals import bad_request, unknown

if TYPE_CHECKING:
    from starlette.requests import Request

FindFile = Callable[[str], tuple[str, str, bytes]]
"""Finds an uploaded file by id: its name, its media type, its bytes; refuses when there is none."""

MEDIA_TYPES = {b"\x89PNG\r\n": "image/png", b"\xff\xd8\xff": "image/jpeg", b"RIFF": "image/webp"}
_IMAGE_FIELDS = ("image", "image[]")
_WHOLE_NUMBERS = ("n", "output_compression", "partial_images")
_YES_OR_NO = {"true": True, "false": False}
_KEPT_FACTS = 512
_LONGEST_URL = 20_971_520


class SeenReference(Noun):
    """A picture that came with a request; `data` is empty where the service was told not to keep uploads.

    `size` is (0, 0) for what is no picture, and `has_alpha` true where it can be transparent.
    """

    field: str
    name: str
    media_type: str
    data: bytes
    sha256: str
    size: tuple[int, int]
    has_alpha: bool = False
    length: int = 0
    true_type: str = ""


class SeenRequest(Noun):
    """A request as it arrived; `parameters` is everything but prompt and pictures. The key is not kept."""

    endpoint: str
    prompt: str
    parameters: dict[str, Any] = {}
    references: tuple[SeenReference, ...] = ()
    mask: SeenReference | None = None
    headers: dict[str, str] = {}
    status: int = 0
    code: str = ""
    request_id: str = ""
    number: int = 0

    @property
    def reference_hashes(self) -> list[str]:
        """Hex SHA-256 of the references' bytes, in order."""
        return [reference.sha256 for reference in self.references]

    @property
    def schema_name(self) -> str:
        """The name of the structured answer that is asked for; empty when none is."""
        return str(self._format.get("name") or "")

    @property
    def answer_schema(self) -> dict[str, Any]:
        """The JSON schema of the structured answer that is asked for."""
        schema = self._format.get("schema")
        return schema if isinstance(schema, dict) else {}

    @property
    def _format(self) -> dict[str, Any]:
        text = self.parameters.get("text")
        found = text.get("format") if isinstance(text, dict) else None
        return found if isinstance(found, dict) else {}


def kept_headers(request: Request) -> dict[str, str]:
    """The headers worth keeping; never the key."""
    wanted = ("x-stainless", "content-type", "idempotency", "user-agent")
    return {name: value for name, value in request.headers.items() if name.startswith(wanted)}


async def read_images_request(request: Request, endpoint: str, find_file: FindFile) -> SeenRequest:
    """Take a request to an images endpoint apart.

    Raises:
        Refused: It is neither form nor JSON, or a picture in it cannot be used.
    """
    if request.headers.get("content-type", "").startswith("multipart/form-data"):
        parameters, pictures = await _form(request)
        return _seen(endpoint, parameters, pictures, kept_headers(request))
    return images_request_of(read_json(await request.body()), endpoint, find_file, kept_headers(request))


def images_request_of(
    parameters: dict[str, Any], endpoint: str, find_file: FindFile, headers: dict[str, str]
) -> SeenRequest:
    """The JSON form of a request to an images endpoint, as batches have it too.

    Raises:
        Refused: A picture in it cannot be used.
    """
    parameters = dict(parameters)
    images = parameters.pop("images", None) or []
    if not isinstance(images, list):
        raise bad_request("Invalid type for 'images': expected an array of objects.", "images", "invalid_type")
    named = [("image", f"images[{place}]", one) for place, one in enumerate(images)]
    if "mask" in parameters:
        named.append(("mask", "mask", parameters.pop("mask")))
    pictures = [picture_of_link(field, one, find_file, param) for field, param, one in named]
    return _seen(endpoint, parameters, pictures, headers)


def read_json(body: bytes) -> dict[str, Any]:
    """A JSON object.

    Raises:
        Refused: It is none.
    """
    try:
        parameters = json.loads(body)
        if b"\\ud" in body.lower():
            # Half a letter outside the basic plane: no text, whatever JSON's grammar says.
            json.dumps(parameters, ensure_ascii=False).encode("utf-8")
    except ValueError:
        parameters = None
    if not isinstance(parameters, dict):
        raise bad_request("We could not parse the JSON body of your request.", None, "invalid_json")
    return parameters


def picture_of_link(field: str, link: object, find_file: FindFile, param: str) -> SeenReference:
    """A picture given as ``{"file_id": ...}`` or ``{"image_url": ...}``; exactly one of the two.

    Raises:
        Refused: Neither or both, an address on the net, base64 that is none.
    """
    given = {key: value for key, value in link.items() if value is not None} if isinstance(link, dict) else {}
    if set(given) == {"file_id"} and isinstance(given["file_id"], str):
        name, media_type, data = find_file(given["file_id"])
        return picture(field, name, media_type, data)
    url = given.get("image_url")
    if set(given) != {"image_url"} or not isinstance(url, str):
        raise bad_request(f"Invalid value for '{param}': provide exactly one of 'file_id' or 'image_url'.", param)
    if not url.startswith("data:"):
        raise bad_request("This fake opens no addresses: send a data URL or a file id.", param, "invalid_image_url")
    if len(url) > _LONGEST_URL:
        raise bad_request(f"Invalid '{param}': the URL is too long.", param, "string_above_max_length")
    head, _, encoded = url.removeprefix("data:").partition(",")
    try:
        data = base64.b64decode(encoded, validate=True)
    except binascii.Error:
        raise bad_request("Invalid base64 image_url.", param, "invalid_base64_image") from None
    return picture(field, "", head.partition(";")[0], data)


def picture(field: str, name: str, media_type: str, data: bytes) -> SeenReference:
    """A picture and what can be said of it."""
    sha256 = hashlib.sha256(data).hexdigest()
    size, has_alpha, kept = _facts.of(sha256, data)
    true_type = next((kind for magic, kind in MEDIA_TYPES.items() if data.startswith(magic)), "")
    return SeenReference(
        field=field,
        name=name,
        media_type=media_type,
        data=kept,
        sha256=sha256,
        size=size,
        has_alpha=has_alpha,
        length=len(data),
        true_type=true_type,
    )


class _Facts:
    """What was learnt of pictures; the same reference comes with many shots and is opened, and kept, once."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, tuple[tuple[int, int], bool]] = OrderedDict()
        self._bytes: OrderedDict[str, bytes] = OrderedDict()

    def of(self, sha256: str, data: bytes) -> tuple[tuple[int, int], bool, bytes]:
        if sha256 not in self._known:
            self._known[sha256] = _look_at(data)
            self._bytes[sha256] = data
        self._known.move_to_end(sha256)
        while len(self._known) > _KEPT_FACTS:
            self._known.popitem(last=False)
        while len(self._bytes) > _KEPT_FACTS // 16:
            self._bytes.popitem(last=False)
        return *self._known[sha256], self._bytes.get(sha256, data)


_facts = _Facts()


def _look_at(data: bytes) -> tuple[tuple[int, int], bool]:
    import io

    from PIL import Image

    try:
        size = decode_picture(data, name="image").size
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "WEBP")) as opened:
            return size, opened.has_transparency_data
    except (PictureError, OSError):
        return (0, 0), False


def _seen(
    endpoint: str, parameters: dict[str, Any], pictures: list[SeenReference], headers: dict[str, str]
) -> SeenRequest:
    prompt = parameters.pop("prompt", "")
    if not isinstance(prompt, str):
        raise bad_request("Invalid type for 'prompt': expected a string.", "prompt", "invalid_type")
    return SeenRequest(
        endpoint=endpoint,
        prompt=prompt,
        parameters=parameters,
        references=tuple(one for one in pictures if one.field != "mask"),
        mask=next((one for one in pictures if one.field == "mask"), None),
        headers=headers,
    )


async def _form(request: Request) -> tuple[dict[str, Any], list[SeenReference]]:
    parameters: dict[str, Any] = {}
    pictures: list[SeenReference] = []
    async with request.form(max_files=64, max_fields=64, max_part_size=4_000_000) as form:
        for field, value in form.multi_items():
            if isinstance(value, str):
                is_number = field in _WHOLE_NUMBERS and value.lstrip("-").isdigit()
                parameters[field] = int(value) if is_number else value
                if field == "stream" and value in _YES_OR_NO:
                    parameters[field] = _YES_OR_NO[value]
            elif field in {*_IMAGE_FIELDS, "mask"}:
                pictures.append(picture(field, value.filename or "", value.content_type or "", await value.read()))
            else:
                raise unknown(field)
    return parameters, pictures
