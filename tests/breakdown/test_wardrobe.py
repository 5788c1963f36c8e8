"""What people wear and how old they are, as far as the script says, to prefill look sheets."""

from __future__ import annotations

import pytest

from storyboard.breakdown import Cast, age_in, wardrobe_in
from storyboard.model import Bible
from storyboard.script import parse_fountain


@pytest.fixture
def worn():
    """Whom a text dresses in what."""

    def reader(*paragraphs: str) -> list[tuple[str, str]]:
        script = parse_fountain("\n\n".join(["INT. HALL - DAY", *paragraphs]), file="film.fountain")
        return [(note.character, note.text) for note in wardrobe_in(script, Cast(script, Bible()))]

    return reader


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("NORA (30, red hair, a yellow raincoat) waits.", [("NORA", "a yellow raincoat")]),
        ("NORA (30) waits, wearing a black suit.", [("NORA", "wearing a black suit")]),
        ("NORA (30) waits. She is dressed in rags.", [("NORA", "dressed in rags")]),
        ("NORA (30) waits in a long red coat.", [("NORA", "in a long red coat")]),
        ("NORA (30) waits. Nora changes into a clean shirt.", [("NORA", "changes into a clean shirt")]),
        ("NORA (30) waits, soaked.", [("NORA", "soaked")]),
        ("NORA (30) and LEE (70) wait. Lee puts on his hat.", [("LEE", "puts on his hat")]),
        ("NORA (30) holds her coat.", []),
        ("NORA (30) reads. A coat hangs on the door.", []),
        ("ÉLODIE (30 ans), vêtue d'un manteau rouge, attend.", [("ÉLODIE", "vêtue d'un manteau rouge")]),
        ("FRIEDA (30) wartet. Sie trägt einen grünen Mantel.", [("FRIEDA", "trägt einen grünen Mantel")]),
        ("DOLORES (30 años), con un vestido rojo, espera.", [("DOLORES", "con un vestido rojo")]),
        ("LUCIA (30 anni) indossa un maglione verde.", [("LUCIA", "indossa un maglione verde")]),
        ("TERESA (30 anos), vestindo um casaco amarelo, espera.", [("TERESA", "vestindo um casaco amarelo")]),
        ("АННА (30), в зелёном пальто, ждёт.", [("АННА", "в зелёном пальто")]),
        ("@ليلى\n1!\n\nترتدي ليلى معطفا أحمر.", [("ليلى", "ترتدي ليلى معطفا أحمر")]),
        ("林晓（30岁）穿着红色大衣。", [("林晓", "穿着红色大衣")]),
        ("遥香（30）、赤いコートを着ている。", [("遥香", "赤いコートを着ている")]),
    ],
)
def test_clothes_are_noted_for_who_has_them_on(worn, text, notes):
    assert worn(text) == notes


def test_a_note_knows_its_scene_and_line():
    text = "INT. A - DAY\n\nNORA (30) waits.\n\nINT. B - DAY\n\nNora, now in a black dress, waits."
    script = parse_fountain(text, file="film.fountain")
    (note,) = wardrobe_in(script, Cast(script, Bible()))
    assert (note.scene, note.source.line, note.text) == ("s002", 7, "now in a black dress")


@pytest.mark.parametrize(
    ("introduction", "age"),
    [
        ("TOMAS (68), tall, waits.", "68"),
        ("MARA VOSS (30s, wiry) kicks the door.", "30s"),
        ("BEN (mid-forties) nods.", "mid-forties"),
        ("JONAS, 45, comes in.", "45"),
        ("MARGUERITE (52 ans, cheveux gris) rit.", "52 ans"),
        ("OTTO (Mitte fünfzig) lacht.", "Mitte fünfzig"),
        ("ЮНАЯ АННА (8 лет) бежит.", "8 лет"),
        ("林晓（28岁，短发）坐着。", "28岁"),
        ("健一（60代）が立っている。", "60代"),
        ("ليلى (٣٠ سنة) تنتظر.", "٣٠"),
        ("A MAN in a coat counts 3 kings.", ""),
        ("NORA (wiry) waits.", ""),
    ],
)
def test_an_age_is_taken_as_it_is_written_or_left_blank(introduction, age):
    assert age_in(introduction) == age
