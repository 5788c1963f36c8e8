"""Paragraphs of a length that people write: what is longer is taken in pieces, so that no rule reads it as one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from storyboard.model import Element, ElementKind, Script

# A page has about 3,000 letters. Some rules look at a paragraph from each of its words, which for a line of a megabyte
# would take hours.
LONGEST = 2500
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’)]*(?=\s)|[。！？]+[」』”’）]*")
_IN_PIECES = {ElementKind.ACTION, ElementKind.DIALOGUE, ElementKind.LYRICS}


def bounded(script: Script) -> Script:
    """The script with every longer action or speech in pieces, cut where a sentence or at least a word ends."""
    parts = (script.front, *(scene.elements for scene in script.scenes))
    if all(len(element.text) <= LONGEST for elements in parts for element in elements):
        return script
    scenes = tuple(scene.model_copy(update={"elements": _cut(scene.elements)}) for scene in script.scenes)
    return script.model_copy(update={"front": _cut(script.front), "scenes": scenes})


def _cut(elements: tuple[Element, ...]) -> tuple[Element, ...]:
    cut: list[Element] = []
    for element in elements:
        if len(element.text) <= LONGEST:
            cut.append(element)
        elif element.kind in _IN_PIECES:
            cut += [element.model_copy(update={"text": piece}) for piece in _pieces(element.text)]
        else:
            # A heading, a cue or a note of that length names nothing; its words stay in the script.
            cut.append(element.model_copy(update={"text": next(_pieces(element.text), "")}))
    return tuple(cut)


def _pieces(text: str) -> Iterator[str]:
    begin = 0
    while begin < len(text):
        end = begin + LONGEST
        if end < len(text):
            ends = [match.end() for match in _SENTENCE_END.finditer(text, begin, end)]
            space = text.rfind(" ", begin, end)
            end = next((at for at in reversed(ends) if at > begin + LONGEST // 3), 0) or (
                space if space > begin else end
            )
        piece = text[begin:end].strip()
        if piece:
            yield piece
        begin = end
