"""Weather, lamps and hours go on through a scene until the script ends them."""

from __future__ import annotations

import pytest

HALL = "NORA (30) waits by the long wall of the yard, and nothing moves at all."


def lights(shot_list) -> list[str]:
    return [shot.light for shot in shot_list.shots]


def test_rain_of_the_first_shot_falls_in_the_next(cut):
    shots = cut(f"EXT. YARD - NIGHT\n\nRain hammers down on everything.\n\n{HALL}\n\nNORA\nWell.").shot_list
    assert lights(shots) == ["night, rain"] * 3
    assert shots.shots[2].provenance["light"] == "the heading's hour; rain since line 3"


def test_inside_it_rains_outside(cut):
    shots = cut(f"INT. YARD - DUSK\n\nRain on the windows.\n\n{HALL}").shot_list
    assert lights(shots)[-1] == "dusk, rain outside"


def test_a_scene_that_goes_on_keeps_the_weather_and_another_does_not(cut):
    text = f"EXT. YARD - NIGHT\n\nIt snows.\n\n{HALL}\n\nEXT. STREET - CONTINUOUS\n\nNora runs.\n\nEXT. BEACH - NIGHT\n\nNora sleeps."
    assert lights(cut(text).shot_list)[-2:] == ["night, snow", ""]


@pytest.mark.parametrize(
    ("text", "light"),
    [
        ("A neon tube flickers over the bar.", "night, neon light"),
        ("Moonlight lies on the floor.", "night, moonlight"),
        ("Nora lights a candle.", "night, candlelight"),
        ("Une bougie brûle.", "night, candlelight"),
        ("Лунный свет на полу.", "night, moonlight"),
        ("桌上有蜡烛。", "night, candlelight"),
        ("The lights go out.", "night, darkness"),
        ("Lightning flashes.", "night, lightning"),
        ("Her raincoat drips.", ""),
        ("She storms out of here.", ""),
        ("林晓穿着雨衣。", ""),
        ('A poster: "RAIN MAN".', ""),
    ],
)
def test_what_gives_light_is_named(cut, text, light):
    assert lights(cut(f"INT. BAR - NIGHT\n\n{text}").shot_list) == [light]


def test_lightning_is_over_and_darkness_lasts_until_a_lamp(cut):
    storm = "INT. BAR - NIGHT\n\nLightning flashes over the roof."
    text = f"{storm}\n\n{HALL}\n\nThe lights go out.\n\n{HALL}\n\nShe lights a candle."
    found = lights(cut(text).shot_list)
    assert found[0] == "night, lightning"
    assert found[1] == ""
    assert found[-2:] == ["night, darkness", "night, candlelight"]


def test_a_heading_that_says_more_than_day_is_the_light(cut):
    shot = cut("EXT. YARD - MORNING\n\nNothing moves.").shot_list.shots[0]
    assert shot.light == "morning light"
    assert shot.provenance["light"] == "the heading: MORNING"


def test_without_a_word_about_it_light_is_blank(cut):
    assert lights(cut(f"EXT. YARD - DAY\n\n{HALL}\n\nNORA\nWell.").shot_list) == ["", ""]
