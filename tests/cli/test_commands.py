"""The commands as a user types them, on a small film."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from storyboard.cli import COMMANDS


def test_the_overview_lists_every_command(run):
    result = run("--help")
    assert result.code == 0
    for name, line in COMMANDS.items():
        assert name in result.out
        assert line in result.out


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(run, name):
    result = run(name, "--help")
    assert result.code == 0
    assert result.out.startswith(f"Usage: storyboard {name}")


def test_help_loads_nothing_heavy():
    code = (
        "import sys\n"
        "from storyboard.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'pydantic', 'numpy', 'cv2', 'av', 'PIL', 'openai', 'moviepy', 'rich', 'ruamel', 'jinja2'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def test_the_whole_way(run, film):
    result = run("run", film)
    assert result.code == 0, result.err
    opened = dict(line.split(maxsplit=1) for line in result.out.splitlines())
    assert set(opened) == {"frames", "animatic", "board", "bundle"}
    assert Path(opened["animatic"]).stat().st_size > 10_000
    assert "MARA" in Path(opened["board"]).read_text(encoding="utf-8")
    manifest = json.loads((Path(opened["bundle"]) / "manifest.json").read_text(encoding="utf-8"))
    shots = json.loads(run("-C", film, "shots", "--json").out)["shots"]
    assert len(manifest["shots"]) == len(shots) >= 6
    status = json.loads(run("-C", film, "status", "--json").out)
    assert {shot["state"] for shot in status["shots"]} == {"current"}
    assert status["money"] == {
        **dict.fromkeys(("spent_usd", "reserved_usd", "unknown_usd", "waiting_usd", "today_usd"), 0.0),
        "cap_usd": 10.0,
        "run_cap_usd": None,
        "day_cap_usd": None,
    }
    again = run("run", film)
    assert again.code == 0
    assert "0 pictures drawn now" in again.err


def test_a_bare_script_becomes_a_project_beside_it(run, script, pictures):
    result = run("run", script, "--character", f"mara={pictures['MARA']}", "--format", "640x360")
    assert result.code == 0, result.err
    assert (script.parent / "errand" / "out" / "board.html").is_file()
    assert "No reference picture for TOMAS" in result.err


def test_shots_json_keeps_its_promise(run, film):
    printed = json.loads(run("-C", film, "shots", "--json").out)
    assert {"schema", "scenes", "people", "shots", "diagnostics"} <= set(printed)
    assert {"id", "number", "heading", "place", "time", "line"} <= set(printed["scenes"][0])
    assert {"name", "aliases", "lines", "visible"} <= set(printed["people"][0])
    assert {
        "id", "scene", "number", "size", "angle", "movement", "framing", "setup", "subjects", "action", "dialogue",
        "duration_s", "duration_frames", "source",
    } <= set(printed["shots"][0])  # fmt: skip
    assert printed["shots"][0]["source"]["file"] == "errand.fountain"
    assert {"character", "look", "on_screen"} <= set(printed["shots"][-1]["subjects"][0])


def test_plan_json_keeps_its_promise_and_needs_no_key(run, film):
    printed = json.loads(run("-C", film, "plan", "--backend", "openai", "--json").out)
    row = next(row for row in printed["rows"] if row["references"])
    assert {"slot", "shot", "state", "reasons", "references", "prompt", "price_usd"} <= set(row)
    assert set(row["references"][0]) >= {"number", "role", "name", "path"}
    assert f"Image {row['references'][0]['number']}: {row['references'][0]['name']}" in row["prompt"]
    assert {"images", "estimate_usd", "at_most_usd", "minutes"} <= set(printed["total"])
    assert 0 < printed["total"]["estimate_usd"] <= printed["total"]["at_most_usd"]
    assert not (film / "frames").exists()


def test_a_changed_coat_is_planned_and_drawn_alone(run, film, draw_figure):
    assert run("-C", film, "frames").code == 0
    draw_figure(next((film / "refs").glob("*mara*")), coat=(10, 160, 60))
    plan = json.loads(run("-C", film, "plan", "--json").out)
    stale = [row for row in plan["rows"] if row["state"] == "stale" and not row["frame_from"]]
    assert stale
    assert all(row["reasons"][0].startswith("the picture of MARA changed (storyboard.yaml:") for row in stale)
    drawn = run("-C", film, "frames").out.splitlines()
    assert len(drawn) == len(stale)
    assert run("-C", film, "frames").out == ""


def test_takes_are_chosen_by_number(run, film):
    assert run("-C", film, "frames", "1A", "--takes", "2").out.count("\n") == 2
    picked = run("-C", film, "pick", "1A", "1")
    assert picked.out.strip().endswith("start-001.png")
    status = json.loads(run("-C", film, "status", "--json").out)
    assert status["shots"][0]["take"] == 1


def test_an_own_picture_becomes_the_take(run, film, picture):
    done = run("-C", film, "import", "1B", picture)
    assert done.code == 0, done.err
    imported = Path(done.out.strip())
    assert imported.read_bytes() == picture.read_bytes()
    status = json.loads(run("-C", film, "status", "--json").out)
    assert status["shots"][1]["state"] == "current"


def test_a_folder_of_own_pictures(run, film, tmp_path, picture):
    folder = tmp_path / "mine"
    folder.mkdir()
    for name in ("1A.png", "s001_0020.png", "holiday.png"):
        (folder / name).write_bytes(picture.read_bytes())
    done = run("-C", film, "import", "--from", folder)
    assert done.code == 0, done.err
    assert len(done.out.splitlines()) == 2


def test_the_animatic_reuses_what_did_not_change(run, film):
    assert run("-C", film, "frames").code == 0
    assert run("-C", film, "animatic").code == 0
    again = run("-C", film, "animatic")
    assert " 0 pieces encoded" in again.err


def test_a_stretch_of_the_film(run, film, tmp_path):
    part = tmp_path / "part.mp4"
    done = run("-C", film, "animatic", "--range", "1A..1B", "-o", part, "--size", "320x180", "--no-captions")
    assert done.code == 0, done.err
    assert part.stat().st_size > 1000


def test_exports(run, film, tmp_path):
    assert run("-C", film, "frames").code == 0
    assert (tmp_path / "b.zip").exists() is False
    assert run("-C", film, "export", "generic", "-o", tmp_path / "b.zip").code == 0
    assert run("-C", film, "board", "-o", tmp_path / "sheet.png").code == 0
    assert run("-C", film, "shots", "-o", tmp_path / "list.csv").code == 0
    assert run("-C", film, "shots", "-o", tmp_path / "list.md").code == 0
    for name in ("b.zip", "sheet.png", "list.csv", "list.md"):
        assert (tmp_path / name).stat().st_size > 100


def test_stdout_is_the_product_and_quiet_is_quiet(run, film):
    result = run("-q", "-C", film, "run")
    assert result.code == 0
    assert result.err == ""
    assert len(result.out.splitlines()) == 4


def test_explain_says_which_rule_made_a_shot(run, film):
    result = run("-C", film, "shots", "--explain", "1A")
    assert result.code == 0
    assert "errand.fountain:" in result.out
    assert "size" in result.out


@pytest.mark.skipif(os.name == "nt", reason="pipes close otherwise on Windows")
def test_a_reader_that_goes_away_is_no_error(film):
    command = f"{sys.executable} -m storyboard -C {film} shots --json | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr


def test_the_film_is_fitted_to_a_length_and_says_what_it_did(run, film):
    done = run("-C", film, "shots", "--length", "20s")
    assert done.code == 0, done.err
    assert "7 shots, 0:20; script" in done.out.splitlines()[-1]
    assert "20.0 s" in done.err
    # It stays fitted when the script is read again.
    assert "7 shots, 0:20; script" in run("-C", film, "shots").out
    fewer = run("-C", film, "shots", "--max-shots", "4")
    assert fewer.out.rstrip().splitlines()[-1].startswith("4 shots")
    assert "is now part of" in fewer.err
    assert run("-C", film, "shots", "--length", "soon").code == 2
    assert run("-C", film, "shots", "--max-shots", "1").code == 2
