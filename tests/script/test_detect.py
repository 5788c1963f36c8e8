"""What a file is taken for, whatever it is called."""

from __future__ import annotations

import pytest

from storyboard.errors import ScriptError
from storyboard.model import Severity
from storyboard.script import read_script
from storyboard.script.decode import clean_text, count_lines, decode, long_line

TEXTS = {
    "fountain": "INT. A - DAY\n\nAnna waits.\n",
    "fdx": '<?xml version="1.0"?><FinalDraft><Content><Paragraph Type="Action"><Text>x</Text></Paragraph></Content></FinalDraft>',
    "avtable": "| Video | Audio |\n|---|---|\n| A man | NORA: Hi |\n",
    "csv": "Shot,Description\n1,A man walks\n",
    "tsv": "Shot\tDescription\n1\tA man walks\n",
    "yaml": "shots:\n  - prompt: a man\n",
    "json": '{"shots": [{"prompt": "a man"}]}',
    "numbered": "1. A man walks\n2. He stops\n",
    "lrc": "[00:01.00]La\n[00:03.00]Lo\n",
    "srt": "1\n00:00:01,000 --> 00:00:02,000\nLa\n",
    "native": "第一场 咖啡馆 日 内\n李雷：好。\n",
    "prose": "A man walks along the sea. He is old.\n",
}


@pytest.mark.parametrize("form", list(TEXTS))
@pytest.mark.parametrize("ending", [".txt", ".fountain", ".csv", ".fdx", ".md", ""])
def test_the_content_decides_and_not_the_ending(tmp_path, form, ending):
    path = tmp_path / f"script{ending}"
    path.write_text(TEXTS[form], encoding="utf-8")
    script = read_script(path, name="script")
    assert script.format == form
    assert script.file == "script"
    assert {scene.source.file for scene in script.scenes} == {"script"}


def test_prose_is_read_and_said_to_be_prose(look):
    script = look.text("He walks.\nHe is old.\n\nA boat comes in.\n", form="prose")
    assert look.short(script) == [(1, "action", "He walks.\nHe is old."), (4, "action", "A boat comes in.")]
    assert [(found.code, found.severity) for found in script.diagnostics] == [("read-as-prose", Severity.INFO)]


def test_a_sentence_that_lists_columns_is_no_table(look):
    look.text("FADE IN:\n\nINT. HOUSE - DAY\n\nScene, shot, camera, action.\n", form="fountain")


def test_a_line_longer_than_any_paragraph_is_refused(tmp_path):
    path = tmp_path / "film.txt"
    path.write_text("INT. A - DAY\n\n" + "A" * 70_000, encoding="utf-8")
    with pytest.raises(ScriptError, match="64 kB") as caught:
        read_script(path)
    assert caught.value.line == 3


def test_a_file_with_more_lines_than_any_script_is_refused(tmp_path):
    path = tmp_path / "film.txt"
    path.write_text("\n" * 130_000 + "x", encoding="utf-8")
    with pytest.raises(ScriptError, match="130,001 lines"):
        read_script(path)


def test_signs_that_turn_the_text_around_are_taken_out_and_said():
    text, doubts = clean_text("INT. A - DAY\n\nHe \u202esays.\n")
    assert text == "INT. A - DAY\n\nHe says.\n"
    assert [(doubt.code, doubt.line) for doubt in doubts] == [("bidi-controls", 3)]


def test_utf_16_without_a_mark_is_known_by_its_zeros():
    text, doubts = decode("INT. A - DAY\n".encode("utf-16-be"))
    assert (text, [doubt.code for doubt in doubts]) == ("INT. A - DAY\n", ["no-byte-order-mark"])


@pytest.mark.parametrize(("text", "lines"), [("", 1), ("a\nb", 2), ("a\r\nb\rc", 3), ("a\n", 2)])
def test_lines_are_counted_whatever_they_end_in(text, lines):
    assert count_lines(text) == lines


def test_the_first_long_line_is_found():
    assert long_line("a\r\nbbbb\rcc", 3) == 2
    assert long_line("aaa\nbbb", 3) is None
