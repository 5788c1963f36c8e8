"""Two-column scripts of advertising in Markdown."""

from __future__ import annotations

from storyboard.model import ElementKind, Severity
from storyboard.script import read_script

SPOT = """# "Morning" :20

Client: Brenn Coffee | Length: 20s

| Shot | Time | VIDEO | AUDIO |
|------|------|-------|-------|
| 1 | 0:00-0:04 | WIDE: empty kitchen at dawn, slow push in | MUSIC: soft piano. SFX: rain |
| 2 | 0:04-0:10 | CU: IDA's hand lifts a mug.<br>Steam curls. | VO (IDA): "Some mornings start early." |
| | | SUPER: "Brenn." | |
| 3 | 0:10–0:20 | Bag on oak, 50mm, static | MUSIC swells. VO: Brenn. \\| Out now. |
"""


def test_every_row_is_a_shot_with_its_direction_and_length(look):
    script = look.text(SPOT, form="avtable")
    assert look.shots(script) == [
        ("1", "WIDE, slow push in, 4s"),
        ("2", "CU, 3.0s"),
        (None, "3.0s"),
        ("3", "50mm, static, 10s"),
    ]


def test_what_is_seen_said_and_heard_is_told_apart(look):
    script = look.text(SPOT)
    assert look.texts(script) == [
        "empty kitchen at dawn",
        "MUSIC: soft piano.",
        "SFX: rain",
        "IDA's hand lifts a mug. Steam curls.",
        "SUPER: Brenn.",
        "Bag on oak",
        "MUSIC swells.",
    ]
    # A voice that is not named is that of whoever was last heard over the pictures.
    assert look.speeches(script) == [
        ("IDA", ("V.O.",), "Some mornings start early."),
        ("IDA", ("V.O.",), "Brenn. | Out now."),
    ]


def test_the_lines_are_those_of_the_file(look):
    script = look.text(SPOT)
    assert [line for line, kind, _ in look.short(script) if kind == "shot"] == [7, 8, 9, 10]


def test_a_list_without_scenes_is_one_scene_that_is_nowhere(look):
    script = look.text(SPOT)
    assert [(scene.id, scene.heading.text, scene.heading.place) for scene in script.scenes] == [
        ("s001", '"Morning" :20', "")
    ]
    assert script.title_page == {"title": '"Morning" :20', "client": "Brenn Coffee", "length": "20s"}
    assert not script.diagnostics


def test_a_cell_with_two_directed_lines_holds_two_shots(look):
    script = look.text("| Video | Audio |\n|---|---|\n| WIDE: a street.<br>CU: a shoe. | (6s) |\n")
    assert [text for _, text in look.shots(script)] == ["WIDE", "CU"]
    assert look.texts(script)[:2] == ["a street.", "a shoe."]


def test_headings_over_tables_are_scenes_and_other_lines_stay_as_notes(look):
    table = "| Video | Audio |\n|---|---|\n| A man runs | NORA: Stop! |\n"
    script = look.text(
        f"# Film\n\nStyle note here.\n\n## INT. BAR - NIGHT\n\n{table}\n## Street\n\n{table}\nThe end\n", form="avtable"
    )
    assert look.headings(script) == [("1", "INT", "BAR", "night"), ("2", "", "Street", "night")]
    assert look.texts(script, ElementKind.NOTE) == ["Style note here.", "The end"]


def test_an_unlabelled_audio_cell_is_a_sound_or_a_voice(look):
    script = look.text('| Video | Audio |\n|---|---|\n| x y | Soft piano music |\n| y z | "Come home." |\n')
    assert "SFX: Soft piano music" in look.texts(script)
    assert look.speeches(script) == [("NARRATOR", ("V.O.",), "Come home.")]


def test_a_table_without_rows_gives_a_warning_and_no_scene(look):
    script = look.text("| Video | Audio |\n|---|---|\n|  |  |\n")
    assert (look.codes(script), script.scenes) == (["empty-table"], ())
    assert script.diagnostics[0].severity is Severity.WARNING


def test_the_spot_of_the_corpus_has_five_shots_in_thirty_seconds(corpus, look):
    script = read_script(corpus / "av_spot.md")
    cues = [text for _, text in look.shots(script)]
    assert len(cues) == 5
    assert sum(float(cue.rsplit(" ", 1)[-1].rstrip("s")) for cue in cues) == 30
    assert {name for name, _, _ in look.speeches(script)} == {"NORA"}
    assert "SUPER: Halden. First light." in look.texts(script)
