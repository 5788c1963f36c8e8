from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from storyboard.model import Slot, SlotKind, name_in_slot, slot_word


def test_a_slot_reads_back_as_it_was_written():
    slot = Slot.shot("s012_0010", "end")
    assert str(slot) == "shot/s012_0010/end"
    assert Slot.parse(str(slot)) == slot


@pytest.mark.parametrize(
    "name", ["MARA", "Mr. O'Hara", "Éloïse", "E\u0301loise", "小明", "मीरा", "น้ำ", "סבתא", "mary-ann_2", "灯" * 80]
)
def test_names_in_any_script_can_be_slots(name):
    assert Slot.parse(str(Slot(kind=SlotKind.CHARACTER, id=name, part="anchor"))).id == name


@pytest.mark.parametrize(
    "name",
    [
        "", ".", "..", "../x", "..\\x", "a/b", "a\\b", "/etc", "C:\\x", "C:", "~", "-rf", " lead", "trail ", "dot.",
        "a\0b", "a\nb", "a\tb", "a*b", "a?b", 'a"b', "a|b", "a<b", "a\u202eb", "a\ud800", "\u0301x", "x" * 81, "𝔸" * 70,
    ],
)  # fmt: skip
@pytest.mark.parametrize("field", ["id", "part"])
def test_nothing_that_leads_out_of_a_folder_can_be_a_slot(name, field):
    with pytest.raises(ValidationError, match="cannot be part of a slot"):
        Slot(**{"kind": "character", "id": "MARA", "part": "anchor", field: name})


@pytest.mark.parametrize("text", ["", "shot", "shot/a", "shot/a/b/c", "ghost/a/b", "shot/../b", "shot//b", "/shot/a/b"])
def test_text_that_is_no_slot_is_a_value_error(text):
    with pytest.raises(ValueError):
        Slot.parse(text)


@given(st.text(max_size=120))
def test_whatever_passes_is_a_plain_file_name(name):
    try:
        slot = Slot(kind=SlotKind.CHARACTER, id=name, part="start")
    except ValueError:
        return
    assert "/" not in slot.id
    assert "\\" not in slot.id
    assert slot.id.strip(". ") != ""
    assert len(slot.id.encode("utf-8")) <= 240


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("MARA'S MOTHER", "MARA'S MOTHER"),
        ("CAFÉ/BAR", "CAFÉ_2f_BAR"),
        ("MR. X.", "MR. X_2e_"),
        ("CON", "_43_ON"),
        ("..", "_2e__2e_"),
        ("a_41_b", "a_5f_41_5f_b"),
    ],
)
def test_what_no_folder_can_be_called_is_spelt_by_number(name, word):
    assert slot_word(name) == word
    assert Slot.named(SlotKind.LOCATION, name, "plate").id == word


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=10) | st.text("_2f/a. ", min_size=1, max_size=10))
def test_every_name_can_be_read_back_from_its_slot(name):
    slot = Slot.named(SlotKind.CHARACTER, name, "anchor")
    assert name_in_slot(Slot.parse(str(slot)).id) == name
