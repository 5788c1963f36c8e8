"""Arrows over a picture: what the camera does and where people go, as outlines, as SVG and as pixels."""

import subprocess
import sys
import xml.etree.ElementTree as ET
from itertools import product

import numpy as np
import pytest

from storyboard.backends import overlay_of, overlay_rgba, overlay_svg
from storyboard.backends.overlay import Whose
from storyboard.model import Action, Direction, Head, Landmarks, Move, Movement, Shot, Size, Source, Subject

MOVES = [move for move in Move if move is not Move.STATIC]
RATIOS = (16 / 9, 2.39, 9 / 16, 1.0)
PLACES = ((0.5, 0.5), (0.0, 0.0), (1.0, 1.0))


def shot_of(move=Move.STATIC, direction=Direction.NONE, action="", people=(), size=Size.FS):
    return Shot(
        id="s001_0010",
        scene="s001",
        source=Source(file="film", line=1, line_end=1),
        size=size,
        movement=Movement(move=move, direction=direction),
        action=Action(text=action),
        subjects=people,
        duration_frames=48,
    )


def known(x=0.5, y=0.2, height=0.13, horizon=0.3, name="MARA"):
    head = Head(character=name, x=x - height / 4, y=y, width=height / 2, height=height)
    return Landmarks(heads=(head,), focus=head.centre, horizon=horizon)


def moved(direction=Direction.NONE, move=Move.PAN, ratio=16 / 9, landmarks=Landmarks(), **fields):  # noqa: B008 - frozen
    return overlay_of(shot_of(move, direction, **fields), ratio, landmarks)


def walked(action, landmarks=None, ratio=16 / 9, **fields):
    """The one red mark of MARA doing that."""
    person = Subject(character="MARA", action=action, **fields)
    overlay = overlay_of(shot_of(people=(person,)), ratio, landmarks or known())
    assert {mark.whose for mark in overlay.marks} == {Whose.SUBJECT}
    (mark,) = overlay.marks
    return mark, overlay.words


def reach(*marks):
    points = [point for mark in marks for loop in mark.loops for point in loop]
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def tip(mark):
    """The point of an arrow: where its outline is farthest from its tail's end."""
    points = np.array(mark.loops[0])
    return points[np.argmax(np.hypot(*(points - (points[0] + points[-1]) / 2).T))]


@pytest.mark.parametrize("move", MOVES)
def test_every_move_has_marks_of_the_cameras_own_that_lie_inside_the_picture(move):
    for ratio, direction, place in product(RATIOS, Direction, PLACES):
        for landmarks in (Landmarks(focus=place), known(*place)):
            overlay = moved(direction, move, ratio, landmarks)
            assert {mark.whose for mark in overlay.marks} == {Whose.CAMERA}
            left, top, right, bottom = reach(*overlay.marks)
            assert min(left, top) > 0, (ratio, direction, place)
            assert max(right, bottom) < 1, (ratio, direction, place)


def test_nothing_moves_and_nothing_is_drawn():
    person = Subject(character="MARA", action="stands and looks at the sea")
    overlay = overlay_of(shot_of(people=(person,), action="Mara stands at the wall."), 16 / 9, known())
    assert not overlay
    assert overlay_svg(overlay) == ""
    assert np.asarray(overlay_rgba(overlay, (64, 36))).max() == 0


def test_a_push_frames_the_head_and_points_inwards():
    frame, *arrows = moved(move=Move.PUSH, landmarks=known(0.65, 0.25, 0.2)).marks
    left, top, right, bottom = reach(frame)
    assert left < 0.60
    assert right > 0.70
    assert top < 0.25
    assert 0.45 < bottom < 0.85
    assert len(arrows) == 4
    outwards = moved(move=Move.PULL, landmarks=known(0.65, 0.25, 0.2)).marks[1]
    assert (tip(arrows[0]) > tip(outwards)).all()


def test_a_zooms_frame_is_broken_into_dashes():
    assert len(moved(move=Move.PUSH).marks[0].loops) == 2
    assert len(moved(move=Move.ZOOM).marks[0].loops) > 12


@pytest.mark.parametrize("move", [Move.PAN, Move.WHIP, Move.TRUCK])
def test_sideways_moves_point_the_way_they_go_along_an_edge(move):
    lefts, rights = moved(Direction.LEFT, move).marks[-1], moved(Direction.RIGHT, move).marks[-1]
    assert tip(lefts)[0] < 0.3
    assert tip(rights)[0] > 0.7
    assert reach(lefts, rights)[1] > 0.7


def test_the_cameras_arrow_gives_way_to_somebodys_on_the_floor():
    person = Subject(character="MARA", action="walks", facing="left")
    both = overlay_of(shot_of(Move.PAN, Direction.LEFT, people=(person,)), 16 / 9, known())
    white, red = both.marks
    assert reach(white)[3] < 0.3
    assert reach(red)[1] > 0.7
    assert both.words == ("pan left", "MARA goes to the left")


@pytest.mark.parametrize("move", [Move.TILT, Move.CRANE, Move.PEDESTAL])
def test_upward_moves_are_drawn_at_the_right(move):
    up, down = (moved(direction, move).marks[0] for direction in (Direction.UP, Direction.DOWN))
    assert reach(up, down)[0] > 0.8
    assert tip(up)[1] < 0.3
    assert tip(down)[1] > 0.7


def test_a_rack_goes_from_the_larger_head_to_the_smaller():
    heads = known(0.25, 0.2, 0.4).heads + known(0.8, 0.3, 0.1, name="TOMAS").heads
    first, second, *line = moved(move=Move.RACK, landmarks=Landmarks(heads=heads)).marks
    assert reach(first)[2] < 0.5 < reach(second)[0]
    assert line


@pytest.mark.parametrize(
    ("action", "fields", "words", "way"),
    [
        ("walks to the left", {}, "goes to the left", (-1, 0)),
        ("runs", {"facing": "right"}, "goes to the right", (1, 0)),
        ("walks away", {"facing": "away"}, "goes away", (0, -1)),
        ("crosses the room from the left", {}, "goes to the right", (1, 0)),
        ("walks towards the camera", {}, "goes towards us", (0, 1)),
        ("stands up", {}, "rises", (0, -1)),
        ("falls", {}, "goes down", (0, 1)),
    ],
)
def test_people_go_where_the_words_or_their_eyes_say(action, fields, words, way):
    mark, said = walked(action, **fields)
    assert said == (f"MARA {words}",)
    points = np.array(mark.loops[0])
    along = tip(mark) - (points[0] + points[-1]) / 2
    assert along @ way > 0.05


def test_who_comes_in_starts_at_the_edge_and_who_goes_out_ends_there():
    enters, said = walked("comes in", facing="right", in_start=False)
    assert said == ("MARA enters from the left",)
    assert reach(enters)[0] < 0.03
    assert tip(enters)[0] < 0.5
    leaves, said = walked("goes", staging="right", in_end=False)
    assert said == ("MARA leaves to the right",)
    assert tip(leaves)[0] > 0.95


@pytest.mark.parametrize(
    "action",
    [
        "Mara's tears run down her face.",
        "Mara runs her hand over the wall.",
        "Tomas walks to the left.",
        "Mara turns the page.",
    ],
)
def test_what_only_sounds_like_walking_is_not_drawn(action):
    assert not overlay_of(shot_of(people=(Subject(character="MARA"),), action=action), 16 / 9)


def test_an_arrow_lies_on_the_floor_in_perspective_and_flat_where_the_floor_is_edge_on():
    def wings(horizon):
        """How far the farther and the nearer wing of an arrow to the left reach from its tip's height."""
        mark, _ = walked("walks", known(horizon=horizon), facing="left")
        _, top, _, bottom = reach(mark)
        return tip(mark)[1] - top, bottom - tip(mark)[1]

    far, near = wings(0.1)
    assert far < 0.97 * near
    far, near = wings(0.88)
    assert far == pytest.approx(near)


def test_an_arrow_into_the_depth_narrows_though_its_tail_is_drawn_thinner():
    (loop,) = walked("walks away", known(horizon=0.2), facing="away")[0].loops
    neck = (len(loop) - 3) // 2 - 1
    assert abs(loop[0][0] - loop[-1][0]) > 1.01 * abs(loop[neck][0] - loop[-1 - neck][0])


def test_people_whose_heads_nobody_measured_are_where_their_staging_says():
    right, _ = walked("stands up", Landmarks(), staging="right")
    left, _ = walked("stands up", Landmarks(), staging="left")
    assert reach(left)[2] < reach(right)[0]


def test_every_persons_arrow_stays_in_every_picture():
    for ratio, action, (x, y) in product(
        RATIOS, ("walks left", "walks right", "walks away", "walks towards us", "stands up", "falls", "turns"), PLACES
    ):
        mark, _ = walked(action, known(x, y, 0.4), ratio)
        left, top, right, bottom = reach(mark)
        assert min(left, top) > 0
        assert max(right, bottom) < 1


def test_the_svg_is_well_formed_small_and_says_names_as_names():
    name = '</svg><script>"&'
    person = Subject(character=name, action="walks", facing="left")
    text = overlay_svg(overlay_of(shot_of(Move.PUSH, Direction.IN, people=(person,)), 16 / 9), "move")
    root = ET.fromstring(text)
    assert root.attrib["aria-label"] == f"push in; {name} goes to the left"
    assert root.attrib["class"] == "move"
    assert [path.attrib["class"] for path in root] == ["camera"] * 5 + ["subject"]
    assert len(text) < 1500


def test_the_camera_is_white_with_a_black_line_and_people_red_with_a_white_one():
    pixels = np.asarray(overlay_rgba(moved(Direction.LEFT), (320, 180))).reshape(-1, 4)
    solid = pixels[pixels[:, 3] == 255]
    assert (solid.min(axis=0)[:3] < 40).all()
    assert (solid == (255, 255, 255, 255)).all(axis=1).sum() > 150
    person = Subject(character="MARA", action="walks", facing="left")
    red = np.asarray(overlay_rgba(overlay_of(shot_of(people=(person,)), 16 / 9), (320, 180)))
    inked = red[red[..., 3] == 255]
    assert (inked == (206, 58, 46, 255)).all(axis=1).sum() > 100
    assert (inked == (255, 255, 255, 255)).all(axis=1).sum() > 10
    assert inked[:, 0].min() > 190, "no black line around people's arrows"


def test_both_drawings_put_the_marks_in_the_same_place():
    overlay = moved(Direction.RIGHT, Move.TRUCK)
    seen = np.argwhere(np.asarray(overlay_rgba(overlay, (320, 180)))[..., 3] > 128)
    (top, left), (bottom, right) = seen.min(axis=0), seen.max(axis=0)
    box = np.array(reach(*overlay.marks)) * (320, 180, 320, 180)
    assert np.abs(np.array((left, top, right + 1, bottom + 1)) - box).max() < 2.5


def test_the_outlines_cost_no_heavy_import():
    code = "import sys; from storyboard.backends import overlay_of, overlay_svg; print({'cv2','numpy','PIL'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
