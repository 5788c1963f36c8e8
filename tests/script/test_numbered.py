"""Numbered lists of scenes and shots, the way most people write for video models."""

from __future__ import annotations

import pytest

from storyboard.model import ElementKind


def test_each_item_is_one_shot_with_its_length(look):
    script = look.text(
        "1. A woman walks into a bar (4s)\n2. CU: she orders a drink, slow push in (3.5s)\n3) The barman laughs. 2.5s\n4. Two men fight\n",
        form="numbered",
    )
    assert look.shots(script) == [("1", "4s"), ("2", "CU, slow push in, 3.5s"), ("3", "2.5s"), ("4", "")]
    assert look.texts(script) == [
        "A woman walks into a bar",
        "she orders a drink",
        "The barman laughs",
        "Two men fight",
    ]
    assert [(scene.id, scene.heading.text, scene.heading.place) for scene in script.scenes] == [("s001", "SCENE 1", "")]
    assert not script.diagnostics


@pytest.mark.parametrize(
    "text",
    [
        "1. One man\n2. Two men\n3. Rain\n",
        "1) One man\n2) Two men\n3) Rain\n",
        "(1) One man\n(2) Two men\n(3) Rain\n",
        "1 - One man\n2 - Two men\n3 - Rain\n",
        "Shot 1: One man\nShot 2: Two men\nShot 3: Rain\n",
        "Shot 1 - One man\n\nShot 2 - Two men\n\nShot 3 - Rain\n",
        "**Shot 1:** One man\n\n**Shot 2:** Two men\n\n**Shot 3:** Rain\n",
        "- Clip 1: One man\n- Clip 2: Two men\n- Clip 3: Rain\n",
        "🎬 Frame 1 – One man\n🎬 Frame 2 – Two men\n🎬 Frame 3 – Rain\n",
        "镜头1：One man\n镜头2：Two men\n镜头3：Rain\n",
        "カット1：One man\nカット2：Two men\nカット3：Rain\n",
        "Кадр 1. One man\nКадр 2. Two men\nКадр 3. Rain\n",
        "Plan 1 : One man\nPlan 2 : Two men\nPlan 3 : Rain\n",
        "لقطة 1: One man\nلقطة 2: Two men\nلقطة 3: Rain\n",
    ],
)
def test_the_numbers_may_be_written_in_many_ways(look, text):
    script = look.text(text, form="numbered")
    assert [number for number, _ in look.shots(script)] == ["1", "2", "3"]
    assert look.texts(script) == ["One man", "Two men", "Rain"]


@pytest.mark.parametrize(
    "text",
    [
        "[0:00-0:03] One man\n[0:03-0:07] Two men\n",
        "0:00–0:03 – One man\n0:03–0:07 – Two men\n",
        "0-3s: One man\n3-7s: Two men\n",
        "- One man (3s)\n- Two men (4s)\n",
        "1. One man [0:00-0:03]\n2. Two men [0:03-0:07]\n",
        "1. (0:00-0:03) One man\n2. (0:03-0:07) Two men\n",
    ],
)
def test_times_at_the_beginning_or_the_end_are_lengths(look, text):
    script = look.text(text, form="numbered")
    assert [cue for _, cue in look.shots(script)] == ["3.0s", "4s"]
    assert look.texts(script) == ["One man", "Two men"]


def test_lines_below_an_item_belong_to_it(look):
    script = look.text(
        '1. A woman walks in (4s)\n   NORA: "One whisky."\n   VO: It was a long night.\n   SFX: glass\n   SUPER: Later\n'
        "   Camera: low angle, 35mm\n2. She drinks\n"
    )
    assert look.short(script) == [
        (1, "shot", "low angle, 35mm, 4s"),
        (1, "action", "A woman walks in"),
        (2, "character", "NORA"),
        (2, "dialogue", "One whisky."),
        (3, "character", "NARRATOR"),
        (3, "dialogue", "It was a long night."),
        (4, "action", "SFX: glass"),
        (5, "action", "SUPER: Later"),
        (7, "shot", ""),
        (7, "action", "She drinks"),
    ]


def test_the_fields_of_a_chat_are_understood(look):
    script = look.text(
        "# First Light\n\nStyle: cinematic\n\n**Scene 1: The Awakening (0:00–0:05)**\n*Visual:* A wide shot of a kitchen at dawn.\n"
        '*Camera:* Slow push in\n*Audio:* Soft piano music\n*Dialogue:* IDA: "Early."\n*Text on screen:* "Brenn"\n\n'
        "**Scene 2: Steam**\n*Visual:* Steam curls.\n*Duration:* 4 seconds\n",
        form="numbered",
    )
    assert script.title_page["title"] == "First Light"
    assert [(scene.id, scene.heading.text) for scene in script.scenes] == [
        ("s001", "SCENE 1: The Awakening"),
        ("s002", "SCENE 2: Steam"),
    ]
    assert [cue for _, cue in look.shots(script)] == ["Slow push in, wide shot, 5s", "4s"]
    assert look.texts(script) == ["A kitchen at dawn.", "SFX: Soft piano music", "SUPER: Brenn", "Steam curls."]
    assert look.speeches(script) == [("IDA", (), "Early.")]


def test_scenes_over_shots_are_headings(look):
    script = look.text(
        "Scene 1: Kitchen - Night\nShot 1 - WIDE. Nora enters. (5 sec)\nShot 2 - Close on her hand\nScene 2: EXT. STREET - DAY\n1. She runs.\n"
    )
    assert look.headings(script) == [("1", "", "Kitchen", "night"), ("2", "EXT", "STREET", "day")]
    assert look.shots(script) == [("1", "WIDE, 5s"), ("2", "Close"), ("1", "")]


def test_an_age_is_no_length(look):
    script = look.text("1. NORA (30s) sits (4s)\n2. BEN (40s, tall) waits\n")
    assert [cue for _, cue in look.shots(script)] == ["4s", ""]
    assert look.texts(script) == ["NORA (30s) sits", "BEN (40s, tall) waits"]


def test_a_sentence_that_ends_in_a_time_keeps_it(look):
    assert look.texts(look.text("1. He waits for 3 minutes.\n2. He goes.\n"))[0] == "He waits for 3 minutes."


def test_what_stands_above_the_list_is_title_and_notes(look):
    script = look.text("My spot\n\nAll in warm light.\n\n1. One man\n2. Two men\n\nTotal: 15s\n")
    assert script.title_page == {"title": "My spot"}
    assert look.texts(script, ElementKind.NOTE) == ["All in warm light.", "Total: 15s"]


@pytest.mark.parametrize(
    "text",
    [
        "INT. ROOM - DAY\n\nA list on the wall:\n\n1. Eat\n2. Sleep\n\nANNA\nOk.\n",
        "1. INT. KITCHEN - DAY\n\nNora cooks.\n\n2. EXT. STREET - NIGHT\n\nRain.\n",
    ],
)
def test_numbers_in_a_screenplay_make_no_list(look, text):
    look.text(text, form="fountain")


def test_prose_with_a_year_is_no_list(look):
    look.text("1984. It was cold.\n\nHe went home.\n", form="prose")
