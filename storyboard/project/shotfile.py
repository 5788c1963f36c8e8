"""shots.yaml as text: written so that a person likes to read it, and rewritten so that their comments stay."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from storyboard.errors import ShotListError
from storyboard.project.shotcomments import refreshed, with_comments
from storyboard.project.shotfields import Fields
from storyboard.project.yamlfile import Places, parse_yaml

HEADER = """\
# The shot list. Change anything here: what you change is kept when the script is read again.
# Take a shot out and it stays out; put one in with an id between its neighbours (s001_0015).
schema: 1
shots:
"""
SCHEMA = 1
EMPTY = "shots: []"
_INDENT = 2

_PLAIN = re.compile(r"\d+(?:\.\d+)?[sf]|[A-Za-z_À-ɏͰ-ϿЀ-ӿ][\w .,;'()/!?’–—-]*", re.UNICODE)
_NOT_PLAIN_WORDS = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


class ShotFile:
    """One shots.yaml: the fields of its shots, and the text of each shot's block.

    `complete` is false where only the places of whole shots are known, not those of their fields.
    """

    def __init__(self, fields: Sequence[Fields], places: Places, text: str, *, complete: bool = True) -> None:
        self.fields = list(fields)
        self.complete = complete
        self.places = places
        self.text = text

    @classmethod
    def parse(cls, text: str, *, file: str, cure: str = "Delete the file to have it made anew") -> ShotFile:
        """Read the text; `cure` is what to do about a file that is no shot list.

        Raises:
            ShotListError: Not YAML, or not a list of shots with ids that differ.
        """
        data, places = parse_yaml(text, file=file, error=ShotListError)
        shots = data.get("shots") if isinstance(data, dict) else None
        schema = data.get("schema", SCHEMA) if isinstance(data, dict) else SCHEMA
        if isinstance(schema, int) and schema > SCHEMA:
            line, column = places["schema",]
            raise ShotListError(
                "Written by a newer storyboard", cure="Update storyboard", file=file, line=line, column=column
            )
        if not isinstance(shots, list):
            raise ShotListError("There is no list called 'shots' in here", cure=cure, file=file)
        seen: set[str] = set()
        for index, entry in enumerate(shots):
            line, column = places["shots", index]
            shot_id = entry.get("id") if isinstance(entry, dict) else None
            if not isinstance(shot_id, str):
                raise ShotListError("A shot needs an id such as s001_0010", file=file, line=line, column=column)
            if shot_id in seen:
                raise ShotListError(
                    f"The id {shot_id} stands here twice", cure="Give one of them a new id", file=file, line=line
                )
            seen.add(shot_id)
        return cls(shots, places, text)

    def rewritten(self, shots: Sequence[Fields], comments: Mapping[str, str]) -> str:
        """The text for these shots, in this order; a shot whose fields are unchanged keeps its block.

        Args:
            shots: The fields of each shot.
            comments: What the program says behind each id: the shot's number and its place in the script.
        """
        if not shots:
            return HEADER.replace("shots:\n", f"{EMPTY}\n")
        before = {entry["id"]: entry for entry in self.fields}
        header, blocks, indent = self._blocks()
        parts = []
        for fields in shots:
            shot_id, comment = fields["id"], comments.get(fields["id"], "")
            old = blocks.get(shot_id)
            if old is not None and before[shot_id] == fields:
                parts.append(refreshed(old, comment))
            else:
                block = with_comments(write_block(fields, comment), _indented(old or "", _INDENT - indent))
                parts.append(_indented(block, indent - _INDENT))
        body = "\n".join(part.strip("\n") + "\n" for part in parts)
        return header + body

    def _blocks(self) -> tuple[str, dict[str, str], int]:
        """What stands before the first shot, each shot's lines with the comments above them, how deep its dash stands."""
        if not self.fields:
            return HEADER, {}, _INDENT
        lines = self.text.splitlines(keepends=True)
        starts = [self.places["shots", index][0] - 1 for index in range(len(self.fields))]
        indents = {_dash_at(lines[start]) for start in starts}
        if len(indents) != 1 or None in indents or len(set(starts)) != len(starts):
            return HEADER, {}, _INDENT  # Somebody's own layout: everything is written anew, in ours.
        indent = indents.pop() or 0
        begins = []
        for start in starts:
            begin = start
            while begin > 0 and lines[begin - 1].startswith(" " * indent + "#"):
                begin -= 1
            begins.append(begin)
        ends = [*begins[1:], len(lines)]
        blocks = {
            entry["id"]: "".join(lines[begin:end]) for entry, begin, end in zip(self.fields, begins, ends, strict=True)
        }
        return "".join(lines[: begins[0]]), blocks, indent


def _dash_at(line: str) -> int | None:
    """The column of the dash that begins a shot; None where the line begins otherwise."""
    code = line.lstrip(" ")
    return len(line) - len(code) if code.startswith("- ") else None


def _indented(block: str, by: int) -> str:
    """The block moved to the right, or to the left."""
    if not by:
        return block
    moved = (" " * by + line if by > 0 else line[-by:] for line in block.splitlines(keepends=True))
    return "".join(line if line.strip() else "\n" for line in moved)


def write_block(fields: Fields, comment: str = "") -> str:
    """One shot as YAML lines; `comment` goes behind its id."""
    lines = []
    for name, value in fields.items():
        lead = "  - " if name == "id" else "    "
        tail = f"  # {comment}" if name == "id" and comment else ""
        if isinstance(value, list):
            lines.append(f"{lead}{name}:")
            lines.extend(f"      - {_flow(item)}" for item in value)
        elif isinstance(value, dict):
            lines.append(f"{lead}{name}:")
            lines.extend(f"      {key}: {write_scalar(item)}" for key, item in value.items())
        else:
            lines.append(f"{lead}{name}: {write_scalar(value)}{tail}")
    return "\n".join(lines) + "\n"


def write_scalar(value: Any, *, in_flow: bool = False) -> str:
    """A value on one line: plain where YAML reads it back as the same text, quoted otherwise."""
    if value is None or isinstance(value, bool | int | float):
        return json.dumps(value)
    text = str(value)
    plain = (
        _PLAIN.fullmatch(text)
        and not text.endswith(" ")
        and text.casefold() not in _NOT_PLAIN_WORDS
        and not (in_flow and "," in text)
    )
    if plain:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {write_scalar(item, in_flow=True)}" for key, item in value.items()) + "}"
    return write_scalar(value)
