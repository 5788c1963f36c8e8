"""What is fuzzed: each reader on its own, what decides between them, and the breakdown of what they read."""

from __future__ import annotations

import io
import random
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

from fuzzing import seeds, trees
from fuzzing.seeds import Material

from storyboard.breakdown import break_down
from storyboard.errors import InputError
from storyboard.model import Bible, Script
from storyboard.script import parse_fountain
from storyboard.script.avtable import parse_tables
from storyboard.script.decode import clean_text
from storyboard.script.fdx import parse_fdx
from storyboard.script.lyrics import parse_lyrics
from storyboard.script.native import parse_native
from storyboard.script.numbered import parse_numbered
from storyboard.script.own import parse_own
from storyboard.script.prose import as_prose, with_cast_lines
from storyboard.script.read import read_script_bytes
from storyboard.script.shotlist import parse_shot_list

FPS = Fraction(24)
_NAME = "film"
_LONGEST_ERROR = 3


@dataclass(frozen=True)
class Target:
    """A reader: what it starts from, how an input is finished, and how it is tried.

    `read` gives a script where that is what the reader makes; `packed` turns what was made of the material into a file;
    `loose` is set where a line of the script need not be one of the file.
    """

    ending: str
    material: Material
    read: Callable[[bytes], Script | None]
    packed: Callable[[bytes, random.Random], bytes] = lambda data, _: data
    loose: bool = False


def problem_of(target: Target, data: bytes, *, broken_down: bool) -> str:
    """What is wrong with how an input is read; empty when nothing is. Exceptions other than refusals come through.

    Args:
        target: The reader.
        data: The input.
        broken_down: Whether what was read is broken down into shots as well.
    """
    try:
        script = target.read(data)
    except InputError as error:
        said = len(str(error).splitlines())
        return "" if error.what and 0 < said <= _LONGEST_ERROR else f"the error has {said} lines"
    if script is None:
        return ""
    lines = 0 if target.loose else 1 + data.count(b"\n") + data.count(b"\r")
    return untrue(script, lines) or (_broken_down(script) if broken_down else "")


def untrue(script: Script, lines: int = 0) -> str:
    """What a script says that cannot be so; `lines` is how many its file has, if that is known."""
    last = 0
    for element in (*script.front, *(element for scene in script.scenes for element in scene.elements)):
        if not 1 <= element.source.line <= element.source.line_end:
            return f"a {element.kind} stands on lines {element.source.line}-{element.source.line_end}"
        last = max(last, element.source.line_end)
    last = max((last, *(found.line for found in script.diagnostics)))
    if lines and last > lines:
        return f"something stands on line {last} of {lines}"
    if len({scene.id for scene in script.scenes}) < len(script.scenes):
        return "two scenes have one id"
    if any(found.line < 1 for found in script.diagnostics):
        return "a diagnostic stands above the first line"
    script.model_dump_json().encode("utf-8")
    return ""


def _broken_down(script: Script) -> str:
    shots = break_down(script, Bible()).shot_list
    ids = [shot.id for shot in shots.shots]
    if len(set(ids)) < len(ids):
        return "two shots have one id"
    if any(shot.duration_frames < 1 for shot in shots.shots):
        return "a shot has no length"
    shots.model_dump_json().encode("utf-8")
    return ""


def _text(data: bytes) -> str:
    # Bytes that are not UTF-8 become lone surrogates: text that no file should be able to hold, and that must do no harm.
    return data.decode("utf-8", errors="surrogateescape")


def _clean(data: bytes) -> str:
    return clean_text(_text(data))[0]


def _of_text(parse: Callable[[str], Script]) -> Callable[[bytes], Script]:
    return lambda data: parse(_text(data))


def _of_clean(parse: Callable[[str], Script]) -> Callable[[bytes], Script]:
    return lambda data: parse(_clean(data))


def _fdx(data: bytes) -> Script:
    return parse_fdx(data, Path(_NAME), file=_NAME)


def _any(data: bytes) -> Script:
    endings = (".fountain", ".txt", ".csv", ".yaml", ".json", ".md", "", ".FDX")
    return read_script_bytes(data, Path(f"film{endings[len(data) % len(endings)]}"))


def _workbook(data: bytes) -> Script:
    from storyboard.script.workbook import parse_workbook

    return parse_workbook(data, Path(_NAME), file=_NAME)


def _zipped(sheet: bytes, chance: random.Random) -> bytes:
    """A workbook around a sheet; one in ten is broken as a zip archive as well."""
    parts = dict(_WORKBOOK_PARTS)
    parts["xl/worksheets/sheet1.xml"] = sheet
    if chance.random() < 0.05:
        del parts[chance.choice(sorted(parts))]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    packed = bytearray(stream.getvalue())
    if chance.random() < 0.1:
        for _ in range(chance.choice((1, 3, 9))):
            packed[chance.randrange(len(packed))] = chance.randrange(256)
    return bytes(packed)


def _encoded(data: bytes, chance: random.Random) -> bytes:
    """Text in another encoding than UTF-8, now and then."""
    if chance.random() < 0.6:
        return data
    text = data.decode("utf-8", errors="replace")
    encoding = chance.choice(
        (
            "utf-16",
            "utf-16-le",
            "utf-16-be",
            "utf-32",
            "utf-8-sig",
            "cp1251",
            "cp932",
            "gbk",
            "cp1252",
            "utf-7",
            "cp037",
        )
    )
    return text.encode(encoding, errors="replace")


def _or(make: Callable[[random.Random], bytes]) -> Callable[[bytes, random.Random], bytes]:
    """Half of the inputs made as a whole, half of them broken."""
    return lambda data, chance: make(chance) if chance.random() < 0.5 else data


def _bible(data: bytes) -> None:
    from storyboard.project.biblefile import parse_bible

    parse_bible(_text(data), file=_NAME)


@cache
def _folder() -> Path:
    """A folder in memory where there is one: what is timed is the reader, not the disk."""
    memory = Path("/dev/shm")
    return Path(tempfile.mkdtemp(prefix="fuzz-", dir=memory if memory.is_dir() else None))


@cache
def _film() -> tuple[object, ...]:
    """A small film to bring edited lists back into."""
    from storyboard.project import load_shots, open_project, read_lock, save_breakdown

    folder = _folder() / "film"
    folder.mkdir(exist_ok=True)
    script = parse_fountain(
        "INT. BAR - NIGHT\n\nNORA (30) sits.\n\nNORA\nHi.\n\nEXT. ROAD - DAY\n\nShe runs.\n", file="script.fountain"
    )
    (folder / "storyboard.yaml").write_text("schema: 1\nscript: script.fountain\n", encoding="utf-8")
    project = open_project(folder)
    lock = break_down(script, project.bible).lock
    shown = save_breakdown(project.layout, lock, None, project.bible.fps)
    lock = read_lock(project.layout) or lock
    return project, lock, shown, load_shots(project.layout, lock, project.bible.fps).shots


def _shots(data: bytes) -> None:
    from storyboard.project.shotfile import ShotFile
    from storyboard.project.shotlist import shot_by_hand

    project, _, _, plain = _film()
    written = ShotFile.parse(_text(data), file=_NAME)
    for index, entry in enumerate(written.fields):
        line = written.places["shots", index][0]
        shot_by_hand(entry, plain, project.bible.fps, file=_NAME, line=line)  # type: ignore[attr-defined, arg-type]  # The film is cached as plain objects.
    written.rewritten(written.fields[::-1], {})


def _edited(data: bytes) -> None:
    from storyboard.flows.shotmerge import merged_rows
    from storyboard.flows.shotrows import read_shot_rows

    project, lock, shown, plain = _film()
    path = _folder() / "list.csv"
    path.write_bytes(data)
    rows = read_shot_rows(path, words=["NORA"])
    merged_rows(rows, path, shown=shown, plain=plain, lock=lock, project=project)  # type: ignore[arg-type]  # As above.


_WORKBOOK_PARTS = {
    "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>',
    "_rels/.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": b'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="List" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    "xl/sharedStrings.xml": b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="2" uniqueCount="2"><si><t>Size</t></si><si><t>CU</t></si></sst>',
}
_EDITED = Material(
    (
        b'id,number,scene,size,angle,movement,lens,action,subjects,dialogue,duration_s,note\ns001_0010,1A,1,CU,,push in,35mm,Nora sits.,NORA,"NORA: ""Hi""",4,\ns002_0010,2A,2,WS,,,,She runs.,,,3.5,x\n',
    ),
    (
        b"s001_0015,,,MS,,,,New,,,2,",
        b"s001_0010",
        b"s009_0010",
        b"id,size",
        b",",
        b'"',
        b'""',
        b"'=1+1",
        b"=1+1",
        b"4,5",
        b"0:04",
        b"NORA (left)",
        b"\t",
        b";",
        b"duration_s",
        b"subjects",
        b"id",
        b"nan",
        b"-4",
    ),
)
TARGETS: dict[str, Target] = {
    "fountain": Target(".fountain", seeds.FOUNTAIN, _of_text(lambda text: parse_fountain(text, file=_NAME))),
    "fdx": Target(".fdx", seeds.FDX, _fdx, _or(trees.final_draft)),
    "avtable": Target(".md", seeds.AVTABLE, _of_clean(lambda text: parse_tables(text, file=_NAME))),
    "csv": Target(".csv", seeds.CSV, _of_clean(lambda text: parse_shot_list(text, ";" if text[:5] == "sep=;" else ",", file=_NAME))),
    "tsv": Target(".tsv", seeds.TSV, _of_clean(lambda text: parse_shot_list(text, "\t", file=_NAME))),
    "xlsx": Target(".xlsx", seeds.SHEET, _workbook, _zipped, loose=True),
    "yaml": Target(".yaml", seeds.YAML, _of_text(lambda text: parse_own(text, file=_NAME)), _or(trees.json_text)),
    "json": Target(".json", seeds.JSON, _of_text(lambda text: parse_own(text, file=_NAME)), _or(trees.json_text)),
    "numbered": Target(".txt", seeds.NUMBERED, _of_text(lambda text: parse_numbered(text, file=_NAME))),
    "lrc": Target(".lrc", seeds.LRC, _of_text(lambda text: parse_lyrics(text, file=_NAME))),
    "srt": Target(".srt", seeds.SRT, _of_text(lambda text: parse_lyrics(text, file=_NAME))),
    "vtt": Target(".vtt", seeds.VTT, _of_text(lambda text: parse_lyrics(text, file=_NAME))),
    "native": Target(".txt", seeds.NATIVE, _of_text(lambda text: parse_native(text, file=_NAME))),
    "prose": Target(".txt", seeds.PROSE, _of_text(lambda text: as_prose(with_cast_lines(parse_fountain(text, file=_NAME))))),
    "bible": Target(".yaml", seeds.BIBLE, _bible),
    "shots": Target(".yaml", seeds.SHOTS, _shots),
    "import": Target(".csv", _EDITED, _edited),
}  # fmt: skip
_EVERYTHING = Material(
    tuple(seed for target in TARGETS.values() for seed in target.material.seeds),
    tuple(piece for target in TARGETS.values() for piece in target.material.pieces),
)
TARGETS["any"] = Target(".txt", _EVERYTHING, _any, _encoded, loose=True)
