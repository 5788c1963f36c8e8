"""Parts and other shapes of a film."""

import pytest
from PIL import Image

from storyboard.animatic import FilmCut, clips_between, plan_segments, write_contact_sheet, write_gif
from storyboard.errors import SelectionError
from storyboard.model import FORMATS, Heading, Move, Movement, SceneSummary


@pytest.fixture
def film(timeline_of):
    scenes = tuple(SceneSummary(id=f"s00{n}", number=str(n), heading=Heading(text="INT. A"), line=n) for n in (1, 2))
    return timeline_of({}, {"scene": "s002"}, {"scene": "s002", "movement": Movement(move=Move.PUSH)}, scenes=scenes)


@pytest.mark.parametrize(
    ("shots", "scene", "expected"),
    [
        ("", "", (0, None)),
        ("s001_0010..s001_0020", "", (0, 2)),
        ("1B..", "", (1, 3)),
        ("..1B", "", (0, 2)),
        ("1B", "", (1, 2)),
        ("", "2", (1, 3)),
        ("1C", "s002", (2, 3)),
    ],
)
def test_a_part_of_a_film_is_named_by_shots_or_by_scene(film, shots, scene, expected):
    assert clips_between(film, shots, scene) == expected


@pytest.mark.parametrize(
    ("shots", "scene", "said"), [("1C..1A", "", "backwards"), ("", "7", "film has 1, 2"), ("1A", "2", "not in scene")]
)
def test_a_part_that_is_not_there_is_said_with_a_cure(film, shots, scene, said):
    with pytest.raises(SelectionError, match=said):
        clips_between(film, shots, scene)


def test_a_cut_has_its_own_shape_matte_and_size(film):
    assert FilmCut().of(film) == film
    upright = FilmCut(format=FORMATS["9:16"], matte=0, preview=True)
    shown = upright.of(film)
    assert (shown.format.name, shown.format.matte) == ("9:16", None)
    assert upright.size(shown, None) == (360, 640)
    assert upright.name == "-9x16-matte0-preview"
    assert FilmCut(matte=2.39).of(film).format.matte == 2.39


def test_a_gif_has_the_films_length_at_twelve_frames_a_second(film, tmp_path):
    path = tmp_path / "-y; rm $(x).gif"
    assert write_gif(plan_segments(film), path) == 36
    with Image.open(path) as picture:
        assert (picture.size, picture.n_frames, picture.info["loop"]) == ((256, 144), 36, 0)
        lengths = 0
        for number in range(picture.n_frames):
            picture.seek(number)
            lengths += picture.info["duration"]
    assert lengths == pytest.approx(3000, abs=40)


def test_a_contact_sheet_shows_the_middle_frame_of_every_shot(film, tmp_path):
    path = tmp_path / "sheet.png"
    assert write_contact_sheet(plan_segments(film), film.clips, path) == 3
    with Image.open(path) as sheet:
        assert sheet.width > 2 * 256
