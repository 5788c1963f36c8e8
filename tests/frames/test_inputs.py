"""The named inputs: readable, stable, and old receipts read as they were meant."""

from __future__ import annotations

import hashlib

import pytest

from storyboard.frames.inputs import named_inputs, policy_of, same_but_for_names, shortened, under_todays_names
from storyboard.frames.legacy_inputs import legacy_inputs
from storyboard.frames.reasons import changes
from storyboard.model import (
    Action,
    Bible,
    Character,
    Location,
    Look,
    Prop,
    ReferencePolicy,
    Role,
    Shot,
    Source,
    Style,
    Subject,
    Wording,
    parse_policy,
)
from storyboard.prompts import Picture

BIBLE = Bible(
    style=Style(text="clean ink line", avoid=("photorealism",)),
    characters=(
        Character(
            name="MARA",
            aliases=("THE GIRL",),
            description="a woman of 36",
            looks=(Look(name="soaked", wardrobe="yellow raincoat", state="drenched"),),
        ),
        Character(name="TOMAS"),
    ),
    locations=(Location(name="QUAY", description="a stone quay"),),
    props=(Prop(name="BULB", description="a lamp bulb"),),
)
SHOT = Shot(
    id="s001_0010",
    scene="s001",
    source=Source(file="a", line=1, line_end=1),
    duration_frames=24,
    location="QUAY",
    interior="EXT",
    props=("BULB",),
    frame_text=("CLOSED",),
    redo="too dark",
    subjects=(
        Subject(character="MARA", look="soaked", staging="left", facing="right", expression="tired"),
        Subject(character="TOMAS", in_start=False),
    ),
    action=Action(text="She waits."),
)
PICTURES = tuple(
    Picture(role=role, name=name, sha256=hashlib.sha256(file.encode()).hexdigest())
    for role, name, file in (
        (Role.CHARACTER, "MARA", "mara.png"),
        (Role.CHARACTER, "MARA", "mara-back.png"),
        (Role.LOCATION, "QUAY", "quay.png"),
    )
)
# As the first version of the program wrote them; never to be changed.
OLD_RECEIPT = {
    "size": "MS",
    "angle": "eye",
    "framing": "single",
    "interior": "EXT",
    "location": "QUAY",
    "time": "day",
    "props": "BULB",
    "frame_text": "CLOSED",
    "redo": "too dark",
    "action": "She waits.",
    "MARA in the frame": "left facing right",
    "MARA's acting": "tired",
    "MARA's look": "soaked",
    "the description of MARA": "1a8e86448de33c52",
    "location QUAY": "42dee2ed1d538fc4",
    "prop BULB": "b293f300f42b74e3",
    "style": "9892e7f77a6c2df2",
    "format": "1536x864",
    "the picture of MARA": "528981e09034db77 bee6acac21ec551e",
    "the picture of location QUAY": "b4788ae944f7968a",
}
NEW_RECEIPT = {
    "size": "MS",
    "angle": "eye",
    "framing": "single",
    "interior": "EXT",
    "location": "QUAY",
    "time": "day",
    "props": "BULB",
    "frame_text": "CLOSED",
    "redo": "too dark",
    "action": "She waits.",
    "MARA in the frame": "left facing right",
    "MARA's acting": "tired",
    "MARA's description": "a woman of 36",
    "MARA's wardrobe": "yellow raincoat",
    "MARA's state": "drenched",
    "the place QUAY": "a stone quay",
    "the prop BULB": "a lamp bulb",
    "style": "clean ink line",
    "what to avoid": "photorealism",
    "format": "1536x864",
    "the picture of MARA": "528981e09034db77 bee6acac21ec551e",
    "the picture of the place QUAY": "b4788ae944f7968a",
}


def test_a_receipt_of_the_first_version_reads_as_it_was_written():
    assert legacy_inputs(SHOT, BIBLE, PICTURES, part="start") == OLD_RECEIPT


def test_what_is_written_today_is_what_later_versions_must_still_read():
    # When this fails, the way inputs are written has changed: that needs a new schema and the old computation kept.
    assert named_inputs(SHOT, BIBLE, PICTURES, part="start", policy=ReferencePolicy()) == NEW_RECEIPT


def test_what_is_at_its_default_does_not_appear():
    plain = SHOT.model_copy(update={"wording": "", "reference_policy": ""})
    book = BIBLE.model_copy(update={"wording": Wording()})
    assert named_inputs(plain, book, PICTURES, part="start", policy=ReferencePolicy()) == NEW_RECEIPT


def test_a_finish_at_its_default_does_not_appear():
    inked = Bible(style=Style(finish="ink"))
    of = [named_inputs(SHOT, bible, (), part="start", policy=ReferencePolicy()) for bible in (Bible(), inked)]
    assert [one.get("finish") for one in of] == [None, "ink"]


@pytest.mark.parametrize("written", ["sheet+location", "packed", "anchor", "sheet+location+previous+layout"])
def test_the_policy_is_noted_to_be_read_and_never_compared(written):
    policy = parse_policy(written)
    inputs = named_inputs(SHOT, BIBLE, PICTURES, part="start", policy=policy)
    read = policy_of(inputs)
    assert (read.people, read.location) == (policy.people, policy.location)
    assert changes(NEW_RECEIPT, inputs) == ()


def test_people_under_an_alias_or_a_new_name_are_the_same():
    called = SHOT.model_copy(update={"subjects": (SHOT.subjects[0].model_copy(update={"character": "The Girl"}),)})
    pictures = tuple(
        one.model_copy(update={"name": "The Girl"}) if one.role is Role.CHARACTER else one for one in PICTURES
    )
    assert named_inputs(called, BIBLE, pictures, part="start", policy=ReferencePolicy()) == NEW_RECEIPT
    old = {name.replace("MARA", "THE GIRL"): value for name, value in NEW_RECEIPT.items()}
    assert under_todays_names(old, BIBLE) == NEW_RECEIPT


@pytest.mark.parametrize(
    ("then", "now", "said"),
    [
        ({"a": "one"}, {"a": "two"}, "a: one -> two"),
        ({}, {"a": "two"}, "a: two"),
        ({"a": "one"}, {}, "a: one -> nothing"),
        ({"the picture of MARA": "1"}, {"the picture of MARA": "2"}, "the picture of MARA changed"),
        ({}, {"the picture of MARA": "2"}, "the picture of MARA is new"),
        ({"the sheet of MARA": "2"}, {}, "the sheet of MARA is gone"),
        ({"style": "0" * 16}, {"style": "1" * 16}, "style changed"),
        (
            {"coat": "a very long yellow coat of thick wool with a hood, two rows of horn buttons and a torn pocket"},
            {"coat": "a very long red coat of thick wool with a hood, two rows of horn buttons and a torn pocket"},
            "coat: … very long yellow coat of … -> … very long red coat of …",
        ),
        (
            {"coat": "a very long yellow coat of thick wool with a hood, two rows of horn buttons"},
            {"coat": "a very long yellow coat of thick wool with a hood, two rows of horn buttons, wet"},
            "coat: … of horn buttons -> … of horn buttons, wet",
        ),
    ],
)
def test_a_change_is_said_from_what_to_what(then, now, said):
    assert changes(then, now) == (said,)


def test_where_it_is_written_is_said_too():
    assert changes({"a": "1"}, {"a": "2"}, where=lambda name: f"{name}.yaml:3") == ("a: 1 -> 2 (a.yaml:3)",)


def test_a_long_value_keeps_its_beginning_and_a_hash_of_the_whole():
    first, second = shortened("word " * 100 + "yes"), shortened("word " * 100 + "no")
    assert first.startswith("word word")
    assert len(first) < 270
    assert first != second
    assert shortened("two\n  lines ") == "two lines"


def test_a_person_called_by_another_of_their_names_does_the_same():
    alike = same_but_for_names(BIBLE)
    name, alias = BIBLE.characters[0].name, BIBLE.characters[0].aliases[0]
    assert alike("action", f"{name.title()} falls", f"{alias} falls")
    assert alike(f"{name}'s acting", f"waves at {alias}", f"waves at {name}")
    assert not alike("action", f"{name} falls", f"{alias} stands")
    assert not alike("action", f"{name}x falls", f"{alias}x falls")
    # Words that are read in the picture are other words.
    assert not alike("frame_text", name, alias)
    assert changes({"action": f"{name} falls"}, {"action": f"{alias} falls"}, alike=alike) == ()
    assert changes({"action": f"{name} falls"}, {}, alike=alike) != ()
