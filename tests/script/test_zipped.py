"""Scripts in archives: Fade In, Celtx, Highland; and archives that are none."""

from __future__ import annotations

import io
import random
import struct
import zipfile

import pytest

from storyboard.errors import ScriptError
from storyboard.model import ElementKind
from storyboard.script import read_script


def archive_of(members, *, method=zipfile.ZIP_DEFLATED):
    """The bytes of an archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def para(style, text, *, more="", styled="", base="basestyle"):
    """A paragraph of Open Screenplay Format."""
    return f'<para {more}>\n<style {base}="{style}" {styled}/>\n<text>{text}</text>\n</para>\n'


def osf(*paragraphs, version="40", before="", after=""):
    """A script in Open Screenplay Format."""
    styles = "".join(
        f'<style name="{name}" basestyle="Normal Text" {look}/>'
        for name, look in (
            ("Scene Heading", 'allcaps="1"'),
            ("Action", ""),
            ("Character", 'allcaps="1"'),
            ("Dialogue", ""),
        )
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<document type="Open Screenplay Format document" version="{version}">\n'
        f"{before}<styles>{styles}</styles><paragraphs>\n{''.join(paragraphs)}</paragraphs>{after}</document>"
    )


SCENE = (
    para("Scene Heading", "Int. kitchen - day", more='number="12A" synopsis="Nora lies."'),
    para("Action", "Nora </text><text bold='1'>cooks</text><text>.", more='note="Steam?"'),
    para("Character", "Nora", styled='dualdialogue="1"'),
    para("Dialogue", "Dinner!"),
    para("Character", "Tom (O.S.)"),
    para("Dialogue", "Coming!"),
    para("Transition", "Cut to:"),
    para("Shot", "CLOSE ON the pan"),
    para("Mine", "A bird."),
)
TITLE = (
    "<titlepage>"
    + para("Normal Text", "THE PAN", more='bookmark="Title"')
    + para("Normal Text", "Written by")
    + para("Normal Text", "Ada Poe", more='bookmark="Author"')
    + "</titlepage>"
)
OSF = osf(*SCENE, before='<styles><style name="Mine" basestyle="Action"/></styles>', after=TITLE)

CELTX = (
    "<!DOCTYPE html>\n<html><head><title>The Pan</title><style>p { color: red }</style></head><body>\n"
    '<p id="a" class="sceneheading" scenenumber="7">INT. KITCHEN - DAY<br></p>\n'
    '<p class="action">NORA, <span\n class="cast">TOM</span> &amp; a cat\ncook.<br>\nSteam.</p><!-- <p>no</p> -->\n'
    '<p class="character">NORA (V.O.)<br></p><p class="parenthetical">(low)</p>\n'
    '<p class="dialog">1 &lt; 2</p>\n<p class="transition">CUT TO:</p></body></html>'
)


@pytest.fixture
def read_as(tmp_path):
    """Save bytes under a name and read them."""

    def reader(name, data):
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return read_script(path, name=name)

    return reader


@pytest.mark.parametrize("name", ["film.fadein", "film.osf", "film.zip"])
def test_fade_in_is_read_packed_and_bare_whatever_its_name(read_as, look, name):
    bare = name.endswith(".osf")
    script = read_as(name, OSF if bare else archive_of({"document.xml": OSF}))
    assert script.format == ("osf" if bare else "fadein")
    assert script.title_page == {"title": "THE PAN", "credit": "Written by", "author": "Ada Poe"}
    assert [(kind, text) for _, kind, text in look.short(script)] == [
        ("heading", "INT. KITCHEN - DAY"),
        ("synopsis", "Nora lies."),
        ("action", "Nora cooks."),
        ("note", "Steam?"),
        ("character", "NORA"),
        ("dialogue", "Dinner!"),
        ("character", "TOM"),
        ("dialogue", "Coming!"),
        ("transition", "Cut to:"),
        ("shot", "CLOSE ON the pan"),
        ("action", "A bird."),
    ]
    assert script.scenes[0].number == "12A"
    cues = [element for element in script.scenes[0].elements if element.kind is ElementKind.CHARACTER]
    assert [(cue.extensions, cue.dual) for cue in cues] == [((), False), (("O.S.",), True)]
    assert (
        OSF.split("\n")[cues[0].source.line - 1].startswith("<para") or "Nora" in OSF.split("\n")[cues[0].source.line]
    )


def test_the_first_version_wrote_bold_into_its_text(read_as, look):
    old = osf(
        para("Scene Heading", "INT. BAR - DAY", more='scene_number="3"', base="basestylename"),
        para(
            "Action",
            "&lt;b&gt;Loud&lt;/b&gt; &lt;size=&quot;18&quot;&gt;music&lt;/size&gt; 1 &lt; 2.",
            base="basestylename",
        ),
        version="12",
        before='<info title="Bar" written_by="Written by"/>',
    )
    script = read_as("film.osf", old)
    assert look.texts(script) == ["Loud music 1 < 2."]
    assert (script.scenes[0].number, script.title) == ("3", "Bar")


def test_celtx_paragraphs_have_classes(read_as, look):
    script = read_as(
        "film.celtx", archive_of({"project.rdf": "<x/>", "notes.html": "<p>no</p>", "script-Ab1.html": CELTX})
    )
    assert (script.format, script.title) == ("celtx", "The Pan")
    assert look.short(script) == [
        (3, "heading", "INT. KITCHEN - DAY"),
        (4, "action", "NORA, TOM & a cat cook.\nSteam."),
        (8, "character", "NORA"),
        (8, "parenthetical", "low"),
        (9, "dialogue", "1 < 2"),
        (10, "transition", "CUT TO:"),
    ]
    assert script.scenes[0].number == "7"


def test_of_several_celtx_scripts_one_is_read_and_the_others_named(read_as, look):
    script = read_as("film.celtx", archive_of({"script-a.html": CELTX, "script-b.html": CELTX}))
    assert look.codes(script)[0] == "other-scripts"
    assert "script-b.html" in script.diagnostics[0].message


@pytest.mark.parametrize("name", ["Film.textbundle/text.md", "Film.textbundle/text.fountain", "document.fountain"])
def test_highland_holds_fountain_with_true_lines(read_as, look, name):
    text = "Title: Pan\n\nINT. BAR - DAY\n\nA man drinks.\n\nJOE\nHello.\n"
    members = {"__MACOSX/text.md": "no", "Film.textbundle/info.json": "{}", name: text}
    script = read_as("film.highland", archive_of(members))
    assert (script.format, script.title) == ("highland", "Pan")
    assert look.short(script)[0] == (3, "heading", "INT. BAR - DAY")
    assert look.speeches(script) == [("JOE", (), "Hello.")]


def test_a_list_in_highland_stays_a_list(read_as):
    script = read_as("film.highland", archive_of({"a/text.md": "1. A woman walks (4s)\n2. She sits (2s)\n"}))
    assert script.format == "numbered"


LOCKED = bytearray(archive_of({"document.xml": OSF}))
LOCKED[6] |= 1
LOCKED[LOCKED.index(b"PK\x01\x02") + 8] |= 1
ROWS = b"".join(
    b"PK\x01\x02"
    + struct.pack("<HHHHHHIIIHHHHHII", 20, 20, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0)
    + b"%04x" % number
    for number in range(60_000)
)
HUGE_TABLE = b"PK\x03\x04" + b"\0" * 26 + ROWS + b"PK\x05\x06" + struct.pack(
    "<HHHHIIH", 0, 0, 60_000, 60_000, len(ROWS), 30, 0
)  # fmt: skip


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (archive_of({"document.xml": "<document>" + " " * 40_000_000}), "unpacks from"),
        (archive_of({f"{number}": "" for number in range(2001)} | {"document.xml": OSF}), "zip archive"),
        (archive_of({"document.xml": OSF} | {f"{number}": "" for number in range(2001)}), "2002 parts"),
        (archive_of({"document.xml": '<!DOCTYPE x [<!ENTITY a "b">]><document/>'}), "document type"),
        (archive_of({"document.xml": "<other/>"}), "XML of another kind"),
        (archive_of({"document.xml": "<document>" * 300}), "nested deeper"),
        (archive_of({"document.xml": osf()}), "no text"),
        (archive_of({"document.xml": "no"}), "no text"),
        (archive_of({"script-1.html": "<p class='action'>" + "<a" * 500_000}, method=zipfile.ZIP_STORED), "longer than 64 kB"),
        (archive_of({"script-1.html": "<!--" * 1_000_000}, method=zipfile.ZIP_STORED), "no text"),
        (archive_of({"x/text.md": " \n"}), "white space"),
        (archive_of({"document.xml": OSF}, method=zipfile.ZIP_LZMA), "unusual way"),
        (bytes(LOCKED), "password"),
        (HUGE_TABLE, "zip archive"),
        (archive_of({"readme.txt": "hello"}), "zip archive"),
    ],
    ids=[
        "bomb", "late", "many", "entities", "other", "deep", "empty", "text", "signs", "comments", "blank", "lzma", "locked",
        "table", "none",
    ],
)  # fmt: skip
def test_an_archive_made_to_hurt_is_one_error(read_as, data, said):
    with pytest.raises(ScriptError, match=said) as caught:
        read_as("film.fadein", data)
    assert "film.fadein" in str(caught.value)


def test_xml_that_breaks_off_keeps_what_came_before(read_as, look):
    script = read_as("film.osf", OSF[: OSF.index("Coming!") + 4])
    assert look.speeches(script)[0] == ("NORA", (), "Dinner!")
    assert "xml-broken" in look.codes(script)


@pytest.mark.parametrize(
    "members", [{"document.xml": OSF}, {"script-1.html": CELTX}, {"a/text.md": "INT. BAR - DAY\n\nRain.\n"}]
)
def test_damage_anywhere_never_raises_anything_else(read_as, members):
    whole = archive_of(members, method=zipfile.ZIP_STORED)
    chance = random.Random(9)
    refused = 0
    for turn in range(100):
        data = bytearray(whole)
        for _ in range(chance.randrange(1, 6)):
            data[chance.randrange(4, len(data))] = chance.randrange(256)
        try:
            read_as("film.zip", bytes(data[: chance.randrange(40, len(data)) if turn % 4 == 0 else len(data)]))
        except ScriptError:
            refused += 1
    assert refused > 0
