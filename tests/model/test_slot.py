from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from storyboard.model import Slot, SlotKind


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
