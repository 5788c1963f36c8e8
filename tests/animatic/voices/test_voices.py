import os
import shutil
import stat
import sys
from pathlib import Path

import pytest

from storyboard.animatic.voices import Espeak, Line, Piper, SpokenStore, cast_voices, find_recordings, lines_of
from storyboard.animatic.voices.language import language_of
from storyboard.errors import BibleError, InputError
from storyboard.media import read_sound
from storyboard.model import Bible, Character, DialogueLine

LINE = Line(shot="s001_0010", number=1, speaker="MARA", text="--help [[hello]] $(id)")


def bible(**voices: str) -> Bible:
    return Bible(characters=tuple(Character(name=name, voice=voice) for name, voice in voices.items()))


def cast(speakers: list[str], **voices: str):
    return cast_voices(speakers, bible(**voices))


def test_a_voice_follows_the_words_of_the_bible():
    made = cast(
        ["MARA", "TOMAS", "PIP"], MARA="low, unhurried woman", TOMAS="an old man, fast", PIP="a bright little girl"
    )
    assert [(one.gender, one.age) for one in made.values()] == [
        ("female", "adult"),
        ("male", "old"),
        ("female", "child"),
    ]
    assert made["MARA"].pitch < 0 < made["PIP"].pitch
    assert made["TOMAS"].pace > 1


def test_every_speaker_has_a_voice_of_their_own_and_newcomers_change_nobodys():
    names = [f"GUARD {number}" for number in range(12)]
    made = cast(names)
    assert len({(one.gender, one.place) for one in made.values()}) == 12
    assert cast([*names, "ZOE", "ADA"])["GUARD 7"] == made["GUARD 7"]
    assert cast(["MARA", "TOMAS"], MARA="a woman")["MARA"] == cast(["TOMAS", "MARA"], MARA="a woman")["MARA"]


def test_a_voice_can_be_named_for_each_engine():
    (timbre,) = cast(["MARA"], MARA="warm; espeak:en-us+f4, piper:voices/a.onnx#3 openai:nova").values()
    assert timbre.named == {"espeak": "en-us+f4", "piper": "voices/a.onnx#3", "openai": "nova"}
    assert "espeak" not in timbre.description


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("I know what you did and it is not the end.", "en"), ("Ich weiß nicht, was das ist und du auch nicht.", "de"),
        ("Je ne sais pas ce que tu as fait, et vous ?", "fr"), ("灯台の明かりが消えている。", "ja"), ("灯塔已经熄灭了。", "zh"),
        ("Где ты был?", "ru"), ("أين كنت؟", "ar"), ("...", "en"),
    ],
)  # fmt: skip
def test_the_language_of_a_film_is_told_by_its_letters_and_words(text, language):
    assert language_of([text]) == language


def test_lines_are_counted_in_their_shot_and_those_without_words_are_left_out(timeline_of):
    speeches = tuple(DialogueLine(character="MARA", text=text) for text in ("Go.", "...", "Ты где?"))
    lines = lines_of(timeline_of({"dialogue": speeches}).clips)
    assert [(line.label, line.language) for line in lines] == [("s001_0010", "en"), ("s001_0010-3", "ru")]


def test_recordings_are_found_by_shot_and_number_the_better_one_first(tmp_path):
    for name in ("s012_0010.mp3", "S012_0010.WAV", "s012_0010-2.flac", "hello.wav", "s012_0020.txt", "s012_0010-0.wav"):
        (tmp_path / name).write_bytes(b"x")
    found = find_recordings(tmp_path)
    assert {key: path.name for key, path in found.files.items()} == {
        ("s012_0010", 1): "S012_0010.WAV",
        ("s012_0010", 2): "s012_0010-2.flac",
    }
    assert [path.name for path in found.strange] == ["hello.wav", "s012_0010-0.wav"]
    assert find_recordings(tmp_path / "nowhere").files == {}


# Speaks by writing half a second of noise, and notes what it was told.
_FAKE = """#!{python}
import os, struct, sys, wave
sys.stdin.reconfigure(encoding="utf-8")
open({log!r}, "a", encoding="utf-8").write(repr((sys.argv[1:], sys.stdin.read())) + "\\n")
target = sys.argv[sys.argv.index("--output_file") + 1] if "--output_file" in sys.argv else {log!r} + ".wav"
with wave.open(target, "wb") as file:
    file.setnchannels(1); file.setsampwidth(2); file.setframerate(22050)
    file.writeframes(struct.pack("<h", 9000) * 11025)
if "--stdout" in sys.argv:
    sys.stdout.buffer.write(open(target, "rb").read())
sys.exit({code})
"""


@pytest.fixture
def install(tmp_path, monkeypatch):
    """Puts a program of that name on the path; gives the file in which it notes what it was told."""
    if os.name == "nt":
        pytest.skip("a script cannot stand in for a program on Windows")

    def put(name: str, code: int = 0) -> Path:
        folder = tmp_path / "bin"
        folder.mkdir(exist_ok=True)
        program, log = folder / name, tmp_path / f"{name}.log"
        program.write_text(_FAKE.format(python=sys.executable, log=str(log), code=code), encoding="utf-8")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", str(folder))
        return log

    return put


def test_espeak_reads_the_text_from_its_input_and_never_as_an_option(install, tmp_path):
    log = install("espeak-ng")
    (timbre,) = cast(["MARA"]).values()
    sound, ending = Espeak().speak(LINE, timbre)
    path = SpokenStore(tmp_path / "kept").keep("a", sound, ending)
    assert sum(map(len, read_sound(path))) == pytest.approx(24_000, abs=50)
    arguments, text = eval(log.read_text(encoding="utf-8"))
    assert text == "--help [ [hello]] $(id)\n"
    assert not any("help" in argument or "hello" in argument for argument in arguments)


def test_piper_takes_its_voice_from_the_bible_or_the_folder(install, tmp_path):
    log = install("piper")
    pool = [tmp_path / "a.onnx", tmp_path / "b.onnx"]
    for path in pool:
        path.write_bytes(path.name.encode())
    made = cast(["MARA", "TOMAS"], MARA="woman, piper:b.onnx#2", TOMAS="man, piper:none.onnx")
    piper = Piper(tmp_path, pool[:1])
    assert piper.facts(LINE, made["MARA"]) != piper.facts(LINE, cast(["MARA"])["MARA"])
    assert piper.speak(LINE, made["MARA"])[0].startswith(b"RIFF")
    arguments, _ = eval(log.read_text(encoding="utf-8"))
    assert arguments[arguments.index("--model") + 1] == str(pool[1])
    assert arguments[-2:] == ["--speaker", "2"]
    with pytest.raises(BibleError, match=r"none\.onnx"):
        piper.facts(LINE, made["TOMAS"])


def test_a_program_that_is_missing_or_fails_is_said_with_its_cure(install, monkeypatch, tmp_path):
    install("espeak-ng", code=1)
    (timbre,) = cast(["MARA"]).values()
    with pytest.raises(InputError, match="did not speak the line of s001_0010"):
        Espeak().speak(LINE, timbre)
    with pytest.raises(BibleError):
        Espeak().facts(LINE, timbre.model_copy(update={"named": {"espeak": "-w/etc/passwd"}}))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(InputError, match=r"espeak-ng is not installed.*--voices none"):
        Espeak()


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")
def test_espeak_speaks_two_people_apart(tmp_path):
    made = cast(["MARA", "TOMAS"], MARA="a woman", TOMAS="an old man, deep")
    engine, store = Espeak(), SpokenStore(tmp_path)
    line = LINE.model_copy(update={"text": "You climbed all that way."})
    sounds = {name: engine.speak(line, timbre)[0] for name, timbre in made.items()}
    assert sounds["MARA"] != sounds["TOMAS"]
    assert sum(map(len, read_sound(store.keep("a", sounds["MARA"], ".wav")))) > 24_000
