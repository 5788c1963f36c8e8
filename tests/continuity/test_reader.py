from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from storyboard.continuity import OcrReader, can_read
from storyboard.continuity.picture import Line
from storyboard.continuity.reader import RememberingReader
from storyboard.media import font_for


class Counting:
    """Reads the same in every picture, and counts."""

    def __init__(self) -> None:
        self.reads = 0

    def read(self, path: Path) -> tuple[Line, ...]:
        self.reads += 1
        return (Line("静か OPEN", 0.98, 0.1),)


def test_a_picture_is_read_once(tmp_path):
    reader = Counting()
    for _ in range(3):
        lines = RememberingReader(reader, tmp_path / "read").lines(tmp_path / "a.png", "f00d")
        assert lines == (Line("静か OPEN", 0.98, 0.1),)
    assert reader.reads == 1


def test_another_picture_or_a_damaged_note_is_read_again(tmp_path):
    reader = Counting()
    remembering = RememberingReader(reader, tmp_path)
    remembering.lines(tmp_path / "a.png", "f00d")
    remembering.lines(tmp_path / "a.png", "beef")
    (tmp_path / "f00d.json").write_text('{"schema": 1, "lines": [["cut', encoding="utf-8")
    assert remembering.lines(tmp_path / "a.png", "f00d")
    assert reader.reads == 3


@pytest.mark.skipif(not can_read(), reason="the extra is not installed: pip install 'storyboard[qc]'")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_extra_reads_signs_from_top_to_bottom(tmp_path):
    picture = Image.new("RGB", (640, 360), (120, 90, 70))
    pen = ImageDraw.Draw(picture)
    for text, y in (("LIGHT CLOSED", 60), ("SINCE 1989", 180)):
        pen.text((60, y), text, font=font_for(text, 64), fill="white")
    picture.save(tmp_path / "sign.png")
    lines = OcrReader().read(tmp_path / "sign.png")
    assert [line.text.replace(" ", "") for line in lines] == ["LIGHTCLOSED", "SINCE1989"]
    assert all(line.confidence > 0.9 and 0.1 < line.height < 0.4 for line in lines)
