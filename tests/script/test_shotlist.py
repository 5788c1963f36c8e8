"""Shot lists in separated text, as spreadsheets export them."""

from __future__ import annotations

import pytest

from storyboard.errors import ScriptError
from storyboard.model import ElementKind
from storyboard.script import read_script
from storyboard.script.grid import read_grid
from storyboard.script.shotlist import parse_shot_list

STUDIO = '''Scene #,Shot #,INT/EXT,Location,Shot Size,Shot Type,Angle,Movement,Lens,Equip.,Description,Subject,Sound,Est. Time,Notes
1,1A,INT,Kitchen,WS,Master,Eye Level,Static,24,Sticks,"Nora enters, sets bag down",NORA,MOS,6s,
1,1B,INT,Kitchen,CU,Single,High,Push In,50mm,Dolly,"Hand on the mug,
""still warm""",NORA,Sync,0:04,match 1A
,1C,,,ECU,Insert,,,100mm macro,,Steam,,,00:00:03:12,
2,2A,EXT,Street,MS,Two Shot,Low,Handheld,35mm,,Nora and Ben argue,"NORA, BEN",Sync,,rain FX
'''


def test_a_studio_list_becomes_scenes_and_shots(look):
    script = look.text(STUDIO, form="csv")
    assert look.headings(script) == [("1", "INT", "Kitchen", "day"), ("2", "EXT", "Street", "day")]
    assert look.shots(script) == [
        ("1A", "WS, Master, Eye Level, Static, 24mm, 6s"),
        ("1B", "CU, Single, High, Push In, 50mm, 4s"),
        ("1C", "ECU, Insert, 100mm macro, 3.5s"),
        ("2A", "MS, Two Shot, Low, Handheld, 35mm"),
    ]


def test_nothing_of_a_row_is_lost_and_quoted_line_ends_count(look):
    script = look.text(STUDIO)
    notes = look.texts(script, ElementKind.NOTE)
    assert notes[:4] == ["subjects: NORA", "Sound: MOS", "Equip: Sticks", "subjects: NORA"]
    assert notes[-3:] == ["subjects: NORA, BEN", "Sound: Sync", "Notes: rain FX"]
    assert look.texts(script)[1] == 'Hand on the mug,\n"still warm"'
    assert [line for line, kind, _ in look.short(script) if kind == "shot"] == [2, 3, 5, 6]


@pytest.mark.parametrize(
    ("written", "cue"),
    [
        ("5", "5s"),
        ("6s", "6s"),
        ("4,5", "4.5s"),
        ("2", "2.0s"),
        ("0:04", "4s"),
        ("00:00:03:12", "3.5s"),
        ("0:04-0:09", "5s"),
        ("96f", "4s"),
        ("1m 20s", "80s"),
        ("5秒", "5s"),
        ("", ""),
        ("-", ""),
    ],
)
def test_lengths_are_read_as_people_write_them(look, written, cue):
    script = look.text(f"Shot;Description;Duration\n1;A man walks;{written}\n", form="csv")
    assert look.shots(script) == [("1", cue)]
    assert not script.diagnostics


@pytest.mark.parametrize("written", ["soon", "nan", "inf", "-3", "0", "1e309", "9" * 50, "700"])
def test_a_length_that_is_none_is_said_and_kept_as_a_note(look, written):
    script = look.text(f"Shot;Description;Duration\n1;A man walks;{written}\n")
    assert look.shots(script) == [("1", "")]
    assert [(found.code, found.line) for found in script.diagnostics] == [("length-unreadable", 2)]
    assert f"Duration: {written}" in look.texts(script, ElementKind.NOTE)


def test_the_frame_rate_decides_about_timecodes(look):
    script = parse_shot_list("Shot,Description,Duration\n1,x y,00:00:01:15\n", ",", file="a", fps=30)
    assert look.shots(script) == [("1", "1.5s")]


def test_times_that_only_rise_are_starts(look):
    script = look.text("Timestamp,Shot,Shot Description,People\n0:00,1,Walks in,Ann\n0:05,2,Sits,Ann\n0:09,3,Runs,\n")
    assert [text for _, text in look.shots(script)] == ["5s", "4s", ""]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("Einst.;Bild;Größe;Länge", "1;Ein Mann geht;Totale;4,5\n2;Eine Frau lacht;Nah;3"),
        ("Plan;Description;Valeur;Durée", "1;Un homme marche;Totale;4,5\n2;Une femme rit;Nah;3"),
        ("镜号;画面内容;景别;时长", "1;一个男人走;全景;4.5\n2;女人笑;近景;3"),
        ("№;Описание;Крупность;Длительность", "1;Идёт человек;Общий план;4,5\n2;Смех;Крупный план;3"),
    ],
)
def test_headers_of_other_languages_are_known(look, header, row):
    script = look.text(f"{header}\n{row}\n", form="csv")
    assert [text.rsplit(", ", 1)[1] for _, text in look.shots(script)] == ["4.5s", "3.0s"]
    assert len(look.texts(script)) == 2


def test_rows_with_one_cell_are_sections(look):
    script = look.text(
        "Scene,Shot,Description,Size\n10 Needles,,,\n,1,Pine trees,WS\n,2,A squirrel,CU\n11 Roots,,,\n,1,Earth,WS\n"
    )
    assert [(scene.id, scene.heading.text) for scene in script.scenes] == [
        ("s010", "SCENE 10: Needles"),
        ("s011", "SCENE 11: Roots"),
    ]
    assert [number for number, _ in look.shots(script)] == ["1", "2", "1"]


def test_shot_numbers_can_carry_the_scene(look):
    script = look.text("Shot,Description\nSC01_SH010,A b\nSC01_SH020,B c\nSC02_SH010,C d\n")
    assert [scene.id for scene in script.scenes] == ["s001", "s002"]


def test_plain_counting_is_not_taken_for_scenes(look):
    rows = "\n".join(f"{number},Man {number} walks" for number in range(1, 25))
    assert len(look.text(f"Shot,Description\n{rows}\n").scenes) == 1


def test_tabs_and_lists_without_a_header_are_read(look):
    script = look.text("1\tA man walks in\tWS\t5s\n2\tHe stops at the bar\tCU\t3s\n", name="list.tsv", form="tsv")
    assert look.shots(script) == [("1", "WS, 5s"), ("2", "CU, 3.0s")]
    assert look.codes(script) == ["no-header"]


def test_dialogue_columns_find_who_speaks(look):
    script = look.text(
        'Shot,Description,Characters,Dialogue,VO,Text on screen\n1,Nora sits,NORA,"Hello.",,\n2,Both,"NORA, BEN","BEN: (low) No.",Long ago,"The End"\n'
    )
    assert look.speeches(script) == [("NORA", (), "Hello."), ("BEN", (), "No."), ("NARRATOR", ("V.O.",), "Long ago")]
    assert look.texts(script)[-1] == "SUPER: The End"


def test_an_open_quote_swallows_nothing(look):
    rows = "".join(f"{number},row,3\n" for number in range(2, 400))
    script = look.text(f'Shot,Description,Duration\n1,"never closed,4\n{rows}')
    assert [(found.code, found.line) for found in script.diagnostics] == [("unclosed-quote", 2)]
    assert len(look.shots(script)) == 399


def test_a_quote_closed_only_by_another_cells_quote_was_never_closed():
    rows, doubts = read_grid('a,"open,1\nb,"well, closed",2\n', ",")
    assert [[text for text, _ in row.cells] for row in rows] == [["a", '"open', "1"], ["b", "well, closed", "2"]]
    assert [(doubt.code, doubt.line) for doubt in doubts] == [("unclosed-quote", 1)]


def test_a_table_with_nothing_to_see_is_refused():
    with pytest.raises(ScriptError, match="No column"):
        parse_shot_list("1,2,3\n4,5,6\n", ",", file="a.csv")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252", "utf-16-le"])
def test_what_spreadsheets_save_in_is_read(tmp_path, look, encoding):
    path = tmp_path / "list.csv"
    path.write_bytes("sep=;\r\nShot;Beschreibung;Länge\r\n1;Größe zeigt sich;4,5\r\n".encode(encoding))
    script = read_script(path)
    assert (look.shots(script), look.texts(script)) == ([("1", "4.5s")], ["Größe zeigt sich"])
    assert script.scenes[0].elements[0].source.line == 3


def test_the_studio_list_of_the_corpus(corpus, look):
    script = read_script(corpus / "shots_studio.csv")
    assert [text.rsplit(", ", 1)[1] for _, text in look.shots(script)] == ["6s", "4s", "3.5s", "35mm"]
    assert [scene.id for scene in script.scenes] == ["s001", "s002"]


def test_a_camera_departments_own_headers_are_understood(tmp_path):
    path = tmp_path / "dp.csv"
    path.write_text(
        "Sc,Set,I/E,D/N,Shot,Size,Glass,Grip,Action\n4,Garage,I,N,1,MS,50mm,Dolly in,Omar wipes his hands\n",
        encoding="utf-8",
    )
    script = read_script(path)
    assert script.scenes[0].heading.time_raw == "NIGHT"
    direction = next(element.text for element in script.scenes[0].elements if element.kind == "shot")
    assert "50mm" in direction
    assert "Dolly in" in direction
