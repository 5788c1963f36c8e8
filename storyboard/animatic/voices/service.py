"""Voices by OpenAI's speech service, while it lasts: every line announced, paid once, and kept for good."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Awaitable, Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from storyboard.animatic.voices.base import Line, Timbre
from storyboard.animatic.voices.store import SpokenStore
from storyboard.errors import BibleError, DrawingRefused, ServiceError, StoryboardError
from storyboard.model import OpenAISettings, Quote, Voice
from storyboard.paid import (
    DEFAULT_BASE_URL,
    KEY_VARIABLE,
    Answer,
    NotBilled,
    Outcome,
    SpeechModel,
    Till,
    Verdict,
    is_local,
    judge,
    make_client,
    read_key,
    service_url,
    speech_model,
)

if TYPE_CHECKING:
    import httpx2

_MOST_WAITS, _MOST_RECONNECTS = 6, 2
_FIRST_WAIT, _LONGEST_WAIT = 2.0, 60.0
# A letter is about 60 ms of speech, of 48,000 bytes a second; this is room for slow ones.
_BYTES_A_LETTER, _BYTES = 9_000, 262_144
_AGES = {"child": "a child", "adult": "an adult", "old": "an old person"}
_HEARD = {Voice.PHONE: "speaking on the telephone", Voice.VOICE_OVER: "narrating, close to the microphone"}


class _Turned(NotBilled):
    """Certainly not billed, and why."""

    def __init__(self, error: StoryboardError, verdict: Verdict) -> None:
        super().__init__(error, certain=verdict.surely_free)
        self.verdict = verdict


class SpokenPart:
    """One request: a line, or a part of one that is too long to be spoken at once.

    Attributes:
        key: What it is known by in the ledger and among the kept files.
        slot: What it is for, as the ledger and errors name it.
        body: What is sent.
    """

    def __init__(self, slot: str, body: dict[str, Any], url: str) -> None:
        self.slot, self.body = slot, body
        self.key = SpokenStore.key(json.dumps(["openai", url, body], sort_keys=True))

    @property
    def letters(self) -> int:
        """How long it is."""
        return len(str(self.body["input"]))


class SpeechPlan:
    """What would be asked of the service; needs no key and sends nothing.

    Args:
        settings: The bible's ``openai`` section.
        environ: Where OPENAI_BASE_URL is read from.
    """

    def __init__(self, settings: OpenAISettings, environ: Mapping[str, str] = os.environ) -> None:
        self.model: SpeechModel = speech_model()
        self.url = service_url(settings, environ)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a user should know before paying."""
        found = []
        if self.model.retires is not None:
            found.append(f"The service shuts {self.model.name} down on {self.model.retires.isoformat()}")
        if self.url != DEFAULT_BASE_URL and not is_local(self.url):
            found.append(f"The dialogue and your key go to {self.url}, not to OpenAI")
        return tuple(found)

    def parts(self, line: Line, timbre: Timbre) -> tuple[SpokenPart, ...]:
        """The requests that a line takes; nearly always one.

        Raises:
            BibleError: The bible names a voice that the service has not.
        """
        slot = f"voice/{line.label}"
        texts = _pieces(" ".join(line.text.split()), self.model.most_letters)
        body: dict[str, Any] = {"model": self.model.name, "voice": self._voice(line, timbre), "response_format": "wav"}
        if self.model.takes_instructions:
            body["instructions"] = _instructions(line, timbre)
        return tuple(SpokenPart(slot, {**body, "input": text}, self.url) for text in texts)

    def quote(self, part: SpokenPart) -> Quote:
        """What a request is expected to cost, in US dollars, and the most it should."""
        return self.model.quote(part.letters)

    def _voice(self, line: Line, timbre: Timbre) -> str:
        voices = self.model.female if timbre.gender == "female" else self.model.male
        named = timbre.named.get("openai")
        if named is None:
            return voices[timbre.place % len(voices)]
        if not named.isascii() or not named.replace("-", "").replace("_", "").isalnum():
            known = ", ".join((*self.model.female, *self.model.male))
            raise BibleError(f"The voice {named!r:.40} of {line.speaker!r:.40} is none", cure=f"Take one of {known}")
        return named.lower()


class SpeechService:
    """Buys spoken lines.

    Args:
        settings: The bible's ``openai`` section.
        till: Where requests are paid; closed with the service.
        store: Where answers are kept for good.
        environ: Where OPENAI_API_KEY and OPENAI_BASE_URL are read from.
        http_client: Another transport, for tests.
        sleep: Waits that many seconds.
        today: The day, against which the service's end is held.

    Raises:
        InputError: The key or the address is missing or wrong.
        ServiceError: The service does not speak any more.
    """

    def __init__(
        self,
        settings: OpenAISettings,
        till: Till,
        store: SpokenStore,
        *,
        today: date,
        environ: Mapping[str, str] = os.environ,
        http_client: httpx2.AsyncClient | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.plan = SpeechPlan(settings, environ)
        self.lanes = settings.parallel
        if not is_local(self.plan.url):
            self.plan.model.require_alive(today)
        read_key(environ, self.plan.url)
        self._till, self._store, self._sleep = till, store, sleep
        self._secret = environ.get(KEY_VARIABLE, "").strip()
        self._client = make_client(settings, environ, http_client=http_client)

    async def speak(self, part: SpokenPart) -> None:
        """Have a part spoken, and keep it.

        Raises:
            DrawingRefused: This request was refused, or its answer is lost; others may go on.
            ServiceError: The service refuses everything.
            BudgetError: Nothing was sent.
            ProjectError: The ledger or the file cannot be written.
        """
        if self._store.find(part.key) is not None:
            return
        waits = reconnects = 0
        while True:
            try:
                packed = await self._till.buy(
                    part.key,
                    part.slot,
                    self.plan.quote(part),
                    lambda: self._send(part),
                    lambda _: self._price(part),
                    landing=part.letters * _BYTES_A_LETTER + _BYTES,
                )
            except _Turned as turned:
                outcome, wait = turned.verdict.outcome, turned.verdict.wait
                if outcome is Outcome.WAIT and waits < _MOST_WAITS:
                    await self._sleep(min(_FIRST_WAIT * 2**waits if wait is None else wait, _LONGEST_WAIT))
                    waits += 1
                elif outcome is Outcome.NOT_SENT and reconnects < _MOST_RECONNECTS:
                    await self._sleep(_FIRST_WAIT * 2**reconnects)
                    reconnects += 1
                else:
                    raise turned.error from None
                continue
            sound = Answer.unpack(packed).body
            if not _is_sound(sound):
                self._till.doubt(part.key, "the answer is no sound")
                raise DrawingRefused(
                    f"The answer for {part.slot} is no sound", cure="Look at the service's usage page", state="unknown"
                )
            self._store.keep(part.key, sound, ".wav")
            self._till.stored(part.key)
            return

    async def close(self) -> None:
        """Close the connection and the till."""
        await self._client.close()
        self._till.close()

    def _price(self, part: SpokenPart) -> Decimal:
        return self.plan.model.price(part.letters)

    async def _send(self, part: SpokenPart) -> bytes:
        try:
            response = await self._client.audio.speech.with_raw_response.create(**part.body)
            return Answer.of(response.headers, response.content).pack()
        except Exception as error:  # noqa: BLE001 - only `judge` knows the library's own errors; any other is unknown
            verdict = judge(error, self._secret)
        # Raised outside the handler: the library's error holds the request, with the key in its headers.
        failure = _worded(verdict.error_for(part.slot, self.plan.model.name, self.plan.url))
        if verdict.outcome is Outcome.UNKNOWN:
            raise failure
        raise _Turned(failure, verdict)


def _worded(error: StoryboardError) -> StoryboardError:
    """The error as it reads where lines are bought, not pictures."""
    if isinstance(error, ServiceError):
        return ServiceError(
            error.what.replace("allow image models", "allow speech models").replace("draw", "speak"),
            why=error.why,
            cure="Take --voices piper or --voices espeak, or record the lines"
            if "`model:`" in error.cure
            else error.cure.replace("image models", "speech models"),
        )
    if isinstance(error, DrawingRefused) and "--on-unknown" in error.cure:
        cure = "Look at the service's usage page; --on-unknown retry asks again and may pay twice"
        return DrawingRefused(error.what, why=error.why, cure=cure, state=error.state, code=error.code)
    return error


def _is_sound(data: bytes) -> bool:
    return data[:4] == b"RIFF" and data[8:12] == b"WAVE" and len(data) > 44


def _instructions(line: Line, timbre: Timbre) -> str:
    """How to speak; the bible's words are the user's own, and go to a voice, not to a program."""
    gender = "girl" if timbre.gender == "female" else "boy"
    who = gender if timbre.age == "child" else f"{_AGES[timbre.age]}, {timbre.gender}"
    told = [f"Voice: {timbre.description or who}.", "A rehearsal reading for a film: natural, not announced."]
    if line.heard in _HEARD:
        told.append(f"{_HEARD[line.heard].capitalize()}.")
    if delivery := " ".join(line.delivery.split()):
        told.append(f"Delivery: {delivery}.")
    return " ".join(told)[:1000]


def _pieces(text: str, most: int) -> list[str]:
    """The text in parts that can be spoken at once, cut after sentences where it can be."""
    parts = []
    while len(text) > most:
        window = text[:most]
        cut = max(window.rfind(end) + len(end) for end in (". ", "! ", "? ", "。", "！", "？"))
        if cut <= most // 2:
            cut = window.rfind(" ") + 1 or most
        parts.append(text[:cut].strip())
        text = text[cut:]
    return [*parts, text]
