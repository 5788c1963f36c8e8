"""XML read as a stream: no recursion, no document types, no entities of its own, no endless nesting."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from xml.parsers import expat

from storyboard.errors import ScriptError

_MAX_DEPTH = 200


class Handler(Protocol):
    """Told what stands in an XML file, in its order; names come without their namespaces."""

    def start(self, tag: str, attributes: dict[str, str], line: int) -> None:
        """A tag opens."""

    def text(self, data: str) -> None:
        """Text between tags."""

    def end(self, tag: str, line: int) -> None:
        """A tag closes."""


@dataclass(frozen=True)
class Break:
    """Where an XML file broke off, and why."""

    line: int
    why: str


def stream_xml(data: bytes, handler: Handler, path: Path, *, maker: str) -> Break | None:
    """Go through an XML file.

    Args:
        data: Its bytes; the XML says itself how they are encoded.
        handler: Told what is in it.
        path: The file given by the user, for errors.
        maker: The program that writes such files.

    Returns:
        Where it broke off, if it did; what came before has been told.

    Raises:
        ScriptError: A document type, entities, or tags nested deeper than 200 levels.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    depth = 0

    def refuse(*_: object) -> None:
        raise ScriptError(
            "The file declares a document type or entities",
            why=f"{maker} never does, and they can be made to grow without end",
            cure=f"Open it in {maker} and save it again",
            file=path,
            line=parser.CurrentLineNumber,
        )

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _MAX_DEPTH:
            raise ScriptError(
                f"Tags are nested deeper than {_MAX_DEPTH} levels",
                why="No script is",
                cure=f"Save it again in {maker}",
                file=path,
                line=parser.CurrentLineNumber,
            )
        bare = {name.rpartition(" ")[2]: value for name, value in attributes.items()}
        handler.start(tag.rpartition(" ")[2], bare, parser.CurrentLineNumber)

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        handler.end(tag.rpartition(" ")[2], parser.CurrentLineNumber)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        return Break(error.lineno, expat.ErrorString(error.code))
    except (LookupError, ValueError, UnicodeError) as error:
        return Break(1, f"its encoding is not known: {str(error)[:80]}")
    return None
