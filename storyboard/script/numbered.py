"""Numbered lists of scenes or shots, as most people write for video models: ``1. A woman walks into a bar (4s)``.

What stands under an item belongs to it: ``Camera: slow push in``, ``NORA: "Hello"``, ``VO: ...``, ``SUPER: ...``, or more of
what is seen.
"""

from __future__ import annotations

import re
from fractions import Fraction

from storyboard.model import ElementKind, Script
from storyboard.script.builder import Builder
from storyboard.script.camera import camera_parts, is_camera
from storyboard.script.decode import clean_text
from storyboard.script.emphasis import plain
from storyboard.script.entry import Cell, Entry
from storyboard.script.fields import Field
from storyboard.script.heading import match_heading, read_heading
from storyboard.script.itembody import LABEL, ItemBody, labelled
from storyboard.script.items import Item, find_items
from storyboard.script.lengths import DEFAULT_FPS, read_span, take_length
from storyboard.script.moments import ListWriter
from storyboard.script.table import MAX_ROWS
from storyboard.script.words import TITLE_KEYS

_BRACKET_FIRST = re.compile(r"[(\[（](?P<inner>[^()\[\]（）]{1,40})[)\]）][ \t]*[:：][ \t]*(?P<rest>.+)")


def parse_numbered(text: str, *, file: str, fps: Fraction = DEFAULT_FPS) -> Script:
    """Read a numbered list: each item becomes one shot; ``Scene 1`` over ``Shot 1`` makes scenes.

    Args:
        text: The whole text.
        file: Its name in sources and diagnostics.
        fps: Frames a second, for timecodes.
    """
    clean, doubts = clean_text(text)
    builder = Builder(file=file, form="numbered", text=text)
    builder.doubts += doubts
    lines = clean.split("\n")
    items = find_items(lines)
    first = items[0].index if items else len(lines)
    _front(builder, lines[:first])
    if len(items) > MAX_ROWS:
        last = items[MAX_ROWS].index + 1
        builder.doubt(last, "too-many-rows", f"more than {MAX_ROWS:,} items; the rest is left out")
        items, lines = items[:MAX_ROWS], lines[: last - 1]
    entries = _entries(lines, items, builder)
    ListWriter(builder, fps).write(entries)
    return builder.script(last_line=len(lines), untitled=builder.title_page.get("title") or "SCENE 1")


def _front(builder: Builder, lines: list[str]) -> None:
    """What stands above the first item: the title, facts about the film, notes."""
    for index, line in enumerate(lines, start=1):
        words = plain(line).strip().strip("#").strip()
        if not words or re.fullmatch(r"[-=*_ ]+", words):
            continue
        label = LABEL.fullmatch(line)
        key = " ".join(plain(label["label"]).casefold().split()) if label else ""
        if label and key in TITLE_KEYS and label["rest"].strip():
            builder.fact(TITLE_KEYS[key], plain(label["rest"]).strip().strip("*_"))
        elif (
            "title" not in builder.title_page
            and not builder.elements
            and len(words) <= 80
            and not label
            and not words.endswith((".", "!", "?", "。"))
        ):
            builder.title_page["title"] = words.rstrip(":：")
        else:
            builder.add(ElementKind.NOTE, words, index)


def _entries(lines: list[str], items: list[Item], builder: Builder) -> list[Entry]:
    kinds = {item.kind for item in items}
    # "Scene 1" over "Shot 1" or over "1." is a heading; alone it is a moment.
    over = "scene" in kinds and len(kinds) > 1
    entries: list[Entry] = []
    for position, item in enumerate(items):
        end = items[position + 1].index if position + 1 < len(items) else len(lines)
        body = ItemBody(lines, item.index + 1, end)
        following = items[position + 1].kind if position + 1 < len(items) else ""
        if item.kind == "scene" and over and following and following != "scene":
            entries.append(_scene_entry(item, body))
        else:
            entries.append(_moment_entry(item, body, scene=item.kind == "scene"))
    carried: list[Cell] = []
    kept: list[Entry] = []
    for entry in entries:
        if entry.section == "\0":
            carried = entry.cells
            continue
        entry.cells[:0] = carried
        carried = []
        kept.append(entry)
    for cell in carried:
        builder.add(ElementKind.NOTE, f"{cell.label}: {cell.text}", cell.line)
    return kept


def _scene_entry(item: Item, body: ItemBody) -> Entry:
    """A scene's own line: its number and heading, which go with its first shot."""
    line = item.index + 1
    entry = Entry(line, line, section="\0")
    entry.cells.append(Cell(Field.SCENE, "scene", item.number, line, line))
    name = plain(item.rest).strip("*_ ")
    if name:
        entry.cells.append(Cell(Field.PLACE if _names_a_place(name) else Field.HEADING, "scene", name, line, line))
    for cell in body.cells():
        known = cell.field in {Field.PLACE, Field.DAYTIME, Field.SIDE}
        entry.cells.append(
            cell if known else Cell(Field.NOTE, cell.label or "scene", cell.text, cell.line, cell.line_end)
        )
    return entry


def _moment_entry(item: Item, body: ItemBody, *, scene: bool) -> Entry:
    line = item.index + 1
    entry = Entry(line, body.end)
    if item.number:
        entry.cells.append(Cell(Field.SCENE if scene else Field.SHOT, "number", item.number, line, line))
    if item.time:
        entry.cells.append(Cell(Field.TIME, "time", item.time, line, line))
    below = body.cells()
    entry.cells += _first_line(item, below, line, scene=scene)
    entry.cells += below
    entry.line_end = max([line, *(cell.line_end for cell in entry.cells)])
    return entry


def _first_line(item: Item, below: list[Cell], line: int, *, scene: bool) -> list[Cell]:
    """What stands behind the number: what is seen, or a title when that is told below it."""
    rest = item.rest.strip()
    if not rest.strip("*_ "):
        return []
    cells: list[Cell] = []
    text, span = take_length(plain(rest).strip("*_ "))
    inside = re.fullmatch(r"[(\[（]?([^()\[\]（）]*)[)\]）]?", rest.strip("*_ "))
    if span is None and inside and (found := read_span(inside[1], bare=False)):
        text, span = "", found
    if span and span.seconds is not None:
        said_below = any(cell.field in {Field.DURATION, Field.TIME} for cell in below)
        length = f"{float(span.seconds):.6g}s"
        cells.append(Cell(Field.NOTE if said_below else Field.TIME, "length", length, line, line))
    text = text.strip(" :：–—-|*_")
    if bracket := _BRACKET_FIRST.fullmatch(text):
        # "Shot 2 (wide): a street" is "Shot 2: wide: a street".
        inner = bracket["inner"].strip()
        text = f"{inner}: {bracket['rest']}" if is_camera(inner) else f"({inner}) {bracket['rest']}"
    if not text:
        return cells
    field_line = labelled(text, line)
    seen_below = any(cell.field is Field.ACTION for cell in below)
    labelled_below = any(cell.field is Field.ACTION and cell.label for cell in below)
    title = labelled_below or (seen_below and len(text.split()) <= 5 and text[-1] not in ".!?。…")
    if field_line:
        cells.append(field_line)
    elif match_heading(text):
        cells.append(Cell(Field.HEADING, "heading", text, line, line))
    elif is_camera(text) or all(map(is_camera, camera_parts(text))):
        cells.append(Cell(Field.CAMERA, "camera", text, line, line))
    elif title:
        cells.append(
            Cell(
                Field.PLACE if _names_a_place(text) else Field.HEADING if scene else Field.TITLE,
                "title",
                text,
                line,
                line,
            )
        )
    else:
        cells.append(Cell(Field.ACTION, "", text, line, line))
    return cells


def _names_a_place(text: str) -> bool:
    """Whether a scene's name is a place with its light, as ``Kitchen - Night`` is."""
    return bool(read_heading(f"INT. {text}").time_raw)
