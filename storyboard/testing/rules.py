"""What may be ordered: a request to draw is read into a commission, or refused as the real service would."""

from __future__ import annotations

from typing import Any

from storyboard.model import Noun
from storyboard.paid import ModelInfo, output_tokens, reference_tokens
from storyboard.testing.flavours import Flavour
from storyboard.testing.refusals import bad_image, bad_request, missing, unknown
from storyboard.testing.requests import MEDIA_TYPES, SeenReference, SeenRequest

_MOST_PICTURES = 10
_MOST_PARTIALS = 3
_PARTIAL_TOKENS = 100
_MASK_BYTES = 4_000_000
_BACKGROUNDS = ("transparent", "opaque", "auto")
_OF_THE_WIRE = frozenset({"stream", "partial_images"})
_DEFAULT_SIZE = (1024, 1024)


class Commission(Noun):
    """A picture, or several of the same, to be drawn.

    `quality` is what is drawn and billed: never ``auto``. `asked` has the words of the request where they differ.
    """

    endpoint: str
    model: ModelInfo
    prompt: str
    size: tuple[int, int]
    quality: str
    asked: dict[str, str] = {}
    count: int = 1
    output_format: str = "png"
    compression: int = 100
    background: str = "opaque"
    partial_images: int = 0
    stream: bool = False
    references: tuple[SeenReference, ...] = ()
    mask: SeenReference | None = None

    @property
    def size_text(self) -> str:
        return f"{self.size[0]}x{self.size[1]}"

    def usage(self) -> dict[str, Any]:
        """The tokens it takes, by the formulas behind the published prices."""
        text = len(self.prompt) // 4 + 6
        images = sum(reference_tokens(reference.size) for reference in self.references)
        images += reference_tokens(self.mask.size) if self.mask else 0
        out = self.count * output_tokens(self.model.output_bases, self.size, self.quality)
        out += self.partial_images * _PARTIAL_TOKENS
        return {
            "input_tokens": text + images,
            "input_tokens_details": {"text_tokens": text, "image_tokens": images},
            "output_tokens": out,
            "output_tokens_details": {"text_tokens": 0, "image_tokens": out},
            "total_tokens": text + images + out,
        }


def commission_of(seen: SeenRequest, model: ModelInfo, flavour: Flavour) -> Commission:
    """Refuse what the service refuses; else what is to be drawn.

    Raises:
        Refused: With the code of the real service where it is known.
    """
    given = seen.parameters
    if seen.endpoint not in model.endpoints and flavour.strict:
        raise bad_request(f"The model '{model.name}' does not support this endpoint.", "model")
    _check_names(seen, model, flavour)
    _check_prompt(seen, model)
    _check_pictures(seen, model)
    output_format = _one_of(given, "output_format", model.output_formats, "png")
    background = _one_of(given, "background", _BACKGROUNDS, "auto")
    if background == "transparent" and output_format == "jpeg":
        raise bad_request("Transparent background is not supported for JPEG output format.", "background")
    compression = _whole(given, "output_compression", 0, 100, 100)
    if "output_compression" in given and output_format == "png" and compression < 100:
        message = "Compression less than 100 is not supported for PNG output format."
        raise bad_request(message, "output_compression")
    stream = given.get("stream", False)
    if not isinstance(stream, bool):
        raise bad_request("Invalid type for 'stream': expected a boolean.", "stream", "invalid_type")
    partials = _whole(given, "partial_images", 0, _MOST_PARTIALS, 0)
    if partials and not stream:
        raise bad_request("'partial_images' is only supported when 'stream' is true.", "partial_images")
    qualities = model.qualities if flavour.strict else (*model.qualities, "standard", "hd")
    quality = _one_of(given, "quality", qualities, "auto")
    return Commission(
        endpoint=seen.endpoint,
        model=model,
        prompt=seen.prompt,
        size=_size(given.get("size", "auto"), model, flavour),
        quality="high" if quality in {"auto", "standard", "hd"} else quality,
        asked={"quality": quality, "background": background},
        count=_whole(given, "n", 1, _MOST_PICTURES, 1),
        output_format=output_format,
        compression=compression,
        background="transparent" if background == "transparent" else "opaque",
        partial_images=partials,
        stream=stream,
        references=seen.references,
        mask=seen.mask,
    )


def _check_names(seen: SeenRequest, model: ModelInfo, flavour: Flavour) -> None:
    for name in seen.parameters if flavour.strict else ():
        if name == "input_fidelity" and name not in model.parameters:
            message = f"The model '{model.name}' does not support the 'input_fidelity' parameter."
            raise bad_image(message, "input_fidelity", "invalid_input_fidelity_model")
        if name not in model.parameters | _OF_THE_WIRE:
            raise unknown(name)


def _check_prompt(seen: SeenRequest, model: ModelInfo) -> None:
    if not seen.prompt:
        raise missing("prompt")
    if len(seen.prompt) > model.prompt_limit:
        raise bad_request(
            f"Invalid 'prompt': string too long. Expected a string with maximum length {model.prompt_limit}, but got a string with length {len(seen.prompt)} instead.",
            "prompt",
            "string_above_max_length",
        )


def _check_pictures(seen: SeenRequest, model: ModelInfo) -> None:
    if seen.endpoint == "images/generations":
        if seen.references or seen.mask:
            raise unknown("image")
        return
    if not seen.references and seen.endpoint == "images/edits":
        raise missing("image")
    if len(seen.references) > model.max_references:
        raise bad_image(f"Too many images: at most {model.max_references} are allowed.", "image", "too_many_images")
    for number, picture in enumerate(seen.references, 1):
        check_picture(picture, number, model.max_reference_bytes)
    if seen.mask is not None:
        _check_mask(seen.mask, seen.references)


def check_picture(picture: SeenReference, number: int, most_bytes: int) -> None:
    """A reference that can be used.

    Raises:
        Refused: It is of an unknown kind, too heavy, broken, or says it is something else than it is.
    """
    if picture.media_type not in MEDIA_TYPES.values():
        message = f"Invalid file 'image[{number - 1}]': unsupported mimetype ('{picture.media_type}'). Supported file formats are 'image/jpeg', 'image/png', and 'image/webp'."
        raise bad_request(message, "image", "unsupported_file_mimetype")
    if picture.length >= most_bytes:
        raise bad_image(f"Image {number} is too large.", "image", "image_too_large")
    if picture.size == (0, 0) or picture.true_type != picture.media_type:
        message = f"Invalid image file or mode for image {number}, please check your image file."
        raise bad_image(message, "image", "invalid_image_file")


def _check_mask(mask: SeenReference, references: tuple[SeenReference, ...]) -> None:
    if mask.true_type != "image/png" or mask.size == (0, 0):
        raise bad_image("Invalid mask image format - mask must be a PNG file.", "mask", "invalid_mask")
    if mask.length >= _MASK_BYTES:
        raise bad_image("Invalid mask image - mask must be less than 4MB.", "mask", "image_too_large")
    if not references or mask.size != references[0].size:
        message = "Invalid mask image format - mask size does not match image size."
        raise bad_image(message, "mask", "invalid_mask")
    if not mask.has_alpha:
        raise bad_image("Invalid mask image format - mask image missing alpha channel.", "mask", "invalid_mask")


def _size(given: object, model: ModelInfo, flavour: Flavour) -> tuple[int, int]:
    text = str(given)
    if text == "auto":
        return _DEFAULT_SIZE
    width_text, _, height_text = text.partition("x")
    if not (width_text.isdigit() and height_text.isdigit()):
        raise bad_request(f"Invalid size '{text}'.", "size")
    width, height = int(width_text), int(height_text)
    rule = model.sizes
    if not flavour.strict:
        if not 1 <= width * height <= rule.max_pixels:
            raise bad_request(f"Invalid size '{text}'.", "size")
        return width, height
    if width % rule.multiple or height % rule.multiple:
        message = f"Invalid size '{text}'. Width and height must both be divisible by {rule.multiple}."
        raise bad_request(message, "size")
    if max(width, height) > rule.max_side or max(width, height) > rule.max_ratio * min(width, height):
        raise bad_request(f"Invalid size '{text}'. The longest edge or the aspect ratio is too large.", "size")
    if not rule.min_pixels <= width * height <= rule.max_pixels:
        message = f"Invalid size '{text}'. Must have between {rule.min_pixels} and {rule.max_pixels} pixels."
        raise bad_request(message, "size")
    return width, height


def _one_of(given: dict[str, Any], name: str, allowed: tuple[str, ...], default: str) -> str:
    value = given.get(name)
    if value is None:
        return default
    if value not in allowed:
        listed = ", ".join(f"'{one}'" for one in allowed)
        raise bad_request(f"Invalid value: '{value}'. Supported values are: {listed}.", name)
    return str(value)


def _whole(given: dict[str, Any], name: str, least: int, most: int, default: int) -> int:
    value = given.get(name)
    if value is None:
        return default
    if not isinstance(value, int) or isinstance(value, bool):
        raise bad_request(f"Invalid type for '{name}': expected an integer.", name, "invalid_type")
    if not least <= value <= most:
        over = "above_max" if value > most else "below_min"
        bound = f"<= {most}" if value > most else f">= {least}"
        message = f"Invalid '{name}': integer {over.replace('_', ' ')} value. Expected a value {bound}, but got {value} instead."
        raise bad_request(message, name, f"integer_{over}_value")
    return value
