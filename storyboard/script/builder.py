"""Elements put together by the readers of lists, tables and marked-up files; ends in a Script."""

from __future__ import annotations

import hashlib

from storyboard.model import Element, ElementKind, Heading, Script, Source
from storyboard.script.decode import Doubt
from storyboard.script.scenes import assemble

# Whose voice it is when a list says only "VO".
NARRATOR = "NARRATOR"


class Builder:
    """Gathers elements in the order of the film.

    Args:
        file: What sources and diagnostics call the file.
        form: The name of the format, for `Script.format`.
        text: What was read, for the hash.
    """

    def __init__(self, *, file: str, form: str, text: str) -> None:
        self.file, self.form, self.text = file, form, text
        self.elements: list[Element] = []
        self.doubts: list[Doubt] = []
        self.title_page: dict[str, str] = {}
        self._headings: dict[int, Heading] = {}
        self._narrator = NARRATOR

    def add(
        self,
        kind: ElementKind,
        text: str,
        line: int,
        line_end: int | None = None,
        *,
        number: str | None = None,
        extensions: tuple[str, ...] = (),
        dual: bool = False,
        forced: bool = False,
        level: int = 0,
    ) -> None:
        """Put an element behind the others."""
        source = Source(file=self.file, line=line, line_end=max(line, line_end or line))
        self.elements.append(
            Element(
                kind=kind,
                text=text.strip(),
                source=source,
                number=number or None,
                extensions=extensions,
                dual=dual,
                forced=forced,
                level=level,
            )
        )

    def heading(
        self,
        text: str,
        line: int,
        line_end: int | None = None,
        *,
        number: str | None = None,
        known: Heading | None = None,
    ) -> None:
        """Begin a scene.

        Args:
            text: The heading as people read it.
            line: Where it stands.
            line_end: Its last line, where it has several.
            number: The scene's own number.
            known: The heading taken apart, where a list has it in columns.
        """
        if known:
            self._headings[len(self.elements)] = known
        self.add(ElementKind.HEADING, text, line, line_end, number=number, forced=known is not None)

    def paragraph(self, kind: ElementKind, text: str, line: int, line_end: int | None = None) -> None:
        """An element that is left out where there is nothing to say."""
        if text.strip():
            self.add(kind, text, line, line_end)

    def speech(
        self,
        name: str,
        words: str,
        line: int,
        line_end: int | None = None,
        *,
        extensions: tuple[str, ...] = (),
        manner: str = "",
    ) -> None:
        """A speech; an unnamed voice over the pictures is that of whoever was last heard so."""
        over = any(extension.upper().replace(".", "") == "VO" for extension in extensions)
        if over and name:
            self._narrator = name
        self.add(ElementKind.CHARACTER, name or self._narrator, line, extensions=extensions)
        self.paragraph(ElementKind.PARENTHETICAL, manner, line)
        self.paragraph(ElementKind.DIALOGUE, words, line, line_end)

    def reorder(self, order: list[int]) -> None:
        """Put the elements in another order, given as their indexes."""
        self._headings = {new: self._headings[old] for new, old in enumerate(order) if old in self._headings}
        self.elements = [self.elements[index] for index in order]

    def fact(self, key: str, value: str) -> None:
        """Something said about the whole film; what is said again in other words goes behind what is there."""
        known = self.title_page.get(key)
        if known is None:
            self.title_page[key] = value
        elif value not in known.split("\n"):
            self.title_page[key] = f"{known}\n{value}"

    def doubt(self, line: int, code: str, message: str, *, warns: bool = True) -> None:
        """Note what is odd on a line."""
        self.doubts.append(Doubt(line, code, message, warns=warns))

    def script(self, *, last_line: int, untitled: str = "") -> Script:
        """The script.

        Args:
            last_line: Number of lines in the file.
            untitled: What to call the one scene of a list that names none.
        """
        sha256 = hashlib.sha256(self.text.encode("utf-8", errors="surrogatepass")).hexdigest()
        return assemble(
            self.elements,
            self.doubts,
            file=self.file,
            sha256=sha256,
            title_page=self.title_page,
            last_line=max(last_line, 1),
            form=self.form,
            headings=self._headings,
            untitled=Heading(text=untitled) if untitled else None,
        )
