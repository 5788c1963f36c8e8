"""Word documents: written by screenwriters, by agencies, by machines, and by people who mean harm."""

from __future__ import annotations

import io
import random
import zipfile

import pytest

from storyboard.errors import ScriptError
from storyboard.script import read_script

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STRICT = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'


def paragraph(text="", *, style="", inches=0.0, align="", more=""):
    """A paragraph of a document; `more` goes into its properties."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    indent = f'<w:ind w:left="{round(inches * 1440)}"/>' if inches else ""
    aligned = f'<w:jc w:val="{align}"/>' if align else ""
    return f"<w:p><w:pPr>{named}{indent}{aligned}{more}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def row(*cells):
    """A row of a table; a cell is a text, several paragraphs of it parted by bars."""
    filled = ("".join(map(paragraph, cell.split("|"))) for cell in cells)
    return "<w:tr>" + "".join(f"<w:tc>{inside}</w:tc>" for inside in filled) + "</w:tr>"


def document(*body, styles="", numbers="", namespace=WORD, method=zipfile.ZIP_DEFLATED):
    """The bytes of a document."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {namespace}><w:body>{''.join(body)}</w:body></w:document>")
        archive.writestr("word/header1.xml", f"<w:hdr {namespace}>{paragraph('CONFIDENTIAL')}</w:hdr>")
        archive.writestr("word/comments.xml", f"<w:comments {namespace}>{paragraph('Cut this?')}</w:comments>")
        if styles:
            archive.writestr("word/styles.xml", f"<w:styles {namespace}>{styles}</w:styles>")
        if numbers:
            archive.writestr("word/numbering.xml", f"<w:numbering {namespace}>{numbers}</w:numbering>")
    return stream.getvalue()


def style(name, *, based_on="", look=""):
    """A paragraph style, whose id is not its name."""
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return f'<w:style w:type="paragraph" w:styleId="{name.replace(" ", "")[:5]}1"><w:name w:val="{name}"/>{base}{look}</w:style>'


@pytest.fixture
def read_docx(tmp_path):
    """Save and read a document."""

    def reader(*body, **parts):
        path = tmp_path / "film.docx"
        path.write_bytes(body[0] if isinstance(body[0], bytes) else document(*body, **parts))
        return read_script(path, name="film.docx")

    return reader


def test_styles_say_what_paragraphs_are(read_docx, look):
    script = read_docx(
        paragraph("Int. kitchen - night", style="Scene1"),
        paragraph("Nora drops the keys.", style="Actio1"),
        paragraph("Nora (V.O.)", style="Nameo1"),
        paragraph("(tired)", style="Paren1"),
        paragraph("I knew it.", style="Dialo1"),
        paragraph("A dog barks."),
        styles=style("Scene Heading", look="<w:rPr><w:caps/></w:rPr>")
        + style("Action")
        + style("Name of mine", based_on="Chara1")
        + style("Character", look="<w:rPr><w:caps/></w:rPr>")
        + style("Parenthetical")
        + style("Dialogue"),
    )
    assert script.format == "docx"
    assert look.short(script) == [
        (1, "heading", "INT. KITCHEN - NIGHT"),
        (2, "action", "Nora drops the keys."),
        (3, "character", "NORA"),
        (4, "parenthetical", "tired"),
        (5, "dialogue", "I knew it."),
        (6, "action", "A dog barks."),
    ]


def test_without_styles_the_indents_say_it(read_docx, look):
    script = read_docx(
        paragraph("THE KEY", align="center"),
        paragraph("INT. KITCHEN - NIGHT"),
        paragraph(),
        paragraph("Nora enters.</w:t><w:br/><w:t>She drops the keys."),
        paragraph(),
        paragraph("NORA", inches=2.2),
        paragraph("(tired)", inches=1.6),
        paragraph("I knew it.", inches=1),
        paragraph("STOP!", inches=1),
        paragraph(),
        paragraph("TOM (O.S.)", inches=2.2),
        paragraph("What?", inches=1),
        paragraph("CUT TO:", inches=4.5),
    )
    assert script.title == "THE KEY"
    assert look.texts(script) == ["Nora enters.\nShe drops the keys."]
    assert look.speeches(script) == [("NORA", (), "I knew it.\nSTOP!"), ("TOM", ("O.S.",), "What?")]
    assert look.short(script)[-1] == (13, "transition", "CUT TO:")


def test_centred_speeches_need_no_empty_paragraphs(read_docx, look):
    lines = ["NORA", "I knew it.", "TOM", "WHAT? No.", "NORA", "Yes."]
    script = read_docx(
        paragraph("INT. KITCHEN - NIGHT"),
        paragraph("Nora enters."),
        *(paragraph(line, align="center") for line in lines),
        paragraph("He turns."),
    )
    assert [(name, words) for name, _, words in look.speeches(script)] == [
        ("NORA", "I knew it."),
        ("TOM", "WHAT? No."),
        ("NORA", "Yes."),
    ]
    assert look.texts(script) == ["Nora enters.", "He turns."]


def test_tabs_are_indents_too(read_docx, look):
    script = read_docx(
        paragraph("INT. KITCHEN - NIGHT"),
        paragraph("</w:t><w:tab/><w:tab/><w:tab/><w:tab/><w:t>NORA"),
        paragraph("</w:t><w:tab/><w:tab/><w:t>I knew it."),
    )
    assert look.speeches(script) == [("NORA", (), "I knew it.")]


def test_an_audio_video_table_is_one_with_what_stands_around_it(read_docx, look):
    script = read_docx(
        paragraph("Rain jacket", style="Title1"),
        f"<w:tbl>{row('Shot', 'Video', 'Audio')}{row('1', 'Wide: a woman in the rain', 'VO: It rains.|MUSIC: soft')}"
        f"{row('2', 'CU of a &#124; zip', '')}</w:tbl>",
        paragraph("The end."),
        styles=style("Title"),
    )
    assert (script.format, script.title) == ("avtable", "Rain jacket")
    assert [line for line, kind, _ in look.short(script) if kind == "shot"] == [5, 9]
    assert look.texts(script)[2] == "A | zip"
    assert look.speeches(script) == [("NARRATOR", ("V.O.",), "It rains.")]
    assert (12, "note", "The end.") in look.short(script)


def test_cells_that_go_over_columns_and_rows_keep_the_others_in_place(read_docx, look):
    table = (
        f"<w:tbl>{row('Scene', 'Shot', 'Description', 'Size')}"
        "<w:tr><w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr>" + paragraph("4") + "</w:tc><w:tc>" + paragraph("A")
        + "</w:tc><w:tc>" + paragraph("Nora enters") + "</w:tc><w:tc>" + paragraph("WS") + "</w:tc></w:tr>"
        "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>" + paragraph("hidden") + "</w:tc><w:tc>" + paragraph("B")
        + "</w:tc><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>" + paragraph("Her hand") + "</w:tc></w:tr></w:tbl>"
    )  # fmt: skip
    script = read_docx(table)
    assert [scene.number for scene in script.scenes] == ["4"]
    assert look.texts(script) == ["Nora enters", "Her hand"]


def test_numbers_that_word_counts_are_numbers(read_docx, look):
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr>'
    script = read_docx(
        paragraph("A woman walks into a bar (4s)", more=listed),
        paragraph("She orders (3s)", more=listed),
        numbers=f'<w:abstractNum w:abstractNumId="2">{level}</w:abstractNum>'
        '<w:num w:numId="7"><w:abstractNumId w:val="2"/></w:num>',
    )
    assert script.format == "numbered"
    assert look.shots(script) == [("1", "4s"), ("2", "3.0s")]


def test_tracked_insertions_are_read_and_deletions_are_not(read_docx, look):
    script = read_docx(
        "<w:p><w:r><w:t>INT. BAR - </w:t></w:r><w:del><w:r><w:delText>DAY</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>NIGHT</w:t></w:r></w:ins></w:p>",
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>A man </w:t></w:r></w:p>",
        paragraph("drinks."),
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
        "<w:sdt><w:sdtContent><w:r><w:t>He sighs.</w:t></w:r></w:sdtContent></w:sdt></w:p>",
    )
    assert look.headings(script) == [("1", "INT", "BAR", "night")]
    assert [text for _, _, text in look.short(script)][1:] == ["A man drinks.", "He sighs."]
    assert "CONFIDENTIAL" not in script.model_dump_json()
    assert "Cut this" not in script.model_dump_json()


def test_text_in_a_shape_is_read_once_and_after_what_it_hangs_on(read_docx, look):
    box = f"<w:txbxContent>{paragraph('Rain.')}</w:txbxContent>"
    script = read_docx(
        paragraph("INT. BAR - DAY"),
        "<w:p><w:r><mc:AlternateContent xmlns:mc='urn:mc'><mc:Choice>" + box + "</mc:Choice><mc:Fallback>" + box
        + "</mc:Fallback></mc:AlternateContent><w:t>A man drinks.</w:t></w:r></w:p>",
        paragraph("He sighs."),
    )  # fmt: skip
    assert look.short(script)[1:] == [
        (2, "action", "A man drinks."),
        (3, "action", "Rain."),
        (4, "action", "He sighs."),
    ]


def test_fountain_and_prose_are_known_in_word_as_elsewhere(read_docx, look):
    text = "INT. BAR - DAY\n\nA man drinks.\n\nJOE\nHello.\n\n!! CLOSE ON the glass"
    fountain = read_docx(*map(paragraph, text.split("\n")), namespace=STRICT)
    assert look.short(fountain)[-2:] == [(6, "dialogue", "Hello."), (8, "shot", "CLOSE ON the glass")]
    prose = read_docx(paragraph("An old man looks at the sea."), paragraph("A gull lands."), paragraph("He smiles."))
    assert prose.format == "prose"
    assert [line for line, _, _ in look.short(prose)] == [1, 2, 3]
    assert str(prose.diagnostics[0]).startswith("film.docx:1: paragraph 1: no scene heading")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (document(""), "no text in this Word document"),
        (document("x" * 40_000_000), "unpacks from"),
        (document("<w:p>" * 300), "nested deeper than 200"),
        (document(paragraph("x"), namespace=WORD).replace(b"PK\x05\x06", b"PK\x05\x07"), "damaged zip"),
        (document("<w:p/>" * 41_000), "more than 40,000 paragraphs"),
    ],
    ids=["empty", "bomb", "deep", "cut", "many"],
)
def test_a_document_made_to_hurt_is_one_error(read_docx, data, said):
    with pytest.raises(ScriptError, match=said) as caught:
        read_docx(data)
    assert "film.docx" in str(caught.value)


def test_entities_are_refused(tmp_path):
    path = tmp_path / "film.docx"
    # Beyond the first kilobytes, where a quick look does not see them.
    prolog = f'<?xml version="1.0"?><!--{"x" * 4000}--><!DOCTYPE w [<!ENTITY a "b">]>'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", f"{prolog}<w:document {WORD}/>")
    with pytest.raises(ScriptError, match="document type or entities"):
        read_script(path)


def test_xml_that_breaks_off_keeps_what_came_before(read_docx, look):
    script = read_docx(paragraph("INT. BAR - DAY"), paragraph(), paragraph("A man drinks."), "<w:p><w:r><w:t>He &bad;")
    assert look.texts(script) == ["A man drinks.\nHe"] or look.texts(script)[0] == "A man drinks."
    assert "xml-broken" in look.codes(script)


def test_damage_anywhere_never_raises_anything_else(read_docx):
    whole = document(
        paragraph("INT. BAR - DAY"), f"<w:tbl>{row('Shot', 'Video')}{row('1', 'A man')}</w:tbl>", styles=style("Title")
    )
    chance = random.Random(5)
    refused = 0
    for turn in range(150):
        data = bytearray(whole)
        for _ in range(chance.randrange(1, 6)):
            data[chance.randrange(4, len(data))] = chance.randrange(256)
        try:
            read_docx(bytes(data[: chance.randrange(40, len(data)) if turn % 4 == 0 else len(data)]))
        except ScriptError:
            refused += 1
    assert refused > 0
