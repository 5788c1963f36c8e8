"""storyboard.yaml -> Bible, with errors that name the line, the key and the cure."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from storyboard.errors import BibleError
from storyboard.model import Bible, Character, Location, Look, Noun, OpenAISettings, Prop, Style, Timing, Wording
from storyboard.project.validation import as_input_error, expect_mapping
from storyboard.project.yamlfile import Places, parse_yaml

# On disk these are mappings from a name to its fields, because that is how people write them.
SCHEMA = 1
# The bible of a series with two hundred characters has about 100,000.
_MOST_CHARACTERS = 300_000
_NAMED = ("characters", "locations", "props")
_SINGLE_OR_LIST = ("references", "sheets", "aliases", "scenes", "story", "avoid")
_PLAIN_SECTIONS: dict[str, type[Noun]] = {
    "style": Style,
    "timing": Timing,
    "wording": Wording,
    "openai": OpenAISettings,
}
_FIELDS: dict[str, type[Noun]] = {"characters": Character, "locations": Location, "props": Prop}


def read_bible(path: Path) -> Bible:
    """Read and check a bible.

    Raises:
        BibleError: Not YAML, an unknown key, or a value that cannot be used.
    """
    try:
        status = path.stat()
        if stat.S_ISFIFO(status.st_mode) or stat.S_ISCHR(status.st_mode):
            raise BibleError("This is not a file but a pipe or a device", file=path)
        if status.st_size > 4 * _MOST_CHARACTERS:
            raise BibleError(
                f"The file has {status.st_size / 1e6:.1f} MB",
                why="A bible is a thousandth of that",
                cure="Is this the right file?",
                file=path,
            )
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise BibleError("Not UTF-8 text", cure="Save the file as UTF-8", file=path) from error
    except OSError as error:
        raise BibleError(f"Cannot be read: {error.strerror}", file=path) from error
    return parse_bible(text, file=str(path))


def parse_bible(text: str, *, file: str) -> Bible:
    """As `read_bible`, from text; `file` is its name in errors."""
    data, places = parse_yaml(text, file=file, error=BibleError, most=_MOST_CHARACTERS)
    top = expect_mapping(data, (), file=file, places=places, error=BibleError)
    written: dict[tuple[str | int, ...], tuple[str | int, ...]] = {}
    values = _model_values(top, file, places, written)
    _check_schema(values.get("schema", SCHEMA), file, places)
    try:
        return Bible.model_validate(values)
    except ValidationError as problem:
        known = _known_keys(values)
        raise as_input_error(
            problem, file=file, places=places, error=BibleError, written=written, known=known
        ) from problem


def _check_schema(written: object, file: str, places: Places) -> None:
    if isinstance(written, int) and written > SCHEMA:
        line, column = places.get(("schema",), (None, None))
        raise BibleError("Written by a newer storyboard", cure="Update storyboard", file=file, line=line, column=column)


def _model_values(
    top: dict[str, Any],
    file: str,
    places: Places,
    written: dict[tuple[str | int, ...], tuple[str | int, ...]],
) -> dict[str, Any]:
    values = {key: value for key, value in top.items() if value is not None}
    for section in _NAMED:
        if section not in values:
            continue
        entries = expect_mapping(values[section], (section,), file=file, places=places, error=BibleError)
        listed: list[dict[str, Any]] = []
        for index, (name, fields) in enumerate(entries.items()):
            path = (section, name)
            written[section, index] = path
            entry = _entry(name, expect_mapping(fields, path, file=file, places=places, error=BibleError))
            if section == "characters" and "looks" in entry:
                looks = expect_mapping(entry["looks"], (*path, "looks"), file=file, places=places, error=BibleError)
                entry["looks"] = []
                for look_index, (look_name, look_fields) in enumerate(looks.items()):
                    look_path = (*path, "looks", look_name)
                    written[section, index, "looks", look_index] = look_path
                    checked = expect_mapping(look_fields, look_path, file=file, places=places, error=BibleError)
                    entry["looks"].append(_entry(look_name, checked))
            listed.append(entry)
        values[section] = listed
    for section in (*_PLAIN_SECTIONS, "story_time", "links"):
        if section in values:
            checked = expect_mapping(values[section], (section,), file=file, places=places, error=BibleError)
            values[section] = _entry(None, checked)
    if "story_time" in values:
        times = values["story_time"].items()
        values["story_time"] = {name: scenes if isinstance(scenes, list) else [scenes] for name, scenes in times}
    return values


def _entry(name: str | None, fields: dict[str, Any]) -> dict[str, Any]:
    entry = {key: value for key, value in fields.items() if value is not None}
    for key in _SINGLE_OR_LIST:
        if key in entry and not isinstance(entry[key], list):
            entry[key] = [entry[key]]
    if name is not None:
        entry = {"name": name, **entry}
    return entry


def _known_keys(values: dict[str, Any]) -> dict[tuple[str | int, ...], list[str]]:
    known: dict[tuple[str | int, ...], list[str]] = {
        (): [info.alias or name for name, info in Bible.model_fields.items()]
    }
    for section, noun in _FIELDS.items():
        fields = [name for name in noun.model_fields if name != "name"]
        for index, entry in enumerate(values.get(section, ())):
            known[section, index] = fields
            for look_index, _ in enumerate(entry.get("looks", ()) if isinstance(entry, dict) else ()):
                known[section, index, "looks", look_index] = [name for name in Look.model_fields if name != "name"]
    known |= {(section,): list(noun.model_fields) for section, noun in _PLAIN_SECTIONS.items()}
    return known
