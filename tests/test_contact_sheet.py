"""The script that draws the contact sheet and the README's picture."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
SCRIPT = ROOT / "scripts" / "contact_sheet.py"


def ran(*words):
    return subprocess.run([sys.executable, SCRIPT, *map(str, words)], capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def shots():
    spec = importlib.util.spec_from_file_location("contact_shots", ROOT / "scripts/contact/shots.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["contact_shots"] = module
    spec.loader.exec_module(module)
    return module


def test_it_draws_the_panels_named_and_says_what_it_drew(tmp_path):
    path = tmp_path / "sheet.jpg"
    done = ran("--only", "child-kitchen,insert-sign", "--columns", 2, "--width", 420, "--json", "-o", path)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["names"] == ["child-kitchen", "insert-sign"]
    assert told["pictures"] == 2
    assert 0 < told["picture_ms_median"] < 1000 * told["cpu_s"]
    with Image.open(path) as sheet:
        assert sheet.format == "JPEG"
        assert 410 <= sheet.width <= 420
        # One row: a picture and its caption.
        assert 110 < sheet.height < 160


@pytest.mark.parametrize("words", [["--only", "no-such-shot"], ["-o", "sheet.gif"]])
def test_what_it_cannot_draw_is_refused(words):
    done = ran(*words)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_its_panels_show_what_an_artist_must_be_able_to_draw(shots):
    panels = shots.PANELS
    drawn = [panel.shot for panel in panels]
    assert len(panels) >= 24
    assert len({panel.name for panel in panels}) == len(panels)
    assert {str(shot.size) for shot in drawn} == {"ECU", "CU", "MCU", "MS", "MLS", "FS", "WS", "EWS", "INSERT"}
    assert {str(shot.angle) for shot in drawn} == {"eye", "high", "low", "dutch", "overhead", "worm"}
    assert {str(shot.framing) for shot in drawn} >= {"single", "2S", "3S", "OTS", "insert"}
    assert {str(shot.time) for shot in drawn} == {"day", "dusk", "night", "dawn"}
    assert {panel.finish for panel in panels} == {"clean", "ink", "pencil"}
    assert len({str(shot.movement.move) for shot in drawn}) >= 12
    assert len({shot.location for shot in drawn}) >= 20


def test_the_readmes_twelve_are_among_them(shots):
    assert len(set(shots.README)) == 12
    assert set(shots.README) <= {panel.name for panel in shots.PANELS}


@pytest.mark.parametrize("film", ["lighthouse", "spot"])
def test_pictures_of_the_readme_are_small_enough_to_load_at_once(film):
    path = ROOT / "examples" / film / "contact-sheet.jpg"
    assert path.name in (ROOT / "README.md").read_text(encoding="utf-8")
    assert path.stat().st_size <= 400_000
