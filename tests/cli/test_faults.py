"""What a run meets in real life: damaged files, another run, a stop at the wrong moment."""

from __future__ import annotations

import asyncio
import json
import random

import pytest

from storyboard.errors import BudgetError, Stopped
from storyboard.frames import draw_plan, examine, make_plan
from storyboard.model import Quality
from storyboard.project import Layout, drawing_alone, load_shots, open_project, read_lock
from storyboard.testing import FakeBackend


def test_two_runs_never_draw_at_once(run, film):
    assert run("-C", film, "shots", "--json").code == 0
    with drawing_alone(Layout(root=film)):
        second = run("-C", film, "frames")
    assert second.code == 2
    assert "Another run is drawing" in second.err
    assert not (film / "frames").exists()
    assert run("-C", film, "frames").code == 0


def test_a_damaged_cache_is_made_again(run, film):
    assert run("run", film).code == 0
    before = (film / "out" / "animatic.mp4").read_bytes()
    noise = random.Random(1)
    for path in sorted((film / ".storyboard" / "cache").rglob("*")):
        if path.is_file():
            size = path.stat().st_size
            path.write_bytes(noise.randbytes(size) if path.suffix != ".json" else b'{"shots": [7], "lines": [5]}')
    again = run("run", film)
    assert again.code == 0, again.err
    assert (film / "out" / "animatic.mp4").read_bytes() == before
    for path in (film / ".storyboard" / "cache").rglob("*.m4a"):
        path.write_bytes(b"")
    assert run("-C", film, "animatic").code == 0


def test_a_ruined_take_is_missing_and_drawn_again(run, film):
    assert run("-C", film, "frames").code == 0
    (film / "frames" / "shot" / "s001_0010" / "start-001.png").write_text("hello")
    status = json.loads(run("-C", film, "status", "--json").out)
    assert status["shots"][0]["state"] == "missing"
    assert "take 1 is damaged" in status["shots"][0]["reasons"][0]
    assert run("-C", film, "animatic").code == 0
    assert run("-C", film, "export").code == 3
    assert run("-C", film, "frames").out.endswith("start-002.png\n")
    assert run("-C", film, "export").code == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [(["-C", "nowhere", "status"], 2), (["frames", "--backend", "openai", "--yes"], 2), (["bogus"], 2)],
)
def test_debug_shows_more_and_changes_no_exit_code(run, film, monkeypatch, words, code):
    monkeypatch.chdir(film)
    assert run("--debug", *words).code == code


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("schema: 1", "schema: 99", "newer storyboard"),
        ("budget: 10", 'budget: !!int "abc"', "not a number"),
        ("script: errand.fountain", f"script: {'x' * 5000}", "not a path"),
        ("script: errand.fountain", 'script: "a\\0b"', "not a path"),
        ("script: errand.fountain", "script: ../errand.fountain", "outside the project"),
        ("quality: draft", f"quality: draft\nmusic: {'x' * 5000}", "not a path"),
        ("quality: draft", "quality: draft\nmusic: no.mp3", "music is not there"),
    ],
)
def test_odd_values_in_the_bible(run, film, old, new, says):
    bible = film / "storyboard.yaml"
    text = bible.read_text(encoding="utf-8")
    assert old in text
    bible.write_text(text.replace(old, new), encoding="utf-8")
    result = run("run", film)
    assert result.code == 2, result.err
    assert says in result.err
    assert not (film / "out" / "animatic.mp4").exists()


def test_a_title_without_a_form_in_utf_8_is_no_crash(run, film):
    bible = film / "storyboard.yaml"
    bible.write_text(
        bible.read_text(encoding="utf-8").replace("title: The Errand", 'title: "\\ud800x"'), encoding="utf-8"
    )
    assert run("-C", film, "status").code in {0, 2}
    assert run("-C", film, "status", "--json").code in {0, 2}


def test_damaged_files_beside_takes_are_named(run, film):
    assert run("-C", film, "frames").code == 0
    (film / "frames" / "shot" / "s001_0010" / "picked.json").write_text("[" * 100_000)
    result = run("-C", film, "status")
    assert result.code == 2
    assert "picked.json" in result.err


def test_a_film_cannot_be_called_anything_but_mp4(run, film, tmp_path):
    assert run("-C", film, "animatic", "-o", tmp_path / "film.avi").code == 2


class Tight(FakeBackend):
    """Has room for one picture at a time, as a small budget has while others are under way."""

    async def draw(self, prompt, *, key):
        if self._under_way:
            raise BudgetError("No room at this moment")
        return await super().draw(prompt, key=key)


def draw_all(film, backend):
    project = open_project(film)
    shots = load_shots(project.layout, read_lock(project.layout), project.bible.fps)
    plan = make_plan(examine(project, shots, backend=backend.name, quality=Quality.DRAFT), backend)
    return asyncio.run(draw_plan(project, plan, backend)), plan


def test_a_budget_that_is_only_held_back_is_waited_for(run, film):
    assert run("-C", film, "shots", "--json").code == 0
    report, plan = draw_all(film, Tight(lanes=4, delay=0.01))
    assert len(report.takes) == plan.images > 1


class StopsAtOnce(FakeBackend):
    """Is told to stop while its first picture is being prepared, before anything is sent."""

    async def draw(self, prompt, *, key):
        raise Stopped("Stopped before it was sent")


def test_a_stop_before_anything_is_sent_ends_the_run(run, film):
    assert run("-C", film, "shots", "--json").code == 0
    with pytest.raises(Stopped):
        draw_all(film, StopsAtOnce())
    assert not (film / "frames").exists()
