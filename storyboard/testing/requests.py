"""Reading a request to the fake service, and refusing it as the real one would."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from typing import TYPE_CHECKING, Any

from storyboard.errors import PictureError
from storyboard.media import decode_picture
from storyboard.model import Noun
from storyboard.paid import ModelInfo
from storyboard.testing.faults import Refusal

if TYPE_CHECKING:
    from starlette.requests import Request

_MEDIA_TYPES = {b"\x89PNG\r\n": "image/png", b"\xff\xd8\xff": "image/jpeg", b"RIFF": "image/webp"}
_IMAGE_FIELDS = ("image", "image[]")
_WHOLE_NUMBERS = ("n", "output_compression", "partial_images")


class Refused(Exception):  # noqa: N818 - an answer to send
    """The request is answered with an error."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(str(refusal.error))
        self.refusal = refusal


class SeenReference(Noun):
    """A picture that came with a request."""

    field: str
    name: str
    media_type: str
    data: bytes
    sha256: str
    size: tuple[int, int]


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

    @property
    def reference_hashes(self) -> list[str]:
        """Hex SHA-256 of the references' bytes, in order."""
        return [reference.sha256 for reference in self.references]


def user_error(message: str, param: str | None, code: str, *, status: int = 400) -> Refused:
    """An error about the request itself."""
    error = {"message": message, "type": "image_generation_user_error", "param": param, "code": code}
    return Refused(Refusal(status=status, error=error))


async def read_request(request: Request, endpoint: str) -> SeenRequest:
    """Take a request apart: a form with files, or JSON.

    Raises:
        Refused: It is neither, or a picture in it cannot be used.
    """
    headers = {name: value for name, value in request.headers.items() if name not in {"authorization", "cookie"}}
    if request.headers.get("content-type", "").startswith("multipart/form-data"):
        parameters, pictures = await _form(request)
    else:
        parameters, pictures = _json(await request.body())
    prompt = parameters.pop("prompt", "")
    mask = next((picture for picture in pictures if picture.field == "mask"), None)
    references = tuple(picture for picture in pictures if picture.field != "mask")
    return SeenRequest(
        endpoint=endpoint,
        prompt=str(prompt),
        parameters=parameters,
        references=references,
        mask=mask,
        headers={
            name: value
            for name, value in headers.items()
            if name.startswith(("x-stainless", "content-type", "idempotency"))
        },
    )


def check_request(seen: SeenRequest, model: ModelInfo) -> tuple[tuple[int, int], str]:
    """Refuse what the real service refuses; else the size and the quality to draw.

    Raises:
        Refused: With the code of the real service where it is known.
    """
    if seen.endpoint not in model.endpoints:
        raise user_error(f"The model '{model.name}' does not support this endpoint.", "model", "invalid_value")
    _check_parameters(seen, model)
    if not seen.prompt:
        raise user_error("Missing required parameter: 'prompt'.", "prompt", "missing_required_parameter")
    if len(seen.prompt) > model.prompt_limit:
        raise user_error(
            f"Invalid 'prompt': string too long. Expected at most {model.prompt_limit}.",
            "prompt",
            "string_above_max_length",
        )
    _check_pictures(seen, model)
    if seen.parameters.get("n", 1) != 1:
        raise user_error("This fake draws one picture at a time: n must be 1.", "n", "invalid_value")
    quality = seen.parameters.get("quality", "auto")
    if quality not in model.qualities:
        raise user_error(
            f"Invalid value: '{quality}'. Supported values are: {', '.join(model.qualities)}.",
            "quality",
            "invalid_value",
        )
    output_format = seen.parameters.get("output_format", "png")
    if output_format not in model.output_formats:
        raise user_error(f"Invalid value: '{output_format}'.", "output_format", "invalid_value")
    if "output_compression" in seen.parameters and output_format == "png":
        raise user_error(
            "Compression less than 100 is not supported for PNG output format.", "output_compression", "invalid_value"
        )
    return _size(seen, model), quality


def _check_parameters(seen: SeenRequest, model: ModelInfo) -> None:
    for name in seen.parameters:
        if name == "input_fidelity" and name not in model.parameters:
            message = f"The model '{model.name}' does not support the 'input_fidelity' parameter."
            raise user_error(message, "input_fidelity", "invalid_input_fidelity_model")
        if name not in model.parameters:
            raise user_error(f"Unknown parameter: '{name}'.", name, "unknown_parameter")


def _check_pictures(seen: SeenRequest, model: ModelInfo) -> None:
    if seen.endpoint == "images/generations":
        if seen.references or seen.mask:
            raise user_error("Unknown parameter: 'image'.", "image", "unknown_parameter")
        return
    if not seen.references:
        raise user_error("Missing required parameter: 'image'.", "image", "missing_required_parameter")
    if len(seen.references) > model.max_references:
        raise user_error(f"Too many images: at most {model.max_references} are allowed.", "image", "too_many_images")
    for number, picture in enumerate(seen.references, 1):
        if picture.media_type not in _MEDIA_TYPES.values():
            message = f"Invalid file 'image[{number - 1}]': unsupported mimetype ('{picture.media_type}')."
            raise user_error(message, "image", "unsupported_file_mimetype")
        if len(picture.data) >= model.max_reference_bytes:
            raise user_error(f"Image {number} is too large.", "image", "image_too_large")
        if picture.size == (0, 0) or _true_type(picture.data) != picture.media_type:
            raise user_error(
                f"Invalid image file or mode for image {number}, please check your image file.",
                "image",
                "invalid_image_file",
            )
    if seen.mask is not None and seen.mask.size != seen.references[0].size:
        raise user_error("Invalid mask image format - mask size does not match image size.", "mask", "invalid_mask")


def _size(seen: SeenRequest, model: ModelInfo) -> tuple[int, int]:
    text = str(seen.parameters.get("size", "auto"))
    if text == "auto":
        return 1024, 1024
    width_text, _, height_text = text.partition("x")
    if not (width_text.isdigit() and height_text.isdigit()):
        raise user_error(f"Invalid size '{text}'.", "size", "invalid_value")
    width, height = int(width_text), int(height_text)
    rule = model.sizes
    if width % rule.multiple or height % rule.multiple:
        raise user_error(
            f"Invalid size '{text}'. Width and height must both be divisible by {rule.multiple}.",
            "size",
            "invalid_value",
        )
    if max(width, height) > rule.max_side or max(width, height) > rule.max_ratio * min(width, height):
        raise user_error(
            f"Invalid size '{text}'. The longest edge or the aspect ratio is too large.", "size", "invalid_value"
        )
    if not rule.min_pixels <= width * height <= rule.max_pixels:
        raise user_error(f"Invalid size '{text}'. The number of pixels is out of range.", "size", "invalid_value")
    return width, height


async def _form(request: Request) -> tuple[dict[str, Any], list[SeenReference]]:
    parameters: dict[str, Any] = {}
    pictures: list[SeenReference] = []
    async with request.form(max_files=64, max_fields=64, max_part_size=4_000_000) as form:
        for field, value in form.multi_items():
            if isinstance(value, str):
                is_number = field in _WHOLE_NUMBERS and value.lstrip("-").isdigit()
                parameters[field] = int(value) if is_number else value
            elif field in {*_IMAGE_FIELDS, "mask"}:
                pictures.append(_picture(field, value.filename or "", value.content_type or "", await value.read()))
            else:
                raise user_error(f"Unknown parameter: '{field}'.", field, "unknown_parameter")
    return parameters, pictures


def _json(body: bytes) -> tuple[dict[str, Any], list[SeenReference]]:
    try:
        parameters = json.loads(body)
    except ValueError:
        parameters = None
    if not isinstance(parameters, dict):
        raise user_error("We could not parse the JSON body of your request.", None, "invalid_json")
    named = [("image", one) for one in parameters.pop("images", None) or ()]
    if "mask" in parameters:
        named.append(("mask", parameters.pop("mask")))
    return parameters, [_picture_of_url(field, one) for field, one in named]


def _picture_of_url(field: str, one: object) -> SeenReference:
    url = one.get("image_url") if isinstance(one, dict) and len(one) == 1 else None
    if not isinstance(url, str) or not url.startswith("data:"):
        raise user_error("This fake knows pictures as data URLs only.", "images", "invalid_value")
    head, _, encoded = url.removeprefix("data:").partition(",")
    try:
        data = base64.b64decode(encoded, validate=True)
    except binascii.Error:
        raise user_error("Invalid base64 image_url.", "images", "invalid_value") from None
    return _picture(field, "", head.partition(";")[0], data)


def _picture(field: str, name: str, media_type: str, data: bytes) -> SeenReference:
    try:
        size = decode_picture(data, name=name or "image").size
    except PictureError:
        size = (0, 0)
    sha256 = hashlib.sha256(data).hexdigest()
    return SeenReference(field=field, name=name, media_type=media_type, data=data, sha256=sha256, size=size)


def _true_type(data: bytes) -> str:
    return next((kind for magic, kind in _MEDIA_TYPES.items() if data.startswith(magic)), "")
