"""What the words of a shot say beyond its fields, and what is drawn for it."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from storyboard.backends.previs import draw_frame
from storyboard.backends.previs.reading import MOST, design_of, groups_of, hour_of, weather_of, words_of
from storyboard.backends.previs.signs import sign_of, sign_texture
from storyboard.model import Subject

SMALL = (480, 270)


@pytest.mark.parametrize(
    ("text", "design", "hour"),
    [
        ("A forest at dawn. Mist.", "forest", "dawn"),
        ("Nora walks between the trees.", "forest", "day"),
        ("Inside the car.", "car", "day"),
        ("A night street, shuttered shops.", "street", "night"),
        ("She stands on the beach at sunset.", "beach", "dusk"),
        ("Nora looks up.", "room", "day"),
        ("清晨的森林", "forest", "dawn"),
    ],
)
def test_without_a_heading_the_action_says_where_and_when(make_shot, text, design, hour):
    shot = make_shot(location="", interior="", text=text, size="WS")
    assert (design_of(shot).name, hour_of(shot).value) == (design, hour)


def test_a_heading_that_is_known_is_not_overruled_by_the_action(make_shot):
    shot = make_shot(location="KITCHEN", text="She dreams of a beach at night.")
    assert (design_of(shot).name, hour_of(shot).value) == ("kitchen", "day")


def test_beside_a_car_is_not_in_it(make_shot):
    assert design_of(make_shot(location="", interior="", text="Lee stands by a car in the street.")).name == "street"


@pytest.mark.parametrize(
    ("text", "weather"),
    [
        ("Rain. A night street.", "rain"),
        ("It is snowing.", "snow"),
        ("Nora walks out of the mist.", "fog"),
        ("A storm breaks over the town.", "storm"),
        ("Nora storms out.", ""),
        ("The train waits.", ""),
        ("The rain has stopped.", ""),
        ("Élodie court sous la pluie.", "rain"),
        ("雨。冷清的街道。", "rain"),
        ("Идёт снег.", "snow"),
    ],
)
def test_the_weather_is_read(make_shot, text, weather):
    assert weather_of(make_shot(text=text)) == weather


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Three children point at the window.", [(3, True)]),
        ("A crowd of people cheers.", [(MOST, False)]),
        ("Ten people wait. Five children play.", [(8, False)]),
        ("Two soldiers and three kids.", [(2, False), (3, True)]),
        ("A nurse brings soup.", [(1, False)]),
        ("The children's hospital.", []),
        ("People's Square lies empty.", []),
        ("The ADA looks like a man.", []),
        ('A sign: "TEN MEN WANTED".', []),
        ("LES ENFANTS dorment.", [(3, True)]),
        ("三个孩子坐在后座。", [(3, True)]),
        ("The cups on the table.", []),
    ],
)
def test_people_without_names_are_counted(make_shot, text, counts):
    assert [(group.count, group.small) for group in groups_of(make_shot(text=text))] == counts


def test_who_has_a_name_is_not_counted_again(make_shot):
    assert groups_of(make_shot(Subject(character="POLICEMAN"), text="A POLICEMAN stops the car.")) == ()


def test_what_children_see_shows_no_children(make_shot):
    assert groups_of(make_shot(text="The children: Nora throws the ball.", framing="POV")) == ()


def changed(a, b):
    return np.abs(a.astype(int) - b).max(2) > 12


def test_a_group_is_drawn_behind_the_one_who_is_named(make_shot, make_prompt, kits):
    plain, crowded = (
        make_shot(Subject(character="ADA"), size="MS", location="OFFICE", text=text)
        for text in ("Ada waits.", "Ada waits. A crowd.")
    )
    (before, _), (after, marks) = (draw_frame(make_prompt(one, size=SMALL), kits) for one in (plain, crowded))
    assert changed(before, after).mean() > 0.1
    head = marks.heads[0]
    rows = slice(int(head.y * 270) + 8, int((head.y + head.height) * 270) - 8)
    columns = slice(int(head.x * 480) + 14, int((head.x + head.width) * 480) - 14)
    assert changed(before, after)[rows, columns].mean() < 0.02
    assert len(marks.heads) == 1


def test_more_people_fill_more_of_the_picture(make_shot, make_prompt):
    empty, three, many = (
        draw_frame(make_prompt(make_shot(size="WS", location="STREET", interior="EXT", text=text), size=SMALL), {})[0]
        for text in ("", "Three men.", "A crowd.")
    )
    assert empty.shape == three.shape
    assert changed(three, many).mean() > 0.02


def test_children_are_smaller(make_shot, make_prompt):
    def topmost(text):
        words = (text, "")
        base, drawn = (
            draw_frame(
                make_prompt(
                    make_shot(Subject(character="ADA", staging="far left"), size="WS", location="OFFICE", text=one),
                    size=SMALL,
                ),
                {},
            )[0]
            for one in words[::-1]
        )
        return np.argwhere(changed(base, drawn))[:, 0].min()

    assert topmost("Two children.") > topmost("Two men.") + 20


def test_children_in_the_back_of_a_car_sit_between_the_front_seats(make_shot, make_prompt):
    driver = Subject(character="ADA", action="drives", staging="left")
    base, drawn = (
        draw_frame(make_prompt(make_shot(driver, size="WS", location="CAR", text=text), size=SMALL), {})[0]
        for text in ("Ada drives.", "Ada drives. Three children sleep.")
    )
    where = np.argwhere(changed(base, drawn))
    assert len(where) > 300
    assert where[:, 1].min() > 0.3 * 480
    assert where[:, 1].max() < 0.7 * 480
    assert where[:, 0].max() < 0.8 * 270


def drawn_in(make_shot, make_prompt, text, **fields):
    return draw_frame(make_prompt(make_shot(text=text, **fields), size=(288, 162)), {})[0]


OUTSIDE = {"size": "WS", "location": "FIELD", "interior": "EXT"}


def test_every_weather_is_seen_and_is_the_same_each_time(make_shot, make_prompt):
    drawn = {
        text: drawn_in(make_shot, make_prompt, text, **OUTSIDE) for text in ("", "Rain.", "Snow.", "Fog.", "A storm.")
    }
    names = list(drawn)
    for index, name in enumerate(names):
        for other in names[index + 1 :]:
            assert changed(drawn[name], drawn[other]).mean() > 0.02, (name, other)
    assert np.array_equal(drawn["Snow."], drawn_in(make_shot, make_prompt, "Snow.", **OUTSIDE))


@pytest.mark.parametrize("fields", [{"size": "WS"}, OUTSIDE | {"size": "INSERT"}], ids=["indoors", "insert"])
def test_there_is_no_weather_indoors_or_on_inserts(make_shot, make_prompt, fields):
    dry, wet = (drawn_in(make_shot, make_prompt, text, **fields) for text in ("The key.", "The key. Rain."))
    assert np.array_equal(dry, wet)


def test_fog_takes_contrast_and_a_storm_takes_light(make_shot, make_prompt):
    drawn = {
        text: draw_frame(
            make_prompt(make_shot(text=text, size="WS", location="FOREST", interior="EXT"), size=SMALL), {}
        )[0].astype(float)
        for text in ("", "Fog.", "A storm.")
    }
    assert drawn["Fog."].std() < 0.85 * drawn[""].std()
    assert drawn["A storm."].mean() < 0.92 * drawn[""].mean()


@pytest.mark.parametrize(
    ("text", "frame_text", "words"),
    [
        ('A shop window: "FOR SALE".', (), "FOR SALE"),
        ("Une vitrine.", ("SOLDES",), "SOLDES"),
        ('Lee says: "That is mine."', (), ""),
        ("A window.", (), ""),
    ],
)
def test_words_that_stand_on_a_thing_are_read(make_shot, text, frame_text, words):
    assert words_of(make_shot(text=text, frame_text=frame_text)) == words


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('A shop window: "FOR SALE".', "window"),
        ("A neon sign.", "neon"),
        ("Une enseigne au néon.", "neon"),
        ("A torn poster.", "poster"),
        ("A banner over the street.", "banner"),
        ("The departure board blinks.", "screen"),
        ("A board.", "board"),
    ],
)
def test_the_words_say_what_bears_them(make_shot, text, kind):
    assert sign_of(make_shot(text=text)) == kind


def test_no_two_things_that_bear_words_look_alike():
    kinds = ("board", "window", "neon", "poster", "banner", "screen")
    small = [
        cv2.resize(sign_texture(kind, "GO", outdoors=True, seed=1)[..., :3], (32, 16)).astype(int) for kind in kinds
    ]
    assert min(np.abs(a - b).mean() for i, a in enumerate(small) for b in small[i + 1 :]) > 15


@pytest.mark.parametrize("thing", ["shop window", "neon sign"])
def test_the_words_change_the_picture_beside_the_person(make_shot, make_prompt, kits, thing):
    shot = make_shot(
        Subject(character="ADA", staging="left"),
        size="MS",
        location="STREET",
        interior="EXT",
        time="night",
        text=f"A {thing}.",
        frame_text=("LAST TRAM",),
    )
    pixels, marks = draw_frame(make_prompt(shot, size=(832, 468)), kits)
    plain, _ = draw_frame(make_prompt(shot.model_copy(update={"frame_text": ()}), size=(832, 468)), kits)
    where = np.argwhere(changed(plain, pixels))
    assert len(where) > 8000
    assert where[:, 1].min() > (marks.heads[0].x + marks.heads[0].width * 0.8) * 832
