"""No line is lost: every one is covered by an element, the title page or a doubt, and every word of it can be found again."""

from __future__ import annotations

import random
import re
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from storyboard.errors import InputError
from storyboard.script import read_script
from storyboard.script.avtable import parse_tables
from storyboard.script.decode import clean_text
from storyboard.script.native import parse_native
from storyboard.script.numbered import parse_numbered
from storyboard.script.shotlist import parse_shot_list
from storyboard.script.words import TITLE_KEYS

from .conftest import everything

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))

from fuzzing import mutate, targets
from fuzzing.seeds import Material

WORD = re.compile(r"[^\W\d_]{3,}")
# What only says which kind of line it is, in the words of each format; the reader turns it into structure.
STRUCTURE = {
    "numbered": "scene shot sec camera visual text screen duration title кадр мשهد مشهد style",
    "native": "第一场 第二十场 сцена séquence مشهد персонажи",
    "srt": "nora",
    "vtt": "webvtt align start nora bob note style",
    "lrc": "offset",
}


def uncovered(text, script):
    """Lines with a word on them that nothing of the script stands on."""
    lines = clean_text(text)[0].split("\n")
    covered = {
        line for element in everything(script) for line in range(element.source.line, element.source.line_end + 1)
    }
    told = {found.line for found in script.diagnostics}
    titled = " ".join([*script.title_page, *script.title_page.values()]).casefold()
    return [
        (number, line)
        for number, line in enumerate(lines, start=1)
        if number not in covered | told
        and WORD.search(line)
        and not any(word.casefold() in titled for word in WORD.findall(line))
    ]


def lost_words(text, script):
    """Words of the text that stand nowhere in the script."""
    told = " ".join(
        [
            *(" ".join([element.text, *element.extensions, element.number or ""]) for element in everything(script)),
            *(f"{scene.heading.text} {scene.number}" for scene in script.scenes),
            *(found.message for found in script.diagnostics),
            *script.title_page,
            *script.title_page.values(),
        ]
    ).casefold()
    return {word.casefold() for word in WORD.findall(clean_text(text)[0]) if word.casefold() not in told}


def broken(name, runs):
    """Inputs that a reader took, and the scripts it made of them."""
    target = targets.TARGETS[name]
    material = Material(target.material.seeds, target.material.pieces)
    for execution in range(runs):
        chance = random.Random(f"lines {execution}")
        data = mutate.make(material, [b"x"], chance)
        if len(data) > 3000:
            continue
        text = data.decode("utf-8", errors="surrogateescape")
        try:
            yield text, target.read(data)
        except InputError:
            continue


@pytest.mark.parametrize("name", ["fountain", "prose"])
def test_a_screenplay_loses_no_line_and_no_word_however_broken_it_is(name):
    seen = 0
    for text, script in broken(name, 150):
        assert uncovered(text, script) == [], text
        assert lost_words(text, script) == set(), text
        seen += 1
    assert seen > 100


def test_a_native_script_loses_no_line_however_broken_it_is():
    for text, script in broken("native", 120):
        assert uncovered(text, script) == [], text


@pytest.mark.parametrize("name", ["fountain", "prose", "native", "numbered", "lrc", "srt", "vtt"])
def test_the_seeds_lose_no_word_but_those_that_name_the_kind_of_line(name):
    target = targets.TARGETS[name]
    for seed in target.material.seeds:
        assert lost_words(seed.decode(), target.read(seed)) <= set(STRUCTURE.get(name, "").split())


@pytest.mark.parametrize(
    "name",
    [
        "aliases", "ar_albab", "aw_client", "aw_cyrillic", "aw_jp", "es_la_llave", "fontaine_test", "fountainpy_coffee_shop", "fr_la_gare", "kit_kitchen_sink",
        "kit_structure", "messy_noblank", "nemesis", "retired_assassin", "ru_okno", "scriptrag_props", "ww_UTF8", "zed_example_short", "zh_cafe",
    ],
)  # fmt: skip
def test_the_screenplays_of_the_corpus_lose_nothing(corpus, name):
    path = corpus / f"{name}.fountain"
    text = path.read_text(encoding="utf-8-sig")
    script = read_script(path)
    assert uncovered(text, script) == []
    # The names on a title page are kept in English.
    assert lost_words(text, script) <= {word for key in TITLE_KEYS for word in key.split()}


@pytest.mark.parametrize("name", ["aw_note", "ww_FD"])
def test_final_draft_files_keep_every_run_of_text(corpus, name):
    path = corpus / f"{name}.fdx"
    script = read_script(path)
    kept = re.sub(
        r"\W", "", " ".join([*(" ".join([element.text, *element.extensions]) for element in everything(script)), *script.title_page.values()])
    ).casefold()  # fmt: skip
    root = ET.parse(path).getroot()
    parents = {child: parent for parent in root.iter() for child in parent}
    runs = [
        text.text
        for text in root.iter("Text")
        if text.text and not any(tag in ancestors(text, parents) for tag in ("HeaderAndFooter", "SmartType"))
    ]
    assert runs
    assert [run for run in runs if re.sub(r"\W", "", run).casefold() not in kept] == []


def ancestors(node, parents):
    names = set()
    while node in parents:
        node = parents[node]
        names.add(node.tag)
    return names


@pytest.mark.parametrize(
    ("read", "text", "words"),
    [
        (parse_numbered, "Scene 1: Dawn\nShot 1: a\nScene 1: Dusk\nShot 2: b\n", ["Dawn", "Dusk"]),
        (parse_numbered, "Author: Ann\nAuthor: Bob\n1. x\n2. y\n", ["Ann", "Bob"]),
        (parse_numbered, "Shot 1 (Ann waits): x runs\nShot 2 (wide): street\n", ["Ann", "wide", "street"]),
        (parse_native, "《雨》第一集 剧本\n第一场 街 夜 外\n△走。\n", ["雨", "第一集 剧本"]),
        (lambda text, file: parse_shot_list(text, ",", file=file), "Scene,Location,Shot,Description\nOpening,Kitchen,1,x\n,,2,y\n", ["Opening", "Kitchen"]),
        (lambda text, file: parse_shot_list(text, ",", file=file), "Scene,Shot,INT/EXT,Location,Size\n1,1,Roof,City,CU\n1,2,,,WS\n", ["Roof", "City"]),
        (parse_tables, "| Shot | Time | Video | Audio |\n|---|---|---|---|\n| 1 | 4s | x | |\nClient: Acme | | | |\n", ["Client", "Acme"]),
    ],
)  # fmt: skip
def test_what_has_no_place_of_its_own_is_kept_all_the_same(read, text, words):
    script = read(text, file="x")
    told = " ".join(
        [*(f"{element.text} {element.number}" for element in everything(script)), *script.title_page.values()]
    )
    assert [word for word in words if word not in told] == []


def test_a_line_past_the_end_of_the_song_is_kept(look):
    script = look.text("[length:00:20]\n[00:05.00]One\n[00:30.00]Two\n[00:40.00]Three\n", name="a.lrc", form="lrc")
    assert " ".join(element.text for element in everything(script)).split()[-1] == "Three"


def test_the_voice_of_a_caption_is_who_speaks_and_its_name_is_a_note(look):
    script = look.text("WEBVTT\n\nintro\n00:01.000 --> 00:04.000\n<i>\n<v Nora>Hello\n", form="vtt")
    assert look.speeches(script) == [("NORA", (), "Hello")]
    assert (3, "note", "intro") in look.short(script)
    assert [element.source.line for element in everything(script) if element.text == "Hello"] == [6]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("shots:\n  - prompt: |\n      A man.\n      He sits.\n    duration: 4\n", [(3, 3), (4, 4)]),
        ("shots:\n  - prompt: >\n      A man\n      sits down.\n\n    duration: 4\n", [(3, 4)]),
        ("shots:\n  - prompt: A man\n      sits down.\n    duration: 4\n", [(2, 3)]),
        ('{"shots": [\n{"prompt": "a\\nb",\n "duration": 4}]}', [(2, 2)]),
    ],
)
def test_texts_of_several_lines_know_all_of_them(look, text, lines):
    script = look.text(text)
    found = [
        (element.source.line, element.source.line_end) for element in everything(script) if element.kind == "action"
    ]
    assert found == lines or (len(found) == 1 and (found[0][0], found[0][1]) == (lines[0][0], lines[-1][1]))
