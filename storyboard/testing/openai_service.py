"""The OpenAI service on this machine: everything a paid run needs, for nothing, and failing on demand.

Rehearse a whole run against it, without a key and without a cent::

    python -m storyboard.testing.openai_service --port 8765
    export OPENAI_BASE_URL=http://127.0.0.1:8765/v1 OPENAI_API_KEY=sk-fake-key
    storyboard frames --backend openai

It draws cards that show which prompt and which references arrived, checks requests as strictly as the service does, counts
what it would have billed (``/_bills``), and can be slow, stingy, broken, or a local server instead (`FAULTS`, `FLAVOURS`).

It serves /v1/images/generations and /v1/images/edits (forms, JSON with file ids, streams with previews), /v1/responses with
the image tool and structured answers (background, conversations, streams), /v1/files, /v1/batches, /v1/models and
/v1/audio/speech. It listens on 127.0.0.1 only, and opens no address it is given.

From Python, on a free port in a thread, or as a process of its own::

    with OpenAIService(delay=0.1) as service:
        run_against(service.base_url)
        assert service.billed_usd == ...

    with OpenAIServiceProcess("--delay", "0.1") as service:
        run_against(service.base_url)
        service.bills()
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import sys
import threading
from collections.abc import Collection, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Self

from storyboard.testing.batches import Batches
from storyboard.testing.bills import Bill, TextPrices
from storyboard.testing.clock import Clock, RealClock, VirtualClock
from storyboard.testing.desk import Desk
from storyboard.testing.faults import FAULTS, Fault, Match, parse_fault
from storyboard.testing.files import Files
from storyboard.testing.flavours import FLAVOURS
from storyboard.testing.images import Images
from storyboard.testing.limits import TIERS, Limits
from storyboard.testing.pictures import Artist
from storyboard.testing.requests import SeenRequest
from storyboard.testing.responses import Responses
from storyboard.testing.routes import make_app
from storyboard.testing.speech import Speech
from storyboard.testing.structured import Answerer

if TYPE_CHECKING:
    import httpx2


class OpenAIService:
    """The service as an ASGI app. Use it in the process (`http_client`), or on loopback (`serve`, or ``with`` itself).

    A request is billed when its work is accepted, before the answer is on its way: the worst case for whoever pays.

    Args:
        delay: Seconds every picture, response or sound takes.
        models: Further picture models it offers, as local servers do.
        needs_key: Answer 401 without a key.
        keys: The only keys that are good; any if empty.
        flavour: Whose manners it has, one of `FLAVOURS`.
        limits: What an account may do in a minute; None for anything.
        clock: The time it lives by; a `VirtualClock` makes waiting unnecessary.
        idempotency: Honour ``Idempotency-Key`` (the real service is not known to): the second gets the first's answer,
            and only one is billed.
        answer: Makes structured answers: a function of the request, or answers by the schema's name (``*`` for any).
            Without one, the plainest value that fits the schema.
        batch_seconds: How long a batch takes; twice the delay if not given.
        full_size: Answer with pictures as heavy as the real ones (3 MB), for benchmarks.
        mark_bills: Write the request's id into every picture, see `read_slip`.
        keep_uploads: Keep the bytes of the pictures that came in `requests`.
        text_prices: The models /responses knows, and their prices.

    Attributes:
        requests: Everything that came, refused or not, in order.
        bills: What would have to be paid.
        peak: The most requests that were under way at once.
        delay: As given; may be changed at any time, as may `answer` and `needs_key`.
    """

    def __init__(
        self,
        *,
        delay: float = 0.0,
        models: tuple[str, ...] = (),
        needs_key: bool = True,
        keys: tuple[str, ...] = (),
        flavour: str = "openai",
        limits: Limits | None = None,
        clock: Clock | None = None,
        idempotency: bool = False,
        answer: Answerer = None,
        batch_seconds: float | None = None,
        full_size: bool = False,
        mark_bills: bool = False,
        keep_uploads: bool = True,
        text_prices: dict[str, TextPrices] | None = None,
    ) -> None:
        if flavour not in FLAVOURS:
            raise ValueError(f"{flavour!r} is not a flavour; take one of {', '.join(FLAVOURS)}")
        self.clock: Clock = clock or RealClock()
        self._desk = Desk(
            delay=delay,
            models=models,
            needs_key=needs_key,
            keys=keys,
            flavour=FLAVOURS[flavour],
            limits=limits,
            clock=self.clock,
            idempotency=idempotency,
            keep_uploads=keep_uploads,
            artist=Artist(full_size=full_size, mark_bills=mark_bills),
        )
        self._files = Files(self._desk)
        self._images = Images(self._desk, self._files.find_picture)
        self._responses = Responses(self._desk, self._files.find_picture, text_prices)
        self._responses.answerer = answer
        seconds = 2 * delay if batch_seconds is None else batch_seconds
        self._batches = Batches(self._desk, self._files, self._images, self._responses, seconds)
        self.app = make_app(self._desk, self._images, self._responses, self._files, self._batches, Speech(self._desk))
        self._open = contextlib.ExitStack()
        self._base_url = ""

    @property
    def requests(self) -> list[SeenRequest]:
        return self._desk.requests

    @property
    def bills(self) -> list[Bill]:
        return self._desk.bills

    @property
    def billed_usd(self) -> Decimal:
        """The sum of the bills."""
        return self._desk.billed_usd

    @property
    def peak(self) -> int:
        return self._desk.peak

    @property
    def delay(self) -> float:
        return self._desk.delay

    @delay.setter
    def delay(self, seconds: float) -> None:
        self._desk.delay = seconds

    @property
    def needs_key(self) -> bool:
        return self._desk.needs_key

    @needs_key.setter
    def needs_key(self, value: bool) -> None:
        self._desk.needs_key = value

    @property
    def answer(self) -> Answerer:
        return self._responses.answerer

    @answer.setter
    def answer(self, answer: Answerer) -> None:
        self._responses.answerer = answer

    @property
    def connections(self) -> dict[tuple[str, int], asyncio.Transport]:
        """The open connections by the caller's address, to cut them."""
        return self._desk.wire.connections

    @property
    def base_url(self) -> str:
        """Where it is served, such as ``http://127.0.0.1:49152/v1``.

        Raises:
            RuntimeError: It is not being served.
        """
        if not self._base_url:
            raise RuntimeError("the service is not being served; use it in a `with` block")
        return self._base_url

    def fail(
        self,
        name: str,
        *,
        times: int | None = 1,
        match: Match = None,
        seconds: float = 0.05,
        at: Collection[int] = (),
        endpoint: str = "",
        probability: float = 1.0,
        seed: int = 0,
    ) -> Self:
        """Let coming requests fail.

        Args:
            name: One of `FAULTS`.
            times: How many requests are met; None for all from now on.
            match: Only requests whose prompt has this text, or for which this is true.
            seconds: How long ``slow`` takes.
            at: Only the requests with these numbers, counted from 1 over all that asked for work.
            endpoint: Only endpoints whose name has this text (``images/edits``, ``responses/retrieve``, ``files/content``).
                What costs nothing is met only by faults that name it.
            probability: Only this share of the requests, decided by `seed` and each request's number.
            seed: See `probability`.

        Raises:
            ValueError: No such fault.
        """
        fault = Fault(
            name=name,
            times=times,
            seconds=seconds,
            at=frozenset(at),
            endpoint=endpoint,
            probability=probability,
            seed=seed,
        )
        self._desk.faults.arm(fault, match)
        return self

    def heal(self) -> None:
        """Forget all faults."""
        self._desk.faults.heal()

    def http_client(self) -> httpx2.AsyncClient:
        """A client that reaches the service within the process, whatever the address."""
        import httpx2

        return httpx2.AsyncClient(transport=httpx2.ASGITransport(app=self.app))

    @contextlib.contextmanager
    def serve(self, port: int = 0) -> Iterator[str]:
        """Serve on 127.0.0.1 in a thread; gives the base URL, such as ``http://127.0.0.1:49152/v1``."""
        from storyboard.testing.serve import serve

        with serve(self, port) as base_url:
            yield base_url

    def __enter__(self) -> Self:
        self._base_url = self._open.enter_context(self.serve())
        return self

    def __exit__(self, *_: object) -> None:
        self._base_url = ""
        self._open.close()


def main(arguments: list[str] | None = None, *, stop: threading.Event | None = None) -> int:
    """Serve until ctrl-C, or until `stop` is set."""
    options = _parser().parse_args(arguments)
    service = OpenAIService(
        delay=options.delay,
        models=tuple(options.model),
        keys=tuple(options.key),
        flavour=options.flavour,
        limits=_limits(options),
        clock=VirtualClock() if options.virtual_clock else None,
        idempotency=options.idempotency,
        batch_seconds=options.batch_seconds,
        full_size=options.full_size,
        mark_bills=options.mark_bills,
        keep_uploads=False,
    )
    for fault, match in options.fail:
        seconds = fault.seconds if fault.seconds != Fault(name=fault.name).seconds else options.delay
        service.fail(
            fault.name,
            times=fault.times,
            match=match,
            seconds=seconds,
            at=fault.at,
            endpoint=fault.endpoint,
            probability=fault.probability,
            seed=fault.seed,
        )
    forever = stop or threading.Event()
    with service.serve(options.port) as base_url:
        sys.stdout.write(
            f"The fake image service is at {base_url}\n\n"
            f"    export OPENAI_BASE_URL={base_url} OPENAI_API_KEY=sk-fake-key\n"
            f"    storyboard frames --backend openai\n\n"
            f"Bills: {base_url.removesuffix('/v1')}/_bills    ctrl-C ends it.\n"
        )
        sys.stdout.flush()
        with contextlib.suppress(KeyboardInterrupt):
            while not forever.wait(0.2):
                pass
    pictures = sum(bill.pictures for bill in service.bills)
    sys.stdout.write(f"{pictures} pictures for ${service.billed_usd}\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    faults = "\n".join(f"  {name:<20} {what}" for name, what in FAULTS.items())
    flavours = "\n".join(f"  {name:<20} {flavour.note}" for name, flavour in FLAVOURS.items())
    parser = argparse.ArgumentParser(
        prog="python -m storyboard.testing.openai_service",
        description="The OpenAI service on this machine, for rehearsing a paid run for nothing. It listens on 127.0.0.1 only.",
        epilog=f"faults:\n{faults}\n\nflavours:\n{flavours}\n",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--port", type=int, default=0, help="port on 127.0.0.1; any free one if not given")
    add("--delay", type=float, default=0.0, metavar="S", help="seconds a picture takes")
    add("--batch-seconds", type=float, metavar="S", help="seconds a batch takes; twice the delay if not given")
    add(
        "--fail",
        type=_fault,
        action="append",
        default=[],
        metavar="NAME[:OPTION]...",
        help="fail, every time or as the options say: times=2, at=3+7 (request numbers), match=TEXT (in the prompt), endpoint=TEXT, p=0.2 and seed=7, seconds=5",
    )
    add("--flavour", choices=FLAVOURS, default="openai", help="whose manners it has")
    add("--tier", type=int, choices=TIERS, help="the published limits of that tier")
    add("--images-per-minute", type=int, metavar="N", help="another limit than the tier's")
    add("--tokens-per-minute", type=int, metavar="N", help="another limit than the tier's")
    add("--count-references", action="store_true", help="count an edit as so many pictures as it has references")
    add("--no-limit-headers", action="store_true", help="do not say in headers what is left")
    add("--virtual-clock", action="store_true", help="time stands still until POST /_clock moves it")
    add("--idempotency", action="store_true", help="honour Idempotency-Key")
    add("--full-size", action="store_true", help="pictures of 3 MB that show nothing, for benchmarks")
    add("--mark-bills", action="store_true", help="write the request's id into every picture")
    add("--model", action="append", default=[], metavar="NAME", help="a further picture model")
    add("--key", action="append", default=[], metavar="KEY", help="the only good keys; any if not given")
    return parser


def _fault(text: str) -> tuple[Fault, str | None]:
    try:
        return parse_fault(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _limits(options: argparse.Namespace) -> Limits | None:
    if options.tier is None and options.images_per_minute is None:
        return None
    images, tokens = TIERS[options.tier or 5]
    return Limits(
        images_per_minute=options.images_per_minute or images,
        tokens_per_minute=options.tokens_per_minute or tokens,
        count_references=options.count_references,
        headers=not options.no_limit_headers,
    )


if __name__ == "__main__":
    sys.exit(main())
