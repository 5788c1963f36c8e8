"""The paid artist: the OpenAI Images API, or any server that speaks it. Every request goes through the till."""

from __future__ import annotations

import asyncio
import contextlib
import os
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from storyboard.backends.openai.again import free_again, with_cure
from storyboard.backends.openai.batch import BATCH_SHARE, BatchDesk, BatchFetched, BatchSent
from storyboard.backends.openai.fetching import fetch_background
from storyboard.backends.openai.images import Judged, Lost, send_image_request, stream_image_request
from storyboard.backends.openai.manners import Manners
from storyboard.backends.openai.quoting import Quoter
from storyboard.backends.openai.reading import Asked, Reader
from storyboard.backends.openai.responses import BackgroundRequest
from storyboard.backends.openai.shelf import Shelf
from storyboard.errors import DrawingRefused, InputError, ServiceError, Stopped
from storyboard.model import Drawing, FramePrompt, Noun, OpenAISettings, Quote, Role
from storyboard.paid import (
    DEFAULT_BASE_URL,
    Answer,
    Attempt,
    ModelInfo,
    Outcome,
    Parcels,
    Till,
    Upload,
    is_local,
    legal_size,
    make_client,
    micro,
    model_info,
    open_pace,
    prepare_mask,
    read_key,
    service_url,
    text_model,
)

if TYPE_CHECKING:
    import httpx2
    from openai import AsyncOpenAI

_MOST_WAITS = 6
_MOST_RECONNECTS = 2
# Room for an answer of which nobody knows the size, in bytes.
_LANDING = 12_000_000


# Told of each preview as it comes: of which prompt, its number, how many there will be, and its bytes.
Preview = Callable[[FramePrompt, int, int, bytes], None]


class _Tries(Noun):
    """How often one picture was tried again."""

    waits: int = 0
    reconnects: int = 0


class Purchase:
    """One picture's purchase, which may be tried several times; `sent` says whether the last try left this machine."""

    buy: Callable[[], Awaitable[bytes]]

    def __init__(self) -> None:
        self.sent = False

    def is_sent(self) -> None:
        """The request leaves now."""
        self.sent = True


class OpenAIBackend:
    """Draws with an OpenAI image model: an edit from all reference pictures, or a generation where there are none.

    Args:
        settings: The bible's ``openai`` section.
        till: Where requests are paid; closed with the backend.
        http_client: Another transport, for tests.
        environ: Where OPENAI_API_KEY and OPENAI_BASE_URL are read from.
        offline: Only quotes will be asked for: no key is looked for yet.
        today: Gives the date by which models are taken as shut down.
        sleep: Waits that many seconds.
        clock: Gives the seconds that `sleep` lets pass.
        previews: How many previews every picture comes with, 0 to 3; each costs a little.
        on_preview: Told of each.

    Raises:
        InputError: The key or the address is missing or wrong.
        BibleError: The model has no such quality.
    """

    name = "openai"
    paid = True
    looks_at = frozenset(Role)

    def __init__(
        self,
        settings: OpenAISettings,
        till: Till,
        *,
        http_client: httpx2.AsyncClient | None = None,
        environ: Mapping[str, str] = os.environ,
        offline: bool = False,
        today: Callable[[], date] = lambda: datetime.now(UTC).date(),
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        clock: Callable[[], float] = time.time,
        previews: int = 0,
        on_preview: Preview | None = None,
    ) -> None:
        self.model: ModelInfo = model_info(settings.model)
        self.max_references = self.model.max_references
        self._settings, self._till = settings, till
        self._environ, self._http_client = environ, http_client
        self._today, self._sleep = today, sleep
        self._client: AsyncOpenAI | None = None
        self._shelf = Shelf(self.model.max_reference_bytes)
        self._url = service_url(settings, environ)
        self._words = text_model(settings)
        self._manners = Manners(settings, self.model, self._url, previews)
        self._on_preview = on_preview
        self._quoter = Quoter(settings, self.model, self._words, self._shelf, url=self._url, previews=previews)
        # Who only wants quotes leaves no trace, and has no key yet.
        key = "" if offline else read_key(environ, self._url)
        self._pace = open_pace(
            settings, key, self._url, environ=environ, sleep=sleep, clock=clock, remember=not offline
        )
        self._free_again = free_again(till.folder, self._url)
        self._reader = Reader(self.model, self._words, counts=not is_local(self._url), warnings=self.warnings)

    @property
    def lanes(self) -> int:
        """How many pictures are asked for at once: as many as the pace has work for."""
        return self._pace.lanes(max(self.model.seconds.values()))

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a user should know before paying: an unknown model, or that another server gets the key and pictures."""
        found = [self.model.warning] if self.model.warning else []
        if self._settings.transport == "responses" and self._words.warning:
            found.append(self._words.warning)
        if self._url != DEFAULT_BASE_URL and not is_local(self._url):
            found.append(f"Pictures, prompts and your key go to {self._url}, not to OpenAI")
        if self._manners.previews and self._settings.transport == "responses":
            found.append("There are no previews with `transport: responses`")
        if self._free_again and self._till.retry_unknown and self._till.unknown():
            found.append(f"Pictures that may be paid for already are asked for again for nothing: {self._free_again}")
        return tuple(found)

    def parameters(self, prompt: FramePrompt) -> Mapping[str, object]:
        """What is sent besides prompt and references and decides the picture; only what the model's endpoint takes."""
        return self._quoter.parameters(prompt)

    def quote(self, prompt: FramePrompt) -> Quote:
        """What the picture would cost in US dollars, from the table's prices; nothing is sent."""
        return self._quoter.quote(prompt)

    def seconds(self, prompt: FramePrompt) -> float:
        """Roughly how long the picture takes, by the model table."""
        return self.model.seconds.get(self._quoter.quality(prompt), max(self.model.seconds.values()))

    async def draw(self, prompt: FramePrompt, *, key: str) -> Drawing:
        """Draw one picture, or fetch the one that was paid for under `key` and never stored.

        Raises:
            DrawingRefused: As the protocol says; nothing was billed unless its state is ``unknown``.
            ServiceError: The service will refuse everything; nothing is sent after the first of these.
            BudgetError: Nothing was sent.
            InputError: Too many references, too long a prompt, an unreadable reference; nothing was sent.
        """
        self._check(prompt)
        uploads = [await self._shelf.upload(reference) for reference in prompt.references]
        mask = await asyncio.to_thread(prepare_mask, prompt.mask, uploads[0].size) if prompt.mask else None
        slot = str(prompt.slot)
        asked = Asked(slot=slot, parameters=dict(self.parameters(prompt)), quote=self.quote(prompt), memo=prompt.memo)
        purchase = self._purchase(prompt, uploads, mask, asked, key)
        tries = _Tries()
        while True:
            try:
                packed = await self._in_turn(purchase, len(uploads))
            except Judged as refusal:
                if not self._manners.learned(refusal.verdict):
                    tries = self._after(refusal, tries)
                continue
            except DrawingRefused as refusal:
                raise with_cure(refusal, self._free_again) from None
            uploads.clear()  # What was sent need not lie in memory beside what came.
            if Answer.unpack(packed).replayed:
                Parcels(self._till).forgive(key)
            try:
                return await self._reader.drawing(packed, asked)
            except DrawingRefused as doubt:
                # Whatever is wrong with it, it may have been billed, and stays in the spool.
                self._till.doubt(key, doubt.what)
                raise

    async def _in_turn(self, purchase: Purchase, references: int) -> bytes:
        """Buy when it is this picture's turn: nothing is held and nothing can be lost while it waits."""
        async with self._pace.turn(references) as turn:
            purchase.sent = False
            try:
                packed = await purchase.buy()
            except (Judged, Lost) as failure:
                if purchase.sent:
                    turn.failed(failure.verdict, failure.error if isinstance(failure, Judged) else failure)
                raise
            finally:
                if not purchase.sent:
                    turn.unused()
            if purchase.sent:
                turn.succeeded(Answer.unpack(packed).headers)
            return packed

    def _purchase(
        self, prompt: FramePrompt, uploads: list[Upload], mask: Upload | None, asked: Asked, key: str
    ) -> Purchase:
        """What buys the picture, by the road that the bible chooses. Making it costs no money yet, but time."""
        client, secret = self._connected(), self._secret()

        def price(raw: bytes) -> Decimal:
            return self._reader.price(raw, asked)

        landing, memo = _landing(asked.parameters), asked.model_dump_json()
        purchase = Purchase()
        if self._quoter.in_background(prompt):
            remote = BackgroundRequest(
                client,
                self._words.name,
                prompt.text,
                uploads,
                asked.parameters,
                mask=mask,
                previous=prompt.follows,
                slot=asked.slot,
                secret=secret,
                url=self._url,
                sleep=self._sleep,
                on_sent=purchase.is_sent,
                key=key,
            )
            purchase.buy = lambda: self._till.buy_kept(
                key, asked.slot, asked.quote, remote, price, landing=landing, memo=memo, sleep=self._sleep
            )
            return purchase

        async def send() -> bytes:
            purchase.is_sent()
            facts: dict[str, Any] = {"mask": mask, "slot": asked.slot, "secret": secret, "url": self._url, "key": key}
            facts["extra"] = self._manners.extra()
            if not self._manners.previews:
                raw = client.images.with_raw_response
                return await send_image_request(raw, prompt.text, uploads, asked.parameters, **facts)
            return await stream_image_request(
                client.images.with_streaming_response,
                prompt.text,
                uploads,
                asked.parameters,
                previews=self._manners.previews,
                on_preview=lambda number, count, image: self._preview(prompt, number, count, image),
                **facts,
            )

        purchase.buy = lambda: self._till.buy(key, asked.slot, asked.quote, send, price, landing=landing, memo=memo)
        return purchase

    def batch_quote(self, prompt: FramePrompt) -> Quote:
        """What the picture would cost in a batch."""
        return self._quoter.batch_quote(prompt)

    async def send_batch(self, wanted: Sequence[tuple[FramePrompt, str]]) -> BatchSent:
        """Send pictures to be drawn within a day, at half the price; each prompt comes with its key.

        Raises:
            BudgetError: They do not fit.
            ServiceError: The service refuses everything.
        """
        asked = []
        for prompt, key in wanted:
            self._check(prompt)
            quoted = self.batch_quote(prompt)
            about = Asked(
                slot=str(prompt.slot),
                parameters=dict(self.parameters(prompt)),
                quote=quoted,
                memo=prompt.memo,
                share=BATCH_SHARE,
            )
            asked.append((prompt, about, key, micro(quoted.at_most)))
        return await self._batches().send(asked)

    async def fetch_batches(self) -> BatchFetched:
        """Fetch what is ready of the batches under way, and what was asked for in the background; `unfiled` has it then.

        Raises:
            ServiceError: The service cannot be asked.
        """
        client, about = self._connected(), (self._words.name, self._secret(), self._url)
        await fetch_background(client, Parcels(self._till), self._reader, *about, sleep=self._sleep)
        return await self._batches().fetch()

    def _batches(self) -> BatchDesk:
        client, secret = self._connected(), self._secret()
        return BatchDesk(client, Parcels(self._till), self._shelf, self._reader, secret=secret, url=self._url)

    def unfiled(self) -> list[Attempt]:
        """Purchases that have been answered and are not yet pictures on disk, oldest first."""
        return Parcels(self._till).unfiled()

    async def read_unfiled(self, attempt: Attempt) -> tuple[str, Drawing] | None:
        """The drawing of such a purchase, and the memo it was asked with; None where the ledger does not say for what.

        Raises:
            DrawingRefused: The answer holds no picture.
        """
        asked, packed = Asked.read(attempt.memo), Parcels(self._till).answer(attempt)
        if asked is None or packed is None:
            return None
        try:
            return asked.memo, await self._reader.drawing(packed, asked)
        except DrawingRefused as doubt:
            Parcels(self._till).doubt(attempt, doubt.what)
            raise

    def filed(self, attempt: Attempt) -> None:
        """The picture of that purchase is on disk with its receipt."""
        Parcels(self._till).filed(attempt, self._reader.price_by_memo)

    def stop(self) -> None:
        """Send nothing more; what is under way is still waited for."""
        self._pace.breaker.open(Stopped("Stopped before it was sent"))

    def stored(self, key: str) -> None:
        """The picture is on disk with its receipt: its raw answer is let go."""
        self._till.stored(key)

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

    def _secret(self) -> str:
        """The key, to be left out of whatever users see."""
        return read_key(self._environ, self._url)

    def _preview(self, prompt: FramePrompt, number: int, count: int, image: bytes) -> None:
        if self._on_preview is not None:
            # Whatever goes wrong with a preview, the picture that is paid for is still to come.
            with contextlib.suppress(Exception):
                self._on_preview(prompt, number, count, image)

    def _check(self, prompt: FramePrompt) -> None:
        """What the service would refuse anyway is refused before money is reserved for it."""
        self._pace.breaker.check()
        self.model.require_alive(self._today())
        legal_size(prompt.size, self.model)
        if len(prompt.references) > self.max_references:
            raise InputError(
                f"{prompt.slot} has {len(prompt.references)} reference pictures, and {self.model.name} takes {self.max_references}",
                cure="Give the shot fewer characters or props with pictures",
            )
        if len(prompt.text) > self.model.prompt_limit:
            raise InputError(
                f"The prompt of {prompt.slot} has {len(prompt.text):,} letters, and {self.model.name} takes {self.model.prompt_limit:,}",
                cure="Shorten the action, the style or the descriptions",
            )

    def _after(self, refusal: Judged, tries: _Tries) -> _Tries:
        """Count a try after which the same request may be made again in its next turn, or raise what the refusal means."""
        verdict = refusal.verdict
        if verdict.outcome is Outcome.WAIT and tries.waits < _MOST_WAITS:
            return tries.model_copy(update={"waits": tries.waits + 1})
        if verdict.outcome is Outcome.NOT_SENT and tries.reconnects < _MOST_RECONNECTS:
            return tries.model_copy(update={"reconnects": tries.reconnects + 1})
        if isinstance(refusal.error, ServiceError):
            self._pace.breaker.open(refusal.error)
        raise refusal.error


def _landing(parameters: Mapping[str, object]) -> int:
    """How much room an answer can need: a picture without any compression, in base64."""
    width, _, height = str(parameters.get("size", "")).partition("x")
    if not (width.isdigit() and height.isdigit()):
        return _LANDING
    return int(width) * int(height) * 4 + 65_536
