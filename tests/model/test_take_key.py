from __future__ import annotations

from pathlib import Path

import pytest

from storyboard.model import FramePrompt, Reference, Role, Shot, Slot, Source, take_key

FACE = Reference(number=1, role=Role.CHARACTER, name="MARA", path=Path("refs/mara.png"), sha256="a" * 64)
ROOM = Reference(number=2, role=Role.LOCATION, name="LAMP ROOM", path=Path("refs/room.png"), sha256="b" * 64)
PARAMETERS = {"model": "gpt-image-2-2026-04-21", "quality": "low", "size": "1536x864"}
SHOT = Shot(id="s001_0010", scene="s001", source=Source(file="a", line=1, line_end=1), duration_frames=48)
PROMPT = FramePrompt(slot=Slot.shot("s001_0010"), text="A lamp.", references=(FACE, ROOM), size=(1536, 864), shot=SHOT)


def key(prompt: FramePrompt = PROMPT, backend: str = "openai", **changed: object) -> str:
    return take_key(backend, {**PARAMETERS, **changed}, prompt)


def with_prompt(**fields: object) -> FramePrompt:
    return PROMPT.model_copy(update=fields)


@pytest.mark.parametrize(
    "prompt",
    [
        with_prompt(text="A lamp. "),
        with_prompt(slot=Slot.shot("s001_0020")),
        with_prompt(slot=Slot.shot("s001_0010", "end")),
        with_prompt(references=(ROOM, FACE)),
        with_prompt(references=(FACE,)),
        with_prompt(references=(FACE.model_copy(update={"sha256": "c" * 64}), ROOM)),
        with_prompt(references=(FACE.model_copy(update={"role": Role.STYLE}), ROOM)),
        with_prompt(size=(864, 1536)),
        with_prompt(variant=2),
    ],
    ids=["text", "slot", "part", "order", "fewer", "bytes", "role", "size", "variant"],
)
def test_whatever_decides_the_picture_changes_its_key(prompt):
    assert key(prompt) != key()


@pytest.mark.parametrize("changed", [{"quality": "medium"}, {"model": "gpt-image-3"}, {"mask": "d" * 64}])
def test_parameters_change_the_key(changed):
    assert key(**changed) != key()


def test_another_backend_has_another_key():
    assert key(backend="previs") != key()


@pytest.mark.parametrize(
    "fields", [{"duration_frames": 500}, {"order": 9}, {"number": "7C"}, {"overlay_text": ("LATER",)}, {"note": "x"}]
)
def test_what_the_picture_does_not_show_does_not_enter(fields):
    assert key(with_prompt(shot=SHOT.model_copy(update=fields))) == key()


def test_where_a_reference_lies_does_not_enter():
    moved = FACE.model_copy(update={"path": Path("/elsewhere/face.png")})
    assert key(with_prompt(references=(moved, ROOM))) == key()


def test_the_order_of_parameters_does_not_enter():
    backwards = dict(reversed(PARAMETERS.items()))
    assert take_key("openai", backwards, PROMPT) == key()


def test_pieces_cannot_run_into_one_another():
    assert key(with_prompt(text='A lamp.","size":[1,1]')) != key()
    assert take_key("a", {"b": "c"}, PROMPT) != take_key("a", {"bc": ""}, PROMPT)


def test_a_key_is_the_same_in_every_release():
    # Written down once: a key that changes with a release would buy every picture of every project again.
    assert key() == "7945dddf8ecde15fcc2103bc19ea54fd36feec957a117b262ac6673654dad60f"
