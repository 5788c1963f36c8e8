from __future__ import annotations

import pytest

from storyboard.errors import ProjectError
from storyboard.paid.spool import Spool


@pytest.fixture
def spool(tmp_path):
    (tmp_path / "spool").mkdir()
    return Spool(tmp_path / "spool", tmp_path / "spare")


def test_an_answer_lands_on_the_room_that_was_taken_for_it(spool, tmp_path):
    spool.reserve("a", 50_000)
    pad = tmp_path / "spool" / "a.pad"
    assert pad.stat().st_blocks * 512 >= 50_000
    inode = pad.stat().st_ino
    spool.keep("a", b"x" * 40_000)
    assert spool.read("a") == b"x" * 40_000
    assert (tmp_path / "spool" / "a.answer").stat().st_ino == inode
    assert spool.pads() == []


def test_an_answer_larger_than_its_room_is_kept_whole(spool):
    spool.reserve("a", 10)
    spool.keep("a", b"x" * 40_000)
    assert spool.read("a") == b"x" * 40_000


def test_where_the_disk_has_no_room_nothing_may_be_sent(spool, tmp_path):
    with pytest.raises(ProjectError, match="no room on the disk"):
        spool.reserve("a", 1 << 60)
    assert list((tmp_path / "spool").iterdir()) == []


def test_what_the_project_does_not_take_goes_elsewhere(tmp_path):
    (tmp_path / "file").write_text("a file stands where the folder should be", encoding="utf-8")
    spool = Spool(tmp_path / "file" / "spool", tmp_path / "spare")
    spool.keep("a", b"paid")
    assert spool.holds("a")
    assert spool.read("a") == b"paid"
    assert (tmp_path / "spare" / "a.answer").read_bytes() == b"paid"
    spool.drop("a")
    assert not spool.holds("a")
    with pytest.raises(ProjectError):
        Spool(tmp_path / "file" / "spool").keep("a", b"paid")


def test_a_pad_that_cannot_be_written_is_not_trusted(spool, tmp_path):
    spool.reserve("a", 100)
    pad = tmp_path / "spool" / "a.pad"
    pad.unlink()
    pad.symlink_to(tmp_path / "nowhere" / "at all")
    spool.keep("a", b"paid")
    assert spool.read("a") == b"paid"
