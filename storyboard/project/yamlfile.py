"""YAML with places: plain data, and the line and column of every key, with guards against hostile files.

YAML 1.2: ``16:9``, ``no`` and ``010`` stay what they look like. Duplicate keys, merge keys and tags are errors.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from storyboard.errors import InputError

if TYPE_CHECKING:
    from ruamel.yaml.nodes import Node

MAX_BYTES = 5_000_000
MAX_DEPTH = 40
MAX_ALIASES = 100
MAX_NODES = 500_000
MAX_DIGITS = 30

# A path of keys and list indexes -> 1-based line and column.
Path = tuple[str | int, ...]
Places = dict[Path, tuple[int, int]]


def parse_yaml(text: str, *, file: str, error: type[InputError] = InputError) -> tuple[Any, Places]:
    """Read one YAML document.

    Args:
        text: The document.
        file: Its name in errors.
        error: The class of error to raise.

    Returns:
        Dicts, lists, str, int, float, bool and None; and where each value's key stands.
    """
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    if len(text) > MAX_BYTES:
        raise error(f"The file has more than {MAX_BYTES:,} characters", file=file)
    try:
        nodes = _scan(text, file, error)
        node = YAML(typ="safe", pure=True).compose(text)
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
    return _Builder(file, error, places, limit=4 * nodes + 1000).build(node, ()), places


def _scan(text: str, file: str, error: type[InputError]) -> int:
    """Refuse what would blow up later, before anything is built; the number of nodes written out in the file."""
    from ruamel.yaml import YAML
    from ruamel.yaml.events import AliasEvent, MappingStartEvent, NodeEvent, SequenceStartEvent

    depth = nodes = aliases = 0
    for event in YAML(typ="safe", pure=True).parse(text):
        line = event.start_mark.line + 1
        if isinstance(event, NodeEvent):
            nodes += 1
            aliases += isinstance(event, AliasEvent)
        if isinstance(event, MappingStartEvent | SequenceStartEvent):
            depth += 1
        elif type(event).__name__ in {"MappingEndEvent", "SequenceEndEvent"}:
            depth -= 1
        if depth > MAX_DEPTH:
            raise error(f"Nested deeper than {MAX_DEPTH} levels", file=file, line=line)
        if aliases > MAX_ALIASES or nodes > MAX_NODES:
            raise error("Far too many entries or aliases", file=file, line=line)
    return nodes


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
            return value.lower() == "true"
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
        raise self.error(
            f"The tag {tag!r} is not allowed", cure="Write plain text", file=self.file, line=line, column=column
        )
