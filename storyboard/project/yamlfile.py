"""YAML with places: plain data, and the line and column of every key, with guards against hostile files.

YAML 1.2: ``16:9``, ``no`` and ``010`` stay what they look like. Duplicate keys, merge keys and tags are errors.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from storyboard.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from ruamel.yaml.events import Event
    from ruamel.yaml.nodes import Node

# Reading takes four seconds a megabyte. Five thousand shots are three megabytes; nothing else is nearly as long.
MAX_CHARACTERS = 3_000_000
MAX_LINES = 200_000
MAX_LINE = 64 * 1024
MAX_DEPTH = 40
MAX_KEYS = 5_000
MAX_ALIASES = 100
# Entries are five characters long and more, on the whole; only the first ten thousand may be shorter.
_LEAST_CHARACTERS = 5
_FREE_NODES = 10_000
MAX_DIGITS = 30
_PLAIN_TAGS = {"tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"}

# A path of keys and list indexes -> 1-based line and column.
Path = tuple[str | int, ...]
Places = dict[Path, tuple[int, int]]


def parse_yaml(
    text: str, *, file: str, error: type[InputError] = InputError, most: int = MAX_CHARACTERS
) -> tuple[Any, Places]:
    """Read one YAML document.

    Args:
        text: The document.
        file: Its name in errors.
        error: The class of error to raise.
        most: How many characters it may have.

    Returns:
        Dicts, lists, str, int, float, bool and None; and where each value's key stands.
    """
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    _refuse_length(text, file, error, most)
    guard = _Guard(file, error)
    try:
        node = _compose(text, guard)
    except MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        raise error(
            f"Not valid YAML: {problem.problem or problem.context or 'it cannot be read'}",
            cure="Check the indentation, the colons and the quotes near this line",
            file=file,
            line=mark.line + 1 if mark else None,
            column=mark.column + 1 if mark else None,
        ) from problem
    except (YAMLError, ValueError, RecursionError) as problem:
        first = str(problem).splitlines()[0] if str(problem) else "it cannot be read"
        raise error(f"Not valid YAML: {first}", file=file) from problem
    places: Places = {}
    if node is None:
        return None, places
    return _Builder(file, error, places, limit=4 * guard.nodes + 1000).build(node, ()), places


def _refuse_length(text: str, file: str, error: type[InputError], most: int) -> None:
    """Refuse what would only be read slowly, without reading it."""
    if len(text) > most:
        why = f"The limit is {most:,}; reading it would take many seconds"
        raise error(f"The file has {len(text):,} characters", why=why, cure="Is this the right file?", file=file)
    if text.count("\n") > MAX_LINES:
        raise error(f"The file has more than {MAX_LINES:,} lines", cure="Is this the right file?", file=file)
    start, line = 0, 1
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if end - start > MAX_LINE:
            raise error(
                f"This line is longer than {MAX_LINE // 1024} kB", cure="Is this the right file?", file=file, line=line
            )
        start, line = end + 1, line + 1


def _compose(text: str, guard: _Guard) -> Node | None:
    """The nodes of a document, whose events a guard looks at before anything is built from them."""
    from ruamel.yaml import YAML

    reader = YAML(typ="safe", pure=True)
    get_parts = reader.get_constructor_parser

    def guarded(stream: str) -> Any:
        constructor, parser = get_parts(stream)
        # The composer peeks at an event before it takes it, and would warn of anchors by itself.
        parser.peek_event, parser.get_event = guard.before(parser.peek_event), guard.before(parser.get_event)
        return constructor, parser

    reader.get_constructor_parser = guarded  # type: ignore[method-assign]  # There is no other way to its parser.
    node: Node | None = reader.compose(text)
    return node


class _Guard:
    """Refuses what would blow up later; `nodes` is how many are written out in the file so far."""

    def __init__(self, file: str, error: type[InputError]) -> None:
        self.file, self.error = file, error
        self.nodes = self._aliases = 0
        # For each level that is open, how many keys and values a mapping has, or None where it is a list.
        self._open: list[int | None] = []
        self._anchors: set[str] = set()
        self._seen: Event | None = None

    def before(self, read: Callable[[], Event]) -> Callable[[], Event]:
        """A function that reads events, with a look at each new one."""

        def guarded() -> Event:
            event = read()
            if event is not self._seen:
                self._seen = event
                self._look(event)
            return event

        return guarded

    def _look(self, event: Event) -> None:
        from ruamel.yaml.events import (
            AliasEvent,
            CollectionEndEvent,
            CollectionStartEvent,
            MappingStartEvent,
            NodeEvent,
        )

        if isinstance(event, CollectionEndEvent):
            self._open.pop()
            return
        if not isinstance(event, NodeEvent):
            return
        self.nodes += 1
        line = event.start_mark.line + 1
        if self._open and self._open[-1] is not None:
            self._open[-1] += 1
            if self._open[-1] > 2 * MAX_KEYS:
                raise self.error(
                    f"More than {MAX_KEYS:,} keys under one another",
                    cure="Is this the right file?",
                    file=self.file,
                    line=line,
                )
        if isinstance(event, CollectionStartEvent):
            self._open.append(0 if isinstance(event, MappingStartEvent) else None)
            if len(self._open) > MAX_DEPTH:
                raise self.error(f"Nested deeper than {MAX_DEPTH} levels", file=self.file, line=line)
        if isinstance(event, AliasEvent):
            self._aliases += 1
        elif event.anchor is not None:
            if event.anchor in self._anchors:
                raise self.error(
                    f"The anchor &{event.anchor:.40} stands here for the second time",
                    cure="Give one of them another name, or write the entry out",
                    file=self.file,
                    line=line,
                    column=event.start_mark.column + 1,
                )
            self._anchors.add(event.anchor)
        if self._aliases > MAX_ALIASES or (self.nodes - _FREE_NODES) * _LEAST_CHARACTERS > event.start_mark.index:
            raise self.error(
                "Far too many entries or aliases",
                why="No film has so many with so little in them",
                cure="Is this the right file?",
                file=self.file,
                line=line,
            )


class _Builder:
    def __init__(self, file: str, error: type[InputError], places: Places, *, limit: int) -> None:
        self.file, self.error, self.places = file, error, places
        self.built, self.limit = 0, limit
        self.open: set[int] = set()

    def build(self, node: Node, path: Path) -> Any:
        from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

        self.built += 1
        mark = node.start_mark
        line, column = mark.line + 1, mark.column + 1
        self.places.setdefault(path, (line, column))
        # An alias is built again at every use, so a small file can still grow without bounds; or hold itself.
        if self.built > self.limit or id(node) in self.open:
            raise self.error("Aliases repeat each other without end", file=self.file, line=line, column=column)
        if isinstance(node, ScalarNode):
            return self._scalar(node, line, column)
        if str(node.tag) not in _PLAIN_TAGS:
            raise self._bad_tag(str(node.tag), line, column)
        self.open.add(id(node))
        try:
            if isinstance(node, SequenceNode):
                return [self.build(child, (*path, index)) for index, child in enumerate(node.value)]
            assert isinstance(node, MappingNode)
            return self._mapping(node, path)
        finally:
            self.open.discard(id(node))

    def _mapping(self, node: Node, path: Path) -> dict[str, Any]:
        from ruamel.yaml.nodes import ScalarNode

        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line, column = key_node.start_mark.line + 1, key_node.start_mark.column + 1
            if not isinstance(key_node, ScalarNode):
                raise self.error("A key must be plain text", file=self.file, line=line, column=column)
            key = key_node.value
            if key == "<<":
                raise self.error(
                    "Merge keys (<<) are not supported",
                    cure="Write the entries out",
                    file=self.file,
                    line=line,
                    column=column,
                )
            if key in result:
                raise self.error(
                    f"The key {key!r} stands here twice",
                    cure="Keep one of them",
                    file=self.file,
                    line=line,
                    column=column,
                )
            self.places[(*path, key)] = (line, column)
            result[key] = self.build(value_node, (*path, key))
        return result

    def _scalar(self, node: Node, line: int, column: int) -> Any:
        tag, value = str(node.tag), node.value
        kind = tag.rsplit(":", 1)[-1]
        if kind == "null":
            return None
        if kind == "bool":
            return value.lower() in {"true", "yes", "on", "y"}  # A document may say that it is YAML 1.1.
        if kind in {"int", "float"} and len(value) > MAX_DIGITS:
            raise self.error(f"A number of {len(value)} digits", file=self.file, line=line, column=column)
        try:
            if kind == "int":
                return int(value.replace("_", ""), 0 if value.lower().startswith(("0x", "0o")) else 10)
            if kind == "float":
                return float(value.lower().replace(".inf", "inf").replace(".nan", "nan").replace("_", ""))
        except ValueError as problem:
            raise self.error(f"{value!r:.40} is not a number", file=self.file, line=line, column=column) from problem
        if any("\ud800" <= char <= "\udfff" for char in value):
            raise self.error(
                "Half of a character pair (\\ud800 to \\udfff)",
                cure="Write the character itself",
                file=self.file,
                line=line,
            )
        if kind in {"str", "timestamp"} and tag.startswith("tag:yaml.org,2002:"):
            return value
        raise self._bad_tag(tag, line, column)

    def _bad_tag(self, tag: str, line: int, column: int) -> InputError:
        return self.error(
            f"The tag {tag!r:.80} is not allowed", cure="Write plain text", file=self.file, line=line, column=column
        )
