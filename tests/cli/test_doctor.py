"""The doctor as a user calls it, and what `new` and `cast` say of it."""

from __future__ import annotations

import json

import numpy as np
from PIL import Image

OFFER = "storyboard doctor --nets"


def busy(path, figure=None):
    """A picture whose background is anything but plain; with a figure on white pasted in, or of nobody."""
    tones = np.random.default_rng(3).integers(0, 255, (40, 20, 3), dtype=np.uint8)
    ground = Image.fromarray(tones).resize((240, 480), Image.Resampling.BICUBIC)
    if figure is not None:
        sheet = Image.open(figure)
        ground.paste(sheet, mask=sheet.convert("L").point(lambda value: 255 * (value < 250)))
    ground.save(path)
    return path


def test_outside_a_project_the_doctor_says_ready(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run("doctor")
    assert result.code == 0, result.out
    assert "Ready, with" in result.out  # The nets are not there.
    assert f"-> {OFFER}" in result.out


def test_the_doctors_json_has_a_schema_and_rows(run, film):
    result = run("-C", film, "doctor", "--json")
    assert result.code == 0
    found = json.loads(result.out)
    assert found["schema"] == 1
    assert found["ready"] is True
    assert all(set(row) == {"name", "state", "what", "cure"} for row in found["rows"])
    assert {row["state"] for row in found["rows"]} <= {"ok", "warning", "missing"}


def test_a_folder_without_a_project_that_was_named_is_not_ready(run, tmp_path):
    result = run("-C", tmp_path, "doctor")
    assert result.code == 2
    assert "MISSING" in result.out
    assert "Not ready: 1 missing" in result.out


def test_a_doubtful_cutout_is_shown_and_the_nets_are_offered_once_by_new_and_cast(run, tmp_path, script, pictures):
    found = [busy(tmp_path / f"{name}.png", pictures[name]) for name in ("MARA", "TOMAS")]
    words = [
        word for name, path in zip(("MARA", "TOMAS"), found, strict=True) for word in ("--character", f"{name}={path}")
    ]
    made = run("new", tmp_path / "film", "--script", script, *words)
    assert made.code == 0
    assert made.err.count("doubtful: ") == 2
    assert made.err.count(OFFER) == 1
    assert (tmp_path / "film" / "out" / "cutouts" / "01-mara.png").is_file()
    told = run("-C", tmp_path / "film", "cast")
    assert told.err.count(OFFER) == 1
    assert told.err.count("cut-out: .storyboard/cache/cutouts/") == 2


def test_clean_cutouts_offer_nothing(run, film):
    assert OFFER not in run("-C", film, "cast").err
