"""Shots as YAML or JSON: ``shots:`` with one mapping for each, or ``scenes:`` that hold shots."""

from __future__ import annotations

import re
from bisect import bisect_right
from fractions import Fraction
from typing import Any

from storyboard.errors import ScriptError
from storyboard.model import Script, parse_fps
from storyboard.project import parse_yaml
from storyboard.script.builder import Builder
from storyboard.script.decode import clean_text
from storyboard.script.entry import Cell, Entry, identifier
from storyboard.script.fields import Field, field_of
from storyboard.script.jsonplaces import Path, Places, parse_json
from storyboard.script.lengths import DEFAULT_FPS
from storyboard.script.moments import ListWriter
from storyboard.script.table import MAX_ROWS
from storyboard.script.words import TITLE_KEYS

# Reading YAML with places takes 4 s a megabyte; a film of a thousand shots is a tenth of that.
_MAX_YAML = 300_000
_MOST_CELLS = 500
_SHOT_KEYS = (
    "shots",
    "frames",
    "clips",
    "panels",
    "storyboard",
    "segments",
    "beats",
    "shot_list",
    "shotlist",
    "镜头",
    "分镜",
)
_SCENE_KEYS = ("scenes", "sequences", "场景", "场次")
_YAML = re.compile(
    rf"^(?P<quote>[\"']?)(?:{'|'.join((*_SHOT_KEYS, *_SCENE_KEYS))})(?P=quote)\s*:\s*(?:#.*|\[.*|\|.*|&\w+\s*)?$",
    re.MULTILINE | re.IGNORECASE,
)
_YAML_ITEM = re.compile(r"^-\s+(?P<key>[\w ]{1,30}?)\s*:(?:\s|$)", re.MULTILINE)
# A text that begins on the line below its key: "prompt: |".
_BLOCK = re.compile(r":\s*[|>][+-]?[0-9]?[+-]?\s*(?:#.*)?$")
_FIRST_ITEM = re.compile(r"(?:[ \t]*(?:#.*|---)?\n)*-\s")
_FOLLOWS = re.compile(r"(?:[ \t]*(?:#.*)?\n)*[ \t]*(?:-(?:\s|$)|[\w\"']+[ \t]*:)")


def looks_like_json(text: str) -> bool:
    """Whether a text can only be meant as JSON."""
    return re.match(r"\s*(?:\{\s*[\"}]|\[\s*[\{\]])", text) is not None


def looks_like_yaml(text: str) -> bool:
    """Whether a text is YAML with shots or scenes in it."""
    head = text[:200_000]
    match = _YAML.search(head)
    if match:
        after = head[match.end() : match.end() + 400]
        return match.group().rstrip().endswith(("[", "]")) or _FOLLOWS.match(after) is not None
    items = _YAML_ITEM.findall(head)
    first = _FIRST_ITEM.match(head)
    return bool(first) and len(items) > 1 and field_of(items[0]) is not None


def parse_own(text: str, *, file: str, fps: Fraction = DEFAULT_FPS) -> Script:
    """Read shots from YAML or JSON.

    Raises:
        ScriptError: Not valid, or without any shots; with line and column.
    """
    clean, doubts = clean_text(text)
    if looks_like_json(clean):
        form = "json"
        data, places = parse_json(clean, file=file)
    else:
        form = "yaml"
        if len(clean) > _MAX_YAML:
            raise ScriptError(
                f"The YAML has {len(clean):,} characters",
                why=f"The limit is {_MAX_YAML:,}, or reading it would take many seconds",
                cure="Save it as JSON or CSV",
                file=file,
            )
        data, places = parse_yaml(clean, file=file, error=ScriptError)
    builder = Builder(file=file, form=form, text=text)
    builder.doubts += doubts
    reader = _Reader(builder, places, clean.count("\n") + 1)
    entries, rate = reader.read(data, file)
    if len(entries) > MAX_ROWS:
        builder.doubt(entries[MAX_ROWS].line, "too-many-rows", f"more than {MAX_ROWS:,} shots; the rest is left out")
        entries = entries[:MAX_ROWS]
    shots = ListWriter(builder, rate or fps).write(entries)
    if not shots:
        raise ScriptError(
            "There are no shots in this file",
            cure="Write a list under `shots:`, each with a `description:` and, if you like, `duration:`",
            file=file,
            line=1,
        )
    return builder.script(last_line=reader.last_line, untitled=builder.title_page.get("title") or "SCENE 1")


class _Reader:
    def __init__(self, builder: Builder, places: Places, last_line: int) -> None:
        self.builder, self.places, self.last_line = builder, places, last_line
        self.rate: Fraction | None = None
        self._starts = sorted({line for line, _ in places.values()})
        self._written = builder.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    def read(self, data: Any, file: str) -> tuple[list[Entry], Fraction | None]:
        if isinstance(data, dict):
            lists = [
                key
                for key in data
                if _folded(key) in (*_SHOT_KEYS, *_SCENE_KEYS) and isinstance(data[key], list | dict)
            ]
            for key, value in data.items():
                if key not in lists:
                    self._about(key, value, (key,))
            entries: list[Entry] = []
            for key in lists:
                entries += self._list(data[key], (key,), scenes=_folded(key) in _SCENE_KEYS)
            return entries, self.rate
        if isinstance(data, list):
            return self._list(data, (), scenes=any(isinstance(item, dict) and _inner(item) for item in data)), self.rate
        raise ScriptError("There are no shots in this file", cure="Write a list under `shots:`", file=file, line=1)

    def _about(self, key: str, value: Any, path: Path) -> None:
        """What the file says about the film as a whole."""
        if isinstance(value, dict) and _folded(key) in {"meta", "metadata", "project", "info", "film"}:
            for name, inner in value.items():
                self._about(name, inner, (*path, name))
            return
        folded = " ".join(str(key).casefold().split())
        if folded in {"fps", "frame_rate", "framerate"}:
            try:
                self.rate = parse_fps(str(value))
            except ValueError:
                self.builder.doubt(
                    self._line(path), "rate-unreadable", f"{_flat(value)[:40]!r} is no frame rate; 24 is taken"
                )
        words = _flat(value)
        if words:
            self.builder.fact(TITLE_KEYS.get(folded, folded), words)

    def _list(self, value: Any, path: Path, *, scenes: bool) -> list[Entry]:
        entries: list[Entry] = []
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        for key, item in pairs:
            here: Path = (*path, key)
            named = (
                [Cell(Field.SCENE if scenes else Field.SHOT, "id", str(key), self._line(here), self._line(here))]
                if isinstance(value, dict)
                else []
            )
            inner = _inner(item) if isinstance(item, dict) else ""
            if inner:
                entries += self._scene(item, here, inner, named, len(entries))
                continue
            entry = self._entry(item, here, scenes=scenes)
            if not entry.all(named[0].field if named else Field.SHOT):
                entry.cells[:0] = named
            if entry.cells:
                entries.append(entry)
        return entries

    def _scene(self, item: dict[str, Any], path: Path, inner: str, named: list[Cell], before: int) -> list[Entry]:
        """A scene that holds shots: what it says of itself goes on its first shot."""
        own = self._entry({key: value for key, value in item.items() if key != inner}, path, scenes=True)
        shots = self._list(item[inner], (*path, inner), scenes=False)
        about = [
            cell
            for cell in (*named, *own.cells)
            if cell.field in {Field.SCENE, Field.SIDE, Field.PLACE, Field.DAYTIME, Field.HEADING}
        ]
        times = own.text(Field.TIME)
        if times and not own.text(Field.DAYTIME):
            about += [
                Cell(Field.DAYTIME, cell.label, cell.text, cell.line, cell.line_end) for cell in own.all(Field.TIME)
            ]
        titles = own.all(Field.TITLE)
        if not any(cell.field is Field.HEADING for cell in about):
            about += [Cell(Field.HEADING, cell.label, cell.text, cell.line, cell.line_end) for cell in titles[:1]]
        if not any(cell.field is Field.SCENE for cell in about):
            line = self._line(path)
            about.insert(
                0,
                Cell(Field.SCENE, "scene", str(path[-1] + 1 if isinstance(path[-1], int) else before + 1), line, line),
            )
        rest = [cell for cell in own.cells if cell not in about and cell not in titles and cell.field is not Field.TIME]
        if shots:
            shots[0].cells[:0] = about
            shots[0].cells += [
                Cell(Field.NOTE, f"scene {cell.label}", cell.text, cell.line, cell.line_end) for cell in rest
            ]
        else:
            shots = [Entry(own.line, own.line_end, [*about, *rest])]
        return shots

    def _entry(self, item: Any, path: Path, *, scenes: bool) -> Entry:
        line = self._line(path)
        entry = Entry(line, line)
        if isinstance(item, dict):
            for key, value in item.items():
                self._cells(entry, key, value, (*path, key), scenes=scenes)
        elif item is not None:
            self._add(entry, Field.ACTION, "", _flat(item), path)
        entry.line_end = max([line, *(cell.line_end for cell in entry.cells)])
        return entry

    def _cells(self, entry: Entry, key: str, value: Any, path: Path, *, scenes: bool) -> None:
        if len(entry.cells) > _MOST_CELLS:
            raise ScriptError(
                f"This shot has more than {_MOST_CELLS} fields",
                why="No shot has",
                cure="Is this the right file?",
                file=self.builder.file,
                line=self._line(path),
            )
        found = field_of(str(key))
        if scenes and found is Field.SHOT:
            found = Field.SCENE
        if found in {Field.DIALOGUE, Field.VOICE_OVER, Field.LYRICS} and isinstance(value, dict | list):
            self._speeches(entry, found or Field.DIALOGUE, key, value, path)
        elif isinstance(value, dict):
            for name, inner in value.items():
                nested = field_of(str(name))
                self._add(
                    entry, nested or Field.NOTE, str(name) if nested else f"{key} {name}", _flat(inner), (*path, name)
                )
        else:
            self._add(entry, found or Field.NOTE, str(key), _flat(value), path)

    def _speeches(self, entry: Entry, kind: Field, label: str, value: Any, path: Path) -> None:
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        spoken = {
            "character",
            "speaker",
            "name",
            "who",
            "text",
            "line",
            "words",
            "says",
            "content",
            "manner",
            "tone",
            "delivery",
        }
        if isinstance(value, dict) and value and {_folded(key) for key in value} <= spoken:
            pairs = enumerate([value])
        for key, item in pairs:
            here: Path = (*path, key) if (*path, key) in self.places else path
            if isinstance(item, dict):
                plain = {_folded(name): _flat(inner) for name, inner in item.items()}
                name = next((plain.pop(word) for word in ("character", "speaker", "name", "who") if word in plain), "")
                text = next(
                    (plain.pop(word) for word in ("text", "line", "words", "says", "content") if word in plain), ""
                )
                manner = next((plain.pop(word) for word in ("manner", "tone", "delivery") if plain.get(word)), "")
                rest = " ".join(plain.values())
                words = (
                    f"{name}: {f'({manner}) ' if manner else ''}{text} {rest}".strip()
                    if name
                    else f"{text} {rest}".strip()
                )
                if len(item) == 1 and not name and not text:
                    ((only, inner),) = item.items()
                    words = f"{only}: {_flat(inner)}"
            else:
                words = f"{key}: {_flat(item)}" if isinstance(value, dict) else _flat(item)
            self._add(entry, kind, label, words, here)

    def _add(self, entry: Entry, kind: Field, label: str, text: str, path: Path) -> None:
        if not text.strip():
            return
        if kind is Field.SHOT and not identifier(text) and len(text) > 24:
            kind = Field.ACTION
        line, line_end = self._lines_of(path)
        entry.cells.append(Cell(kind, label, text.strip(), line, line_end))

    def _lines_of(self, path: Path) -> tuple[int, int]:
        """The lines of a value: up to the next key, and without the key's own where the text begins below it."""
        line = self._line(path)
        following = bisect_right(self._starts, line)
        end = self._starts[following] - 1 if following < len(self._starts) else self.last_line
        while end > line and self._is_bare(self._written[end - 1]):
            end -= 1
        below = end > line and _BLOCK.search(self._written[line - 1])
        return line + 1 if below else line, end

    @staticmethod
    def _is_bare(line: str) -> bool:
        stripped = line.strip()
        return not stripped.strip("{}[],") or stripped.startswith(("#", "---", "..."))

    def _line(self, path: Path) -> int:
        return self.places.get(path, (1, 1))[0]


def _inner(item: dict[str, Any]) -> str:
    return next(
        (key for key in item if _folded(key) in _SHOT_KEYS and isinstance(item[key], list | dict) and item[key]), ""
    )


def _folded(key: Any) -> str:
    return str(key).strip().casefold().replace(" ", "_")


def _flat(value: Any) -> str:
    """A value in one text: lists with commas, mappings as ``key: value``."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(part for part in map(_flat, value) if part)
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_flat(inner)}" for key, inner in value.items())
    return f"{value:g}" if isinstance(value, float) else str(value)
