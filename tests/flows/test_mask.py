"""A mask says where the figure is in a reference that cannot be cut out by itself."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from storyboard.backends import cutout
from storyboard.errors import PictureError, ProjectError
from storyboard.flows import FrameOptions, current_shots, draw_frames, open_project, plan_frames
from storyboard.frames import examine
from storyboard.model import Quality
from storyboard.project import Project, set_in_bible

BIBLE = "script: a.fountain\nformat: 640x360\ncharacters:\n  NORA:\n    references: [refs/nora.png]\n"


@pytest.fixture
def film(tmp_path: Path) -> Project:
    """Nora before a wall of noise, and a mask painted over her."""
    (tmp_path / "refs").mkdir()
    noise = np.random.default_rng(1).integers(0, 255, (480, 240, 3), dtype=np.uint8)
    picture, mask = Image.fromarray(noise), Image.new("L", (240, 480))
    for drawn, skin, coat in ((picture, "#e8b998", "#8a2b2b"), (mask, "white", "white")):
        pen = ImageDraw.Draw(drawn)
        pen.ellipse((95, 40, 145, 105), fill=skin)
        pen.rectangle((75, 105, 165, 440), fill=coat)
    picture.save(tmp_path / "refs" / "nora.png")
    mask.save(tmp_path / "refs" / "mask.png")
    (tmp_path / "a.fountain").write_text("INT. HALL - DAY\n\nNORA (30) waits.\n\nNORA\nHm.\n", encoding="utf-8")
    (tmp_path / "storyboard.yaml").write_text(BIBLE, encoding="utf-8")
    return open_project(tmp_path)


def reasons(project: Project, backend: str) -> set[str]:
    frames = examine(project, current_shots(project).shot_list, backend=backend, quality=Quality.DRAFT)
    return {reason for frame in frames for reason in frame.reasons}


def test_the_cut_out_is_what_the_mask_says(film: Project) -> None:
    refs = film.root / "refs"
    cover = np.asarray(cutout(refs / "nora.png", refs / "mask.png"))[..., 3] > 127
    assert np.array_equal(cover, np.asarray(Image.open(refs / "mask.png")) > 127)


def test_a_mask_redraws_the_free_pictures_it_shows_in_and_is_said(film: Project) -> None:
    first = draw_frames(film, FrameOptions()).takes[0]
    set_in_bible(film.layout.bible, ("characters", "NORA", "mask"), "refs/mask.png")
    masked = open_project(film.root)
    assert any("the mask of NORA is new" in reason for reason in reasons(masked, "previs"))
    assert not any("mask" in reason for reason in reasons(masked, "openai"))
    again = {take.slot: take for take in draw_frames(masked, FrameOptions()).takes}
    assert again[first.slot].path.read_bytes() != first.path.read_bytes()
    assert draw_frames(open_project(film.root), FrameOptions()).takes == ()


def test_a_mask_of_another_shape_is_refused(film: Project) -> None:
    Image.new("L", (300, 200), "white").save(film.root / "refs" / "wide.png")
    with pytest.raises(PictureError, match="another shape"):
        cutout(film.root / "refs" / "nora.png", film.root / "refs" / "wide.png")


def test_a_mask_without_a_figure_is_refused(film: Project) -> None:
    Image.new("L", (240, 480), "black").save(film.root / "refs" / "black.png")
    with pytest.raises(PictureError, match="nothing white"):
        cutout(film.root / "refs" / "nora.png", film.root / "refs" / "black.png")


def test_a_mask_that_is_not_there_is_said_with_its_cure_before_anything_is_drawn(film: Project) -> None:
    set_in_bible(film.layout.bible, ("characters", "NORA", "mask"), "refs/none.png")
    with pytest.raises(ProjectError, match=r"'refs/none\.png' is not there.*take the key 'mask' out"):
        plan_frames(open_project(film.root), FrameOptions())
