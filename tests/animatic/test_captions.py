import itertools
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageChops

from storyboard.animatic.burnin import BurnIn
from storyboard.animatic.captions import Card, Lettering, cards_for, hurry_of, missing_letters
from storyboard.animatic.overlay import draw_card
from storyboard.animatic.typeset import without_boxes
from storyboard.media import font_for, missing_glyphs
from storyboard.model import DialogueLine, Shot, Source, Voice

LONG = (
    "Don't. The lamp has been out for three nights, and nobody in the village has said one word about it; "
    "not the priest, not the children, nobody. Do you understand? You have to climb up there before the ships come."
)
HD = Lettering(frame=(1280, 720))
UPRIGHT = Lettering(frame=(720, 1280))


def shot(*lines: DialogueLine, frames: int = 96, overlay: tuple[str, ...] = ()) -> Shot:
    return Shot(
        id="s001_0010",
        scene="s001",
        source=Source(file="a.fountain", line=1, line_end=1),
        duration_frames=frames,
        dialogue=lines,
        overlay_text=overlay,
    )


def says(text: str, name: str = "MARA", voice: Voice = Voice.ON) -> DialogueLine:
    return DialogueLine(character=name, text=text, voice=voice)


def test_a_short_speech_is_one_card_for_the_whole_shot():
    assert cards_for(shot(says("I know.")), HD) == (
        Card(kind="dialogue", first=0, last=96, lines=("MARA: I know.",), speaker="MARA:"),
    )


@pytest.mark.parametrize("lettering", [HD, UPRIGHT, Lettering(frame=(256, 144))])
def test_a_long_speech_is_cut_into_cards_of_two_lines_that_say_all_of_it(lettering):
    cards = cards_for(shot(says(LONG)), lettering)
    assert len(cards) > 2
    assert all(len(card.lines) <= 2 for card in cards)
    assert all(len(line) <= 50 for card in cards for line in card.lines)
    assert " ".join(line for card in cards for line in card.lines) == f"MARA: {LONG}"
    font = font_for(LONG, lettering.dialogue)
    assert max(font.getlength(line) for card in cards for line in card.lines) <= lettering.width


def test_cards_end_with_a_sentence_where_they_can():
    endings = [card.lines[-1][-1] for card in cards_for(shot(says(LONG)), HD)]
    assert endings[-1] == "."
    assert all(ending in ".,;?" for ending in endings)


def test_cards_follow_one_another_over_the_whole_shot_by_their_length():
    cards = cards_for(shot(says(LONG), says("I know.", "TOM")), HD)
    assert cards[0].first == 0
    assert cards[-1].last == 96
    assert all(sooner.last == later.first for sooner, later in itertools.pairwise(cards))
    assert cards[-1].speaker == "TOM:"
    assert cards[-1].last - cards[-1].first < cards[0].last - cards[0].first


def test_only_the_first_card_of_a_speech_names_its_speaker():
    assert [bool(card.speaker) for card in cards_for(shot(says(LONG)), HD)][:3] == [True, False, False]


@pytest.mark.parametrize(
    ("voice", "marked"),
    [(Voice.VOICE_OVER, "MARA (V.O.):"), (Voice.OFF_SCREEN, "MARA (O.S.):"), (Voice.PHONE, "MARA (on phone):")],
)
def test_a_voice_that_is_not_seen_is_marked(voice, marked):
    (card,) = cards_for(shot(says("The sea.", voice=voice)), HD)
    assert card.speaker == marked
    assert card.lines[0].startswith(marked)


def test_two_lines_are_about_equally_long():
    (card,) = cards_for(shot(says("There was a time when I believed the sea, and then I did not.")), HD)
    first, second = (font_for("a", HD.dialogue).getlength(line) for line in card.lines)
    assert 0.7 < first / second < 1.4


def test_titles_stand_together_and_when_they_are_too_many_one_after_the_other():
    (card,) = cards_for(shot(overlay=("The Lighthouse", "Norway, 1931")), HD)
    assert (card.kind, card.lines, card.first, card.last) == ("title", ("The Lighthouse", "Norway, 1931"), 0, 96)
    cards = cards_for(shot(overlay=("one", "two", "three", "four", "five")), HD)
    assert [card.lines for card in cards] == [("one",), ("two",), ("three",), ("four",), ("five",)]
    assert cards[-1].last == 96


def test_more_cards_than_frames_still_fit_into_the_shot():
    cards = cards_for(shot(*(says(f"{n}!") for n in range(9)), frames=3), HD)
    assert cards[-1].last == 3
    assert all(card.last > card.first for card in cards)


def test_a_speech_without_words_or_name_does_no_harm():
    assert cards_for(shot(says("  ")), HD) == ()
    (card,) = cards_for(shot(says("Who is there?", name="")), HD)
    assert (card.lines, card.speaker) == (("Who is there?",), "")


def test_chinese_and_japanese_break_anywhere_and_keep_every_sign():
    text = (
        "灯台の明かりが三日も消えている。村の誰もそのことを口にしない。あなたは登らなければならない。船が来る前に。" * 2
    )
    if missing_glyphs(text):
        pytest.skip("no CJK face on this machine")
    cards = cards_for(shot(says(text, "美咲")), HD)
    assert all(len(card.lines) <= 2 for card in cards)
    assert "".join("".join(card.lines) for card in cards).replace(" ", "") == f"美咲:{text}"


@pytest.mark.parametrize("matte", [None, 2.39])
@pytest.mark.parametrize("frame", [(1280, 720), (720, 1280), (960, 960), (256, 144)])
def test_letters_keep_inside_the_safe_area_of_the_picture(frame, matte):
    lettering = Lettering(frame=frame, matte=matte)
    bar = max(0.0, (frame[1] - frame[0] / matte) / 2) if matte else 0
    for card in cards_for(
        shot(says(LONG), overlay=("A very long title that needs more than a line of its own",)), lettering
    ):
        _, alpha, (left, top) = draw_card(card, lettering)
        # Letters are opaque; the box behind them is not.
        found = alpha.point(lambda value: 255 if value > 230 else 0).getbbox()
        assert found is not None
        assert left + found[0] >= 0.05 * frame[0] - 1
        assert left + found[2] <= 0.95 * frame[0] + 1
        assert top + found[1] >= bar + 0.05 * (frame[1] - 2 * bar) - 1
        assert top + found[3] <= frame[1] - bar - 0.05 * (frame[1] - 2 * bar) + 1
        assert left % 2 == top % 2 == alpha.width % 2 == alpha.height % 2 == 0


@settings(max_examples=25, deadline=None)
@given(text=st.text(max_size=200), name=st.text(max_size=40), frames=st.sampled_from([1, 7, 400]))
def test_no_text_breaks_the_cards_or_loses_a_letter(text, name, frames):
    cards = cards_for(shot(says(text, name), frames=frames, overlay=(text,)), HD)
    assert all(0 <= card.first < card.last <= frames for card in cards)
    spoken = [card for card in cards if card.kind == "dialogue"]
    if spoken and frames == 400:
        said = "".join(line for card in spoken for line in card.lines)
        assert "".join(said.split()).endswith("".join(text.split()))


def test_lines_hold_42_letters_or_20_ideographs_at_the_most():
    wide = Lettering(frame=(3840, 1080))
    for text, most in ((LONG, 42), ("灯台の明かりが三日も消えている。村の誰もそのことを口にしない。" * 3, 20)):
        lines = [line for card in cards_for(shot(says(text, name="")), wide) for line in card.lines]
        assert max(map(len, lines)) <= most
        assert max(map(len, lines)) > most / 2


def test_5000_letters_are_all_read_in_cards_of_two_lines():
    text = ("The lamp has been out for three nights. " * 125)[:5000]
    cards = cards_for(shot(says(text), frames=24 * 400), HD)
    assert "".join(line for card in cards for line in card.lines).replace(" ", "") == f"MARA: {text}".replace(" ", "")
    assert max(len(card.lines) for card in cards) == 2


def test_captions_of_an_upright_film_keep_clear_of_what_apps_lay_over_it():
    for card in cards_for(shot(says(LONG)), UPRIGHT):
        _, alpha, (left, top) = draw_card(card, UPRIGHT)
        found = alpha.point(lambda value: 255 if value > 230 else 0).getbbox()
        assert found is not None
        assert top + found[3] <= 0.8 * 1280
        assert left + found[0] >= 0.11 * 720
        assert left + found[2] <= 0.89 * 720


def test_a_line_is_hurried_when_it_is_longer_than_people_read():
    assert hurry_of(shot(says("I know."), frames=48), Fraction(24)) < 1
    assert hurry_of(shot(says(LONG), frames=48), Fraction(24)) > 3
    assert hurry_of(shot(says("灯台の明かりが三日も消えている。村の誰も"), frames=48), Fraction(24)) > 1


def test_an_arabic_line_begins_on_the_right_with_its_speaker():
    (card,) = cards_for(shot(says("مرحبا، هل تسمعني؟", "مارا")), HD)
    colours, _, _ = draw_card(card, HD)
    red, _, blue = colours.split()
    # The speaker is yellow: blue is far lower there.
    yellow = ImageChops.subtract(red, blue).point(lambda value: 255 if value > 90 else 0).getbbox()
    white = blue.point(lambda value: 255 if value > 200 else 0).getbbox()
    assert yellow[0] > white[0]
    assert yellow[2] > white[2]


def test_what_no_font_has_is_never_drawn_as_a_box():
    assert without_boxes("TOM 😀: ok 👍🏽 — fine") == "TOM: ok — fine"
    assert without_boxes("ᚠᚢᚦ go") == "… go"
    assert without_boxes("a\x00b\x07c") == "abc"
    assert missing_letters([shot(says("ᚠ 😀 go"))]) == "ᚠ"


def test_a_slate_names_the_shot_and_its_timecode_runs(timeline_of):
    timeline = timeline_of({}, {"duration_frames": 24})
    cards = BurnIn(slate=True, version="v2", date="2026-01-01", watermark="DRAFT").cards(timeline.clips[1], timeline)
    said = [line for card in cards for line in card.at(23).lines]
    assert said == ["DRAFT", "Scene s001  ·  1B  ·  Take 1", "TC 00:00:01:23", "v2  ·  2026-01-01"]
    places = [draw_card(card.at(0), HD)[2] for card in cards]
    assert places[1][0] < 0.1 * 1280 < 0.8 * 1280 < places[3][0]
    assert BurnIn().cards(timeline.clips[0], timeline) == ()
