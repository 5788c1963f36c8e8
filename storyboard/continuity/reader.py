"""Reading text in pictures with RapidOCR, an extra: ``pip install 'storyboard[qc]'``; its weights come with it."""

from __future__ import annotations

import json
import unicodedata
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

from storyboard.continuity.picture import Line
from storyboard.errors import InputError
from storyboard.media import open_picture
from storyboard.project import write_atomically

INSTALL = "pip install 'storyboard[qc]'"
_SCHEMA = 1
_WIDEST = 1280


class Reader(Protocol):
    """Reads the text in pictures."""

    def read(self, path: Path) -> tuple[Line, ...]:
        """The lines of text in a picture, from top to bottom.

        Raises:
            PictureError: It cannot be read.
            InputError: The reader cannot be loaded.
        """
        ...


def can_read() -> bool:
    """Whether the extra is installed."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


class OcrReader:
    """RapidOCR, loaded when the first picture is read: that takes a second and 400 MB."""

    def __init__(self) -> None:
        self._engine: Any = None

    def read(self, path: Path) -> tuple[Line, ...]:
        """See `Reader`."""
        import numpy as np

        picture = open_picture(path)
        if picture.width > _WIDEST:
            picture = picture.resize((_WIDEST, round(picture.height * _WIDEST / picture.width)))
        # The engine takes BGR, as OpenCV does.
        outcome = self._loaded()(np.ascontiguousarray(np.asarray(picture)[..., ::-1]))
        if outcome.txts is None or outcome.boxes is None:
            return ()
        found = []
        for text, score, box in zip(outcome.txts, outcome.scores, outcome.boxes, strict=True):
            rows, columns = [float(y) for _, y in box], [float(x) for x, _ in box]
            line = Line(str(text), round(float(score), 3), round((max(rows) - min(rows)) / picture.height, 4))
            found.append((min(rows), min(columns), max(rows), line))
        return tuple(_in_reading_order(found))

    def _loaded(self) -> Any:
        if self._engine is None:
            try:
                from rapidocr import RapidOCR
            except ImportError as error:
                raise InputError(
                    "The text reader cannot be loaded",
                    why=str(error),
                    cure=f"Install it again: {INSTALL}; or go without: --no-text",
                ) from error
            self._engine = RapidOCR(params={"Global.log_level": "critical"})
        return self._engine


def _in_reading_order(found: list[tuple[float, float, float, Line]]) -> list[Line]:
    """Top to bottom, and from left to right within what stands at one height."""
    rows: list[list[tuple[float, float, float, Line]]] = []
    for entry in sorted(found, key=lambda one: (one[0], one[1])):
        top, _, bottom, _ = entry
        if rows and top < (rows[-1][0][0] + rows[-1][0][2]) / 2 and bottom > rows[-1][0][0]:
            rows[-1].append(entry)
        else:
            rows.append([entry])
    return [entry[3] for row in rows for entry in sorted(row, key=lambda one: one[1])]


class RememberingReader:
    """Keeps what was read, by the picture's hash, so that a picture is read once.

    Args:
        reader: Who reads.
        folder: Where the notes lie; may be deleted at any time.
    """

    def __init__(self, reader: Reader, folder: Path) -> None:
        self._reader, self._folder = reader, folder

    def lines(self, path: Path, sha256: str) -> tuple[Line, ...]:
        """As `Reader.read`, for a picture of that hash."""
        note = self._folder / f"{sha256}.json"
        known = _recall(note)
        if known is not None:
            return known
        lines = self._reader.read(path)
        note.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps({"schema": _SCHEMA, "lines": lines}, ensure_ascii=False)
        write_atomically(note, unicodedata.normalize("NFC", text).encode("utf-8"))
        return lines


def _recall(note: Path) -> tuple[Line, ...] | None:
    try:
        stored = json.loads(note.read_text(encoding="utf-8"))
        return tuple(Line(*line) for line in stored["lines"]) if stored["schema"] == _SCHEMA else None
    except (OSError, ValueError, TypeError, KeyError):
        return None
