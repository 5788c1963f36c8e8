"""What Midjourney is told of people and things: it knows no names, only what is described."""

from __future__ import annotations

from storyboard.model import Prop, Subject
from storyboard.prompts import midjourney_prompt


def test_age_state_and_injury_of_a_look_are_told(make_shot, bible):
    mara = bible.character("MARA")
    look = mara.looks[0].model_copy(
        update={"name": "child", "age": "8 --v 3", "state": "muddy", "injury": "a scraped knee"}
    )
    book = bible.model_copy(update={"characters": (mara.model_copy(update={"looks": (look,)}),)})
    text = midjourney_prompt(make_shot(Subject(character="MARA", look="child")), book, ()).text
    assert "here aged 8" in text
    assert "muddy a scraped knee" in text
    assert "--v 3" not in text


def test_a_prop_is_described_once_under_whichever_of_its_names(make_shot, bible):
    bulb = Prop(name="ZUZU", aliases=("kettle",), description="round red enamel kettle")
    book = bible.model_copy(update={"props": (bulb,)})
    shot = make_shot(Subject(character="MARA")).model_copy(update={"props": ("ZUZU", "kettle", "anything else")})
    assert midjourney_prompt(shot, book, ()).text.count("zuzu: round red enamel kettle") == 1
