"""Files made to hurt: refused with a place, a reason and a cure, or read with their doubts named; never slowly."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
import zipfile

import pytest

from storyboard.errors import ScriptError
from storyboard.script import read_script

HEAD = '<?xml version="1.0"?>'
FDX = f"{HEAD}<FinalDraft><Content>%s</Content></FinalDraft>"
LAUGHS = (
    f'{HEAD}<!DOCTYPE FinalDraft [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + step)} "{("&" + chr(97 + step) + ";") * 10}">' for step in range(9))
    + "]><FinalDraft><Content><Paragraph><Text>&j;</Text></Paragraph></Content></FinalDraft>"
)
REFUSED = {
    "laughs.fdx": (LAUGHS, ":1:", "document type or entities"),
    "laughs-utf16.fdx": (LAUGHS.encode("utf-16"), ":1:", "document type or entities"),
    "outside.fdx": (f'{HEAD}<!DOCTYPE F SYSTEM "file:///etc/passwd"><FinalDraft/>', ":1:", "document type"),
    "deep.fdx": ("<FinalDraft><Content>" + "<Paragraph>" * 100_000, ":1:", "deeper than 200"),
    "long.fdx": (FDX % ("<Paragraph><Text>" + "x " * 400_000 + "</Text></Paragraph>"), ":1:", "in one piece"),
    "runs.fdx": (FDX % ("<Paragraph>" + "<Text>xyz</Text>" * 100_000 + "</Paragraph>"), ":1:", "in one piece"),
    "utf7.fdx": ('<?xml version="1.0" encoding="UTF-7"?><FinalDraft/>', ":1", "encoding"),
    "deep.json": ('{"shots":' + "[" * 100_000, ":1:", "deeper than 40"),
    "objects.json": ('{"shots":' + '{"a":' * 100_000, ":1:", "deeper than 40"),
    "wide.json": ('{"shots":[' + ",".join(['{"prompt":"x"}'] * 130_000) + "]}", ":1:", "more than 250,000"),
    "keys.json": ('{"shots":[{' + ",".join(f'"{key}":"x"' for key in range(5_000)) + "}]}", ":1:", "more than 500"),
    "string.json": ('{"shots":[{"prompt":"' + "x" * 1_000_000 + '"}]}', ":1:", "in one piece"),
    "twice.json": ('{"shots":[{"prompt":"a","prompt":"b"}]}', ":1:33:", "stands here twice"),
    "deep.yaml": ("shots: " + "[" * 60_000, ":1:", "deeper than 40"),
    "aliases.yaml": (
        "a: &a [x,x,x,x,x,x,x,x,x]\n"
        + "".join(
            f"{chr(98 + step)}: &{chr(98 + step)} [{','.join(['*' + chr(97 + step)] * 9)}]\n" for step in range(9)
        )
        + "shots: *j\n",
        ":1:",
        "without end",
    ),
    "merge.yaml": ("shots:\n - &a {prompt: x}\n - {<<: *a}\n", ":3:5:", "Merge keys"),
    "anchors.yaml": ("shots:\n" + " - &a {prompt: x}\n" * 9_000, ":3:4:", "for the second time"),
    "twice.yaml": ("shots:\n - prompt: a\n   prompt: b\n", ":3:4:", "stands here twice"),
    "program.yaml": ('shots: !!python/object/apply:os.system ["id"]\n', ":1:8:", "is not allowed"),
    "itself.yaml": ("shots: &a\n - *a\n", ":1:8:", "without end"),
    "huge.yaml": ("shots:\n" + "  - prompt: a man walks\n" * 15_000, "huge.yaml: ", "The limit is 300,000"),
    "line.fountain": ("x" * 10_000_000, ":1:", "longer than 64 kB"),
    "notes.fountain": ("[[" * 60_000, ":1:", "longer than 64 kB"),
    "nul.fountain": ("INT. A - DAY\n\nA\0B walks.\n", ":3:", "NUL"),
    "lines.fountain": ("INT. A - DAY\n\nx\n\n" * 40_000, ":120000:", "160,001 lines"),
    "lines.csv": ("Scene,Shot,Description\n" + "1,1,x\n" * 30_000, ":20000:", "30,002 lines"),
    "picture.fountain": (b"\x89PNG\r\n\x1a\n" + bytes(99), "picture.fountain: ", "PNG picture"),
    "empty.fountain": (b"", "empty.fountain: ", "is empty"),
    "blank.fountain": (" \n\t\n\u3000\n", "blank.fountain: ", "only white space"),
}


def kept(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
    return path


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_file_is_refused_at_once_with_place_and_reason(tmp_path, name):
    content, place, said = REFUSED[name]
    path = kept(tmp_path, name, content)
    started = time.process_time()
    with pytest.raises(ScriptError) as caught:
        read_script(path)
    assert time.process_time() - started < 2
    message = str(caught.value)
    assert message.startswith(str(path))
    assert place in message[len(str(path.parent)) :]
    assert said in message
    assert len(message.splitlines()) == 1


def archive(parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"xl/workbook.xml": b"<a/>", "xl/sheet.xml": b" " * 45_000_000}, "unpacks from"),
        ({"xl/workbook.xml": b"<a/>", **{f"xl/{part}.xml": b"" for part in range(2_500)}}, "in 2501 parts"),
        ({"xl/workbook.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'}, "document type of its own"),
        ({"xl/workbook.xml": b"<a/>", "xl/sharedStrings.xml": os.urandom(4_500_000).hex().encode()}, "9 MB of XML"),
        ({"xl/workbook.xml": b"<a/>"}, "damaged"),
    ],
)
def test_a_workbook_is_looked_at_before_it_is_unpacked(tmp_path, parts, said):
    path = kept(tmp_path, "list.xlsx", archive(parts))
    started = time.process_time()
    with pytest.raises(ScriptError, match=said):
        read_script(path)
    assert time.process_time() - started < 2


def test_what_is_no_file_is_said_to_be_none(tmp_path):
    os.mkfifo(tmp_path / "pipe.fountain")
    (tmp_path / "loop.fountain").symlink_to("loop.fountain")
    (tmp_path / "zero.fountain").symlink_to("/dev/zero")
    (tmp_path / "folder.fountain").mkdir()
    with (tmp_path / "huge.fountain").open("wb") as stream:
        stream.truncate(3_000_000_000)
    for name, said in (
        ("pipe.fountain", "a pipe or a device"),
        ("zero.fountain", "a pipe or a device"),
        ("loop.fountain", "cannot be read"),
        ("folder.fountain", "a folder"),
        ("huge.fountain", "3000 MB"),
        ("none.fountain", "no such script"),
    ):
        with pytest.raises(ScriptError, match=said):
            read_script(tmp_path / name)


@pytest.mark.parametrize(
    ("name", "content", "form"),
    [
        ("fountain.fdx", "INT. A - DAY\n\nNORA\nHi.\n", "fountain"),
        ("fdx.fountain", FDX % "<Paragraph><Text>INT. A - DAY</Text></Paragraph>", "fdx"),
        ("json.yaml", '{"shots":[{"prompt":"a"}]}', "json"),
        ("yaml.json", "shots:\n - prompt: a\n", "yaml"),
        ("csv.fountain", "Scene,Shot,Description,Duration\n1,1,x,4s\n1,2,y,5s\n", "csv"),
        ("srt.txt", "1\n00:00:01,000 --> 00:00:02,000\nLa\n", "srt"),
        ("markdown", "| Video | Audio |\n|---|---|\n| a | b |\n", "avtable"),
    ],
)
def test_the_content_says_what_it_is_whatever_its_name(tmp_path, name, content, form):
    assert read_script(kept(tmp_path, name, content)).format == form


def test_signs_that_lie_or_break_are_left_out_and_told(tmp_path, look):
    script = read_script(kept(tmp_path, "a.fountain", "INT. A - DAY\n\nA \u202egnp.exe\u202c x\u2066y\u2069 z\x07w.\n"))
    assert look.texts(script) == ["A gnp.exe xy zw."]
    assert look.codes(script) == ["bidi-controls"]


def test_half_a_pair_is_read_as_a_sign_that_can_be_written(tmp_path, look):
    script = read_script(kept(tmp_path, "a.fountain", "INT. A - DAY\n\nA z\ud800w.\n"))
    assert look.texts(script)[0].strip("Azw. ") == "\ufffd" * 3
    assert look.codes(script) == ["undecodable-bytes"]
    script.model_dump_json().encode("utf-8")


def test_doubts_that_never_end_are_told_a_hundred_times(tmp_path):
    script = read_script(kept(tmp_path, "a.fountain", "INT. A - DAY\n\n" + "Run. /*\n\n" * 500))
    told = [found for found in script.diagnostics if found.code == "unclosed-boneyard"]
    assert len(told) == 101
    assert told[-1].line == 1001
    assert "the last of 400 more of this kind" in told[-1].message


# The most memory is read from /proc: what wait4 says of a child includes its parent's before the child began.
MEASURED = """
import atexit, pathlib, runpy, sys, time
def tell():
    status = pathlib.Path("/proc/self/status").read_text()
    print(time.process_time(), status.split("VmHWM:")[1].split()[0], file=sys.stderr)
atexit.register(tell)
sys.argv[0] = "storyboard"
runpy.run_module("storyboard", run_name="__main__")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="what a process used is read from /proc")
@pytest.mark.parametrize("name", ["laughs.fdx", "aliases.yaml", "line.fountain", "picture.fountain"])
def test_the_program_ends_with_one_clear_line_in_little_time_and_memory(tmp_path, name):
    path = kept(tmp_path, name, REFUSED[name][0])
    command = [sys.executable, "-c", MEASURED, "new", str(tmp_path / "film"), "--script", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    *said, used = done.stderr.splitlines()
    seconds, kilobytes = map(float, used.split())
    assert done.returncode == 2
    assert seconds < 2
    assert kilobytes / 1024 < 300
    assert REFUSED[name][2] in "\n".join(said)
    assert "Traceback" not in done.stdout + done.stderr
    assert not (tmp_path / "film" / "storyboard.yaml").exists()
