"""Structured answers: what the caller of the fake has ready, else something plain that fits the schema."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from storyboard.testing.refusals import bad_request
from storyboard.testing.requests import SeenRequest

Answerer = Callable[[SeenRequest], object] | Mapping[str, object] | None
"""Makes the answer to a structured request: a function of the request, or answers by the schema's name (``*`` for any).
A string is sent as it is, anything else as JSON; None leaves it to the schema."""

_DEEPEST = 12


def answer_text(answerer: Answerer, seen: SeenRequest) -> str:
    """The text of a structured answer."""
    given = answerer(seen) if callable(answerer) else _by_name(answerer, seen.schema_name)
    if given is None:
        given = example_of(seen.answer_schema)
    return given if isinstance(given, str) else json.dumps(given, ensure_ascii=False)


def example_of(schema: Mapping[str, Any]) -> object:
    """The plainest value that fits a schema: first choices, least numbers, one item a list."""
    return _example(schema, schema, 0)


def check_format(text: object) -> None:
    """The ``text`` parameter of a request.

    Raises:
        Refused: The format is unknown, or a strict schema is not strict enough for the service.
    """
    if text is None:
        return
    if not isinstance(text, dict):
        raise bad_request("Invalid type for 'text': expected an object.", "text", "invalid_type")
    kind = text.get("format")
    if kind is None or (isinstance(kind, dict) and kind.get("type") in {"text", "json_object"}):
        return
    if not isinstance(kind, dict) or kind.get("type") != "json_schema":
        message = (
            "Invalid value for 'text.format.type'. Supported values are: 'text', 'json_object', and 'json_schema'."
        )
        raise bad_request(message, "text.format.type")
    for name in ("name", "schema"):
        if name not in kind:
            raise bad_request(
                f"Missing required parameter: 'text.format.{name}'.",
                f"text.format.{name}",
                "missing_required_parameter",
            )
    if kind.get("strict"):
        _check_strict(kind["schema"], str(kind["name"]), ())


def _by_name(answers: Mapping[str, object] | None, name: str) -> object:
    return answers.get(name, answers.get("*")) if answers else None


def _example(schema: Mapping[str, Any], root: Mapping[str, Any], depth: int) -> object:
    if depth > _DEEPEST:
        return None
    if "$ref" in schema:
        return _example(_resolve(str(schema["$ref"]), root), root, depth + 1)
    if "const" in schema:
        return schema["const"]
    if schema.get("enum"):
        return schema["enum"][0]
    choices = schema.get("anyOf") or schema.get("oneOf")
    if choices:
        return _example(choices[0], root, depth + 1)
    kind = schema.get("type")
    if isinstance(kind, list):
        kind = kind[0]
    if kind == "object" or "properties" in schema:
        return {name: _example(one, root, depth + 1) for name, one in schema.get("properties", {}).items()}
    if kind == "array":
        items = schema.get("items", {})
        return [_example(items, root, depth + 1) for _ in range(max(int(schema.get("minItems", 1)), 1))]
    if kind in {"integer", "number"}:
        return schema.get("minimum", 0)
    if kind == "boolean":
        return True
    return None if kind == "null" else "text".ljust(int(schema.get("minLength", 0)), ".")


def _resolve(reference: str, root: Mapping[str, Any]) -> Mapping[str, Any]:
    found: Any = root
    for part in reference.removeprefix("#").strip("/").split("/"):
        found = found.get(part, {}) if part and isinstance(found, Mapping) else found
    return found if isinstance(found, Mapping) else {}


def _check_strict(schema: object, name: str, path: tuple[str, ...]) -> None:
    """Strict schemas must close every object and require every property."""
    if isinstance(schema, list):
        for place, one in enumerate(schema):
            _check_strict(one, name, (*path, str(place)))
        return
    if not isinstance(schema, dict):
        return
    if schema.get("type") == "object" or "properties" in schema:
        missing = set(schema.get("properties", {})) - set(schema.get("required", ()))
        reason = ""
        if schema.get("additionalProperties") is not False:
            reason = "'additionalProperties' is required to be supplied and to be false."
        elif missing:
            reason = f"'required' is required to be supplied and to be an array including every key in properties. Missing '{min(missing)}'."
        if reason:
            message = f"Invalid schema for response_format '{name}': In context={path!r}, {reason}"
            raise bad_request(message, "text.format.schema", "invalid_json_schema")
    for key, value in schema.items():
        if key in {"properties", "$defs", "definitions"} and isinstance(value, dict):
            for inner, one in value.items():
                _check_strict(one, name, (*path, key, inner))
        elif key in {"items", "anyOf", "oneOf", "allOf"}:
            _check_strict(value, name, (*path, key))
