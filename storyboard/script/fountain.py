"""The Fountain reader: lines to elements. It takes every text; what it doubts, it says."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field

from storyboard.model import Element, ElementKind, Script, Source
from storyboard.script.collecting import collector_waits
from storyboard.script.cue import is_cue_name, is_upper, split_cue
from storyboard.script.decode import Doubt, clean_text
from storyboard.script.emphasis import plain
from storyboard.script.heading import Slug, match_heading, split_scene_number
from storyboard.script.mask import Hidden, Masked, mask
from storyboard.script.pagination import page_marks
from storyboard.script.scenes import assemble
from storyboard.script.titlepage import read_title_page
from storyboard.script.words import TRANSITION_ENDS, TRANSITION_LINES

_PAGE_BREAK = re.compile(r"={3,}")
_SECTION = re.compile(r"(#{1,6})[ \t]*([^#\s].*)")
# A page of a screenplay has a gap every other line; one with a gap every eight keeps to no rules.
_LINES_A_GAP = 8
_TRANSITION_WORDS = 4
_TITLE_END = re.compile(r"\b(?:SR|JR|DR|MR|MRS|MS|ST|NO|PT|SGT|LT|[A-Z])\.$")
_CUE_NUMBER = re.compile(r"#\s?([0-9]{1,4})$")
_BLANKS = " \t\u00a0\u3000"
_FULL_WIDTH = {"＠": "@", "．": ".", "！": "!", "＞": ">", "＃": "#", "＝": "=", "～": "~"}


def parse_fountain(text: str, *, file: str) -> Script:
    """Read a screenplay in Fountain, or in something near it.

    Args:
        text: The whole script.
        file: What to call it in sources and diagnostics.

    Returns:
        The script; every element knows its lines. Nothing raises: what is odd becomes a diagnostic.
    """
    with collector_waits():
        return _parse(text, file)


def _parse(text: str, file: str) -> Script:
    clean, doubts = clean_text(text)
    masked = mask(clean)
    title_page, first, title_doubts = read_title_page(masked.lines)
    title_doubts += _leave_out_page_marks(masked, first)
    reader = _Reader(masked, first)
    reader.read()
    elements = _with_hidden(reader.drafts, masked.hidden, file)
    sha256 = hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()
    doubts += [*masked.doubts, *title_doubts, *reader.doubts, *_orphans(elements)]
    return assemble(elements, doubts, file=file, sha256=sha256, title_page=title_page, last_line=len(masked.lines))


def _leave_out_page_marks(masked: Masked, first: int) -> list[Doubt]:
    """Page numbers, (MORE) and CONTINUED are kept as what is not shown; a speech or paragraph goes on over them."""
    marks = page_marks(masked.lines, first)
    for index in marks:
        masked.hidden.append(Hidden(ElementKind.BONEYARD, masked.lines[index].strip(), index + 1, index + 1))
        masked.lines[index], masked.emptied[index] = "", True
    if not marks:
        return []
    masked.hidden.sort(key=lambda hidden: hidden.line)
    message = f"page numbers, (MORE) and CONTINUED are marks of the page and not shown: {len(marks)} lines"
    return [Doubt(marks[0] + 1, "page-marks", message, warns=False)]


def is_transition(line: str) -> bool:
    """Whether a line that stands alone is a transition: in capitals, and ending or known as one."""
    if not is_upper(line) and line.upper() != line.lower():
        return False
    upper = line.upper()
    return upper.endswith(TRANSITION_ENDS) or upper.rstrip(" .:。：") in TRANSITION_LINES


@dataclass
class _Draft:
    """An element while its lines are still being gathered."""

    kind: ElementKind
    lines: list[str]
    first: int
    last: int
    forced: bool = False
    extensions: tuple[str, ...] = ()
    number: str | None = None
    dual: bool = False
    level: int = 0

    def element(self, file: str) -> Element:
        """The finished element, without its emphasis marks."""
        text = plain("\n".join(self.lines))
        return Element(
            kind=self.kind,
            text=text.strip("\n").rstrip() if self.kind is ElementKind.ACTION else text.strip(),
            source=Source(file=file, line=self.first, line_end=self.last),
            forced=self.forced,
            extensions=self.extensions,
            number=self.number,
            dual=self.dual,
            level=self.level,
        )


@dataclass
class _Reader:
    """The state machine. `after_blank` and `speaking` are all that a line's meaning depends on besides itself."""

    masked: Masked
    position: int
    drafts: list[_Draft] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    after_blank: bool = True
    speaking: bool = False

    def __post_init__(self) -> None:
        self.lines = self.masked.lines
        self.blank = [not line.strip() for line in self.lines]
        self.dense = self._is_dense()

    def read(self) -> None:
        """Read every line once."""
        while self.position < len(self.lines):
            if self.masked.emptied[self.position]:
                self.position += 1
                continue
            if self.blank[self.position]:
                self._blank_line()
            else:
                self._line()
            self.position += 1

    def _is_dense(self) -> bool:
        # Some people write without a single blank line. Then every line has to be judged by itself.
        body = range(self.position, len(self.lines))
        written = [index for index in body if not self.blank[index]]
        if len(written) < 4:
            return False
        gaps = sum(self.blank[index] and not self.blank[index - 1] for index in range(written[0] + 1, written[-1]))
        if gaps * _LINES_A_GAP > len(written):
            return False
        slugs = [match_heading(self.lines[index].strip(), loose=True) for index in written]
        strong = sum(slug is not None and slug.strong for slug in slugs)
        dense = strong >= 2 or (strong == 1 and slugs[0] is not None and slugs[0].strong)
        if dense:
            few = "hardly any blank lines" if gaps else "no blank lines at all"
            self._doubt("no-blank-lines", f"{few}; every line was judged by itself", at=written[0])
        return dense

    def _blank_line(self) -> None:
        following = self.position + 1
        # Two spaces on an otherwise empty line keep a speech going.
        if self.speaking and self.lines[self.position] == "  " and not self._is_blank(following):
            self.drafts[-1].lines.append("")
            return
        self.speaking = False
        self.after_blank = True

    def _line(self) -> None:
        raw = self.lines[self.position].rstrip()
        line = raw.strip(_BLANKS)
        line = _FULL_WIDTH.get(line[0], line[0]) + line[1:]
        if self._forced(line, raw) or self._heading(line) or self._transition(line) or self._cue(line):
            return
        if self.speaking:
            self._speech(line)
        else:
            self._action(raw)

    def _forced(self, line: str, raw: str) -> bool:
        """The lines that say by their first sign what they are."""
        sign = line[0]
        if sign == "!":
            if line[1:2] in {"!", "！"}:
                self._whole(ElementKind.SHOT, line[2:].strip(), forced=True)
            else:
                self._forced_action(raw)
            return True
        if sign == "=":
            if _PAGE_BREAK.fullmatch(line):
                self._whole(ElementKind.PAGE_BREAK, "")
            else:
                self._whole(ElementKind.SYNOPSIS, line[1:].strip())
            return True
        if sign == "#" and not self.speaking:
            return self._section(line)
        if sign == "." and not self.speaking:
            return self._forced_heading(line)
        if sign == ">":
            inner = line[1:].strip()
            centred = inner.endswith(("<", "＜"))
            kind = ElementKind.CENTRED if centred else ElementKind.TRANSITION
            self._whole(kind, inner[:-1].strip() if centred else inner, forced=not centred)
            return True
        if sign == "~":
            self._add(ElementKind.LYRICS, line[1:].strip(), forced=True)
            return True
        if sign == "@" and len(line) > 1 and not self._is_blank(self.position + 1):
            self._add_cue(line[1:], forced=True)
            return True
        return False

    def _section(self, line: str) -> bool:
        match = _SECTION.fullmatch(line)
        if match is None:
            return False
        slug = match_heading(plain(match[2]).strip())
        if slug and slug.strong:
            # Scripts that passed through a chat or a wiki carry their headings as "## INT. HOUSE - DAY".
            self._doubt("heading-as-section", "a scene heading written as a section; read as a heading")
            self._add_heading(slug, forced=False)
        else:
            self._whole(ElementKind.SECTION, match[2].strip(), level=len(match[1]))
        return True

    def _forced_heading(self, line: str) -> bool:
        body = line[1:]
        if not body or not (body[0].isalnum() or body[0] in "\"'([“«"):
            return False
        if body[0].isdigit() and not is_upper(body):
            return False  # ".45 calibre" is no place.
        text, number = split_scene_number(body)
        self._add_heading(Slug(plain(text).strip(), number, strong=True), forced=True)
        return True

    def _heading(self, line: str) -> bool:
        alone = self.after_blank and not self.speaking
        followed = not self._is_blank(self.position + 1)
        slug = match_heading(plain(line).strip(), loose=self.dense or (alone and not followed))
        if slug is None:
            return False
        if alone and followed:
            separated = " - " in line or " – " in line or " — " in line
            if not (slug.strong or separated or is_upper(slug.text)):
                return False
        elif not alone and not slug.strong:
            return False
        if not self.dense:
            if not alone:
                self._doubt("heading-without-blank-before", "a heading without a blank line before it")
            if followed:
                self._doubt("heading-without-blank-after", "a heading without a blank line after it")
        self._add_heading(slug, forced=False)
        return True

    def _transition(self, line: str) -> bool:
        raw = self.lines[self.position]
        alone = self.after_blank and not self.speaking and self._is_blank(self.position + 1)
        # A space after the colon is how a writer says "not a transition".
        words = plain(line)
        if self.dense and len(words.split()) <= _TRANSITION_WORDS:
            words = words.upper()
        if not (alone or self.dense) or raw.endswith(": ") or not is_transition(words):
            return False
        self._whole(ElementKind.TRANSITION, line)
        return True

    def _cue(self, line: str) -> bool:
        if not (self.after_blank or self.dense) or (self.speaking and not self.dense):
            return False
        if self._is_blank(self.position + 1):
            return False
        name, extensions, _ = split_cue(plain(line))
        if not is_cue_name(name) or is_transition(name):
            return False
        if self.dense:
            following = plain(self.lines[self.position + 1]).strip()
            title = _TITLE_END.search(name) is not None
            if match_heading(following, loose=True) or is_cue_name(split_cue(following)[0]):
                return False
            if name.endswith((".", "!", "?")) and not title:
                return False
        if extensions == ("",):
            return False
        self._add_cue(line, forced=False)
        return True

    def _speech(self, line: str) -> None:
        bracketed = line[0] in "(（" and line[-1] in ")）"
        last = self.drafts[-1]
        if bracketed:
            self._add(ElementKind.PARENTHETICAL, line[1:-1].strip())
        elif last.kind is ElementKind.DIALOGUE:
            last.lines.append(line)
            last.last = self.position + 1
        else:
            self._add(ElementKind.DIALOGUE, line)
        if self.dense and not bracketed:
            self.speaking = False

    def _action(self, raw: str) -> None:
        last = self.drafts[-1] if self.drafts else None
        text = raw.replace("\t", "    ")
        if last and last.kind is ElementKind.ACTION and not self.after_blank and not self.dense:
            last.lines.append(text)
            last.last = self.position + 1
        else:
            self._add(ElementKind.ACTION, text)

    def _forced_action(self, raw: str) -> None:
        self.speaking = False
        self._add(ElementKind.ACTION, raw.lstrip(_BLANKS)[1:], forced=True)

    def _add_heading(self, slug: Slug, *, forced: bool) -> None:
        self._whole(ElementKind.HEADING, slug.text, forced=forced, number=slug.number)

    def _add_cue(self, line: str, *, forced: bool) -> None:
        name, extensions, dual = split_cue(plain(line))
        number = _CUE_NUMBER.search(name)
        self._add(
            ElementKind.CHARACTER,
            name,
            forced=forced,
            extensions=extensions,
            dual=dual,
            number=number[1] if number else None,
        )
        self.speaking = True

    def _whole(
        self, kind: ElementKind, text: str, *, forced: bool = False, number: str | None = None, level: int = 0
    ) -> None:
        """An element of one line, after which the next line stands as after a blank one."""
        self._add(kind, text, forced=forced, number=number, level=level)
        self.speaking = False
        self.after_blank = True

    def _add(
        self,
        kind: ElementKind,
        text: str,
        *,
        forced: bool = False,
        extensions: tuple[str, ...] = (),
        number: str | None = None,
        dual: bool = False,
        level: int = 0,
    ) -> None:
        line = self.position + 1
        self.drafts.append(_Draft(kind, [text], line, line, forced, extensions, number, dual, level))
        self.after_blank = False

    def _is_blank(self, index: int) -> bool:
        while index < len(self.lines) and self.masked.emptied[index]:
            index += 1
        return index >= len(self.lines) or self.blank[index]

    def _doubt(self, code: str, message: str, *, at: int | None = None) -> None:
        self.doubts.append(Doubt((self.position if at is None else at) + 1, code, message))


def _with_hidden(drafts: list[_Draft], hidden: list[Hidden], file: str) -> list[Element]:
    """Elements in the order of the page, each note and boneyard after the paragraph it stands in."""
    elements: list[Element] = []
    waiting = iter(hidden)
    following = next(waiting, None)
    for draft in drafts:
        while following and following.line < draft.first:
            elements.append(_hidden_element(following, file))
            following = next(waiting, None)
        elements.append(draft.element(file))
    while following:
        elements.append(_hidden_element(following, file))
        following = next(waiting, None)
    return elements


def _hidden_element(hidden: Hidden, file: str) -> Element:
    source = Source(file=file, line=hidden.line, line_end=hidden.line_end)
    return Element(kind=hidden.kind, text=hidden.text, source=source)


def _orphans(elements: list[Element]) -> list[Doubt]:
    """Names that stand alone where a speech was probably meant."""
    known = {element.text for element in elements if element.kind is ElementKind.CHARACTER}
    return [
        Doubt(element.source.line, "cue-orphan", f"{element.text} stands alone: no speech follows the name")
        for element in elements
        if element.kind is ElementKind.ACTION and element.text.strip() in known
    ]
