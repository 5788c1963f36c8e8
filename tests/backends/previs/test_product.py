"""Props with a reference picture: the user's own thing, cut out and placed."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from storyboard.backends.previs import PrevisBackend, draw_frame
from storyboard.backends.previs.acting import acts_of
from storyboard.backends.previs.card import lines_of
from storyboard.backends.previs.cutout import cut_out_thing
from storyboard.backends.previs.propkit import PropKit, build_prop, first_told, read_prop
from storyboard.backends.previs.reading import design_of
from storyboard.errors import PictureError
from storyboard.model import FramePrompt, Reference, Role, Slot, Subject

from .conftest import overlap

TALL, WIDE = (324, 576), (576, 324)
VIOLET, LID = (150, 20, 190), (20, 200, 190)


def product() -> Image.Image:
    """A can that fills its corners: no head, no neck, no face; nothing else drawn here is violet."""
    sheet = Image.new("RGBA", (300, 600), (0, 0, 0, 0))
    draw = ImageDraw.Draw(sheet)
    draw.rectangle((60, 120, 240, 560), fill=VIOLET)
    draw.rectangle((60, 40, 240, 120), fill=LID)
    return sheet


def violet(pixels: np.ndarray) -> np.ndarray:
    """Where the product is, whatever the light did to it."""
    red, green, blue = (pixels[..., channel].astype(int) for channel in range(3))
    return (blue - green > 50) & (red - green > 35)


def at_the_edge(seen: np.ndarray) -> bool:
    """Something of it may be cropped."""
    return bool(np.concatenate([seen[:3].ravel(), seen[-3:].ravel(), seen[:, :3].ravel(), seen[:, -3:].ravel()]).any())


@pytest.fixture(scope="module")
def can() -> PropKit:
    return build_prop(np.asarray(product()), "ZING CAN")


@pytest.fixture
def draw(make_shot, make_prompt, kits, can):
    """Draws a shot of ADA, or of nobody, with the can among its props."""

    def make(text: str, size="MS", picture=TALL, *, who=True, things=None, **fields):
        given = {"interior": "EXT", "location": "FIELD", "props": ("ZING CAN",), "size": size} | fields
        shot = make_shot(*([Subject(character="ADA")] if who else []), text=text, **given)
        things = {"ZING CAN": can} if things is None else things
        return draw_frame(make_prompt(shot, size=picture), kits, things)[0]

    return make


@pytest.mark.parametrize("ground", [None, (255, 255, 255), (228, 230, 226)])
def test_a_boxy_product_is_cut_out_of_plain_and_transparent_grounds(ground):
    sheet = product()
    picture = sheet
    if ground is not None:
        picture = Image.new("RGB", sheet.size, ground)
        picture.paste(sheet, mask=sheet.getchannel("A"))
    cut = cut_out_thing(np.asarray(picture))
    assert cut.doubtful == ""
    assert overlap(cut.coverage > 0.5, np.asarray(sheet.getchannel("A")) > 128) > 0.95


def test_a_product_before_a_busy_ground_is_used_whole_and_said_to_be_doubtful(tmp_path):
    noise = np.random.default_rng(5).integers(0, 255, (200, 120, 3), np.uint8)
    path = tmp_path / "shelf.png"
    Image.fromarray(noise).save(path)
    kit = read_prop(path, "ZING CAN")
    assert "background" in kit.doubtful
    assert kit.sprite.shape[:2] == (200, 120)


@pytest.mark.parametrize("side", [1, 3, 9])
def test_the_smallest_pictures_are_no_trouble(side):
    assert build_prop(np.full((side, side, 3), 90, np.uint8), "DOT").sprite.shape[2] == 4


@pytest.mark.parametrize(
    ("name", "longest"),
    [("TARN FLASK", 0.26), ("BICYCLE LAMP", 0.12), ("LAMP BICYCLE", 1.75), ("PHONE BOX", 0.36), ("NIMBUS ONE", 0.25)],
)
def test_its_name_says_how_large_a_thing_is(name, longest):
    kit = build_prop(np.asarray(product()), name)
    assert max(kit.tall, kit.wide) == pytest.approx(longest)
    assert kit.wide / kit.tall == pytest.approx(180 / 520, abs=0.02)


def test_the_thing_that_is_told_first_is_the_hero(can):
    other = build_prop(np.asarray(product()), "BLUE CUP")
    both = {"ZING CAN": can, "BLUE CUP": other}
    assert first_told(both, "the cup beside the can") is other
    assert first_told(both, "they smile") is None
    assert first_told({"ZING CAN": can}, "it glitters") is can


@pytest.mark.parametrize("picture", [TALL, WIDE])
def test_an_insert_shows_the_product_itself_large_and_whole(draw, picture):
    seen = violet(draw("The Zing can on a rock", "INSERT", picture, who=False))
    assert seen.any(1).mean() > 0.35
    assert not at_the_edge(seen)
    assert not violet(draw("The Zing can on a rock", "INSERT", picture, who=False, things={})).any()


def test_a_close_view_of_nobody_is_of_the_product(draw):
    assert violet(draw("The Zing can on the table", "CU", who=False)).mean() > 0.05


def test_in_a_hand_the_product_is_held_by_somebody_of_that_skin(draw, kits):
    held = draw("Ada's hand lifts the Zing can", "INSERT", who=True)
    stands = draw("The Zing can", "INSERT", who=True)
    skin = np.asarray(kits["ADA"].palette.skin)

    def near_skin(pixels):
        return float((np.linalg.norm(pixels.astype(float) - skin, axis=2) < 60).mean())

    assert near_skin(held) > near_skin(stands) + 0.01
    assert violet(held).mean() > 0.05


@pytest.mark.parametrize("picture", [TALL, WIDE])
@pytest.mark.parametrize("size", ["CU", "MCU", "MS", "MLS", "FS"])
def test_what_somebody_holds_is_seen_whole_beside_their_face(draw, make_shot, make_prompt, kits, can, size, picture):
    text = "Ada holds the Zing can in her hand"
    shot = make_shot(
        Subject(character="ADA"), text=text, interior="EXT", location="FIELD", props=("ZING CAN",), size=size
    )
    pixels, landmarks = draw_frame(make_prompt(shot, size=picture), kits, {"ZING CAN": can})
    seen = violet(pixels)
    assert seen.any()
    assert not at_the_edge(seen)
    head = landmarks.heads[0]
    width, height = picture
    middle = seen[
        int((head.y + 0.3 * head.height) * height) : int((head.y + 0.75 * head.height) * height),
        int((head.x + 0.3 * head.width) * width) : int((head.x + 0.7 * head.width) * width),
    ]
    assert not middle.any()


@pytest.mark.parametrize(
    ("text", "pose", "has_it"),
    [
        ("Ada holds the Zing can", "show", True),
        ("Ada walks with the can in her hand", "walk show", True),
        ("Ada drinks from the can", "drink show", True),
        ("Ada sits on a bench and opens the can", "sit show", True),
        ("Ada sits beside the Zing can", "sit", False),
        ("Ada smiles at the can", "stand", False),
        ("Ada holds a letter, the can stands on the table", "hold", False),
    ],
)
def test_the_words_say_whether_it_is_in_the_hand(make_shot, can, text, pose, has_it):
    shot = make_shot(Subject(character="ADA"), text=text, location="FIELD", interior="EXT")
    (act,) = acts_of(shot, shot.subjects, "start", design_of(shot), {"ZING CAN": can}, alone=True).values()
    assert (act.pose, act.prop is can) == (pose, has_it)


def test_one_thing_is_in_one_hand(make_shot, can):
    shot = make_shot(
        Subject(character="ADA"), Subject(character="BRAM"), text="Ada holds the can. Bram holds the can.", size="FS"
    )
    acts = acts_of(shot, shot.subjects, "start", design_of(shot), {"ZING CAN": can}, alone=False)
    assert [acts[id(one)].prop is can for one in shot.subjects] == [True, False]


@pytest.mark.parametrize("picture", [TALL, WIDE])
@pytest.mark.parametrize("size", ["CU", "MS", "WS"])
def test_what_nobody_holds_stands_beside_them(draw, size, picture):
    seen = violet(draw("Ada smiles at the Zing can on a rock", size, picture))
    assert seen.any()
    assert not at_the_edge(seen)


def test_nobody_and_a_wide_shot_show_it_no_smaller_than_can_be_seen(draw):
    rows = np.flatnonzero(violet(draw("The Zing can on a rock", "WS", who=False)).any(1))
    assert rows[-1] - rows[0] > 0.12 * TALL[1]


CARD = {"frame_text": ("ZING. Wake up.",), "who": False, "size": "INSERT"}


@pytest.mark.parametrize("picture", [TALL, WIDE, (324, 324)])
def test_an_end_card_is_clean_and_its_words_and_product_lie_inside_the_title_safe_area(draw, picture):
    pixels = draw("End card: the Zing can on plain cream", picture=picture, **CARD).astype(int)
    ground = pixels[0, 0]
    drawn = np.abs(pixels - ground).sum(2) > 24
    width, height = picture
    low = 0.80 if height > 1.5 * width else 0.90
    rows, columns = np.flatnonzero(drawn.any(1)), np.flatnonzero(drawn.any(0))
    assert rows[0] >= 0.09 * height
    assert rows[-1] <= low * height + 1
    assert columns[0] >= 0.09 * width
    assert columns[-1] <= 0.91 * width
    assert violet(pixels).mean() > 0.03
    assert ground.tolist() == [246, 236, 214]
    # Letters: many steps between their ink and the ground in a row of type.
    steps = np.abs(np.diff(pixels.sum(2), axis=1)) > 150
    assert steps.sum(1).max() >= 12


def test_words_on_a_card_are_large_and_contrast_with_any_ground(draw):
    for colour in ("white", "black", "orange", "teal"):
        pixels = draw(f"End card: on plain {colour}", things={}, picture=TALL, **CARD).astype(int)
        light = pixels @ np.array([0.299, 0.587, 0.114])
        ink = np.abs(light - light[0, 0]) > 90
        rows = np.flatnonzero(ink.any(1))
        assert rows[-1] - rows[0] > 0.08 * TALL[1], colour


def test_a_card_is_told_by_its_name_and_by_nobody_being_in_it(make_shot):
    def card(text, *people):
        return make_shot(*people, text=text).is_card

    cards = ("End card: the can", "Title card.", "Pack shot of the can", "Card: logo and words", "The end card")
    assert all(card(text) for text in cards)
    assert not any(
        card(text) for text in ("The card lies on the table", "Final shot: the sea", "He ends the card game")
    )
    assert not card("End card: Ada waves", Subject(character="ADA"))


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        (("TARN. Still hot.",), ["TARN", "Still hot."]),
        (("TARN", "Still hot.", " "), ["TARN", "Still hot."]),
        (("Made for mornings.",), ["Made for mornings."]),
        (("喝热的。塔恩",), ["喝热的。", "塔恩"]),
        ((), []),
    ],
)
def test_a_single_text_is_set_as_a_name_and_a_line(words, lines):
    assert lines_of(words) == lines


def test_the_same_product_gives_the_same_bytes(draw):
    for text, size, who in (("Ada holds the can", "MS", True), ("the can steams", "INSERT", False)):
        assert draw(text, size, who=who).tobytes() == draw(text, size, who=who).tobytes()


def test_a_film_whose_props_have_no_picture_is_drawn_as_before(draw):
    with_prop = draw("Ada smiles", "MS", things={})
    without = draw("Ada smiles", "MS", things={}, props=())
    assert with_prop.tobytes() == without.tobytes()


def test_the_backend_finds_the_picture_among_the_references(make_shot, tmp_path):
    path = tmp_path / "can.png"
    product().save(path)
    shot = make_shot(text="The Zing can", size="INSERT", props=("ZING CAN",))

    def prompt(*paths):
        sent = tuple(
            Reference(number=at + 1, role=Role.PROP, name="ZING CAN", path=one, sha256="")
            for at, one in enumerate(paths)
        )
        return FramePrompt(slot=Slot.shot("s001_0010"), text="", references=sent, size=TALL, shot=shot)

    backend = PrevisBackend()
    with_it, without = backend.draw_now(prompt(path)), backend.draw_now(prompt())
    assert with_it.image != without.image
    assert with_it.warnings == ()
    with pytest.raises(PictureError):
        backend.draw_now(prompt(tmp_path / "gone.png"))
