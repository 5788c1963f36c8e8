"""Pictures of no single shot, as the built-in artist draws them: what is seen in them is what is asserted."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from storyboard.backends.previs import PrevisBackend
from storyboard.backends.previs.balloons import Balloon, letter_panel
from storyboard.backends.previs.comic import Panel, panel_boxes
from storyboard.backends.previs.portrait import GROUND
from storyboard.backends.previs.stand_in import draw_stand_in
from storyboard.backends.previs.wordcolours import colours_told
from storyboard.errors import DrawingRefused
from storyboard.model import (
    Brief,
    DialogueLine,
    FramePrompt,
    Head,
    Interior,
    Landmarks,
    Reference,
    Role,
    Shot,
    Size,
    Slot,
    SlotKind,
    Source,
    Subject,
    TimeOfDay,
)

COAT = (200, 40, 40)


@pytest.fixture
def figure(tmp_path, draw_figure) -> Path:
    return draw_figure(tmp_path / "mara.png", coat=COAT)


def drawn(brief: Brief, *references: Reference, size=(384, 576), text=""):
    prompt = FramePrompt(
        slot=Slot(kind=brief.kind, id="x", part=brief.part), text=text, references=references, size=size, brief=brief
    )
    drawing = PrevisBackend().draw_now(prompt)
    picture = np.asarray(Image.open(io.BytesIO(drawing.image)).convert("RGB")).astype(int)
    assert picture.shape[:2] == size[::-1]
    return picture, drawing


def reference(path: Path, role=Role.TARGET, name="the original", number=1) -> Reference:
    return Reference(number=number, role=role, name=name, path=path, sha256="")


def shot(number=1, *people, **more) -> Shot:
    given = {
        "id": f"s001_{number * 10:04d}",
        "scene": "s001",
        "number": f"1{chr(64 + number)}",
        "source": Source(file="a", line=1, line_end=1),
        "location": "STREET",
        "interior": Interior.EXT,
        "size": Size.WS,
        "duration_frames": 24,
        "subjects": tuple(Subject(character=name) for name in people),
    }
    return Shot(**(given | more))


def share_near(picture, colour, within=60) -> float:
    return float((np.linalg.norm(picture - np.asarray(colour), axis=-1) < within).mean())


def on_plain_ground(picture) -> bool:
    edge = np.concatenate([picture[:6].reshape(-1, 3), picture[:, :6].reshape(-1, 3), picture[:, -6:].reshape(-1, 3)])
    return bool((np.abs(edge - GROUND).max(1) <= 2).all())


def test_an_anchor_from_a_photo_is_that_figure_whole_on_a_plain_ground(figure):
    brief = Brief(kind=SlotKind.CHARACTER, part="anchor", name="MARA")
    picture, drawing = drawn(brief, reference(figure))
    assert on_plain_ground(picture)
    assert share_near(picture, COAT) > 0.03
    rows = np.flatnonzero((np.abs(picture - GROUND).max(2) > 40).any(1))
    assert rows[0] < 0.08 * len(picture)
    assert 0.90 * len(picture) < rows[-1] < 0.99 * len(picture)
    head = drawing.landmarks.heads[0]
    assert head.y < 0.10
    assert 0.4 < head.centre[0] < 0.6


def test_an_anchor_from_words_wears_their_colours_and_says_that_it_is_nobody():
    brief = Brief(kind=SlotKind.CHARACTER, part="anchor", name="NOA", description="yellow raincoat, teal trousers")
    picture, drawing = drawn(brief, text="Looks: Yellow raincoat, teal trousers.")
    assert share_near(picture, (240, 192, 52)) > 0.05
    assert share_near(picture, (40, 110, 118)) > 0.03
    assert "a neutral stand-in in colours that its description names" in drawing.warnings[0]


def test_the_clothes_of_a_look_go_before_those_of_the_description():
    brief = Brief(kind=SlotKind.CHARACTER, part="anchor-funeral", name="NOA")
    picture, _ = drawn(brief, text="Looks: A yellow coat.\nWears: A green dress.")
    assert share_near(picture, (70, 132, 84)) > 0.05
    assert share_near(picture, (240, 192, 52)) == 0


def test_a_sheet_shows_four_figures_above_and_six_different_faces_below(tmp_path):
    Image.fromarray(draw_stand_in("MARA")).save(tmp_path / "face.png")
    brief = Brief(kind=SlotKind.CHARACTER, part="sheet", name="MARA")
    size = (960, 640)
    picture, drawing = drawn(brief, reference(tmp_path / "face.png", Role.CHARACTER, "MARA"), size=size)
    busy = np.abs(picture - GROUND).max(2) > 60
    above = busy[int(0.30 * 640) : int(0.40 * 640)].any(0).astype(int)
    assert int((np.diff(np.concatenate([[0], above, [0]])) == 1).sum()) >= 4
    cells = [picture[int(0.68 * 640) :, index * 160 : (index + 1) * 160] for index in range(6)]
    for index, face in enumerate(cells):
        assert (np.abs(face - GROUND).max(2) > 60).mean() > 0.15
        for other in cells[index + 1 :]:
            assert np.abs(face - other).max() > 40
    assert "one view" in drawing.warnings[-1]


def test_a_bust_gets_a_drawn_body_and_no_expressions_and_both_are_said(tmp_path):
    whole = Image.fromarray(draw_stand_in("MARA"))
    whole.crop((0, 0, 560, 460)).save(tmp_path / "bust.png")
    anchor = reference(tmp_path / "bust.png", Role.CHARACTER, "MARA")
    _, drawing = drawn(Brief(kind=SlotKind.CHARACTER, part="sheet", name="MARA"), anchor, size=(480, 320))
    assert any("its body is a guess" in warning for warning in drawing.warnings)
    assert any("no expressions" in warning for warning in drawing.warnings)


def test_a_plate_is_the_set_without_anybody_in_the_light_of_its_time():
    day, _ = drawn(Brief(kind=SlotKind.LOCATION, part="plate", name="STREET", interior=Interior.EXT), size=(480, 270))
    night, drawing = drawn(
        Brief(kind=SlotKind.LOCATION, part="plate", name="STREET", interior=Interior.EXT, time=TimeOfDay.NIGHT),
        size=(480, 270),
    )
    assert day.mean() > night.mean() + 25
    assert drawing.landmarks.heads == ()


def test_a_product_is_cut_out_onto_the_plain_ground(tmp_path):
    from PIL import ImageDraw

    image = Image.new("RGB", (300, 400), "white")
    ImageDraw.Draw(image).rounded_rectangle((90, 60, 210, 340), 20, fill=(30, 90, 200), outline="black", width=4)
    image.save(tmp_path / "flask.png")
    picture, _ = drawn(
        Brief(kind=SlotKind.PROP, part="anchor", name="FLASK"), reference(tmp_path / "flask.png"), size=(400, 400)
    )
    assert on_plain_ground(picture)
    assert share_near(picture, (30, 90, 200), 70) > 0.1


def test_a_known_thing_is_drawn_and_an_unknown_one_is_refused_with_the_cure():
    picture, drawing = drawn(Brief(kind=SlotKind.PROP, part="anchor", name="BULB"), size=(400, 400))
    assert (np.abs(picture - GROUND).max(2) > 60).mean() > 0.05
    assert "not as it is described" in drawing.warnings[0]
    with pytest.raises(DrawingRefused, match="--from IMAGE"):
        drawn(Brief(kind=SlotKind.PROP, part="anchor", name="ZORBLAX"))


def test_the_words_of_a_title_stand_bright_inside_the_safe_margins():
    words = ("雨の夜", "by 山田")
    brief = Brief(kind=SlotKind.CARD, part="title", name="x", words=words, shots=(shot(),))
    picture, _ = drawn(brief, size=(640, 360))
    without, _ = drawn(brief.model_copy(update={"words": ()}), size=(640, 360))
    changed = np.argwhere(np.abs(picture - without).max(2) > 60)
    top, left = changed.min(0)
    low, right = changed.max(0)
    assert min(top / 360, left / 640, 1 - low / 360, 1 - right / 640) > 0.08
    letters = picture[top:low, left:right]
    assert letters.max() > 235
    assert np.median(without[top:low, left:right].sum(2)) / 3 < 120


def test_the_words_of_a_poster_cover_no_head(figure):
    brief = Brief(kind=SlotKind.POSTER, part="poster", name="x", words=("A TITLE",), people=("MARA",), shots=(shot(),))
    anchor = reference(figure, Role.CHARACTER, "MARA")
    picture, drawing = drawn(brief, anchor, size=(384, 576))
    without, _ = drawn(brief.model_copy(update={"words": ()}), anchor, size=(384, 576))
    assert drawing.landmarks.heads
    changed = (picture.min(2) > 215) & (np.abs(picture - without).max(2) > 50)
    assert changed.sum() > 400
    for head in drawing.landmarks.heads:
        y0, y1 = int(head.y * 576), int((head.y + head.height) * 576)
        x0, x1 = int(head.x * 384), int((head.x + head.width) * 384)
        assert not changed[y0:y1, x0:x1].any()


def test_letters_that_no_font_here_has_are_said():
    brief = Brief(kind=SlotKind.CARD, part="title", name="x", words=("\u13a0\U0001e900",), shots=(shot(),))
    _, drawing = drawn(brief, size=(320, 180))
    assert any("No font here has the letters" in warning for warning in drawing.warnings)


def test_an_expansion_draws_the_shot_again_in_the_other_format(figure):
    brief = Brief(kind=SlotKind.EXPANSION, part="start", name="1A", people=("MARA",), shots=(shot(1, "MARA"),))
    _, drawing = drawn(brief, reference(figure, Role.CHARACTER, "MARA"), size=(288, 512))
    assert [head.character for head in drawing.landmarks.heads] == ["MARA"]


def test_a_comic_page_needs_a_picture_of_every_shot(figure):
    brief = Brief(kind=SlotKind.COMIC, part="page", name="x", shots=(shot(1), shot(2)))
    with pytest.raises(DrawingRefused, match="picture of every shot"):
        drawn(brief, reference(figure))


def test_a_comic_page_shows_its_pictures_in_order_with_paper_between(tmp_path):
    colours = [(200, 30, 30), (30, 160, 40), (40, 60, 200), (220, 200, 40)]
    pictures = []
    for index, colour in enumerate(colours, 1):
        Image.new("RGB", (320, 180), colour).save(tmp_path / f"{index}.png")
        pictures.append(reference(tmp_path / f"{index}.png", name=f"1{index}", number=index))
    line = DialogueLine(character="MARA", text="Have you got it?")
    shots = tuple(shot(index, dialogue=(line,) if index == 2 else ()) for index in range(1, 5))
    picture, drawing = drawn(Brief(kind=SlotKind.COMIC, part="page", name="x", shots=shots), *pictures)
    found = []
    for colour in colours:
        spots = np.argwhere(np.linalg.norm(picture - np.asarray(colour), axis=2) < 12)
        assert len(spots) > 0.08 * picture.shape[0] * picture.shape[1]
        found.append(tuple(spots.min(0)))
    assert found == sorted(found)
    assert (picture[:8] > 240).all()
    # The balloon is white in the second panel only.
    white = (picture.min(2) > 248).sum(1)
    top = found[1][0]
    assert white[top + 4 : top + 60].max() > white[found[2][0] + 20 : found[2][0] + 60].min()
    assert drawing.warnings == ()


def panels(count: int, **more) -> list[Panel]:
    blank = Image.new("RGB", (160, 90))
    return [Panel(shot(index, size=Size.MS, **more), blank, Landmarks()) for index in range(1, count + 1)]


@pytest.mark.parametrize("count", range(1, 10))
def test_panels_fill_the_page_in_reading_order_without_touching(count):
    boxes = panel_boxes(panels(count), (1024, 1536))
    assert len(boxes) == count
    for index, (x0, y0, x1, y1) in enumerate(boxes):
        assert x1 - x0 > 150
        assert y1 - y0 > 150
        for a0, b0, a1, b1 in boxes[index + 1 :]:
            assert b0 >= y1 or (b0 == y0 and a0 >= x1)
            assert not (x0 < a1 and a0 < x1 and y0 < b1 and b0 < y1)
    assert min(box[0] for box in boxes) == 35
    assert max(box[2] for box in boxes) == pytest.approx(1024 - 35, abs=2)


def test_a_balloon_covers_no_head_and_says_when_its_words_do_not_fit():
    panel = Image.new("RGB", (600, 400), (90, 90, 90))
    head = Head(character="MARA", x=0.1, y=0.05, width=0.3, height=0.5)
    texts = [Balloon("Where have you been all this time?", "MARA"), Balloon("Out.", "TOMAS")]
    assert letter_panel(panel, texts, [head], unit=1.0)
    inside = np.asarray(panel)[20:220, 60:240]
    assert (inside == 90).all()
    assert (np.asarray(panel) > 250).any()
    assert not letter_panel(Image.new("RGB", (200, 120)), [Balloon("word " * 120, "MARA")], [], unit=1.0)


@pytest.mark.parametrize(
    ("text", "part", "near"),
    [
        ("short dark-red hair", "hair", (123, 29, 26)),
        ("a yellow hooded oilskin coat over a cream jersey", "top", (240, 192, 52)),
        ("red scarf, navy peacoat", "top", (38, 54, 96)),
        ("grey trousers and black boots", "leg", (128, 130, 134)),
        ("grey trousers and black boots", "shoe", (28, 28, 32)),
        ("dark-skinned woman", "skin", (106, 70, 52)),
    ],
)
def test_colours_are_read_with_the_thing_they_belong_to(text, part, near):
    assert getattr(colours_told(text), part) == near


def test_nothing_is_read_where_nothing_is_said():
    assert not colours_told("quick, curious, stubborn; a red letter day").known
