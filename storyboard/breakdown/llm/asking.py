"""Asking the model about scenes: what is asked, under which key, and the answer as it is kept."""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING

from storyboard.breakdown.llm.answer import LONGEST_ANSWER, answer_format
from storyboard.breakdown.llm.answers import Answers, KeptAnswer
from storyboard.breakdown.llm.lines import VERSION, Part
from storyboard.breakdown.llm.telling import INSTRUCTIONS
from storyboard.errors import StoryboardError
from storyboard.model import OpenAISettings, Quote
from storyboard.paid import (
    DEFAULT_BASE_URL,
    Answer,
    Question,
    Questioner,
    TextModel,
    Till,
    asking_warnings,
    usage_in,
    words_in,
)

if TYPE_CHECKING:
    import httpx2

# Tokens of an answer: what it has without any shot, and for each line; then the limit, with room for thinking first.
_TOKENS, _TOKENS_A_LINE = 700, 150
_MOST_TOKENS, _MOST_TOKENS_A_LINE = 4_000, 400
_SECONDS, _SECONDS_A_LINE = 8.0, 1.5
# What is kept of an answer of which nothing can be used.
_SHOWN = 2_000


class Asker:
    """Asks the bible's model of words about parts of scenes.

    Args:
        settings: The bible's ``openai`` section.
        till: Where requests are paid; closed with the asker.
        answers: Where answers are kept.
        environ: Where OPENAI_API_KEY and OPENAI_BASE_URL are read from.
        http_client: Another transport, for tests.
        sleep: Waits that many seconds.
        clock: Gives the seconds that `sleep` lets pass.
        offline: Only quotes will be asked for: no key is looked for.

    Raises:
        InputError: The key or the address is missing or wrong.
    """

    def __init__(
        self,
        settings: OpenAISettings,
        till: Till,
        answers: Answers,
        *,
        environ: Mapping[str, str] = os.environ,
        http_client: httpx2.AsyncClient | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        clock: Callable[[], float] = time.time,
        offline: bool = False,
    ) -> None:
        self._questioner = Questioner(
            settings, till, environ=environ, http_client=http_client, sleep=sleep, clock=clock, offline=offline
        )
        self._answers = answers
        self.lanes = self._questioner.lanes
        self.warnings = asking_warnings("The script", settings, environ)

    @property
    def model(self) -> TextModel:
        """Who is asked."""
        return self._questioner.model

    @property
    def service(self) -> str:
        """The address that is asked, where it is not the usual one: what a rehearsal answered is no answer of the service."""
        url = self._questioner.url
        return "" if url == DEFAULT_BASE_URL else url

    def kept(self, part: Part, *, any_model: bool = False) -> KeptAnswer | None:
        """The answer about a part that was paid for earlier."""
        return self._answers.find(part.key, model=self.model.name, service=self.service, any_model=any_model)

    def quote(self, part: Part) -> Quote:
        """What asking about a part is expected to cost, in US dollars, and the most it can."""
        return _question(part).quote(self.model, answer_tokens=_TOKENS + _TOKENS_A_LINE * len(part.lines))

    def seconds(self, part: Part) -> float:
        """Roughly how long an answer about a part takes."""
        return _SECONDS + _SECONDS_A_LINE * len(part.lines)

    async def ask(self, part: Part) -> KeptAnswer:
        """Ask about a part, and keep the answer, whatever it is.

        Raises:
            DrawingRefused: This request was refused, or its answer is lost; others may go on.
            ServiceError: The service refuses everything.
            BudgetError: Nothing was sent.
            Stopped: `stop` was called before it was sent.
            ProjectError: The ledger or the answer cannot be written.
        """
        attempt = self._answers.attempts(part.key, model=self.model.name, service=self.service) + 1
        key = hashlib.sha256(
            json.dumps(["breakdown", VERSION, self.model.name, self._questioner.url, part.key, attempt]).encode()
        ).hexdigest()
        quote = self.quote(part)
        answer = await self._questioner.ask(key, slot_of(part), quote, _question(part))
        kept = self._read(answer, part, attempt, quote)
        self._answers.keep(kept)
        self._questioner.stored(key)
        return kept

    def stop(self, reason: StoryboardError) -> None:
        """Send nothing more; what is under way is still waited for."""
        self._questioner.stop(reason)

    async def close(self) -> None:
        """Close the connection and the till."""
        await self._questioner.close()

    def _read(self, answer: Answer, part: Part, attempt: int, quote: Quote) -> KeptAnswer:
        text, trouble = words_in(answer)
        if trouble and not text:
            # Whoever wonders what was paid for can see it.
            text = "" if usage_in(answer) else answer.body[:_SHOWN].decode("utf-8", "replace")
        if len(text) > LONGEST_ANSWER:
            text, trouble = text[:_SHOWN], f"it has {len(text):,} letters"
        clean = self._questioner.clean
        return KeptAnswer(
            lines=part.key,
            model=self.model.name,
            service=self.service,
            attempt=attempt,
            text=clean(text),
            trouble=clean(trouble)[:300],
            price_usd=self._questioner.price(answer, quote),
            request_id=clean(answer.request_id)[:80],
        )


def slot_of(part: Part) -> str:
    """What a request is for, as the ledger and errors name it."""
    return f"breakdown/{part.cut.scene.id}/{part.number}"


def _question(part: Part) -> Question:
    wanted = answer_format()
    return Question(
        instructions=INSTRUCTIONS,
        text=part.text,
        schema_name=wanted["name"],
        answer_schema=wanted["schema"],
        most_tokens=_MOST_TOKENS + _MOST_TOKENS_A_LINE * len(part.lines),
    )
