"""Lyrics with times: each line a moment, and together as long as the song."""

from __future__ import annotations

import pytest

from storyboard.model import ElementKind

LRC = "[ti:Harbour]\n[ar:Moe]\n[length:00:20]\n[00:05.00]Hello <00:05.5>world\n[00:08.00]\n[00:12.50][00:16.00]Again\n"


def seconds(cues):
    return [float(cue.rstrip("s")) for _, cue in cues]


def test_each_line_of_an_lrc_is_a_shot_and_rests_are_too(look):
    script = look.text(LRC, form="lrc")
    assert seconds(look.shots(script)) == [5, 3, 4.5, 3.5, 4]
    assert sum(seconds(look.shots(script))) == 20
    assert look.texts(script, ElementKind.LYRICS) == ["Hello world", "Again", "Again"]
    assert look.texts(script, ElementKind.NOTE) == ["instrumental", "instrumental"]
    assert script.title_page == {"title": "Harbour", "artist": "Moe", "length": "00:20"}
    assert script.scenes[0].heading.text == "Harbour"


def test_lines_know_where_they_stand(look):
    script = look.text(LRC)
    assert [line for line, kind, _ in look.short(script) if kind == "lyrics"] == [4, 6, 6]


def test_an_offset_moves_the_words(look):
    script = look.text("[offset:+1000]\n[00:05.00]One\n[00:08.00]Two\n")
    assert seconds(look.shots(script)[:2]) == [4, 3]


def test_srt_cues_keep_their_lines_and_speakers(look):
    script = look.text(
        "1\n00:00:00,000 --> 00:00:03,500\n<i>Hello</i>\nyou\n\n2\n00:00:07,000 --> 00:00:09,000\nNORA: Hi\n",
        form="srt",
    )
    assert seconds(look.shots(script)) == [3.5, 3.5, 2]
    assert (3, "lyrics", "Hello\nyou") in look.short(script)
    assert look.speeches(script) == [("NORA", (), "Hi")]


def test_a_short_gap_belongs_to_the_line_before(look):
    script = look.text("1\n00:00:00,000 --> 00:00:03,000\nOne\n\n2\n00:00:04,000 --> 00:00:06,000\nTwo\n")
    assert seconds(look.shots(script)) == [4, 2]


def test_webvtt_is_known_by_its_first_line(look):
    script = look.text("WEBVTT\n\n00:00.000 --> 00:02.000 align:start\nLa\n", form="vtt")
    assert (look.shots(script), look.texts(script, ElementKind.LYRICS)) == ([(None, "2.0s")], ["La"])


@pytest.mark.parametrize("text", ["1\n00:00:05,000 --> 00:00:02,000\nBack\n\n2\n00:00:08,000 --> 00:00:09,000\nOn\n"])
def test_a_cue_that_ends_before_it_begins_lasts_until_the_next(look, text):
    script = look.text(text)
    assert look.codes(script) == ["cue-ends-early"]
    assert seconds(look.shots(script)) == [5, 3, 1]


def test_two_lines_at_one_time_are_said_and_kept(look):
    script = look.text("[00:01.00]One\n[00:01.00]Eins\n[00:04.00]Two\n")
    assert look.codes(script) == ["same-time"]
    assert "One" in look.texts(script, ElementKind.NOTE)
