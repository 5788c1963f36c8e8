from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

from storyboard.continuity import can_read
from storyboard.continuity.picture import Line
from storyboard.flows import check_project, open_project


@pytest.fixture
def drawn(run, film: Path) -> Path:
    assert run("-C", film, "frames").code == 0
    return film


def take(film: Path, shot: str) -> Path:
    return film / "frames" / "shot" / shot / "start-001.png"


def findings(result) -> list[dict]:
    return json.loads(result.out)["findings"]


def edit(film: Path, old: str, new: str) -> None:
    shots = film / "shots.yaml"
    text = shots.read_text(encoding="utf-8")
    assert old in text
    shots.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_film_with_nothing_drawn_can_be_checked(run, film):
    result = run("-C", film, "check", "--json")
    report = json.loads(result.out)
    assert result.code == 0
    assert report["schema"] == 1
    assert (report["pictures"], report["text_read"]) == (0, False)
    assert {finding["code"] for finding in report["findings"] if finding["severity"] == "info"} >= {"frames-missing"}
    assert report["counts"]["error"] == 0
    assert sum(report["counts"]["codes"].values()) == len(report["findings"])
    assert all(set(one) >= {"shot", "severity", "code", "message", "fix", "evidence"} for one in report["findings"])


def test_frames_as_previs_draws_them_are_fine(run, drawn):
    result = run("-C", drawn, "check", "--no-text", "--json")
    assert result.code == 0
    assert json.loads(result.out)["pictures"] > 3
    assert not [one for one in findings(result) if one["severity"] == "error" or one["code"].startswith("picture")]


def test_a_black_frame_is_an_error_with_its_shot_and_file(run, drawn):
    Image.new("RGB", (640, 360)).save(take(drawn, "s001_0020"))
    result = run("-C", drawn, "check", "--no-text", "--json")
    (black,) = [one for one in findings(result) if one["code"] == "picture-black"]
    assert result.code == 3
    assert (black["shot"], black["number"], black["severity"]) == ("s001_0020", "1B", "error")
    assert black["evidence"]["file"] == "frames/shot/s001_0020/start-001.png"


def test_people_read_the_scene_the_shot_and_the_cure(run, drawn):
    Image.new("RGB", (640, 360)).save(take(drawn, "s001_0020"))
    result = run("-C", drawn, "check", "--no-text")
    lines = result.out.splitlines()
    at = next(index for index, line in enumerate(lines) if "picture-black" in line)
    assert lines[at].split()[:2] == ["1B", "error"]
    assert lines[at + 1].split()[0] == "->"
    assert "1  EXT. HARBOUR - DAY" in lines[:at]
    assert "1 error" in lines[-1] or "1 error" in lines[-2]


def test_a_picture_that_is_cut_off_is_an_error(run, drawn):
    picture = take(drawn, "s001_0020")
    picture.write_bytes(picture.read_bytes()[:2000])
    result = run("-C", drawn, "check", "--no-text", "--json")
    assert result.code == 3
    assert [one["shot"] for one in findings(result) if one["code"] == "picture-damaged"] == ["s001_0020"]


def test_a_shot_made_too_short_for_its_words_is_an_error(run, film):
    report = json.loads(run("-C", film, "shots", "--json").out)
    talk = next(shot for shot in report["shots"] if shot["dialogue"] and len(shot["dialogue"][0]["text"].split()) > 5)
    before = run("-C", film, "check", "--json")
    assert before.code == 0
    text = (film / "shots.yaml").read_text(encoding="utf-8")
    head, tail = text.split(talk["id"], 1)
    line = next(row for row in tail.splitlines() if row.strip().startswith("duration"))
    tail = tail.replace(line, line.split(":")[0] + ": 0.8s", 1)
    (film / "shots.yaml").write_text(head + talk["id"] + tail, encoding="utf-8")
    result = run("-C", film, "check", "--json")
    assert result.code == 3
    assert [one["shot"] for one in findings(result) if one["code"] == "dialogue-too-long"] == [talk["id"]]
    assert run("-C", film, "check", "--ignore", "dialogue-too-long").code == 0
    assert run("-C", film, "check", "s002").code == 0


def test_a_finding_nobody_knows_cannot_be_ignored(run, film):
    result = run("-C", film, "check", "--ignore", "ugly")
    assert result.code == 2
    assert "ugly" in result.err
    assert "jump-cut" in result.err
    assert not result.out


def test_the_rules_are_told_without_a_project(run, tmp_path):
    result = run("-C", tmp_path, "check", "--rules")
    assert result.code == 0
    assert "line-crossed" in result.out
    rules = json.loads(run("-C", tmp_path, "check", "--rules", "--json").out)["rules"]
    assert all(rule["codes"] and rule["what"] and rule["why"] for rule in rules)


class Captions:
    """Finds the same caption in every picture."""

    def read(self, path: Path) -> tuple[Line, ...]:
        return (Line("Meanwhile, elsewhere", 0.99, 0.08),)


def test_what_a_reader_finds_in_the_frames_is_compared_with_what_was_asked(drawn):
    report = check_project(open_project(drawn), reader=Captions())
    stray = [finding for finding in report.findings if finding.code == "text-stray"]
    assert report.text_read
    assert not report.text_hint
    assert len(stray) == report.pictures > 0


@pytest.mark.skipif(can_read(), reason="the extra for reading text is installed")
def test_without_the_extra_it_is_said_how_to_get_it(run, drawn):
    assert run("-C", drawn, "check").err.count("pip install 'storyboard[qc]'") == 1


def test_checking_writes_nothing_but_into_the_cache(run, drawn):
    def files() -> dict[Path, bytes]:
        return {
            path: path.read_bytes() for path in sorted(drawn.rglob("*")) if path.is_file() and "cache" not in path.parts
        }

    before = files()
    run("-C", drawn, "check", "--no-text")
    assert files() == before
