"""PDFs: pages as screenwriting programs print them, tables, and files made to hurt."""

from __future__ import annotations

import os
import random
import sys
import zlib

import pytest

from storyboard.errors import ScriptError
from storyboard.model import ElementKind
from storyboard.script import read_script

pytest.importorskip("pypdfium2", reason="the extra pdfscript is not installed")

# Where a screenplay's columns begin, in points.
NUMBER, ACTION, SPEECH, BRACKET, CUE, TRANSITION, PAGE_NUMBER = 60, 108, 180, 216, 252, 440, 520


def pdf_of(*pages, more=b"", trailer=b""):
    """A PDF in Courier; a page is a list of (x, row, text), row 0 at the top margin."""
    count = len(pages)
    kids = b" ".join(b"%d 0 R" % (4 + 2 * index) for index in range(count))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
    ]
    for index, rows in enumerate(pages):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % (5 + 2 * index)
        )
        drawn = b"\n".join(b"1 0 0 1 %d %d Tm (%s) Tj" % (x, 720 - 12 * row, in_pdf(text)) for x, row, text in rows)
        body = zlib.compress(b"BT /F1 12 Tf\n" + drawn + b"\nET\n" + more)
        objects.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(body), body))
    return assembled(objects, trailer)


def in_pdf(text):
    """A string as it stands between brackets in a PDF."""
    return text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def assembled(objects, trailer=b""):
    """Objects to a file."""
    data, places = b"%PDF-1.4\n", []
    for number, item in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        data
        + b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF"
        % (
            len(objects) + 1,
            table,
            len(objects) + 1,
            trailer,
            len(data),
        )
    )


def worked():
    """Seconds of work done by this process and those it has started."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


@pytest.fixture
def read_pdf(tmp_path):
    """Save and read a PDF."""

    def reader(data):
        path = tmp_path / "film.pdf"
        path.write_bytes(data if isinstance(data, bytes) else pdf_of(*data))
        return read_script(path, name="film.pdf")

    return reader


PAGE = [
    (ACTION, 0, "INT. LAMP ROOM - NIGHT"),
    (ACTION, 2, "MARA (30s) climbs the last steps and holds"),
    (ACTION, 3, "the lantern up."),
    (ACTION, 5, "The glass is cracked."),
    (CUE, 7, "MARA (V.O.)"),
    (BRACKET, 8, "(under her"),
    (BRACKET, 9, "breath)"),
    (SPEECH, 10, "Somebody was here. NOT"),
    (SPEECH, 11, "the wind."),
    (TRANSITION, 13, "CUT TO:"),
    (ACTION, 15, "EXT. ROCKS - DAY"),
    (ACTION, 17, "Waves."),
]


def test_the_columns_of_a_screenplay_say_what_each_row_is(read_pdf, look):
    script = read_pdf([PAGE])
    assert script.format == "pdf"
    assert look.short(script) == [
        (101, "heading", "INT. LAMP ROOM - NIGHT"),
        (102, "action", "MARA (30s) climbs the last steps and holds the lantern up."),
        (104, "action", "The glass is cracked."),
        (105, "character", "MARA"),
        (106, "parenthetical", "under her breath"),
        (108, "dialogue", "Somebody was here. NOT the wind."),
        (110, "transition", "CUT TO:"),
        (111, "heading", "EXT. ROCKS - DAY"),
        (112, "action", "Waves."),
    ]
    assert script.scenes[0].elements[1].source.line_end == 103
    assert look.speeches(script)[0][1] == ("V.O.",)


def test_scene_numbers_in_both_margins_are_numbers_and_not_words(read_pdf, look):
    script = read_pdf(
        [
            [
                (NUMBER, 0, "12A"),
                (ACTION, 0, "INT. LAMP ROOM - NIGHT"),
                (PAGE_NUMBER, 0, "12A"),
                (ACTION, 2, "Dark."),
                (CUE, 4, "MARA"),
                (SPEECH, 5, "Hello?"),
                (NUMBER, 7, "13"),
                (ACTION, 7, "BELOW"),
                (PAGE_NUMBER, 7, "13"),
                (ACTION, 9, "Stairs."),
                (ACTION, 11, "14 EXT. ROCKS - DAY 14"),
                (ACTION, 13, "Waves."),
                (NUMBER, 15, "15"),
                (ACTION, 15, "OMITTED"),
                (PAGE_NUMBER, 15, "15"),
                (ACTION, 17, "More waves."),
                (CUE, 19, "TOM"),
                (SPEECH, 20, "Hi."),
            ]
        ]
    )
    assert [(scene.number, scene.heading.place) for scene in script.scenes] == [
        ("12A", "LAMP ROOM"),
        ("13", "BELOW"),
        ("14", "ROCKS"),
    ]
    assert ("boneyard", "OMITTED") in [(kind, text) for _, kind, text in look.short(script)]


def test_what_belongs_to_the_pages_is_left_out_and_a_speech_goes_on_over_the_break(read_pdf, look):
    def head(page):
        return [(ACTION, -4, "Blue Rev. 11/25/26"), (PAGE_NUMBER, -4, f"{page}.")]

    first = [
        *head(1),
        (ACTION, 0, "INT. LAMP ROOM - NIGHT"),
        (ACTION, 2, "Dark."),
        (CUE, 4, "MARA"),
        (SPEECH, 5, "I never thought"),
        (CUE, 6, "(MORE)"),
        (PAGE_NUMBER, 9, "(CONTINUED)"),
    ]
    second = [
        *head(2),
        (ACTION, -2, "CONTINUED:"),
        (CUE, 0, "MARA (CONT'D)"),
        (SPEECH, 1, "you would come."),
        (CUE, 3, "TOM"),
        (SPEECH, 4, "I did."),
        (ACTION, 6, "He puts the lantern on"),
    ]
    third = [*head(3), (ACTION, 0, "the floor and sits."), (CUE, 2, "TOM (CONT'D)"), (SPEECH, 3, "See?"), (575, 3, "*")]
    script = read_pdf([first, second, third])
    assert look.speeches(script) == [
        ("MARA", (), "I never thought you would come."),
        ("TOM", (), "I did."),
        ("TOM", ("CONT'D",), "See?"),
    ]
    assert look.texts(script) == ["Dark.", "He puts the lantern on the floor and sits."]
    lines = [line for line, _, _ in look.short(script)]
    assert lines == sorted(lines)


def test_two_who_speak_at_once_are_read_one_after_the_other(read_pdf, look):
    script = read_pdf(
        [
            [
                (ACTION, 0, "INT. LAMP ROOM - NIGHT"),
                (160, 2, "MARA"),
                (380, 2, "TOM"),
                (ACTION + 10, 3, "Did you hear"),
                (330, 3, "Who is"),
                (ACTION + 10, 4, "that?"),
                (330, 4, "there?"),
                (ACTION, 6, "Silence."),
            ]
        ]
    )
    assert look.speeches(script) == [("MARA", (), "Did you hear that?"), ("TOM", (), "Who is there?")]
    assert [element.dual for element in script.scenes[0].elements if element.kind is ElementKind.CHARACTER] == [
        False,
        True,
    ]
    assert look.texts(script) == ["Silence."]


def test_a_title_page_is_no_scene_and_a_watermark_no_text(read_pdf):
    title = [(270, 15, "THE LAMP"), (270, 18, "written by"), (265, 20, "Ada Poe")]
    askew = b"BT /F1 40 Tf 0.7 0.7 -0.7 0.7 150 200 Tm (PROPERTY OF NOBODY) Tj ET"
    script = read_pdf(pdf_of(title, PAGE, more=askew))
    assert script.title_page == {"title": "THE LAMP", "credit": "written by", "author": "Ada Poe"}
    assert script.front == ()
    assert "NOBODY" not in script.model_dump_json()


def test_a_table_on_paper_is_read_as_a_shot_list(read_pdf, look):
    script = read_pdf(
        [
            [
                (72, 0, "Rain jacket, 15 seconds"),
                (72, 2, "Shot"),
                (130, 2, "Video"),
                (350, 2, "Audio"),
                (72, 4, "1"),
                (130, 4, "Wide: a woman steps out"),
                (350, 4, "VO: It rains"),
                (130, 5, "into the rain"),
                (350, 5, "again."),
                (72, 7, "2"),
                (130, 7, "CU of the zip"),
                (350, 7, "SFX: zip"),
            ]
        ]
    )
    assert script.format == "avtable"
    assert look.texts(script)[0] == "a woman steps out into the rain"
    assert look.speeches(script) == [("NARRATOR", ("V.O.",), "It rains again.")]
    assert [line for line, kind, _ in look.short(script) if kind == "shot"] == [103, 105]


def test_any_other_text_is_told_by_its_content(read_pdf, look):
    script = read_pdf([[(72, 0, "1. A woman walks into a bar (4s)"), (72, 1, "2. She orders a drink (3s)")]])
    assert script.format == "numbered"
    assert look.shots(script) == [("1", "4s"), ("2", "3.0s")]
    prose = read_pdf([[(72, 0, "An old man looks at the sea and"), (72, 1, "smiles."), (72, 3, "A gull lands.")]])
    assert prose.format == "prose"
    assert str(prose.diagnostics[0]).startswith("film.pdf:101: page 1, row 1: no scene heading")


def test_without_the_extra_the_error_says_how_to_install_it(read_pdf, monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(ScriptError, match=r"pip install 'storyboard\[pdfscript\]'"):
        read_pdf([PAGE])


def test_a_scan_is_told_from_a_text(read_pdf):
    with pytest.raises(ScriptError, match=r"no text in this PDF\. It is a scan"):
        read_pdf([[], []])


def test_a_locked_pdf_is_named(read_pdf):
    locked = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >> /ID [<00> <00>]" % (
        b"41" * 32,
        b"42" * 32,
    )
    with pytest.raises(ScriptError, match="locked with a password"):
        read_pdf(pdf_of(PAGE, trailer=locked))


def test_a_book_is_refused_for_its_pages(read_pdf):
    with pytest.raises(ScriptError, match=r"401 pages.*limit is 400"):
        read_pdf(pdf_of(*([(72, 0, "x")] for _ in range(401))))


def test_letters_without_a_meaning_are_said_to_be_so(read_pdf):
    to_private = (
        b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange"
        b" 1 beginbfrange <20> <7E> <E020> endbfrange endcmap end"
    )
    data = pdf_of([(72, 0, "INT. HOUSE - DAY")])
    font = b"/BaseFont /Courier /ToUnicode 6 0 R /Encoding /WinAnsiEncoding"
    objects = [part.split(b" obj\n", 1)[1] for part in data.split(b"\nendobj\n")[:-1]]
    objects[2] = b"<< /Type /Font /Subtype /Type1 %s >>" % font
    objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(to_private), to_private))
    with pytest.raises(ScriptError, match="do not say which letters"):
        read_pdf(assembled(objects))


BOMB = zlib.compress(zlib.compress(b"q " * 40_000_000, 9), 9)


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n",
        b"%PDF-1.4\n" + b"\xff\x00" * 5000,
        b"%PDF-1.4\n" + b"[" * 500_000,
        b"%PDF-1.4\n" + b"<<" * 500_000,
        pdf_of(PAGE)[:300],
        pdf_of(PAGE, more=b"q " * 4_000_000),
        assembled(
            [
                b"<< /Type /Catalog /Pages 2 0 R >>",
                b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>",
            ]
        ),
        assembled(
            [
                b"<< /Type /Catalog /Pages 2 0 R >>",
                b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R >>",
                b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n%s\nendstream" % (len(BOMB), BOMB),
            ]
        ),
    ],
    ids=["empty", "noise", "brackets", "dicts", "cut", "long", "loop", "bomb"],
)
def test_a_pdf_made_to_hurt_ends_in_a_script_or_one_error_and_soon(read_pdf, data):
    began = worked()
    try:
        read_pdf(data)
    except ScriptError as error:
        assert "film.pdf" in str(error)  # noqa: PT017 - either end is right
    assert worked() - began < 2


def test_damage_anywhere_never_raises_anything_else(read_pdf):
    whole = pdf_of(PAGE, PAGE)
    chance = random.Random(3)
    ends = {"read": 0, "refused": 0}
    for turn in range(24):
        data = bytearray(whole)
        for _ in range(chance.randrange(1, 4)):
            data[chance.randrange(9, len(data))] = chance.randrange(256)
        end = chance.randrange(len(data) // 2, len(data)) if turn % 3 == 0 else len(data)
        try:
            read_pdf(bytes(data[:end]))
            ends["read"] += 1
        except ScriptError:
            ends["refused"] += 1
    assert all(ends.values()), ends
