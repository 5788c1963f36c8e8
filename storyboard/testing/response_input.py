"""Reading what a response is asked: words and pictures of this turn, the image tool's parameters, what is not allowed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from storyboard.testing.refusals import bad_request, check_types, missing, not_found, unknown
from storyboard.testing.requests import FindFile, SeenReference, SeenRequest, picture_of_link
from storyboard.testing.structured import check_format

_PARAMETERS = frozenset(
    [
        "background",
        "background_options",
        "context_management",
        "conversation",
        "include",
        "input",
        "instructions",
        "max_output_tokens",
        "max_tool_calls",
        "metadata",
        "model",
        "moderation",
        "parallel_tool_calls",
        "previous_response_id",
        "prompt",
        "prompt_cache_key",
        "prompt_cache_options",
        "prompt_cache_retention",
        "reasoning",
        "safety_identifier",
        "service_tier",
        "store",
        "stream",
        "stream_options",
        "temperature",
        "text",
        "tool_choice",
        "tools",
        "top_logprobs",
        "top_p",
        "truncation",
        "user",
    ]
)
_TOOL_PARAMETERS = frozenset(
    [
        "type",
        "action",
        "background",
        "complexity",
        "input_fidelity",
        "input_image_mask",
        "model",
        "moderation",
        "output_compression",
        "output_format",
        "partial_images",
        "quality",
        "size",
    ]
)
_TYPES: dict[str, type | tuple[type, ...]] = {
    "background": bool,
    "background_options": dict,
    "conversation": (str, dict),
    "input": (str, list),
    "instructions": str,
    "max_output_tokens": int,
    "metadata": dict,
    "previous_response_id": str,
    "reasoning": dict,
    "store": bool,
    "stream": bool,
    "text": dict,
    "tool_choice": (str, dict),
    "tools": list,
}
_ROLES = ("user", "system", "developer", "assistant")
_WINDOWS = ("soonest", "2h", "8h")
_MOST_METADATA = 16
_DEFAULT_TOOL_MODEL = "gpt-image-2.6-sunburst"

FindCall = Callable[[str], SeenReference | None]
"""Finds the picture of an earlier image call by its id."""


def check_body(body: dict[str, Any], models: Iterable[str], picture_models: Iterable[str]) -> None:
    """Refuse what the service refuses before it looks at the input.

    Raises:
        Refused: An unknown or contradictory parameter.
    """
    for name in body:
        if name not in _PARAMETERS:
            raise unknown(name)
    check_types(body, _TYPES)
    model = body.get("model")
    if not isinstance(model, str):
        raise missing("model")
    if model in picture_models:
        raise bad_request(f"The model '{model}' is not supported with the Responses API.", "model", "unsupported_model")
    if model not in models:
        message = f"The requested model '{model}' does not exist."
        raise bad_request(message, "model", "model_not_found")
    if body.get("background") and body.get("store") is False:
        raise bad_request("Background mode requires 'store' to be true.", "background", "unsupported_parameter")
    window = (body.get("background_options") or {}).get("completion_window", "soonest")
    if window not in _WINDOWS:
        raise bad_request(f"Invalid value: '{window}'.", "background_options.completion_window")
    if window != "soonest" and (not body.get("background") or body.get("stream")):
        message = f"completion_window '{window}' needs 'background' and no 'stream'."
        raise bad_request(message, "background_options.completion_window")
    if body.get("previous_response_id") and body.get("conversation"):
        message = "Mutually exclusive parameters: 'previous_response_id' and 'conversation'."
        raise bad_request(message, None, "mutually_exclusive_parameters")
    metadata = body.get("metadata") or {}
    if not isinstance(metadata, dict) or len(metadata) > _MOST_METADATA:
        raise bad_request("Invalid 'metadata': at most 16 pairs of strings.", "metadata")
    check_format(body.get("text"))
    for place, tool in enumerate(body.get("tools") or ()):
        _check_tool(tool, place)


def image_tool(body: dict[str, Any]) -> dict[str, Any] | None:
    """The parameters of the image tool, when it is offered."""
    if body.get("tool_choice") == "none":
        return None
    return next((tool for tool in body.get("tools") or () if tool["type"] == "image_generation"), None)


def seen_of(
    body: dict[str, Any],
    find_file: FindFile,
    find_call: FindCall,
    before: Iterable[SeenReference],
    headers: dict[str, str],
) -> SeenRequest:
    """The words and pictures of a turn; `before` are pictures of earlier turns, which come first.

    Raises:
        Refused: The input has another shape than the interface's.
    """
    words: list[str] = []
    pictures: list[SeenReference] = list(before)
    given = body.get("input")
    if isinstance(given, str):
        words.append(given)
    elif isinstance(given, list):
        for place, item in enumerate(given):
            _read_item(item, place, words, pictures, find_file, find_call)
    else:
        raise missing("input")
    parameters = {name: value for name, value in body.items() if name != "input"}
    return SeenRequest(
        endpoint="responses",
        prompt="\n".join(words),
        parameters=parameters,
        references=tuple(pictures),
        headers=headers,
    )


def drawing_request(seen: SeenRequest, tool: dict[str, Any], find_file: FindFile, *, stream: bool) -> SeenRequest:
    """What the image tool is asked, as a request to the images endpoints has it."""
    parameters = {name: value for name, value in tool.items() if name not in {"type", "action", "input_image_mask"}}
    parameters.setdefault("model", _DEFAULT_TOOL_MODEL)
    parameters["stream"] = stream
    if not stream:
        parameters.pop("partial_images", None)
    action = tool.get("action", "auto")
    references = () if action == "generate" else seen.references
    if action == "edit" and not references:
        raise bad_request("action 'edit' needs an image in the input or an earlier turn.", "tools[0].action")
    mask = tool.get("input_image_mask")
    masked = picture_of_link("mask", mask, find_file, "tools[0].input_image_mask") if mask else None
    return SeenRequest(
        endpoint="images/edits" if references else "images/generations",
        prompt=seen.prompt,
        parameters=parameters,
        references=references,
        mask=masked,
    )


def _check_tool(tool: object, place: int) -> None:
    kind = tool.get("type") if isinstance(tool, dict) else None
    if not isinstance(tool, dict) or kind != "image_generation":
        message = f"Invalid value: '{kind}'. This fake has one tool: 'image_generation'."
        raise bad_request(message, f"tools[{place}].type")
    for name in tool:
        if name not in _TOOL_PARAMETERS:
            raise unknown(f"tools[{place}].{name}")


def _read_item(
    item: object,
    place: int,
    words: list[str],
    pictures: list[SeenReference],
    find_file: FindFile,
    find_call: FindCall,
) -> None:
    param = f"input[{place}]"
    kind = item.get("type", "message") if isinstance(item, dict) else None
    if not isinstance(item, dict) or kind not in {"message", "image_generation_call", "item_reference"}:
        raise bad_request(f"Invalid value: '{kind}'.", f"{param}.type")
    if kind in {"image_generation_call", "item_reference"}:
        found = find_call(str(item.get("id")))
        if found is None:
            raise not_found(f"Item with id '{item.get('id')}' not found.", f"{param}.id")
        pictures.append(found)
        return
    if item.get("role") not in _ROLES:
        raise bad_request(f"Invalid value: '{item.get('role')}'.", f"{param}.role")
    content = item.get("content")
    if isinstance(content, str):
        words.append(content)
        return
    for number, part in enumerate(content if isinstance(content, list) else ()):
        where = f"{param}.content[{number}]"
        part_kind = part.get("type") if isinstance(part, dict) else None
        if part_kind in {"input_text", "output_text"}:
            words.append(str(part.get("text", "")))
        elif part_kind == "input_image":
            link = {name: part.get(name) for name in ("file_id", "image_url")}
            pictures.append(picture_of_link("input_image", link, find_file, where))
        else:
            listed = "'input_text', 'input_image', and 'output_text'"
            raise bad_request(f"Invalid value: '{part_kind}'. Supported values are: {listed}.", f"{where}.type")
