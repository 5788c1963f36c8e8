"""Final Draft files: all of the text, and nothing that grows."""

from __future__ import annotations

from collections import Counter
from xml.etree import ElementTree as ET

import pytest

from storyboard.errors import ScriptError
from storyboard.model import ElementKind
from storyboard.script import read_script

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="no" ?>\n<FinalDraft DocumentType="Script" Version="5">\n'


@pytest.fixture
def fdx(tmp_path):
    """Read the content of a Final Draft file."""

    def reader(content: str, after: str = "", *, encoding: str = "utf-8"):
        path = tmp_path / "film.fdx"
        head = HEAD.replace("UTF-8", encoding)
        path.write_bytes(f"{head}<Content>\n{content}\n</Content>{after}</FinalDraft>".encode(encoding))
        return read_script(path, name="film.fdx")

    return reader


def test_every_run_of_a_paragraph_is_kept_and_knows_its_line(fdx, look):
    script = fdx(
        '<Paragraph Type="Scene Heading" Number="12A">\n<Text>INT. </Text><Text Style="Bold">HOUSE</Text>\n'
        '<Text> - NIGHT</Text></Paragraph>\n<Paragraph Type="Action"><Text>Nora </Text><Text>waits.</Text></Paragraph>'
    )
    assert script.format == "fdx"
    assert look.headings(script) == [("12A", "INT", "HOUSE", "night")]
    assert script.scenes[0].id == "s012A"
    assert look.short(script) == [(5, "heading", "INT. HOUSE - NIGHT"), (7, "action", "Nora waits.")]
    assert script.scenes[0].elements[0].source.line_end == 6


@pytest.mark.parametrize("wrapped", [True, False])
def test_the_second_voice_of_a_dual_dialogue_is_marked(fdx, look, wrapped):
    inside = "".join(
        f'<Paragraph Type="Character"><Text>{name}</Text></Paragraph><Paragraph Type="Dialogue"><Text>Hi</Text></Paragraph>'
        for name in ("ANNA", "BEN (V.O.)")
    )
    dual = f"<DualDialogue>{inside}</DualDialogue>"
    script = fdx(f"<Paragraph>{dual}</Paragraph>" if wrapped else dual)
    assert look.speeches(script) == [("ANNA", (), "Hi"), ("BEN", ("V.O.",), "Hi")]
    assert [element.dual for element in script.scenes[0].elements] == [False, False, True, False]


def test_notes_and_summaries_do_not_join_the_action(fdx, look):
    script = fdx(
        '<Paragraph Type="Scene Heading"><SceneProperties Title="The meeting"><Summary><Paragraph><Text>They meet.</Text></Paragraph>'
        "</Summary></SceneProperties><Text>INT. A - DAY</Text></Paragraph>"
        '<Paragraph Type="Action"><ScriptNote><Paragraph><Text>really?</Text></Paragraph></ScriptNote><Text>She sits.</Text></Paragraph>'
    )
    assert [text for _, _, text in look.short(script)] == [
        "INT. A - DAY",
        "The meeting",
        "They meet.",
        "She sits.",
        "really?",
    ]
    assert look.texts(script, ElementKind.SYNOPSIS) == ["The meeting", "They meet."]
    assert look.texts(script, ElementKind.NOTE) == ["really?"]


def test_notes_in_the_margin_come_after_what_they_are_about(fdx, look):
    paragraphs = "".join(
        f'<Paragraph Type="Action"><Text>{text}</Text></Paragraph>' for text in ("One.", "Two.", "Three.")
    )
    note = '<ScriptNotes><ScriptNote Range="6,8"><Paragraph><Text>two?</Text></Paragraph></ScriptNote></ScriptNotes>'
    assert [text for _, _, text in look.short(fdx(paragraphs, note))] == ["One.", "Two.", "two?", "Three."]


def test_omitted_scenes_are_kept_and_make_no_scene(fdx, look):
    script = fdx(
        '<Paragraph Type="Scene Heading" Number="20"><Text>INT. A - DAY</Text></Paragraph>'
        '<Paragraph Type="Scene Heading" Number="21"><Text>OMITTED</Text><OmittedScene><Paragraph Type="Scene Heading">'
        "<Text>EXT. YARD - DUSK</Text></Paragraph></OmittedScene></Paragraph>"
        '<Paragraph Type="Scene Heading" Number="22"><Text>INT. B - DAY</Text></Paragraph>'
    )
    assert [scene.number for scene in script.scenes] == ["20", "22"]
    assert look.texts(script, ElementKind.BONEYARD) == ["OMITTED", "EXT. YARD - DUSK"]


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("Shot", "CLOSE ON THE KEY", ElementKind.SHOT),
        ("General", "FADE IN:", ElementKind.TRANSITION),
        ("General", "A note to all", ElementKind.ACTION),
        ("Cast List", "Nora", ElementKind.NOTE),
        ("End of Act", "END OF ACT ONE", ElementKind.SECTION),
        ("New Act", "ACT TWO", ElementKind.SECTION),
        ("Lyrics", "La la", ElementKind.LYRICS),
        ("Transition", "CUT TO:", ElementKind.TRANSITION),
        ("Slugline", "EXT. SEA - DAY", ElementKind.HEADING),
    ],
)
def test_every_kind_of_paragraph_has_its_place(fdx, kind, text, expected):
    script = fdx(
        f'<Paragraph Type="{kind}"><Text>{text}</Text></Paragraph><Paragraph Type="Action"><Text>x</Text></Paragraph>'
    )
    elements = [*script.front, *(element for scene in script.scenes for element in scene.elements)]
    assert elements[0].kind is expected


def test_a_kind_made_by_the_writer_follows_what_it_is_paged_as(fdx):
    settings = '<ElementSettings Type="Whisper"><Behavior PaginateAs="Dialogue"/></ElementSettings>'
    script = fdx('<Paragraph Type="Whisper"><Text>psst</Text></Paragraph>', settings)
    assert script.scenes[0].elements[0].kind is ElementKind.DIALOGUE


def test_the_title_page_is_read_and_its_header_is_not(fdx):
    page = (
        "<TitlePage><HeaderAndFooter><Header><Paragraph><Text>.</Text></Paragraph></Header></HeaderAndFooter><Content>"
        + "".join(
            f"<Paragraph><Text>{text}</Text></Paragraph>" for text in ("Gull Point", "Written by", "Ida Moe", "draft 2")
        )
        + "</Content></TitlePage>"
    )
    script = fdx('<Paragraph Type="Action"><Text>x</Text></Paragraph>', page)
    assert script.title_page == {"title": "Gull Point", "credit": "Written by", "author": "Ida Moe", "notes": "draft 2"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_the_xml_says_how_it_is_encoded(fdx, look, encoding):
    assert look.texts(fdx('<Paragraph Type="Action"><Text>Café</Text></Paragraph>', encoding=encoding)) == ["Café"]


def test_what_stands_before_a_break_in_the_xml_is_kept_with_a_warning(tmp_path, look):
    path = tmp_path / "film.fdx"
    path.write_text(
        f'{HEAD}<Content><Paragraph Type="Action"><Text>Kept.</Text></Paragraph>\n<Paragraph><Te', encoding="utf-8"
    )
    script = read_script(path)
    assert look.texts(script) == ["Kept."]
    assert [(found.code, found.line) for found in script.diagnostics if found.code == "xml-broken"] == [
        ("xml-broken", 4)
    ]


@pytest.mark.parametrize(
    ("data", "said", "line"),
    [
        ('<?xml version="1.0"?>\n<!DOCTYPE x [<!ENTITY a "b">]><FinalDraft/>', "entities", 2),
        ('<?xml version="1.0"?>\n<!DOCTYPE x SYSTEM "file:///etc/passwd"><FinalDraft/>', "document type", 2),
        ("<FinalDraft><Content>\n" + "<Paragraph>" * 300, "deeper than 200", 2),
        ('<?xml version="1.0"?>\n<svg/>', "<svg>", 2),
        ("<?xml version='1.0'?><<", "not XML", 1),
        ("<?xml version='1.0' encoding='klingon'?><FinalDraft/>", "encoding", 1),
    ],
)
def test_hostile_and_foreign_xml_is_refused_with_its_place(tmp_path, data, said, line):
    path = tmp_path / "film.fdx"
    path.write_text(data, encoding="utf-8")
    with pytest.raises(ScriptError, match=said) as caught:
        read_script(path)
    assert caught.value.line == line


def test_all_the_text_of_the_corpus_is_kept(corpus):
    files = sorted(corpus.glob("*.fdx"))
    if not files:
        pytest.skip("no Final Draft files in the corpus")
    for path in files:
        content = ET.parse(path).getroot().find("Content")
        wanted = Counter("".join("".join(text.itertext()) for text in content.iter("Text")))
        script = read_script(path)
        elements = [*script.front, *(element for scene in script.scenes for element in scene.elements)]
        found = Counter("".join(element.text + "".join(element.extensions) for element in elements))
        # Brackets of parentheticals and extensions are the reader's to give back.
        lost = {sign: count for sign, count in (wanted - found).items() if not sign.isspace() and sign not in "()^"}
        assert lost == {}, path.name
