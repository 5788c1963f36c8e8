"""The film's own wording: templates with few fields, filled once; and what is cut when a prompt would be too long."""

from __future__ import annotations

import pytest

from storyboard.errors import BibleError
from storyboard.model import Style, Subject, Wording
from storyboard.prompts import check_wording, still_prompt, write_still
from storyboard.prompts.templates import FIELDS, SECTIONS, fill


def worded(bible, **sections):
    return bible.model_copy(update={"wording": Wording(sections=sections)})


def test_a_template_takes_the_place_of_its_section(make_shot, bible, tmp_path):
    book = worded(bible, style="Gouache on paper. ${style}", limits="${section}\nNo smoke.", props="")
    check_wording(book.wording, tmp_path / "storyboard.yaml")
    text = still_prompt(make_shot(props=("BULB",)), book, ())
    assert "\n\nGouache on paper. Style: Clean dark ink line" in text
    assert text.endswith("\nNo smoke.")
    assert "Props:" not in text


@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_can_be_reworded_with_every_field(make_shot, bible, tmp_path, section):
    template = " | ".join(f"${{{name}}}" for name in (section, *FIELDS))
    book = worded(bible, **{section: f"<{template}>"})
    check_wording(book.wording, tmp_path / "storyboard.yaml")
    text = still_prompt(make_shot(Subject(character="MARA"), light="one lamp"), book, ())
    begin = text.index("<")
    said = text[begin : text.index(">", begin)]
    assert "The Light at Gull Point | medium shot: from the waist up | camera at eye level" in said
    assert "LIGHTHOUSE | night: dark, lit only by the sources in the scene | one lamp | MARA" in said


def test_what_is_filled_in_is_not_read_as_a_template():
    assert fill("${style} costs $$5", "style", "${title} $x", {"title": "no"}) == "${title} $x costs $5"


@pytest.mark.parametrize("template", ["${os}", "${style.text}", "${}", "$style", "${style", "$", "${ style }"])
def test_other_fields_are_refused(tmp_path, template):
    with pytest.raises(BibleError, match=r"wording\.sections\.style"):
        check_wording(Wording(sections={"style": template}), tmp_path / "storyboard.yaml")


def test_a_short_prompt_says_that_nothing_was_cut(over_shoulder, bible):
    assert write_still(over_shoulder, bible, ()).shortened == ()


def test_a_long_description_is_cut_and_named(make_shot, bible):
    book = bible.model_copy(update={"style": Style(text="ink and wash, " * 100)})
    still = write_still(make_shot(), book, ())
    assert still.shortened == ("the style: 1,399 letters -> 894",)


def test_too_long_a_whole_gives_way_in_the_stated_order(make_shot, bible):
    long = "many words of the same kind and more of them " * 30
    people = [Subject(character=f"P{number}", action=long, expression=long) for number in range(18)]
    shot = make_shot(*people, action={"text": long}, light=long, props=("BULB",), frame_text=("OPEN",))
    still = write_still(shot, bible.model_copy(update={"style": Style(text=long)}), ())
    assert len(still.text) <= 32_000
    rooms = {line.partition(":")[0]: int(line.rpartition(" ")[2].replace(",", "")) for line in still.shortened}
    # Style and light gave way before acting did; the moment was not touched beyond its usual room.
    assert rooms["the style"] <= 400
    assert rooms["the light"] <= 400
    assert rooms["P1, does"] <= 400 < rooms["the moment"] <= 900
    assert '"OPEN"' in still.text
    assert "P17" in still.text
