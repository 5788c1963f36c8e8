"""Files that are scripts, and files that are not."""

from __future__ import annotations

import hashlib

import pytest

from storyboard.errors import ExitCode, ScriptError
from storyboard.script import read_script

SCENE = "INT. CAFÉ - DAY\n\nAnna waits.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_every_marked_encoding_is_read(tmp_path, encoding):
    path = tmp_path / "film.fountain"
    path.write_bytes(SCENE.encode(encoding))
    script = read_script(path)
    assert script.scenes[0].heading.place == "CAFÉ"
    assert script.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert script.file == str(path)
    assert not script.diagnostics


def test_windows_latin_is_read_with_a_warning_at_its_first_letter(tmp_path):
    path = tmp_path / "film.txt"
    path.write_bytes(("INT. A - DAY\n\n" + "Café.\n").encode("cp1252"))
    script = read_script(path)
    assert script.scenes[0].elements[1].text == "Café."
    assert [(found.code, found.line) for found in script.diagnostics] == [("undecodable-bytes", 3)]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "white space"),
        (b"%PDF-1.7 x", "PDF"),
        (b"PK\x03\x04xxxx", "zip"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"INT. A\0B", "NUL"),
        (b"\0\1\2INT. A\0B", "binary"),
        (b"{\\rtf1 x}", "RTF"),
        (b"<?xml version='1.0'?><FinalDraft/>", "Final Draft"),
        (b"<!DOCTYPE html><html>", "web page"),
    ],
)
def test_what_is_no_script_is_named_for_what_it_is(tmp_path, data, said):
    path = tmp_path / "film.fountain"
    path.write_bytes(data)
    with pytest.raises(ScriptError, match=said) as caught:
        read_script(path)
    assert caught.value.exit_code is ExitCode.BAD_INPUT
    assert str(caught.value).startswith(str(path))
    assert "\n" not in str(caught.value)


def test_missing_files_and_folders_are_errors(tmp_path):
    with pytest.raises(ScriptError, match="no such script"):
        read_script(tmp_path / "none.fountain")
    with pytest.raises(ScriptError, match="folder"):
        read_script(tmp_path)
    with pytest.raises(ScriptError, match="cannot be read"):
        read_script(tmp_path / ("x" * 5000))


def test_a_huge_file_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "film.fountain"
    with path.open("wb") as stream:
        stream.truncate(21 * 1024 * 1024)
    with pytest.raises(ScriptError, match="22 MB"):
        read_script(path)
