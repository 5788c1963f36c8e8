"""Lines of a text that was put together out of a file without lines, turned back into places of that file."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from storyboard.model import Element, Scene, Script, Source


def placed(script: Script, lines: Sequence[int], name: Callable[[int], str]) -> Script:
    """A script whose sources and diagnostics say where things stand in the file the text was taken from.

    Args:
        script: As read from the text.
        lines: For every line of the text its place in the file, as a number that never falls.
        name: What such a number means in words, such as ``paragraph 12``; said before each diagnostic.
    """
    last = len(lines) - 1

    def at(line: int) -> int:
        return lines[min(max(line - 1, 0), last)]

    def moved(source: Source) -> Source:
        return source.model_copy(update={"line": at(source.line), "line_end": at(source.line_end)})

    def element(old: Element) -> Element:
        return old.model_copy(update={"source": moved(old.source)})

    def scene(old: Scene) -> Scene:
        elements = tuple(map(element, old.elements))
        return old.model_copy(update={"elements": elements, "source": moved(old.source)})

    moved_script = script.model_copy(
        update={
            "front": tuple(map(element, script.front)),
            "scenes": tuple(map(scene, script.scenes)),
            "diagnostics": tuple(found.model_copy(update={"line": at(found.line)}) for found in script.diagnostics),
        }
    )
    return named(moved_script, name)


def named(script: Script, name: Callable[[int], str]) -> Script:
    """A script whose diagnostics begin with what their line number means, where a file has no lines."""
    said = tuple(
        found.model_copy(update={"message": f"{name(found.line)}: {found.message}"}) for found in script.diagnostics
    )
    return script.model_copy(update={"diagnostics": said})
