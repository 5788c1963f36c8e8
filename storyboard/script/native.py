"""Scripts in the forms of other countries, and plain ones: ``第1场``, ``○喫茶店・中（夜）``, ``名前「台詞」``, ``مشهد 1 - داخلي``, ``Nora: Hello``."""

from __future__ import annotations

import re
from collections import Counter

from storyboard.model import ElementKind, Script
from storyboard.script.builder import Builder
from storyboard.script.camera import is_camera
from storyboard.script.cue import is_cue_name, split_cue
from storyboard.script.decode import clean_text
from storyboard.script.emphasis import plain
from storyboard.script.fountain import is_transition
from storyboard.script.heading import match_heading, read_heading
from storyboard.script.mask import mask
from storyboard.script.nativehead import (
    LONGEST_HEADING,
    PLACE_LINE,
    SAME_PLACE,
    TIME_LINE,
    NativeHead,
    match_native,
    parse_parts,
)
from storyboard.script.speech import Heard, Piece, split_heard
from storyboard.script.words import TITLE_KEYS

_MARKS = r"[ \t\u3000]*(?:#{1,6}[ \t]*)?[*_【]{0,3}[ \t]*"
_CAST_LINE = re.compile(
    rf"{_MARKS}(?P<label>人物|出场人物|登場人物|角色|出演|الشخصيات|персонажи|действующие лица|personnages|personajes|figuren|cast|characters)[】*_]{{0,3}}[ \t]*[:：][ \t]*(?P<rest>.+)",
    re.IGNORECASE,
)
_BOOK = re.compile(r"[ \t\u3000]*[《『](?P<title>[^》』]{1,80})[》』](?P<rest>[^。]{0,30})")
_ACTION_MARK = re.compile(r"^[ \t\u3000]*[△▲▽▼※◁▷][ \t\u3000]*")


def is_native(text: str) -> bool:
    """Whether a text has scene headings or speeches in a form that is not Fountain's."""
    lines = text.split("\n")
    heads = talk = written = 0
    names: Counter[str] = Counter()
    for line in lines[:4000]:
        stripped = line.strip()
        if not stripped:
            continue
        written += 1
        if len(stripped) <= LONGEST_HEADING and match_native(stripped):
            heads += 1
            continue
        if stripped[0] in ".@>!~=" and len(stripped) > 1:
            continue
        pieces = (
            split_heard(stripped, audio=False)
            if len(stripped) < 2000 and (":" in stripped or "：" in stripped or "「" in stripped)
            else []
        )
        if pieces and pieces[0].kind is Heard.SPEECH:
            talk += 1
            names[pieces[0].name] += 1
    if heads:
        return True
    repeated = sum(count for count in names.values() if count > 1)
    return talk >= 2 and (repeated >= 2 or talk * 3 >= written) and talk * 10 >= written


def parse_native(text: str, *, file: str) -> Script:
    """Read such a script. What is neither a heading nor a speech is action; nothing is left out.

    Args:
        text: The whole text.
        file: Its name in sources and diagnostics.
    """
    clean, doubts = clean_text(text)
    masked = mask(clean)
    builder = Builder(file=file, form="native", text=text)
    builder.doubts += [*doubts, *masked.doubts]
    reader = _Reader(builder, masked.lines)
    reader.read()
    for hidden in masked.hidden:
        builder.add(hidden.kind, hidden.text, hidden.line, hidden.line_end)
    if masked.hidden:
        _in_order(builder)
    return builder.script(last_line=len(masked.lines))


class _Reader:
    def __init__(self, builder: Builder, lines: list[str]) -> None:
        self.builder, self.lines = builder, lines
        self.started = False
        self.place = ""
        self.after_blank = True
        self.paragraph: list[str] = []
        self.paragraph_line = 0
        self.names = self._known_names()
        self.has_heads = any(
            line.strip()
            and len(line) <= LONGEST_HEADING
            and (match_native(line.strip()) or match_heading(line.strip()))
            for line in lines
        )

    def read(self) -> None:
        index = 0
        while index < len(self.lines):
            line = self.lines[index]
            index += 1
            stripped = line.strip(" \t\u3000")
            if not stripped:
                self._flush()
                self.after_blank = True
                continue
            index = self._line(stripped, index)
            self.after_blank = False
        self._flush()

    def _line(self, line: str, index: int) -> int:
        """Read one line, which is number `index`; returns the index of the next."""
        head = match_native(line) if len(line) <= LONGEST_HEADING else None
        if head:
            self._flush()
            return self._heading(head, index)
        slug = match_heading(plain(line))
        if slug and (self.after_blank or slug.strong):
            self._flush()
            self.builder.heading(slug.text, index, number=slug.number)
            self.started = True
            return self._cast_below(index)
        if not self.started and self._before(line, index):
            return index
        cast = _CAST_LINE.fullmatch(line)
        if cast:
            self._flush()
            self.builder.add(ElementKind.NOTE, f"subjects: {cast['rest'].strip()}", index)
            return index
        if is_transition(plain(line)):
            self._flush()
            self.builder.add(ElementKind.TRANSITION, plain(line), index)
            return index
        if self._is_cue(line, index):
            self._flush()
            return self._speech_below(line, index)
        marked = _ACTION_MARK.sub("", line)
        if marked != line:
            self._flush()
            self._action(marked, index)
            return index
        if "「" in line and "」" not in line and not line.startswith("「"):
            return self._long_speech(line, index)
        pieces = (
            split_heard(plain(line), audio=False) if ":" in line or "：" in line or "「" in line or "『" in line else []
        )
        if pieces and any(piece.kind is not Heard.REST for piece in pieces):
            self._flush()
            for piece in pieces:
                self._piece(piece, index)
            return index
        if line.startswith("#"):
            self._flush()
            self.builder.add(ElementKind.SECTION, plain(line.lstrip("# ")), index, level=1)
            return index
        if re.fullmatch(r"[-=*_—]{3,}", line):
            self._flush()
            return index
        self._action(plain(line), index)
        return index

    def _heading(self, head: NativeHead, index: int) -> int:
        """A heading; lines of place, time and cast below it belong to it."""
        heading, text = head.heading, head.text
        first = index
        while index < len(self.lines):
            below = self.lines[index].strip()
            place, time = PLACE_LINE.fullmatch(below), TIME_LINE.fullmatch(below)
            if place and not heading.place:
                parsed = parse_parts(place["rest"])
                heading = parsed.model_copy(
                    update={
                        "time_raw": parsed.time_raw or heading.time_raw,
                        "time": parsed.time if parsed.time_raw else heading.time,
                    }
                )
                text = f"{text} {place['rest'].strip()}".strip()
            elif time and not heading.time_raw:
                lit = read_heading(f"INT. X - {time['rest'].strip()}")
                heading = heading.model_copy(update={"time_raw": time["rest"].strip(), "time": lit.time})
                text = f"{text} {time['rest'].strip()}".strip()
            else:
                break
            index += 1
        if heading.place in SAME_PLACE and self.place:
            heading = heading.model_copy(update={"place": self.place})
        self.place = heading.place
        heading = heading.model_copy(update={"text": text})
        self.builder.heading(text, first, index, number=head.number, known=heading)
        self.started = True
        return self._cast_below(index)

    def _cast_below(self, index: int) -> int:
        """``МАША, ПЁТР`` right under a heading is who is in the scene."""
        if index < len(self.lines):
            below = self.lines[index].strip().rstrip(".")
            parts = [part.strip() for part in below.split(",")]
            blank_after = index + 1 >= len(self.lines) or not self.lines[index + 1].strip()
            if (
                len(parts) > 1
                and blank_after
                and len(below) < 120
                and all(is_cue_name(part) and len(part.split()) <= 3 for part in parts)
            ):
                self.builder.add(ElementKind.NOTE, f"subjects: {below}", index + 1)
                return index + 1
        return index

    def _before(self, line: str, index: int) -> bool:
        """What stands above the first heading: the title and what is said about the script."""
        book = _BOOK.fullmatch(line)
        key, colon, value = line.replace("：", ":").partition(":")
        folded = " ".join(plain(key).casefold().split())
        if book and "title" not in self.builder.title_page:
            self.builder.title_page["title"] = book["title"]
            if book["rest"].strip():
                self.builder.fact("notes", book["rest"].strip())
        elif colon and folded in TITLE_KEYS and value.strip():
            self.builder.fact(TITLE_KEYS[folded], plain(value).strip())
        elif line.startswith("# ") and "title" not in self.builder.title_page:
            self.builder.title_page["title"] = plain(line[2:]).strip()
        elif not self.has_heads:
            return False
        else:
            self.builder.add(ElementKind.SYNOPSIS, plain(line), index)
        return True

    def _known_names(self) -> set[str]:
        names: set[str] = set()
        for line in self.lines:
            cast = _CAST_LINE.fullmatch(line.strip()) if len(line) < 500 else None
            if cast:
                names.update(
                    part.strip() for part in re.split(r"[、,，\s/;；]+", cast["rest"]) if 0 < len(part.strip()) <= 12
                )
        return names

    def _is_cue(self, line: str, index: int) -> bool:
        following = self.lines[index].strip() if index < len(self.lines) else ""
        if not following or len(line) > 60:
            return False
        name, _, _ = split_cue(plain(line))
        if name in self.names:
            return True
        if not self.after_blank:
            return False
        latin = (
            is_cue_name(name)
            and not name.endswith((".", "!", "?", ":", "："))
            and not is_transition(name)
            and not is_camera(name)
        )
        return latin and not is_cue_name(following) and match_native(following) is None

    def _speech_below(self, line: str, index: int) -> int:
        name, extensions, dual = split_cue(plain(line))
        self.builder.add(ElementKind.CHARACTER, name, index, extensions=extensions, dual=dual)
        self.started = True
        while index < len(self.lines) and self.lines[index].strip():
            words = plain(self.lines[index].strip(" \t\u3000"))
            index += 1
            bracketed = words[0] in "(（" and words[-1] in ")）" and len(words) > 2
            self.builder.add(
                ElementKind.PARENTHETICAL if bracketed else ElementKind.DIALOGUE,
                words[1:-1] if bracketed else words,
                index,
            )
        return index

    def _long_speech(self, line: str, index: int) -> int:
        """``名前「`` whose closing bracket comes lines later."""
        first = index
        rows = [line]
        while index < len(self.lines) and len(rows) < 60 and self.lines[index].strip():
            row = self.lines[index].strip(" \t\u3000")
            rows.append(row)
            index += 1
            if "」" in row:
                break
        self._flush()
        for piece in split_heard("\n".join(rows), audio=False):
            self._piece(piece, first)
        return index

    def _piece(self, piece: Piece, base: int) -> None:
        line, line_end = base + piece.line, base + piece.line_end
        self.started = True
        if piece.kind is Heard.SPEECH:
            self.builder.speech(
                piece.name, piece.text, line, line_end, extensions=piece.extensions, manner=piece.manner
            )
        elif piece.kind is Heard.OVERLAY:
            self.builder.add(ElementKind.ACTION, f"SUPER: {piece.text}", line, line_end)
        elif piece.kind is Heard.TRANSITION:
            self.builder.add(ElementKind.TRANSITION, piece.text, line, line_end)
        else:
            self.builder.paragraph(ElementKind.ACTION, piece.text, line, line_end)

    def _action(self, text: str, index: int) -> None:
        self.started = True
        # Scripts without spaces break lines only where a paragraph ends.
        if self.paragraph and self.paragraph[-1][-1:] in "。！？…」）；":
            self._flush()
        if not self.paragraph:
            self.paragraph_line = index
        self.paragraph.append(text)

    def _flush(self) -> None:
        if self.paragraph:
            end = self.paragraph_line + len(self.paragraph) - 1
            self.builder.paragraph(ElementKind.ACTION, "\n".join(self.paragraph), self.paragraph_line, end)
            self.paragraph = []


def _in_order(builder: Builder) -> None:
    """Notes and boneyards were taken out before; they go back where they stand."""
    order = sorted(range(len(builder.elements)), key=lambda index: (builder.elements[index].source.line, index))
    builder.reorder(order)
