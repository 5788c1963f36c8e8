"""Directions as lists and shot notes write them."""

from __future__ import annotations

import pytest

from storyboard.breakdown.directions import read_label, read_note, read_tokens, says_anything

FIELDS = ("size", "angle", "framing", "movement", "lens", "seconds")


def said(text: str) -> dict[str, str]:
    cue = read_tokens(text)
    return {name: str(getattr(cue, name)) for name in FIELDS if getattr(cue, name) not in {None, ""}}


@pytest.mark.parametrize(
    ("text", "size", "angle", "framing", "movement", "lens", "seconds"),
    [
        ("WS, Master, Eye Level, Static, 24mm, 6s", "WS", "eye", "", "static", "24mm", "6.0"),
        ("CU, Single, High, Push In, 50mm, 4s", "CU", "high", "single", "push in", "50mm", "4.0"),
        ("ECU, Insert, 100mm macro, 3.5s", "ECU", "", "insert", "", "100mm macro", "3.5"),
        ("MS, Two Shot, Low, Handheld, 35 mm", "MS", "low", "2S", "handheld", "35mm", ""),
        ("Medium Wide; Hip level; Dolly", "MLS", "low", "", "push in", "", ""),
        ("Extreme Wide, Birds Eye, Drone", "EWS", "overhead", "", "", "", ""),
        ("Over Shoulder, Ground level, Slider", "", "low", "OTS", "truck right", "", ""),
        ("Medium Long, Cutaway, Sticks, long lens", "MLS", "", "insert", "static", "long lens", ""),
        ("Cowboy, Gimbal, wide lens", "MLS", "", "", "follow", "wide lens", ""),
        ("Low-angle tracking shot", "", "low", "", "follow", "", ""),
        ("Medium close-up, eye-level, rack focus", "MCU", "eye", "", "rack", "", ""),
        ("Totale, Normalsicht, Schwenk links, 4,5s", "WS", "eye", "", "pan left", "", "4.5"),
        ("Halbnah, Untersicht, Handkamera, Weitwinkel", "MS", "low", "", "handheld", "wide-angle lens", ""),
        ("Großaufnahme, Vogelperspektive, Heranfahrt", "CU", "overhead", "", "push in", "", ""),
        ("Gros plan, contre-plongée, travelling avant", "CU", "low", "", "push in", "", ""),
        ("Plan d'ensemble, plongée, caméra à l'épaule", "WS", "high", "", "handheld", "", ""),
        ("Primer plano, contrapicado, cámara en mano", "CU", "low", "", "handheld", "", ""),
        ("Gran plano general; cenital; grúa", "EWS", "overhead", "", "crane up", "", ""),
        ("Primo piano, dal basso, carrellata indietro", "CU", "low", "", "pull out", "", ""),
        ("Figura intera, soggettiva, fissa", "FS", "", "POV", "static", "", ""),
        ("Plano médio, câmera baixa, travelling lateral", "MS", "low", "", "truck right", "", ""),
        ("Крупный план, нижний ракурс, наезд", "CU", "low", "", "push in", "", ""),
        ("Общий, на уровне глаз, с рук, телевик", "WS", "eye", "", "handheld", "telephoto lens", ""),
        ("近景，俯拍，推镜头", "MCU", "high", "", "push in", "", ""),
        ("特写跟拍, 广角", "CU", "", "", "follow", "wide-angle lens", ""),
        ("全景、双人、左摇", "WS", "", "2S", "pan left", "", ""),
        ("バストショット, あおり, フィックス", "MCU", "low", "", "static", "", ""),
        ("ロング, 俯瞰, パン左", "WS", "high", "", "pan left", "", ""),
        ("لقطة متوسطة, مستوى العين, ثابتة", "MS", "eye", "", "static", "", ""),
        ("لقطة قريبة, زاوية منخفضة, تتبع", "CU", "low", "", "follow", "", ""),
    ],
)  # fmt: skip
def test_a_list_of_tokens_is_understood_field_by_field(text, size, angle, framing, movement, lens, seconds):
    expected = dict(zip(FIELDS, (size, angle, framing, movement, lens, seconds), strict=True))
    assert said(text) == {name: value for name, value in expected.items() if value}
    assert read_tokens(text).unknown == ()


@pytest.mark.parametrize(
    ("token", "field", "value"),
    [
        ("Low", "angle", "low"), ("High", "angle", "high"), ("Single", "framing", "single"), ("Master", "size", "WS"),
        ("Medium", "size", "MS"), ("Wide", "size", "WS"), ("Close", "size", "CU"), ("Full", "size", "FS"),
        ("Pan", "movement", "pan right"), ("Tilt", "movement", "tilt up"), ("Zoom", "movement", "zoom in"),
        ("Boom", "movement", "crane up"), ("Jib", "movement", "crane up"), ("Crane", "movement", "crane up"),
        ("Arc", "movement", "orbit left"), ("Steadicam", "movement", "follow"), ("Tripod", "movement", "static"),
        ("Drone", "size", "EWS"), ("2S", "framing", "2S"), ("3S", "framing", "3S"), ("2-shot", "framing", "2S"),
        ("two-shot", "framing", "2S"), ("2s", "seconds", "2.0"), ("3s", "seconds", "3.0"), ("0:04", "seconds", "4.0"),
        ("telephoto", "lens", "telephoto"), ("85 mm f/1.8", "lens", "85mm f/1.8"), ("18-55mm", "lens", "18-55mm"),
    ],
)  # fmt: skip
def test_a_bare_word_of_a_column_is_enough(token, field, value):
    assert said(token)[field] == value


def test_what_is_said_first_and_plainly_wins():
    assert said("CU, Master, Wide") == {"size": "CU"}
    assert said("Handheld, Pan Left") == {"movement": "pan left"}
    assert said("WS, Drone, Low") == {"size": "WS", "angle": "low"}


def test_words_nobody_understands_are_kept_apart():
    cue = read_tokens("CU, gritty, low, hero look")
    assert (str(cue.size), str(cue.angle), cue.unknown) == ("CU", "low", ("gritty", "hero look"))
    assert read_tokens("dreamy slow push in").unknown == ("dreamy slow push in",)
    assert not says_anything(read_tokens("MARA AT THE WINDOW"))
    assert read_tokens("Movement: none, N/A, -").unknown == ("Movement: none",)


def test_lengths_nobody_can_mean_are_no_lengths():
    assert read_tokens("9999s").seconds is None
    assert read_tokens("0.01s").seconds is None


def test_a_note_may_say_all_that_a_list_says():
    cue = read_note("shot: CU, low, push in, 35 mm, 4s")
    assert cue is not None
    assert (str(cue.size), cue.lens, cue.seconds) == ("CU", "35mm", 4.0)


@pytest.mark.parametrize(
    ("sentence", "field", "value"),
    [
        ("HALBTOTALE: die Halle.", "size", "FS"), ("NAH: Anna weint.", "size", "MCU"), ("CAMPO LUNGO: la sala.", "size", "WS"),
        ("PLANO MÉDIO: Anna.", "size", "MS"), ("PLANO CONJUNTO: Anna e Ben.", "size", "FS"), ("НАЕЗД: Анна.", "movement", "push in"),
        ("俯拍：街道。", "angle", "high"), ("推镜头：安娜。", "movement", "push in"), ("アップ：アンナ。", "size", "CU"),
        ("لقطة كاملة: آنا.", "size", "FS"), ("TRAVELLING AVANT : Anna.", "movement", "push in"),
    ],
)  # fmt: skip
def test_a_direction_before_a_colon_is_one_in_any_language(sentence, field, value):
    cue = read_label(sentence)
    assert cue is not None
    assert str(getattr(cue, field)) == value


@pytest.mark.parametrize(
    "sentence",
    ["TOTAL: 45 euros.", "NOTE: buy milk.", "ANNA: no.", "Wide: the hall.", "High: they laugh.", "https://low.example"],
)
def test_other_words_before_a_colon_are_none(sentence):
    assert read_label(sentence) is None
