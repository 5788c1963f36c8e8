"""Where a bundle goes: it appears whole or not at all, and nothing of anybody else's is lost."""

import json
import zipfile

import pytest

from storyboard.bundles import export_bundle
from storyboard.errors import ProjectError


class PullsThePlug:
    """Stops the export at the fourth shot."""

    def begin(self, stage, total): ...
    def note(self, message): ...
    def end(self): ...
    def advance(self, detail="", steps=1):
        if detail == "s001_0040":
            raise KeyboardInterrupt


def tree(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_same_film_gives_the_same_zip_to_the_byte(film, tmp_path):
    for name in ("a.zip", "b.zip"):
        export_bundle(film, tmp_path / name, created="2026-11-24")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_a_zip_holds_the_same_files_as_a_folder(film, tmp_path):
    export_bundle(film, tmp_path / "bundle", created="x")
    export_bundle(film, tmp_path / "bundle.zip", created="x")
    with zipfile.ZipFile(tmp_path / "bundle.zip") as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == tree(tmp_path / "bundle")


def test_pictures_are_stored_and_nothing_tells_the_time(film, tmp_path):
    export_bundle(film, tmp_path / "bundle.zip")
    with zipfile.ZipFile(tmp_path / "bundle.zip") as archive:
        entries = archive.infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.compress_type for entry in entries if entry.filename.endswith(".png")} == {zipfile.ZIP_STORED}
    assert entries[-1].filename == "manifest.json"


@pytest.mark.parametrize("name", ["bundle", "bundle.zip"])
def test_a_bundle_is_replaced_by_a_newer_one(film, tmp_path, name):
    export_bundle(film, tmp_path / name, created="old")
    shorter = film.model_copy(update={"clips": film.clips[:1]})
    export_bundle(shorter, tmp_path / name, created="new")
    if name.endswith(".zip"):
        with zipfile.ZipFile(tmp_path / name) as archive:
            names, manifest = archive.namelist(), json.loads(archive.read("manifest.json"))
    else:
        names, manifest = tree(tmp_path / name), json.loads((tmp_path / name / "manifest.json").read_bytes())
    assert manifest["created"] == "new"
    assert not [entry for entry in names if entry.startswith("shots/002")]
    assert sorted(path.name for path in tmp_path.iterdir()) == [name, "takes"]


@pytest.mark.parametrize("name", ["bundle", "bundle.zip"])
def test_an_export_that_stops_half_way_leaves_the_old_bundle(film, tmp_path, name):
    export_bundle(film, tmp_path / name, created="old")
    path = tmp_path / name
    before = tree(path) if path.is_dir() else path.read_bytes()
    with pytest.raises(KeyboardInterrupt):
        export_bundle(film, path, created="new", progress=PullsThePlug())
    assert (tree(path) if path.is_dir() else path.read_bytes()) == before
    assert sorted(item.name for item in tmp_path.iterdir()) == [name, "takes"]


def test_an_export_that_stops_half_way_leaves_nothing_new(film, tmp_path):
    with pytest.raises(KeyboardInterrupt):
        export_bundle(film, tmp_path / "bundle", progress=PullsThePlug())
    assert [item.name for item in tmp_path.iterdir()] == ["takes"]


def test_a_folder_that_is_no_bundle_is_not_replaced(film, tmp_path):
    holiday = tmp_path / "holiday"
    holiday.mkdir()
    (holiday / "beach.jpg").write_bytes(b"x")
    with pytest.raises(ProjectError, match="not a bundle"):
        export_bundle(film, holiday)
    assert tree(holiday) == {"beach.jpg": b"x"}


def test_an_empty_folder_and_what_file_managers_leave_are_no_hindrance(film, tmp_path):
    folder = tmp_path / "bundle"
    folder.mkdir()
    (folder / ".DS_Store").write_bytes(b"x")
    export_bundle(film, folder)
    assert "manifest.json" in tree(folder)
    assert ".DS_Store" not in tree(folder)


def test_a_clip_somebody_saved_into_the_bundle_is_never_deleted(film, tmp_path):
    bundle = tmp_path / "bundle"
    export_bundle(film, bundle)
    clip = bundle / "shots" / "001_s001_0010" / "clip.mp4"
    clip.write_bytes(b"paid for")
    with pytest.raises(ProjectError, match=r"shots/001_s001_0010/clip\.mp4.*[Mm]ove"):
        export_bundle(film, bundle)
    assert clip.read_bytes() == b"paid for"


def test_a_folder_with_somebody_elses_manifest_is_not_replaced(film, tmp_path):
    folder = tmp_path / "app"
    folder.mkdir()
    (folder / "manifest.json").write_text('{"name": "app", "files": ["manifest.json"]}', encoding="utf-8")
    with pytest.raises(ProjectError, match="not a bundle"):
        export_bundle(film, folder)


@pytest.mark.parametrize("data", [b"", b"a letter", b"PK\x05\x06" + bytes(18)])
def test_a_file_that_is_no_bundle_is_not_replaced(film, tmp_path, data):
    path = tmp_path / "bundle.zip"
    path.write_bytes(data)
    with pytest.raises(ProjectError, match="not a bundle"):
        export_bundle(film, path)
    assert path.read_bytes() == data


def test_a_file_in_the_way_of_a_folder_is_a_users_error(film, tmp_path):
    (tmp_path / "bundle").write_bytes(b"x")
    with pytest.raises(ProjectError, match="in the way"):
        export_bundle(film, tmp_path / "bundle")


def test_a_place_that_cannot_be_written_is_a_users_error(film, tmp_path):
    (tmp_path / "file").write_bytes(b"x")
    for name in ("bundle", "bundle.zip"):
        with pytest.raises(ProjectError, match="cannot be written"):
            export_bundle(film, tmp_path / "file" / name)


def test_a_link_to_a_folder_is_followed_and_stays(film, tmp_path):
    real, link = tmp_path / "real", tmp_path / "link"
    real.mkdir()
    try:
        link.symlink_to(real, target_is_directory=True)
    except OSError:
        pytest.skip("this system does not let us make links")
    export_bundle(film, link)
    assert link.is_symlink()
    assert (real / "manifest.json").is_file()
