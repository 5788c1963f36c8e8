"""Lines to elements."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storyboard.model import ElementKind, Script
from storyboard.script import parse_fountain

H, A, C, D, P, T = (
    ElementKind.HEADING,
    ElementKind.ACTION,
    ElementKind.CHARACTER,
    ElementKind.DIALOGUE,
    ElementKind.PARENTHETICAL,
    ElementKind.TRANSITION,
)


def every(script: Script):
    return [*script.front, *(element for scene in script.scenes for element in scene.elements)]


def test_a_short_scene_is_read_with_its_lines(read):
    script = read(
        "Title: Two\n\nINT. HALL - DAY #4#\n\nAnna waits.\nShe hums.\n\nANNA (V.O.)\n(quietly)\nHello.\n\nCUT TO:\n"
    )
    assert script.title == "Two"
    scene = script.scenes[0]
    assert (scene.id, scene.number, scene.source.line) == ("s004", "4", 3)
    found = [
        (element.kind, element.text, element.source.line, element.source.line_end) for element in scene.elements[1:]
    ]
    assert found == [
        (A, "Anna waits.\nShe hums.", 5, 6),
        (C, "ANNA", 8, 8),
        (P, "quietly", 9, 9),
        (D, "Hello.", 10, 10),
        (T, "CUT TO:", 12, 12),
    ]
    assert scene.elements[2].extensions == ("V.O.",)


@pytest.mark.parametrize("name", ["МАША", "ÍÑIGO", "O’BRIEN", "R2D2", "MR. SMITH", "LEE/GUARD", "GUARD #1"])
def test_a_name_in_capitals_of_any_alphabet_is_a_cue(elements_of, name):
    assert elements_of(f"Go.\n\n{name}\nYes.") == [(A, "Go."), (C, name), (D, "Yes.")]


@pytest.mark.parametrize("line", ["José", "JOSé", "23", "AND ^ (Dual)"])
def test_what_is_not_all_capitals_is_no_cue(elements_of, line):
    assert elements_of(f"Go.\n\n{line}\nYes.")[1][0] is A


@pytest.mark.parametrize(
    ("line", "kind", "text"),
    [
        ("!INT. NOT A SCENE", A, "INT. NOT A SCENE"),
        ("！动作", A, "动作"),
        (".厨房", H, "厨房"),
        ("．厨房", H, "厨房"),
        ("> 淡出", T, "淡出"),
        ("＞ 淡出", T, "淡出"),
        ("> THE END <", ElementKind.CENTRED, "THE END"),
        ("!!CLOSE ON the key", ElementKind.SHOT, "CLOSE ON the key"),
        ("！！特写", ElementKind.SHOT, "特写"),
        ("~La la", ElementKind.LYRICS, "La la"),
        ("# Act", ElementKind.SECTION, "Act"),
        ("= What happens", ElementKind.SYNOPSIS, "What happens"),
        ("===", ElementKind.PAGE_BREAK, ""),
        (". no heading", A, ". no heading"),
        ("...and on", A, "...and on"),
        (".45 calibre, loaded", A, ".45 calibre, loaded"),
    ],
)
def test_a_first_sign_says_what_a_line_is(elements_of, line, kind, text):
    assert (kind, text) in elements_of(f"Go.\n\n{line}\n\nEnd.")


def test_a_forced_cue_may_be_of_any_script_and_case(elements_of):
    assert elements_of("＠李雷（画外音）\n（低头）\n你好。") == [(C, "李雷"), (P, "低头"), (D, "你好。")]
    assert elements_of("@McCLANE\nYippee.")[0] == (C, "McCLANE")


def test_dual_dialogue_is_marked_on_its_second_cue(read):
    cues = [element for element in every(read("A\nHi.\n\nB ^\nHo.")) if element.kind is C]
    assert [cue.dual for cue in cues] == [False, True]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends_of_any_kind_keep_the_line_numbers(end):
    text = "\ufeff" + end.join(["INT. A - DAY", "", "BOB", "Hi.", "\u00a0", "He goes."])
    elements = every(parse_fountain(text, file="f"))
    assert [(element.kind, element.source.line) for element in elements] == [(H, 1), (C, 3), (D, 4), (A, 6)]


def test_notes_and_boneyards_are_taken_out_where_they_stand(read):
    script = read("INT. A - DAY\n\nDan [[really?]] drinks /* cut\nthis */ deep.\n\n[[shot: CU]]\n\nHe leaves.")
    found = [(element.kind, element.text, element.source.line) for element in every(script)[1:]]
    assert found == [
        (A, "Dan drinks\n deep.", 3),
        (ElementKind.NOTE, "really?", 3),
        (ElementKind.BONEYARD, "cut\nthis", 3),
        (ElementKind.NOTE, "shot: CU", 6),
        (A, "He leaves.", 8),
    ]


def test_what_is_never_closed_is_read_as_text_and_said(read):
    script = read("Go [[on\n\nINT. A - DAY\n\nHe /* waits.\n\nEnd.")
    assert len(script.scenes) == 1
    assert [found.code for found in script.diagnostics] == ["unclosed-note", "unclosed-boneyard"]
    assert [found.line for found in script.diagnostics] == [1, 5]


def test_a_boneyard_inside_another_closes_its_own(elements_of):
    assert [text for kind, text in elements_of("Go.\n\n/* a /* b */ c */\n\nEnd.") if kind is A] == ["Go.", "End."]


def test_emphasis_is_taken_off_and_lone_marks_stay(elements_of):
    assert elements_of("*He* is **very** _old_, file_name_1, 2 * 3, \\*sic\\*.") == [
        (A, "He is very old, file_name_1, 2 * 3, *sic*.")
    ]


def test_two_spaces_keep_a_speech_going(elements_of):
    assert elements_of("BOB\nOne.\n  \nTwo.") == [(C, "BOB"), (D, "One.\n\nTwo.")]


def test_a_heading_without_blank_lines_is_taken_with_a_warning(read):
    script = read("He goes.\nINT. HALL - DAY\nAnna waits.")
    assert [scene.heading.place for scene in script.scenes] == ["HALL"]
    codes = {found.code: found.line for found in script.diagnostics}
    assert codes == {"heading-without-blank-before": 2, "heading-without-blank-after": 2}


def test_a_script_without_any_blank_line_is_still_read(read):
    script = read(
        "INT. OFFICE - DAY\nSARAH types.\nSARAH\nHello?\nShe listens.\nEXT. STREET - NIGHT\nA car burns.\nCUT TO:\n"
    )
    assert [scene.heading.place for scene in script.scenes] == ["OFFICE", "STREET"]
    assert [element.kind for element in script.scenes[0].elements] == [H, A, C, D, A]
    assert script.diagnostics[0].code == "no-blank-lines"


def test_a_text_without_headings_is_one_scene(read):
    script = read("A man walks.\n\nMAN\nHi.")
    assert [scene.id for scene in script.scenes] == ["s001"]
    assert script.diagnostics[0].code == "no-scenes-found"
    assert not read("").scenes


def test_a_transition_on_the_first_line_is_no_title_page(read):
    script = read("FADE IN:\n\nINT. A - DAY\n\nGo.")
    assert script.title_page == {}
    assert script.front[0].kind is T


def test_title_pages_of_other_languages_have_english_keys(read):
    script = read("Titre : La Gare\nAuteur: X\nContact:\n    Rue 1\n    Paris\n\nEXT. QUAI - NUIT\n\nIl pleut.")
    assert script.title_page == {"title": "La Gare", "author": "X", "contact": "Rue 1\nParis"}


def test_a_name_that_nothing_follows_is_said(read):
    script = read("BOB\nHi.\n\nBOB\n\nHe goes.")
    assert [(found.code, found.line) for found in script.diagnostics if found.code == "cue-orphan"] == [
        ("cue-orphan", 4)
    ]


_PIECES = st.sampled_from(
    ["INT. A - DAY", "BOB", "(low)", "Hi there.", "", "  ", "[[", "]]", "/*", "*/", "> X <", "CUT TO:", "!!CU", "#", "===",
     "=", "~la", "@x", ".", "Title: x", "**b*", "\r\n", "\r", "李雷", "\u00a0", "#1#", "(", ")", "^", "_", "\\", "\x0b"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(_PIECES, st.text(max_size=12)), max_size=30).map("\n".join))
def test_no_text_breaks_the_reader_and_every_element_says_where_it_stands(text):
    script = parse_fountain(text, file="f")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for element in every(script):
        assert 1 <= element.source.line <= element.source.line_end <= len(lines)
        there = "".join(lines[element.source.line - 1 : element.source.line_end])
        kept = [sign for sign in element.text if sign.isalnum()]
        remaining = iter(there)
        assert all(sign in remaining for sign in kept), (element.text, there)
    for found in script.diagnostics:
        assert 1 <= found.line <= len(lines)


@pytest.mark.parametrize(
    "piece", ["[[", "/*", "*", "(", "INT. A - DAY\n", "[[a]]\n", "A\nb\n\n", "#1#", "- ", "\\", "(("]
)
def test_hostile_repetition_takes_linear_time(piece):
    def seconds(count: int) -> float:
        start = time.process_time()
        parse_fountain("INT. " + piece * count, file="f")
        return time.process_time() - start

    seconds(100)
    small = seconds(1500)
    # Ten times the text; quadratic work would take a hundred times as long.
    assert seconds(15000) < max(small * 45, 0.3)


MESSY = (
    "int. office - day\r\nnora sits at a desk. She types.\r\nNORA\r\nI quit.\r\nSAM\r\n(off-screen)\r\nYou can not quit!\r\n"
    "Sam bursts in.\r\next. night street - night\r\nNora walks away in the rain.\r\n\r\nLEE SR.\r\nTaxi?\r\nLEE JR.\r\n"
    "Dad, stop it.\r\nNora shakes her head\r\ncut to:\r\nint forest cabin night\r\nNora blows it out.\r\nNORA (v.o.)\r\nAnd that was that\r\n"
)


def test_a_script_with_hardly_any_gap_is_read_line_by_line_with_one_warning():
    script = parse_fountain(MESSY, file="f")
    assert [(scene.heading.place, scene.heading.time.value) for scene in script.scenes] == [
        ("office", "day"),
        ("night street", "night"),
        ("forest cabin", "night"),
    ]
    elements = [element for scene in script.scenes for element in scene.elements]
    cues = [element.text for element in elements if element.kind is ElementKind.CHARACTER]
    assert cues == ["NORA", "SAM", "LEE SR.", "LEE JR.", "NORA"]
    said = [element.text for element in elements if element.kind is ElementKind.DIALOGUE]
    assert said == ["I quit.", "You can not quit!", "Taxi?", "Dad, stop it.", "And that was that"]
    assert [element.text for element in elements if element.kind is ElementKind.TRANSITION] == ["cut to:"]
    assert [(found.code, found.line) for found in script.diagnostics] == [("no-blank-lines", 1)]


def test_a_page_with_a_gap_every_other_line_keeps_to_the_rules():
    script = parse_fountain("INT. A - DAY\n\nANNA\nHi.\nthere.\n\nEXT. B - DAY\n\nInt the end it is night.", file="f")
    assert [found.code for found in script.diagnostics] == []
    assert len(script.scenes) == 2
