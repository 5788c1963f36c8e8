"""Scripts in the forms of other countries."""

from __future__ import annotations

import pytest

from storyboard.model import ElementKind
from storyboard.script import read_script


def test_a_chinese_script_with_numbered_scenes(look):
    script = look.text(
        "《雨夜》\n编剧：王五\n\n第一场 咖啡馆 日 内\n人物：李雷、韩梅梅\n\n△阳光透过落地窗。\n李雷：（低头）她不会来了。\n"
        "韩梅梅（画外音）：我早就到了。\n字幕：三年后\n\n第十二场 街道 夜 外\n△雨。\n特写：他的手。\n",
        form="native",
    )
    assert script.title_page == {"title": "雨夜", "author": "王五"}
    assert look.headings(script) == [("1", "INT", "咖啡馆", "day"), ("12", "EXT", "街道", "night")]
    assert look.speeches(script) == [("李雷", (), "她不会来了。"), ("韩梅梅", ("画外音",), "我早就到了。")]
    assert look.texts(script, ElementKind.PARENTHETICAL) == ["低头"]
    assert look.texts(script) == ["阳光透过落地窗。", "SUPER: 三年后", "雨。", "特写：他的手。"]
    assert look.texts(script, ElementKind.NOTE) == ["subjects: 李雷、韩梅梅"]


def test_markdown_headings_with_bars(look):
    script = look.text("## S01 | 内景 · 咖啡厅 | 黄昏\n\n小明坐着。\n\n小明：还好。\n旁白：结束了。\n", form="native")
    assert look.headings(script) == [("1", "INT", "咖啡厅", "dusk")]
    assert look.speeches(script) == [("小明", (), "还好。"), ("旁白", ("V.O.",), "结束了。")]


def test_place_and_time_on_lines_of_their_own(look):
    script = look.text("场景：厨房\n时间：夜\n人物：妈妈\n\n妈妈在切菜。\n妈妈：吃饭了！\n", form="native")
    assert look.headings(script) == [("1", "", "厨房", "night")]
    assert look.speeches(script) == [("妈妈", (), "吃饭了！")]


def test_names_of_a_cast_line_stand_over_speeches(look):
    script = look.text("1-1 咖啡馆 日 内\n人物：小明 小红\n小明\n你好。\n\n小红\n再见。\n", form="native")
    assert look.speeches(script) == [("小明", (), "你好。"), ("小红", (), "再见。")]
    assert script.scenes[0].number == "1-1"


def test_a_japanese_script(look):
    script = look.text(
        "○喫茶店・中（夜）\n　　太郎（20）が座っている。\n太郎「遅いな」\n花子「ごめん、\n　待った？」\n太郎（N）「忘れない」\n\n○同・外（朝）\n　　雨。\n",
        form="native",
    )
    assert look.headings(script) == [("1", "INT", "喫茶店", "night"), ("2", "EXT", "喫茶店", "day")]
    assert look.speeches(script) == [
        ("太郎", (), "遅いな"),
        ("花子", (), "ごめん、\n待った？"),
        ("太郎", ("V.O.",), "忘れない"),
    ]
    assert look.texts(script) == ["太郎（20）が座っている。", "雨。"]
    assert [line for line, kind, _ in look.short(script) if kind == "dialogue"] == [3, 4, 6]


def test_an_arabic_script(look):
    script = look.text(
        "مشهد 1 - داخلي - نهار - شقة\n\nأحمد يقف أمام الباب.\n\nأحمد: من هناك؟\nسعاد: افتح يا أحمد.\n\nقطع إلى:\n\nمشهد 2 - خارجي - ليل - الشارع\n\nمطر.\n",
        form="native",
    )
    assert look.headings(script) == [("1", "INT", "شقة", "day"), ("2", "EXT", "الشارع", "night")]
    assert [name for name, _, _ in look.speeches(script)] == ["أحمد", "سعاد"]
    assert look.texts(script, ElementKind.TRANSITION) == ["قطع إلى:"]


@pytest.mark.parametrize(
    ("first", "second", "places"),
    [
        ("Bild 1 – INNEN. KÜCHE – TAG", "Bild 2: AUSSEN. STRASSE – NACHT", ["KÜCHE", "STRASSE"]),
        ("SÉQUENCE 1 - INT. CUISINE - JOUR", "SÉQUENCE 2 - EXT. RUE - NUIT", ["CUISINE", "RUE"]),
        ("ESCENA 1. INT. COCINA. NOCHE.", "ESCENA 2. EXT. CALLE. DÍA.", ["COCINA", "CALLE"]),
        ("СЦЕНА 1. ИНТ. КУХНЯ — ДЕНЬ", "СЦЕНА 2. НАТ. ДВОР — НОЧЬ", ["КУХНЯ", "ДВОР"]),
        ("SCENA 1 - INT. CUCINA - GIORNO", "SCENA 2 - EST. STRADA - NOTTE", ["CUCINA", "STRADA"]),
        ("Scene 1: INT. KITCHEN - DAY", "Scene 2: EXT. STREET - NIGHT", ["KITCHEN", "STREET"]),
    ],
)
def test_headings_with_a_word_and_a_number_before_them(look, first, second, places):
    script = look.text(f"{first}\n\nAnna waits.\n\nANNA\n(low)\nYes.\n\n{second}\n\nRain.\n", form="native")
    assert [scene.heading.place for scene in script.scenes] == places
    assert [scene.id for scene in script.scenes] == ["s001", "s002"]
    assert look.speeches(script) == [("ANNA", (), "Yes.")]
    assert [scene.source.line for scene in script.scenes] == [1, 9]


def test_a_cast_line_under_a_heading_is_a_note(look):
    script = look.text("ИНТ. КУХНЯ — ДЕНЬ\nМАША, ПЁТР\n\nОна ждёт.\n\nМАША\nДа.\n", form="fountain")
    assert look.texts(script, ElementKind.NOTE) == ["subjects: МАША, ПЁТР"]
    assert look.texts(script) == ["Она ждёт."]


def test_a_plain_dialogue_with_names_and_colons(look):
    script = look.text(
        "Mara walks in.\n\nMara: Hello?\nTom: In here.\nMara: Where?\n\nTom: (laughs) Behind you.\n", form="native"
    )
    assert [name for name, _, _ in look.speeches(script)] == ["Mara", "Tom", "Mara", "Tom"]
    assert look.texts(script, ElementKind.PARENTHETICAL) == ["laughs"]
    assert look.codes(script) == ["no-scenes-found"]


def test_labels_that_are_no_names_make_no_speech(look):
    script = look.text("The rule is simple.\n\nNote: he dies.\n\nWide: the sea.\n\nNote: he lives.\n", form="prose")
    assert not look.speeches(script)


def test_the_chinese_script_of_the_corpus(corpus, look):
    script = read_script(corpus / "zh_native.txt")
    assert script.format == "native"
    assert look.headings(script) == [("1", "INT", "咖啡馆", "dusk"), ("2", "EXT", "街道", "night")]
    assert {name for name, _, _ in look.speeches(script)} == {"李雷", "韩梅梅", "旁白"}


def test_the_fountain_files_of_the_corpus_stay_fountain(corpus):
    forms = {path.name: read_script(path).format for path in corpus.glob("*.fountain")}
    assert len(forms) > 10
    assert set(forms.values()) == {"fountain"}
