"""The paid artist: the OpenAI Images API, or any server that speaks it. Every request goes through the till."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from storyboard.errors import (
    BibleError,
    DrawingRefused,
    InputError,
    PictureError,
    ServiceError,
    Stopped,
    StoryboardError,
)
from storyboard.model import Drawing, FramePrompt, Noun, OpenAISettings, Quality, Quote, Reference, Role, format_usd
from storyboard.paid import (
    DEFAULT_BASE_URL,
    KEY_VARIABLE,
    Answer,
    ModelInfo,
    NotBilled,
    Outcome,
    Till,
    Upload,
    Verdict,
    is_local,
    judge,
    legal_size,
    make_client,
    model_info,
    picture_in,
    picture_size,
    prepare_upload,
    price_of_usage,
    quote,
    read_key,
    service_url,
)

if TYPE_CHECKING:
    import httpx2
    from openai import AsyncOpenAI
    from openai.resources.images import AsyncImagesWithRawResponse

_MOST_WAITS = 6
_MOST_RECONNECTS = 2
_LONGEST_WAIT = 60.0
_FIRST_WAIT = 2.0
# References repeat from shot to shot; this many prepared ones are kept in memory.
_KEPT_UPLOADS = 24


class _Judged(NotBilled):
    """Not billed, and why."""

    def __init__(self, error: StoryboardError, verdict: Verdict) -> None:
        super().__init__(error)
        self.verdict = verdict


class _Tries(Noun):
    """How often one picture was tried again."""

    waits: int = 0
    reconnects: int = 0


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
    ) -> None:
        self.lanes = settings.parallel
        self.model: ModelInfo = model_info(settings.model)
        self.max_references = self.model.max_references
        self._settings, self._till = settings, till
        self._environ, self._http_client = environ, http_client
        self._today, self._sleep = today, sleep
        self._client: AsyncOpenAI | None = None
        self._uploads: dict[str, Upload] = {}
        self._sizes: dict[str, tuple[int, int] | None] = {}
        self._broken: StoryboardError | None = None
        self._url = service_url(settings, environ)
        self._check_qualities()
        if not offline:
            read_key(environ, self._url)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a user should know before paying: an unknown model, or that another server gets the key and pictures."""
        found = [self.model.warning] if self.model.warning else []
        if self._url != DEFAULT_BASE_URL and not is_local(self._url):
            found.append(f"Pictures, prompts and your key go to {self._url}, not to OpenAI")
        return tuple(found)

    def parameters(self, prompt: FramePrompt) -> Mapping[str, object]:
        """What is sent besides prompt and references; only what the model's endpoint takes.

        The service itself is asked for the dated snapshot. Another server may know only the plain name, so there the
        name is sent as the bible has it, and the address is part of the key.
        """
        is_service = self._url == DEFAULT_BASE_URL
        width, height = legal_size(prompt.size, self.model)
        wanted: dict[str, object] = {
            "model": self.model.snapshot if is_service else self.model.name,
            "n": 1,
            "size": f"{width}x{height}",
            "quality": self._quality(prompt),
            "output_format": "png",
        }
        sent = {name: value for name, value in wanted.items() if name in self.model.parameters}
        return sent if is_service else {**sent, "service": self._url}

    def quote(self, prompt: FramePrompt) -> Quote:
        """What the picture would cost in US dollars, from the table's prices; nothing is sent."""
        size = legal_size(prompt.size, self.model)
        # A reference without a hash is a picture of the film that this very run draws first, at the same size.
        sizes = [self._size_of(reference) if reference.sha256 else size for reference in prompt.references]
        known = [size for size in sizes if size is not None]
        references = known if len(known) == len(sizes) else len(sizes)
        return quote(self.model, size, self._quality(prompt), references, len(prompt.text))

    def seconds(self, prompt: FramePrompt) -> float:
        """Roughly how long the picture takes, by the model table."""
        return self.model.seconds.get(self._quality(prompt), max(self.model.seconds.values()))

    async def draw(self, prompt: FramePrompt, *, key: str) -> Drawing:
        """Draw one picture, or fetch the one that was paid for under `key` and never stored.

        Raises:
            DrawingRefused: As the protocol says; nothing was billed unless its state is ``unknown``.
            ServiceError: The service will refuse everything; nothing is sent after the first of these.
            BudgetError: Nothing was sent.
            InputError: Too many references, too long a prompt, an unreadable reference; nothing was sent.
        """
        self._check(prompt)
        uploads = [await self._prepare(reference) for reference in prompt.references]
        parameters = dict(self.parameters(prompt))
        images = self._images()
        asked = self.quote(prompt)
        tries = _Tries()

        async def send() -> bytes:
            return await self._send(images, prompt, uploads, parameters)

        while True:
            if self._broken is not None:
                raise self._broken
            try:
                packed = await self._till.buy(key, str(prompt.slot), asked, send, lambda raw: self._price(raw, asked))
            except _Judged as refusal:
                tries = await self._after(refusal, tries)
                continue
            return await self._read(packed, prompt, key, parameters, asked)

    def stop(self) -> None:
        """Send nothing more; what is under way is still waited for."""
        self._broken = self._broken or Stopped("Stopped before it was sent")

    def stored(self, key: str) -> None:
        """The picture is on disk with its receipt: its raw answer is let go."""
        self._till.stored(key)

    async def close(self) -> None:
        """Close the connections and the till."""
        if self._client is not None:
            await self._client.close()
            self._client = None
        self._till.close()

    def _images(self) -> AsyncImagesWithRawResponse:
        """The library's door to the service. Its slow import is over before money is held: less to lose to a kill."""
        if self._client is None:
            self._client = make_client(self._settings, self._environ, http_client=self._http_client)
        return self._client.images.with_raw_response

    def _quality(self, prompt: FramePrompt) -> str:
        return self._settings.final_quality if prompt.quality is Quality.FINAL else self._settings.draft_quality

    def _check_qualities(self) -> None:
        for field in ("draft_quality", "final_quality"):
            quality = getattr(self._settings, field)
            if quality not in self.model.qualities:
                raise BibleError(
                    f"{self.model.name} has no quality {quality!r} (openai.{field})",
                    cure=f"Take one of: {', '.join(self.model.qualities)}",
                )

    def _check(self, prompt: FramePrompt) -> None:
        """What the service would refuse anyway is refused before money is reserved for it."""
        if self._broken is not None:
            raise self._broken
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

    async def _prepare(self, reference: Reference) -> Upload:
        upload = self._uploads.get(reference.sha256)
        name = f"{reference.number:02d}-{reference.role}-{reference.name}"
        if upload is None:
            upload = await asyncio.to_thread(prepare_upload, reference.path, reference.sha256, name)
            if len(upload.data) > self.model.max_reference_bytes:
                raise PictureError(
                    "The reference picture is too large to send", cure="Make it smaller", file=reference.path
                )
            while len(self._uploads) >= _KEPT_UPLOADS:
                self._uploads.pop(next(iter(self._uploads)))
            self._uploads[reference.sha256] = upload
        # The same picture may go as Image 2 with one shot and as Image 1 with the next.
        return upload.renamed(name)

    def _size_of(self, reference: Reference) -> tuple[int, int] | None:
        if reference.sha256 not in self._sizes:
            self._sizes[reference.sha256] = picture_size(reference.path)
        return self._sizes[reference.sha256]

    async def _send(
        self,
        images: AsyncImagesWithRawResponse,
        prompt: FramePrompt,
        uploads: list[Upload],
        parameters: Mapping[str, object],
    ) -> bytes:
        """One request, sent once; the packed answer."""
        import openai

        arguments: dict[str, Any] = {name: value for name, value in parameters.items() if name != "service"}
        try:
            if uploads:
                files = [upload.as_file() for upload in uploads]
                response = await images.edit(image=files, prompt=prompt.text, **arguments)
            else:
                response = await images.generate(prompt=prompt.text, **arguments)
            return Answer.of(response.headers, response.content).pack()
        except openai.OpenAIError as error:
            verdict = judge(error, self._environ.get(KEY_VARIABLE, "").strip())
        # Raised outside the handler: the library's error holds the request, with the key in its headers.
        failure = verdict.error_for(str(prompt.slot), self.model.name, self._url)
        if verdict.outcome is Outcome.UNKNOWN:
            raise failure
        raise _Judged(failure, verdict)

    async def _after(self, refusal: _Judged, tries: _Tries) -> _Tries:
        """Wait before the same request is tried again, or raise what the refusal means."""
        verdict = refusal.verdict
        if verdict.outcome is Outcome.WAIT and tries.waits < _MOST_WAITS:
            asked = verdict.wait if verdict.wait is not None else _FIRST_WAIT * 2**tries.waits
            await self._sleep(min(asked, _LONGEST_WAIT))
            return tries.model_copy(update={"waits": tries.waits + 1})
        if verdict.outcome is Outcome.NOT_SENT and tries.reconnects < _MOST_RECONNECTS:
            await self._sleep(_FIRST_WAIT * 2**tries.reconnects)
            return tries.model_copy(update={"reconnects": tries.reconnects + 1})
        if isinstance(refusal.error, ServiceError):
            self._broken = self._broken or refusal.error
        raise refusal.error

    def _price(self, packed: bytes, asked: Quote) -> Decimal:
        usage = Answer.unpack(packed).usage()
        if usage is not None:
            return price_of_usage(self.model, usage)
        # A server on this machine that counts no tokens costs nothing; elsewhere the worst is assumed.
        return Decimal(0) if is_local(self._url) else asked.at_most

    async def _read(
        self, packed: bytes, prompt: FramePrompt, key: str, parameters: dict[str, object], asked: Quote
    ) -> Drawing:
        """The drawing in an answer; whatever is wrong with it, it may have been billed and stays in the spool."""
        try:
            answer = Answer.unpack(packed)
            content = answer.content()
            image, media_type, size = await asyncio.to_thread(picture_in, content)
        except (ValueError, PictureError) as error:
            reason = error.what if isinstance(error, PictureError) else str(error)
        else:
            usage, price = answer.usage(), self._price(packed, asked)
            return Drawing(
                image=image,
                media_type=media_type,
                model=str(content.get("model") or self.model.snapshot),
                parameters={name: value for name, value in parameters.items() if name != "model"},
                usage=usage or {},
                price_usd=price,
                request_id=answer.request_id,
                warnings=tuple(self._warnings_about(parameters, size, usage, price, asked)),
            )
        self._till.doubt(key, reason)
        raise DrawingRefused(
            f"The answer for {prompt.slot} holds no picture: {reason}",
            why="It may have been billed, so its price stays counted; the answer is kept in .storyboard/spool",
            cure="--on-unknown retry draws it again and may pay twice",
            state="unknown",
            code="bad_answer",
        )

    def _warnings_about(
        self, parameters: Mapping[str, object], size: tuple[int, int], usage: object, price: Decimal, asked: Quote
    ) -> list[str]:
        warnings = [*self.warnings]
        if "size" in parameters and parameters["size"] != f"{size[0]}x{size[1]}":
            warnings.append(f"Asked for {parameters['size']}, the server drew {size[0]}x{size[1]}")
        if usage is None and not is_local(self._url):
            warnings.append(f"The answer does not say what it cost; {format_usd(price)} is assumed")
        if price > asked.at_most:
            warnings.append(
                f"It cost {format_usd(price)}, more than the {format_usd(asked.at_most)} that was reserved: "
                f"the price table of {self.model.checked.isoformat()} may be out of date"
            )
        return warnings
