"""The board as one page."""

import base64
import hashlib
import io
import re
from html.parser import HTMLParser

import pytest
from PIL import Image

from storyboard.boards import write_board
from storyboard.model import FORMATS, Movement


class Page(HTMLParser):
    """Elements with their attributes, and all text."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.words = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words.append(data)

    def all(self, tag, class_=""):
        return [
            attrs
            for name, attrs in self.elements
            if name == tag and class_ in [*(attrs.get("class") or "").split(" "), ""]
        ]


@pytest.fixture
def page_of(tmp_path):
    def write(film, **options):
        path = write_board(film, tmp_path / "out" / "board.html", **options)
        return path.read_text(encoding="utf-8")

    return write


def pictures(text):
    return [
        Image.open(io.BytesIO(base64.b64decode(attrs["src"].removeprefix("data:image/jpeg;base64,"))))
        for attrs in Page(text).all("img")
    ]


def test_every_shot_has_a_panel(film, page_of):
    page = Page(page_of(film))
    assert [attrs["id"] for attrs in page.all("li", "panel")] == [
        "s001_0010",
        "s001_0020",
        "s001_0030",
        "s001_0040",
        "s001_0040-end",
        "s002_0010",
        "s002_0020",
        "s002_0030",
        "s002_0040",
    ]
    assert len(page.all("img")) == 8
    assert len(page.all("figure", "absent")) == 1


def test_words_of_the_script_stay_words(film, page_of):
    text = page_of(film)
    page = Page(text)
    assert 'He said </script><img src=x onerror=alert(1)> & "left".' in page.words
    assert not [attrs for attrs in page.all("img") if attrs["src"] == "x"]
    assert "The <Light> & Co" in page.words
    assert text.count("<script>") == text.count("</script>") == 1


def test_a_title_cannot_break_out_of_the_style(film, page_of):
    text = page_of(film.model_copy(update={"title": '"}</style><script>alert(1)</script>\\\0\n'}))
    assert text.count("<script>") == text.count("</style>") == 1
    style = text.partition("<style>")[2].partition("</style>")[0]
    first_rule = style.partition("@top-left{content:")[2].partition("}}")[0]
    assert re.fullmatch(r'"([A-Za-z0-9]|\\[0-9a-f]+ )*"', first_rule)


def test_nothing_but_the_page_itself_may_run_or_load(film, page_of):
    text = page_of(film)
    page = Page(text)
    policy = next(attrs["content"] for attrs in page.all("meta") if attrs.get("http-equiv"))
    assert policy.startswith("default-src 'none'; img-src data:;")
    assert "unsafe" not in policy
    for element, directive in (("style", "style-src"), ("script", "script-src")):
        body = text.partition(f"<{element}>")[2].partition(f"</{element}>")[0]
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in policy
    for _, attrs in page.elements:
        assert "style" not in attrs
        assert not [name for name in attrs if name.startswith("on")]
        for name in ("src", "href"):
            assert (attrs.get(name) or "data:").startswith("data:")
    outside = re.sub(r"data:image/jpeg;base64,[\w+/=]+", "", text)
    assert "http://" not in outside
    assert "https://" not in outside
    assert "url(" not in outside


def test_right_to_left_and_chinese_text_arrive_and_choose_their_own_direction(film, page_of):
    page = Page(page_of(film))
    assert "البحر لا ينسى أحدًا." in page.words
    assert "灯塔又亮了。" in page.words
    assert all(attrs["dir"] == "auto" for attrs in page.all("p", "speech"))


def test_chips_name_only_what_needs_attention(film, page_of):
    chips = [attrs["class"] for attrs in Page(page_of(film)).all("span", "chip")]
    assert chips == ["chip stale", "chip missing"]


def test_moves_are_drawn_over_the_picture_and_never_into_it(film, page_of):
    text = page_of(film)
    still = film.model_copy(
        update={
            "clips": tuple(
                clip.model_copy(update={"shot": clip.shot.model_copy(update={"movement": film.clips[0].shot.movement})})
                for clip in film.clips
            )
        }
    )
    assert len(Page(text).all("svg", "move")) == 2
    assert [attrs["src"] for attrs in Page(text).all("img")] == [
        attrs["src"] for attrs in Page(page_of(still)).all("img")
    ]


def test_arrows_are_shown_or_hidden_at_first_and_are_in_the_page_either_way(film, page_of):
    shown, hidden = Page(page_of(film)), Page(page_of(film, arrows=False))
    assert len(shown.all("svg", "move")) == len(hidden.all("svg", "move")) == 2
    assert not shown.all("body", "no-arrows")
    assert hidden.all("body", "no-arrows")
    (button,) = (attrs for attrs in hidden.all("button") if attrs.get("id") == "arrows")
    assert button["aria-pressed"] == "false"


def test_arrows_cost_a_page_less_than_two_thousand_bytes_a_shot(film, page_of):
    without = film.model_copy(
        update={"clips": tuple(clip.model_copy(update={"shot": still(clip.shot)}) for clip in film.clips)}
    )
    assert len(page_of(film)) - len(page_of(without)) < 2 * 2000


def still(shot):
    return shot.model_copy(update={"movement": Movement(), "subjects": ()})


def test_a_move_aims_at_the_head_where_the_shown_part_of_the_picture_has_it(film, page_of):
    upright = film.model_copy(update={"format": FORMATS["9:16"]})
    for timeline, ratio in ((film, 16 / 9), (upright, 9 / 16)):
        svg = page_of(timeline).partition('aria-label="push in')[2]
        left, top = (int(word) for word in re.search(r'd="M(\d+) (\d+)', svg).groups())
        width, height = (int(word) for word in re.search(r"l(\d+) 0l0 (\d+)", svg).groups())
        # The head is at 60 to 75 % of the whole width; the upright crop has it in its middle.
        head = 0.675 if ratio > 1 else 0.5
        assert left < head * 1600 < left + width
        assert abs(left + width / 2 - head * 1600) < 240
        assert top < 0.35 * 1600 / ratio < top + height


def test_pictures_are_jpegs_of_the_films_shape_and_are_not_enlarged(film, page_of):
    sizes = {(picture.format, picture.size) for picture in pictures(page_of(film))}
    assert sizes == {("JPEG", (640, 360))}


def test_a_matted_film_shows_the_strip_in_the_middle(film, page_of):
    first = pictures(page_of(film.model_copy(update={"format": FORMATS["2.39"]})))[0]
    assert first.size == (640, 268)
    # The ground begins at 240 of 360 lines, so at 194 of the visible 268.
    sky, ground = first.getpixel((40, 185)), first.getpixel((40, 205))
    assert sky[2] > 120
    assert ground[2] < 60


def test_a_picture_of_another_shape_is_cropped_around_the_heads(film, page_of):
    upright = pictures(page_of(film.model_copy(update={"format": FORMATS["9:16"]})))[0]
    width, height = upright.size
    assert abs(width / height - 9 / 16) < 0.01
    face = upright.getpixel((width // 2, round(height * 0.35)))
    assert face[0] > 200


def test_a_picture_that_is_gone_leaves_a_field_and_a_note(film, page_of):
    class Notes:
        said: list[str] = []

        def begin(self, stage, total): ...
        def advance(self, detail="", steps=1): ...
        def end(self): ...
        def note(self, message):
            self.said.append(message)

    film.clips[0].start_take.path.unlink()
    text = page_of(film, progress=Notes())
    assert "The picture cannot be read" in text
    assert [message for message in Notes.said if "s001_0010-start.png" in message]


def test_an_animatic_beside_the_page_is_linked_relatively(film, page_of, tmp_path):
    (video,) = Page(page_of(film, animatic=tmp_path / "out" / "cuts" / "my film #1.mp4")).all("video")
    assert video["src"] == "./cuts/my%20film%20%231.mp4"


def test_an_animatic_elsewhere_is_not_linked(film, page_of, tmp_path):
    assert not Page(page_of(film, animatic=tmp_path / "elsewhere.mp4")).all("video")


def test_the_same_film_gives_the_same_page(film, page_of):
    assert page_of(film, date="d") == page_of(film, date="d")


def test_half_a_surrogate_pair_does_not_stop_the_page(film, page_of):
    assert "Broken ?" in page_of(film.model_copy(update={"title": "Broken \ud800"}))


def test_columns_reach_the_style(film, page_of):
    assert ":root{--columns:5;--ratio:1.7778}" in page_of(film, columns=5)
