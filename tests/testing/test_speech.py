from __future__ import annotations

import io
import wave
from decimal import Decimal

import av
import numpy as np
import pytest

from storyboard.media import read_sound


def body(**change: object) -> dict:
    words = {
        "model": "gpt-4o-mini-tts",
        "voice": "alloy",
        "input": "I never saw the pier again.",
        "response_format": "wav",
    }
    return {name: value for name, value in {**words, **change}.items() if value is not None}


def seconds_of(data: bytes) -> float:
    with wave.open(io.BytesIO(data)) as file:
        return file.getnframes() / file.getframerate()


def test_words_take_their_time_and_speed_shortens_it(caller, service):
    whole = caller.post("audio/speech", json=body())
    assert whole.headers["content-type"] == "audio/wav"
    assert 1.5 < seconds_of(whole.content) < 3.5
    fast = caller.post("audio/speech", json=body(speed=2.0))
    assert seconds_of(fast.content) == pytest.approx(seconds_of(whole.content) / 2, abs=0.01)
    assert service.bills[0].price_usd == Decimal(27 * 15) / 1_000_000


def test_voices_differ_and_the_same_words_sound_the_same(caller):
    one, again, other = (
        caller.post("audio/speech", json=body(voice=voice)).content for voice in ("alloy", "alloy", "onyx")
    )
    assert one == again != other
    pcm = caller.post("audio/speech", json=body(response_format="pcm")).content
    assert one.endswith(pcm)
    assert np.abs(np.frombuffer(pcm, np.int16)).max() > 5000


@pytest.mark.parametrize("kind", ["mp3", "opus", "aac", "flac"])
def test_coded_sound_can_be_decoded(caller, kind):
    data = caller.post("audio/speech", json=body(response_format=kind)).content
    with av.open(io.BytesIO(data)) as file:
        seconds = sum(frame.samples / frame.sample_rate for frame in file.decode(audio=0))
    assert seconds == pytest.approx(2.3, abs=0.3)


@pytest.mark.parametrize(
    "change",
    [
        {"input": None}, {"input": "x" * 4097}, {"voice": "mara"}, {"voice": None}, {"model": "tts-9"},
        {"response_format": "midi"}, {"speed": 9}, {"model": "tts-1", "instructions": "sadly"}, {"pitch": 3},
    ],
)  # fmt: skip
def test_what_cannot_be_spoken_is_refused_and_not_billed(caller, service, change):
    response = caller.post("audio/speech", json=body(**change))
    assert response.status_code in {400, 404}
    assert service.bills == []


def test_the_sound_is_one_the_animatic_reads(caller, tmp_path):
    path = tmp_path / "line.wav"
    path.write_bytes(caller.post("audio/speech", json=body()).content)
    assert sum(len(block) for block in read_sound(path)) > 48_000
