"""``/v1/audio/speech``: a tone as long as the words would take, in the voice's pitch, with a swell for every word."""

from __future__ import annotations

import asyncio
import hashlib
import io
import wave
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import Response

from storyboard.testing.bills import VOICE_MODELS, Bill, speech_price
from storyboard.testing.desk import Desk, Visit
from storyboard.testing.refusals import bad_request, check_types, missing, no_such_model, unknown
from storyboard.testing.requests import SeenRequest, kept_headers, read_json

if TYPE_CHECKING:
    import numpy as np

_PARAMETERS = frozenset(("input", "model", "voice", "instructions", "response_format", "speed", "stream_format"))
_VOICES = (
    "alloy", "ash", "ballad", "coral", "echo", "fable", "onyx", "nova", "sage", "shimmer", "verse", "marin", "cedar",
)  # fmt: skip
_KINDS = {
    "wav": "audio/wav",
    "pcm": "audio/pcm",
    "mp3": "audio/mpeg",
    "opus": "audio/ogg",
    "aac": "audio/aac",
    "flac": "audio/flac",
}
# Container and codec of those that are encoded; opus knows no 24 kHz frames of ours, so it gets its own rate.
_CODECS = {
    "mp3": ("mp3", "libmp3lame", 24_000),
    "opus": ("ogg", "libopus", 48_000),
    "aac": ("adts", "aac", 24_000),
    "flac": ("flac", "flac", 24_000),
}
_TYPES: dict[str, type | tuple[type, ...]] = {
    "input": str,
    "model": str,
    "voice": (str, dict),
    "response_format": str,
    "instructions": str,
    "speed": (int, float),
}
_RATE = 24_000
_MOST_LETTERS = 4096
_WORDS_A_SECOND = 2.6
_LETTERS_A_WORD = 5.5


class Speech:
    """Speaks in tones."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def create(self, request: Request) -> Response:
        return await self._desk.receive(request, "audio/speech", self._create)

    async def _create(self, visit: Visit) -> Response:
        desk = self._desk
        body = read_json(await visit.request.body())
        words = str(body.get("input") or "")
        rest = {name: value for name, value in body.items() if name != "input"}
        headers = kept_headers(visit.request)
        visit.seen = SeenRequest(endpoint="audio/speech", prompt=words, parameters=rest, headers=headers)
        await desk.admit(visit)
        if page := desk.early_page(visit):
            return page
        kind, voice, speed = _check(body)
        price = speech_price(body["model"], len(words))
        desk.bill(
            Bill(
                request_id=visit.request_id,
                endpoint="audio/speech",
                model=body["model"],
                prompt=words,
                usage={"letters": len(words)},
                price_usd=price,
                pictures=0,
            )
        )
        await desk.work(visit)
        sound = await asyncio.to_thread(_speak, words, voice, speed, kind)
        return await desk.deliver(visit, sound, kind=_KINDS[kind])


def _check(body: dict[str, Any]) -> tuple[str, str, float]:
    """Format, voice and speed.

    Raises:
        Refused: The service would not speak that.
    """
    for name in body:
        if name not in _PARAMETERS:
            raise unknown(name)
    check_types(body, _TYPES)
    for name in ("input", "model", "voice"):
        if not body.get(name):
            raise missing(name)
    if body["model"] not in VOICE_MODELS:
        raise no_such_model(str(body["model"]))
    if len(str(body["input"])) > _MOST_LETTERS:
        message = f"Invalid 'input': string too long. Expected a string with maximum length {_MOST_LETTERS}."
        raise bad_request(message, "input", "string_above_max_length")
    voice = body["voice"].get("id") if isinstance(body["voice"], dict) else body["voice"]
    if not isinstance(body["voice"], dict) and voice not in _VOICES:
        raise bad_request(f"Invalid value: '{voice}'. Supported values are: {', '.join(_VOICES)}.", "voice")
    kind = body.get("response_format") or "mp3"
    if kind not in _KINDS:
        raise bad_request(f"Invalid value: '{kind}'. Supported values are: {', '.join(_KINDS)}.", "response_format")
    speed = body.get("speed") or 1.0
    if not 0.25 <= speed <= 4.0:
        raise bad_request("Invalid 'speed': expected a number between 0.25 and 4.0.", "speed")
    if body.get("instructions") and body["model"].startswith("tts-1"):
        raise bad_request(f"'instructions' is not supported with {body['model']}.", "instructions")
    return str(kind), str(voice), float(speed)


def _speak(words: str, voice: str, speed: float, kind: str) -> bytes:
    container, codec, rate = _CODECS.get(kind, ("", "", _RATE))
    samples = _tone(words, voice, speed, rate)
    if kind == "pcm":
        return samples.tobytes()
    if kind == "wav":
        buffer = io.BytesIO()
        with wave.open(buffer, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(rate)
            file.writeframes(samples.tobytes())
        return buffer.getvalue()
    return _encoded(samples, container, codec, rate)


def _tone(words: str, voice: str, speed: float, rate: int) -> np.ndarray[Any, np.dtype[np.int16]]:
    import numpy as np

    # By letters, so that scripts without spaces between words take their time too.
    count = max(len(words.split()), round(len(words) / _LETTERS_A_WORD), 1)
    seconds = count / _WORDS_A_SECOND / speed
    time = np.arange(round(seconds * rate)) / rate
    pitch = 110 + hashlib.sha256(voice.encode("utf-8")).digest()[0]
    swell = np.sin(np.pi * (time * count / seconds % 1.0)) ** 2
    wave_form = np.sin(2 * np.pi * pitch * time) + 0.3 * np.sin(4 * np.pi * pitch * time)
    samples: np.ndarray[Any, np.dtype[np.int16]] = (wave_form * swell * 9000).astype(np.int16)
    return samples


def _encoded(samples: np.ndarray[Any, np.dtype[np.int16]], container: str, codec: str, rate: int) -> bytes:
    import av

    buffer = io.BytesIO()
    with av.open(buffer, "w", format=container) as file:
        stream = file.add_stream(codec, rate=rate)
        assert isinstance(stream, av.AudioStream)
        stream.layout = "mono"
        frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate = rate
        for packet in stream.encode(frame):
            file.mux(packet)
        for packet in stream.encode(None):
            file.mux(packet)
    return buffer.getvalue()
