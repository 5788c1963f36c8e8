"""Bad input: exit code 2, one to three lines that name the place and the cure, nothing written, no traceback."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


def refused(result, *says: str, code: int = 2) -> None:
    assert result.code == code, result
    assert "Traceback" not in result.err
    assert 1 <= len(result.err.strip().splitlines()) <= 3, result.err
    for words in says:
        assert words in result.err


def test_no_project_here_says_how_to_make_one(run, tmp_path):
    refused(run("-C", tmp_path, "shots"), "No storyboard project here", "storyboard new")


def test_a_folder_that_is_not_there(run, tmp_path):
    refused(run("-C", tmp_path / "nowhere", "status"), "nowhere")


def test_an_unknown_command_names_the_nearest(run):
    refused(run("fraems"), "Did you mean 'frames'?")


def test_an_unknown_option_is_a_usage_error(run):
    refused(run("plan", "--bogus"), "--bogus")


@pytest.mark.parametrize("content", [b"", b"   \n\n\t\n"])
def test_an_empty_script(run, tmp_path, content):
    script = tmp_path / "empty.fountain"
    script.write_bytes(content)
    refused(run("new", tmp_path / "film", "--script", script), "empty.fountain")
    assert not (tmp_path / "film").exists()


def test_a_script_that_is_not_there(run, tmp_path):
    refused(run("new", tmp_path / "film", "--script", tmp_path / "no.fountain"), "no.fountain")
    assert not (tmp_path / "film").exists()


def test_run_without_the_script_it_names(run, film):
    next(film.glob("*.fountain")).unlink()
    refused(run("run", film), "storyboard.yaml", "is not there")


def test_a_project_without_a_script(run, tmp_path):
    (tmp_path / "storyboard.yaml").write_text("title: x\n", encoding="utf-8")
    refused(run("-C", tmp_path, "run"), "no script yet", "script:")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("page.png", b"<!DOCTYPE html><html>404</html>", "HTML page"),
        ("cut.png", None, "broken or cut off"),
        ("zero.png", b"", "empty (0 bytes)"),
    ],
)
def test_a_broken_picture_for_a_character(run, tmp_path, script, picture, name, content, says):
    path = tmp_path / name
    path.write_bytes(picture.read_bytes()[:200] if content is None else content)
    refused(run("new", tmp_path / "film", "--script", script, "--character", f"MARA={path}"), name, says)
    assert not (tmp_path / "film").exists()


def test_a_reference_that_has_gone(run, film):
    next((film / "refs").glob("*mara*")).unlink()
    refused(run("-C", film, "frames"), "mara.png", "storyboard.yaml")
    assert not (film / "frames").exists()


def test_a_reference_that_is_broken_draws_nothing(run, film):
    next((film / "refs").glob("*mara*")).write_bytes(b"<html>")
    refused(run("-C", film, "frames"), "mara.png", "HTML")


def test_a_bad_key_in_the_bible(run, film):
    bible = film / "storyboard.yaml"
    bible.write_text(bible.read_text(encoding="utf-8").replace("fps:", "fsp:"), encoding="utf-8")
    refused(run("-C", film, "plan"), "storyboard.yaml:", "Unknown key 'fsp'", "Did you mean 'fps'?")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_that_cannot_be_written(run, tmp_path, script):
    locked = tmp_path / "locked"
    locked.mkdir()
    locked.chmod(0o555)
    refused(run("new", locked / "film", "--script", script), "written")


def test_a_place_where_no_folder_can_be(run, tmp_path, script):
    blocked = tmp_path / "file"
    blocked.write_text("x")
    refused(run("new", blocked / "film", "--script", script), "written")


def test_a_project_is_never_written_over(run, film, script):
    before = (film / "storyboard.yaml").read_bytes()
    refused(run("new", film, "--script", script), "a project here already")
    assert (film / "storyboard.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--character", "MARA"], "NAME=IMAGE"),
        (["--character", "=x.png"], "NAME=IMAGE"),
        (["--format", "cinema"], "is not a format"),
        (["--format", "7x9"], "sides must be even"),
    ],
)
def test_bad_options_of_new(run, tmp_path, script, arguments, says):
    refused(run("new", tmp_path / "film", "--script", script, *arguments), says)
    assert not (tmp_path / "film").exists()


def test_no_key_for_a_paid_backend(run, film):
    refused(run("-C", film, "frames", "--backend", "openai", "--yes"), "OPENAI_API_KEY")
    assert not (film / "frames").exists()


def test_paid_work_without_consent_is_not_started(run, film, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-test-0123456789abcdef")
    refused(run("-C", film, "frames", "--backend", "openai"), "--yes", "at most $")
    assert not (film / "frames").exists()


def test_a_stranger_in_a_paid_frame_is_refused_by_name(run, film, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-test-0123456789abcdef")
    bible = film / "storyboard.yaml"
    text = bible.read_text(encoding="utf-8")
    bible.write_text("\n".join(line for line in text.splitlines() if "tomas" not in line) + "\n", encoding="utf-8")
    result = run("-C", film, "frames", "--backend", "openai", "--yes")
    assert result.code == 2
    assert "No reference picture for TOMAS" in result.err
    assert not (film / "frames").exists()


def test_an_unknown_backend_names_the_known_ones(run, film):
    refused(run("-C", film, "plan", "--backend", "midjourney"), "previs, openai")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["plan", "s009_0010"], "There is no shot 's009_0010'"),
        (["plan", "@NOBODY"], "Nobody called 'NOBODY'"),
        (["plan", "2A..1A"], "runs backwards"),
        (["pick", "1A", "7"], "has no take 7"),
        (["import", "1A"], "SHOT and IMAGE"),
        (["import", "1A", "missing.png"], "missing.png"),
        (["export", "veo9"], "generic"),
        (["board", "-o", "board.docx"], ".html"),
        (["animatic", "--size", "7x9"], "is not a size"),
        (["frames", "--takes", "0"], "takes"),
        (["frames", "--budget", "nan"], "nan"),
    ],
)
def test_bad_words_on_the_command_line(run, film, arguments, says):
    refused(run("-C", film, *arguments), says)


@pytest.mark.parametrize("name", ["with space", "it's", "a#b", "灯台", "🎬 film", 'quo"te', "-rf", "%03d", "[x]*?"])
def test_a_project_may_have_any_name(run, tmp_path, script, pictures, name):
    root = tmp_path / name
    made = run("new", "--script", script, "--character", f"MARA={pictures['MARA']}", "--format", "640x360", "--", root)
    assert made.code == 0, made.err
    shots = run("-C", root, "shots", "--json")
    assert shots.code == 0, shots.err
    done = run("run", "--", root)
    assert done.code == 0, done.err
    assert (root / "out" / "animatic.mp4").stat().st_size > 1000
    assert Path(done.out.splitlines()[-1].split(maxsplit=1)[1]).is_dir()
