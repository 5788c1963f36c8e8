"""The second example: a product spot from a numbered list, from its text to its pictures."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

EXAMPLE = Path(__file__).parents[2] / "examples" / "spot"
PRODUCT = "TARN FLASK"
WITH_PRODUCT = (3, 4, 5, 6, 7)


@pytest.fixture
def spot(tmp_path: Path) -> Path:
    """The example, copied: what it was drawn to before stays out of it."""
    made = shutil.ignore_patterns("frames", "out", "shots.*", ".storyboard", "__pycache__")
    return Path(shutil.copytree(EXAMPLE, tmp_path / "spot", ignore=made))


@pytest.fixture
def shots(run: Callable[..., Any], spot: Path) -> list[dict[str, Any]]:
    result = run("-C", spot, "shots", "--json")
    assert result.code == 0, result.err
    return json.loads(result.out)["shots"]


def orange(pixels: np.ndarray) -> np.ndarray:
    """Where the product is; nothing else in the film is so orange, not even skin at dawn."""
    red, green, blue = (pixels[..., channel].astype(int) for channel in range(3))
    return (red - green > 85) & (green - blue > 30) & (red > 150)


def test_every_item_is_a_shot_of_the_length_it_says_and_the_spot_lasts_fifteen_seconds(shots):
    assert [shot["duration_frames"] for shot in shots] == [60, 48, 48, 48, 48, 48, 60]
    assert sum(shot["duration_s"] for shot in shots) == pytest.approx(15.0)
    assert [shot["number"] for shot in shots] == list("1234567")


def test_sizes_moves_and_angles_are_the_list_s_own(shots):
    assert [shot["size"] for shot in shots] == ["EWS", "CU", "INSERT", "MLS", "CU", "WS", "INSERT"]
    assert [shot["movement"] for shot in shots] == ["push in", "static", "push in", *["static"] * 4]
    assert [shot["angle"] for shot in shots] == [*["eye"] * 5, "low", "eye"]


def test_the_voice_over_is_heard_and_never_seen(run, spot, shots):
    people = {
        person["name"]: person["visible"] for person in json.loads(run("-C", spot, "shots", "--json").out)["people"]
    }
    assert people == {"NARRATOR": False, "NIA": True}
    spoken = {shot["number"]: line for shot in shots for line in shot["dialogue"]}
    assert {number: line["voice"] for number, line in spoken.items()} == dict.fromkeys("2357", "v.o.")
    assert {subject["character"] for shot in shots for subject in shot["subjects"]} == {"NIA"}


def test_sounds_and_music_are_no_part_of_what_is_seen(shots):
    assert [bool(shot["sound"]) for shot in shots] == [True, False, False, True, False, True, False]
    assert not any(word in shot["action"] for shot in shots for word in ("SFX", "Music", "VO:", "(2s)"))


def test_the_product_goes_along_with_every_shot_that_shows_it_and_with_no_other(run, spot):
    result = run("-C", spot, "plan", "--json")
    assert result.code == 0, result.err
    rows = json.loads(result.out)["rows"]
    sent = [{reference["name"] for reference in row["references"]} for row in rows]
    assert [PRODUCT in names for names in sent] == [number in WITH_PRODUCT for number in range(1, 8)]
    assert ["NIA" in names for names in sent] == [True, True, False, True, True, True, False]
    assert not any("NARRATOR" in names for names in sent)


def test_the_end_card_asks_for_its_words_exactly(run, spot, shots):
    assert shots[-1]["frame_text"] == ["TARN. Still hot."]
    assert not any(shot["frame_text"] or shot["overlay_text"] for shot in shots[:-1])
    card = json.loads(run("-C", spot, "plan", "--json").out)["rows"][-1]
    assert '"TARN. Still hot."' in card["prompt"]
    assert shots[-1]["subjects"] == []


def test_it_is_drawn_upright_with_the_user_s_own_product(run, spot):
    result = run("-C", spot, "frames")
    assert result.code == 0, result.err
    pictures = [np.asarray(Image.open(path)) for path in sorted(spot.glob("frames/shot/*/start-001.png"))]
    assert [picture.shape for picture in pictures] == [(1536, 864, 3)] * 7
    seen = [orange(picture) for picture in pictures]
    assert [bool(mask.mean() > 0.002) for mask in seen] == [number in WITH_PRODUCT for number in range(1, 8)]
    assert seen[2].mean() > 0.05
    assert seen[6].mean() > 0.03
    for mask in (seen[number - 1] for number in WITH_PRODUCT):
        assert not mask[:, :8].any()
        assert not mask[:, -8:].any()
        assert not mask[-8:].any()


def test_the_end_card_is_clean_outside_the_title_safe_area(run, spot):
    assert run("-C", spot, "frames", "7").code == 0
    (path,) = spot.glob("frames/shot/s001_0070/start-001.png")
    card = np.asarray(Image.open(path)).astype(int)
    drawn = np.abs(card - card[0, 0]).sum(2) > 24
    safe = np.zeros_like(drawn)
    safe[round(0.1 * 1536) : round(0.8 * 1536), round(0.1 * 864) : round(0.9 * 864)] = True
    assert not drawn[~safe].any()
    letters = np.abs(np.diff(card[round(0.62 * 1536) : round(0.8 * 1536)].sum(2), axis=1)) > 120
    assert letters.sum(1).max() >= 12


def test_the_product_s_picture_is_what_its_script_draws(tmp_path):
    sys.path.insert(0, str(EXAMPLE))
    try:
        import tarn_flask
        from poster import Sheet
    finally:
        sys.path.remove(str(EXAMPLE))
    size = (200, 400)
    sheet = Sheet(size, tarn_flask.WIDE)
    tarn_flask.draw(sheet)
    sheet.save(tmp_path / "flask.png")
    with Image.open(EXAMPLE / "refs/flask.png") as picture:
        assert (picture.mode, picture.size) == ("RGBA", tarn_flask.SIZE)
        kept = np.asarray(picture.resize(size, Image.Resampling.BOX)).astype(int)
    again = np.asarray(Image.open(tmp_path / "flask.png")).astype(int)
    assert np.abs(again - kept)[again[..., 3] > 250].mean() < 3
    assert np.abs(again[..., 3] - kept[..., 3]).mean() < 1
