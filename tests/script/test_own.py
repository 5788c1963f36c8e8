"""Shots as YAML and JSON."""

from __future__ import annotations

import pytest

from storyboard.errors import ScriptError
from storyboard.script import read_script

YAML = """meta: {title: Morning, fps: 25}
shots:
  - id: shot-01
    prompt: empty kitchen at dawn
    duration: 4
    camera: slow push in
  - id: shot-02
    description: |
      Ida lifts a mug.
      Steam curls.
    duration: "00:00:03:05"
    size: CU
    characters: [IDA, BEN]
    dialogue: {IDA: "Some mornings start early."}
    seed: 7
"""
JSON = """{"title": "Bar", "scenes": [
  {"id": 1, "location": "Bar", "int_ext": "INT", "time": "night", "shots": [
    {"shot": 1, "description": "A man\\nwalks", "duration": 4.5},
    {"shot": 2, "camera": {"size": "CU", "lens": 35}, "prompt": "A glass",
     "dialogue": [{"character": "ANN", "text": "One.", "tone": "soft"}, "BEN: No."]}
  ]},
  {"id": 2, "title": "The end", "shots": ["A bird flies (3.5s)"]}
]}
"""


def test_yaml_shots_become_elements_at_their_lines(look):
    script = look.text(YAML, form="yaml")
    assert script.title_page == {"title": "Morning", "fps": "25"}
    # 3 seconds and 5 frames at the file's own 25 frames a second.
    assert look.shots(script) == [("01", "slow push in, 4s"), ("02", "CU, 3.2s")]
    assert look.speeches(script) == [("IDA", (), "Some mornings start early.")]
    assert look.short(script)[:3] == [
        (3, "shot", "slow push in, 4s"),
        (4, "action", "empty kitchen at dawn"),
        (7, "shot", "CU, 3.2s"),
    ]
    assert (7, "shot", "CU, 3.2s") in look.short(script)
    assert (14, "dialogue", "Some mornings start early.") in look.short(script)
    assert (15, "note", "seed: 7") in look.short(script)


def test_json_scenes_hold_shots(look):
    script = look.text(JSON, form="json")
    assert look.headings(script) == [("1", "INT", "Bar", "night"), ("2", "", "", "night")]
    assert script.scenes[1].heading.text == "SCENE 2: The end"
    assert look.shots(script) == [("1", "4.5s"), ("2", "CU, 35mm"), (None, "3.5s")]
    assert look.speeches(script) == [("ANN", (), "One."), ("BEN", (), "No.")]
    assert [line for line, kind, _ in look.short(script) if kind == "shot"] == [3, 4, 7]


def test_a_plain_list_of_mappings_is_enough(look):
    script = look.text("- prompt: One man\n  duration: 4\n- prompt: Two men\n  duration: 5\n", form="yaml")
    assert look.shots(script) == [(None, "4s"), (None, "5s")]


def test_shots_named_by_their_keys_are_numbered_so(look):
    script = look.text('{"shots": {"1A": {"prompt": "One"}, "1B": {"prompt": "Two"}}}', form="json")
    assert [number for number, _ in look.shots(script)] == ["1A", "1B"]


@pytest.mark.parametrize(
    "text",
    [
        "Title: x\n\nINT. A - DAY\n\nThe shots: are bad.\n",
        "{He waits.}\n\nINT. A - DAY\n\nx\n",
        "[[a note]]\n\nINT. A - DAY\n\nx\n",
    ],
)
def test_screenplays_with_colons_and_braces_are_no_data(look, text):
    look.text(text, form="fountain")


@pytest.mark.parametrize(
    ("text", "said", "line"),
    [
        ("shots:\n - prompt: a\n   prompt: b\n", "twice", 3),
        ("shots:\n - prompt: a\nb: &b {k: 1}\nc: {<<: *b}\n", "<<", 4),
        ("shots: &a\n - *a\n", "Aliases", 1),
        ("shots:\n - [\n", "Not valid YAML", 3),
        ("shots: []\n", "no shots", 1),
        ('{"shots": [\n{"prompt": "a", "prompt": "b"}]}', "twice", 2),
        ('{"shots": [\n{"prompt": "a",}]}', "double quotes", 2),
        ('{"shots": [{"prompt": "a"}\n', "comma", 2),
        ('{"shots": ' + "[" * 100, "deeper", 1),
        ('{"shots": [{"duration": ' + "9" * 100 + "}]}", "value", 1),
    ],
)
def test_what_is_wrong_is_said_with_its_place(look, text, said, line):
    with pytest.raises(ScriptError, match=said) as caught:
        look.text(text)
    assert caught.value.line == line


def test_a_yaml_bomb_ends_at_once(look):
    levels = "".join(f"{chr(98 + i)}: &{chr(98 + i)} [{','.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(9))
    with pytest.raises(ScriptError, match="lias"):
        look.text(f"shots:\n - prompt: x\na: &a [x,x,x]\n{levels}")


def test_huge_yaml_is_refused_with_a_cure(look):
    with pytest.raises(ScriptError, match="JSON or CSV"):
        look.text("shots:\n" + " - prompt: a man walks by\n" * 20_000)


def test_a_lone_surrogate_does_not_survive(look):
    script = look.text('{"shots": [{"prompt": "a\\ud800b"}]}')
    assert look.texts(script) == ["a?b"]


def test_the_shots_of_the_corpus(corpus, look):
    script = read_script(corpus / "shots.yaml")
    assert [text.rsplit(" ", 1)[-1] for _, text in look.shots(script)] == ["4s", "5s"]
    assert [name for name, _, _ in look.speeches(script)] == ["NORA"]
