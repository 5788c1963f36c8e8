"""A whole bundle, as a folder."""

import csv
import hashlib
import io
import json

import pytest
from PIL import Image

from storyboard.bundles import export_bundle, known_targets
from storyboard.errors import InputError
from storyboard.model import FORMATS

HEAD = (250, 200, 160)


@pytest.fixture
def manifest(bundle):
    return json.loads((bundle / "manifest.json").read_text(encoding="utf-8"))


def files_in(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_every_drawn_shot_has_a_folder_named_by_order_and_id(bundle):
    assert files_in(bundle) == [
        "README.md",
        "manifest.json",
        "manifest.schema.json",
        "shots.csv",
        "shots/001_s001_0010/end.png",
        "shots/001_s001_0010/motion.txt",
        "shots/001_s001_0010/start.png",
        "shots/002_s001_0020/motion.txt",
        "shots/002_s001_0020/start.png",
        "shots/004_s001_0040/start.png",
        "shots/005_s001_0050/motion.txt",
        "shots/005_s001_0050/start.png",
    ]


def test_the_manifest_lists_every_file_of_the_bundle(bundle, manifest):
    assert sorted(manifest["files"]) == files_in(bundle)


def test_every_picture_is_exactly_the_canvas_in_plain_rgb_and_says_nothing(bundle):
    pictures = list(bundle.rglob("*.png"))
    assert len(pictures) == 5
    for path in pictures:
        with Image.open(path) as picture:
            picture.load()
            assert (picture.format, picture.mode, picture.size) == ("PNG", "RGB", (1280, 720))
            assert picture.info == {}
        chunks = path.read_bytes()
        assert b"tEXt" not in chunks
        assert b"iCCP" not in chunks


def test_hashes_in_the_manifest_are_those_of_the_files(bundle, manifest):
    frames = [shot[part] for shot in manifest["shots"] for part in ("start", "end") if shot[part]]
    assert len(frames) == 5
    for frame in frames:
        assert hashlib.sha256((bundle / frame["file"]).read_bytes()).hexdigest() == frame["sha256"]


def test_a_wide_picture_is_cropped_around_the_head_and_the_crop_is_stated(bundle, manifest):
    frame = manifest["shots"][3]["start"]
    crop = frame["crop"]
    assert (crop["width"], crop["height"], crop["top"]) == (1536, 864, 0)
    assert crop["left"] == 2048 - 1536  # as far right as the picture goes
    with Image.open(bundle / frame["file"]) as picture:
        at = round((0.8 * 2048 - crop["left"]) * crop["scale"])
        assert picture.getpixel((at, 300)) == HEAD


def test_first_and_last_picture_are_cropped_around_the_same_point(film, tmp_path):
    upright = film.model_copy(update={"format": FORMATS["9:16"]})
    export_bundle(upright, tmp_path / "upright")
    shot = json.loads((tmp_path / "upright" / "manifest.json").read_text(encoding="utf-8"))["shots"][0]
    assert shot["start"]["crop"] == shot["end"]["crop"]
    assert (shot["start"]["width"], shot["start"]["height"]) == (720, 1280)


def test_an_enlarged_picture_is_flagged_and_warned_of(film, tmp_path, manifest):
    flags = [shot["start"]["enlarged"] for shot in manifest["shots"] if shot["start"]]
    assert flags == [False, True, False, False]
    report = export_bundle(film, tmp_path / "again")
    assert [warning for warning in report.warnings if warning.startswith("1B: start.png was enlarged 2.00 times")]


def test_a_shot_without_a_picture_is_listed_with_a_warning(manifest):
    shot = manifest["shots"][2]
    assert (shot["start"], shot["end"], shot["motion_file"], shot["status"]) == (None, None, None, "missing")
    assert shot["motion_prompt"] == "Fog comes in."
    assert "1C: nothing is drawn yet" in manifest["warnings"]


def test_status_is_final_stale_missing_or_draft(manifest):
    assert [shot["status"] for shot in manifest["shots"]] == ["final", "stale", "missing", "draft", "final"]
    assert manifest["shots"][1]["stale"] == ["the look of MARA changed"]


def test_a_borrowed_picture_names_its_owner(manifest):
    shot = manifest["shots"][4]
    assert shot["frame_from"] == "s001_0010"
    assert shot["start"]["sha256"] == manifest["shots"][0]["start"]["sha256"]
    assert shot["start"]["original"]["slot"] == "shot/s001_0010/start"


def test_the_manifest_says_what_a_tool_needs_of_a_shot(manifest, film):
    shot = manifest["shots"][0]
    assert (shot["id"], shot["number"], shot["scene"], shot["order"]) == ("s001_0010", "1A", "s001", 0)
    assert (shot["duration_frames"], shot["duration_seconds"], shot["planned_frames"]) == (84, 3.5, 84)
    assert shot["motion_prompt"] == "Slow push in. She turns."
    assert shot["negative_prompt"] == "photorealism, watermarks"
    assert shot["camera"] == {"words": "push in", "move": "push", "direction": "in"}
    assert shot["subjects"] == [
        {"character": "MARA", "look": "rain", "on_screen": True},
        {"character": "TOMAS", "look": "default", "on_screen": False},
    ]
    assert shot["dialogue"][0]["text"] == "=1+1 灯塔 البحر"
    assert shot["transition"] == {"into": "cut", "out": "dissolve"}
    assert shot["source"] == {"file": "film.fountain", "line": 10, "line_end": 12}
    original = shot["start"]["original"]
    assert original["sha256"] == film.clips[0].start_take.receipt.sha256
    assert original["take"] == 2
    assert original["references"] == [{"number": 1, "role": "character", "name": "MARA", "sha256": "ab" * 32}]


def test_the_manifest_says_what_the_film_is(manifest):
    assert manifest["fps"] == "24/1"
    assert manifest["fps_float"] == 24.0
    assert manifest["frame"] == {"width": 1280, "height": 720}
    assert manifest["created"] == "2026-11-24"
    assert (manifest["duration_frames"], manifest["duration_seconds"]) == (276, 11.5)
    assert manifest["target"] == "generic"


def test_no_cell_of_the_table_is_a_formula(bundle):
    data = (bundle / "shots.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert len(rows) == 5
    assert rows[1]["motion_prompt"] == "'-still"
    assert rows[0]["heading"] == "'@INT. LAMP ROOM"
    assert rows[0]["dialogue"] == "TOMAS: =1+1 灯塔 البحر"
    assert rows[0]["characters"] == "MARA"


def test_the_readme_speaks_of_this_film_and_shows_no_markup_of_it(bundle):
    text = (bundle / "README.md").read_text(encoding="utf-8")
    assert "# The Light \\| \\<b\\>: shots" in text
    assert "1280 x 720" in text
    assert "| 1A | `s001_0010` | 3.50 | push in | final | start + end |" in text
    assert "- 1C: nothing is drawn yet" in text


def test_the_motion_prompt_is_a_text_file_to_paste(bundle):
    assert (bundle / "shots/001_s001_0010/motion.txt").read_text(encoding="utf-8") == "Slow push in. She turns.\n"


def test_a_picture_that_cannot_be_read_costs_its_shot_not_the_bundle(film, tmp_path):
    film.clips[1].start_take.path.write_bytes(b"<html>")
    report = export_bundle(film, tmp_path / "bundle")
    assert (report.shots, report.missing) == (3, 2)
    assert [warning for warning in report.warnings if warning.startswith("1B: its picture cannot be read")]


def test_the_report_counts_shots_with_and_without_pictures(film, tmp_path):
    report = export_bundle(film, tmp_path / "bundle")
    assert (report.path, report.shots, report.missing) == (tmp_path / "bundle", 4, 1)


def test_an_unknown_target_names_those_that_are_known(film, tmp_path):
    with pytest.raises(InputError, match=r"'sora'.*generic"):
        export_bundle(film, tmp_path / "bundle", target="sora")
    assert known_targets() == ("generic",)


@pytest.mark.parametrize("name", ["../generic", "", "generic.yaml", "GENERIC"])
def test_a_target_is_a_name_and_never_a_path(film, tmp_path, name):
    with pytest.raises(InputError, match="no target"):
        export_bundle(film, tmp_path / "bundle", target=name)


def test_a_film_without_shots_has_no_bundle(film, tmp_path):
    with pytest.raises(InputError, match="no shots"):
        export_bundle(film.model_copy(update={"clips": ()}), tmp_path / "bundle")
