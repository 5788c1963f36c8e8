"""Asking a model of words: in its turn, reserved, sent once, kept, and only then read."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Awaitable, Callable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from storyboard.errors import DrawingRefused, ServiceError, StoryboardError
from storyboard.model import OpenAISettings, Quote
from storyboard.paid.answer import Answer
from storyboard.paid.client import DEFAULT_BASE_URL, is_local, make_client, read_key, redact, service_url
from storyboard.paid.pacing import Turn, open_pace
from storyboard.paid.question import Question
from storyboard.paid.remote import NotBilled
from storyboard.paid.text_models import TextModel, text_model
from storyboard.paid.till import Till
from storyboard.paid.verdicts import Outcome, Verdict, judge

if TYPE_CHECKING:
    import httpx2
    from openai import AsyncOpenAI

_MOST_WAITS, _MOST_RECONNECTS = 6, 2
# Requests a minute where nothing else is known. The limits of models of words are in the hundreds from the lowest tier on;
# it is the pictures whose limit has to be felt for. A refusal, or a header that names less, lowers it.
_A_MINUTE = 120.0


class _Turned(NotBilled):
    """Not billed, and why."""

    def __init__(self, error: StoryboardError, verdict: Verdict) -> None:
        super().__init__(error, certain=verdict.surely_free)
        self.verdict = verdict


class _Try:
    """One try, and what the pace is to learn from it."""

    def __init__(self) -> None:
        self.sent = False
        self.headers: Mapping[str, str] | None = None
        self.failure: tuple[Verdict, StoryboardError] | None = None

    def tell(self, turn: Turn) -> None:
        """Say how it ended; of a request that was abandoned there is nothing to say."""
        if not self.sent:
            turn.unused()
        elif self.failure is not None:
            turn.failed(*self.failure)
        elif self.headers is not None:
            turn.succeeded(self.headers)


class Questioner:
    """Asks the bible's model of words. Every question is paid at the till, and its answer lies in the spool until `stored`.

    Args:
        settings: The bible's ``openai`` section.
        till: Where requests are paid; closed with this.
        environ: Where OPENAI_API_KEY and OPENAI_BASE_URL are read from.
        http_client: Another transport, for tests.
        sleep: Waits that many seconds.
        clock: Gives the seconds that `sleep` lets pass.
        offline: Only prices will be asked for: no key is looked for.

    Attributes:
        model: Who is asked.
        lanes: How many may be asked at once.
        url: Where.

    Raises:
        InputError: The key or the address is missing or wrong.
    """

    def __init__(
        self,
        settings: OpenAISettings,
        till: Till,
        *,
        environ: Mapping[str, str] = os.environ,
        http_client: httpx2.AsyncClient | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        clock: Callable[[], float] = time.time,
        offline: bool = False,
    ) -> None:
        self.model: TextModel = text_model(settings)
        self.lanes = settings.parallel
        self.url = service_url(settings, environ)
        self._settings, self._till = settings, till
        self._environ, self._http_client = environ, http_client
        self._secret = "" if offline else read_key(environ, self.url)
        self._client: AsyncOpenAI | None = None
        self._pace = open_pace(
            _paced(settings, self.url),
            self._secret,
            self.url,
            environ=environ,
            sleep=sleep,
            clock=clock,
            remember=not offline,
        )

    async def ask(self, key: str, slot: str, quote: Quote, question: Question) -> Answer:
        """The answer to a question, or the one that was paid for under `key` and never stored.

        Args:
            key: What it is bought under; the same question again needs another.
            slot: What it is about; errors name it.
            quote: Its `at_most` is held while the question is under way.
            question: What is asked.

        Raises:
            DrawingRefused: The service turned it down, or the answer is lost; its `state` says which.
            ServiceError: The service refuses everything; nothing is sent after the first of these.
            BudgetError: Nothing was sent.
            Stopped: `stop` was called before it was sent.
            ProjectError: The ledger or the answer cannot be written.
        """
        client = self._connected()
        waits = reconnects = 0
        while True:
            try:
                return await self._in_turn(client, key, slot, quote, question)
            except _Turned as turned:
                outcome, error = turned.verdict.outcome, turned.error
            # How long to wait is known to the pace, which gives the next turn.
            if outcome is Outcome.WAIT and waits < _MOST_WAITS:
                waits += 1
            elif outcome is Outcome.NOT_SENT and reconnects < _MOST_RECONNECTS:
                reconnects += 1
            else:
                if isinstance(error, ServiceError):
                    self._pace.breaker.open(error)
                raise error

    def stop(self, reason: StoryboardError) -> None:
        """Send nothing more; what is under way is still waited for."""
        self._pace.breaker.open(reason)

    def stored(self, key: str) -> None:
        """The answer is on disk: its raw form is let go."""
        self._till.stored(key)

    def price(self, answer: Answer, quote: Quote) -> Decimal:
        """What an answer cost in US dollars; the most it can where it does not say."""
        usage = usage_in(answer)
        if usage:
            return self.model.price(usage)
        # A server on this machine that does not say is free.
        return Decimal(0) if is_local(self.url) else quote.at_most

    def clean(self, text: str) -> str:
        """The text without anything that looks like a key."""
        return redact(text, self._secret)

    async def close(self) -> None:
        """Close the connections and the till."""
        if self._client is not None:
            await self._client.close()
            self._client = None
        self._till.close()

    def _connected(self) -> AsyncOpenAI:
        """The library's door to the service. Its slow import is over before money is held: less to lose to a kill."""
        if self._client is None:
            self._client = make_client(self._settings, self._environ, http_client=self._http_client)
        return self._client

    async def _in_turn(self, client: AsyncOpenAI, key: str, slot: str, quote: Quote, question: Question) -> Answer:
        """Buy when it is this question's turn: nothing is held and nothing can be lost while it waits."""
        async with self._pace.turn(len(question.pictures)) as turn:
            trial = _Try()
            try:
                packed = await self._till.buy(
                    key,
                    slot,
                    quote,
                    lambda: self._send(client, slot, question, trial),
                    lambda raw: self.price(Answer.unpack(raw), quote),
                    landing=question.landing,
                )
            finally:
                trial.tell(turn)
            return Answer.unpack(packed)

    async def _send(self, client: AsyncOpenAI, slot: str, question: Question, trial: _Try) -> bytes:
        import openai

        trial.sent = True
        try:
            # No tools, and nothing kept at the service.
            response = await client.responses.with_raw_response.create(
                model=self.model.name,
                instructions=question.instructions,
                input=question.input,
                text={"format": question.format},
                max_output_tokens=question.most_tokens,
                store=False,
            )
            answer = Answer.of(response.headers, response.content)
        except openai.OpenAIError as error:
            verdict = judge(error, self._secret)
        else:
            trial.headers = answer.headers
            return answer.pack()
        # Raised outside the handler: the library's error holds the request, with the key in its headers.
        failure = _worded(verdict, verdict.error_for(slot, self.model.name, self.url))
        trial.failure = verdict, failure
        if verdict.outcome is Outcome.UNKNOWN:
            raise failure
        raise _Turned(failure, verdict)


def usage_in(answer: Answer) -> dict[str, object]:
    """The tokens that an answer says it took; empty where it does not say."""
    try:
        usage = answer.word_usage() or {}
    except (ValueError, RecursionError):
        return {}
    return usage if isinstance(usage.get("output_tokens"), int) else {}


def asking_warnings(sent: str, settings: OpenAISettings, environ: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """What a user should know before paying: an unknown model, or that another server gets the key and what is sent.

    Args:
        sent: What is, to begin the sentence with: ``Frames and reference pictures``.
        settings: The bible's ``openai`` section.
        environ: Where OPENAI_BASE_URL is read from.
    """
    url, warning = service_url(settings, environ), text_model(settings).warning
    found = [warning] if warning else []
    if url != DEFAULT_BASE_URL and not is_local(url):
        found.append(f"{sent} and your key go to {url}, not to OpenAI")
    return tuple(found)


def _paced(settings: OpenAISettings, url: str) -> OpenAISettings:
    """The settings as the pace of words reads them: the limits in the bible are of pictures, and of another model."""
    rate = None if is_local(url) else _A_MINUTE
    return settings.model_copy(update={"model": settings.text_model, "tier": None, "images_per_minute": rate})


def _worded(verdict: Verdict, error: StoryboardError) -> StoryboardError:
    """The error as it reads where words are bought, not pictures."""
    what, why, cure = error.what, error.why, error.cure
    if isinstance(error, ServiceError):
        cure = cure.replace("`model:`", "`text_model:`").replace("image models", "this model")
        what = what.replace("does not let this account draw", "does not let this account use the model")
        return ServiceError(what.replace("has no pictures to offer", "does not answer"), why=why, cure=cure)
    if not isinstance(error, DrawingRefused):
        return error
    if verdict.outcome is Outcome.UNKNOWN:
        cure = "Look at the service's usage page; --on-unknown retry asks again and may pay twice"
    elif "reference pictures" in cure:
        cure = "Soften the wording of the script there"
    return DrawingRefused(what, why=why, cure=cure, state=error.state, code=error.code)
