"""The one door for money: reserves before it sends, keeps the answer before anybody reads it, never buys a key twice."""

from __future__ import annotations

import asyncio
import threading
import time
import uuid
from collections.abc import Awaitable, Callable
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import Self

from storyboard.errors import ProjectError, StoryboardError
from storyboard.model import Quote
from storyboard.paid.attempt import OPEN, Attempt, State, micro
from storyboard.paid.caps import Caps
from storyboard.paid.claims import Claims, Order, at_the_service, lost, may_turn_up, reason_for
from storyboard.paid.ledger import Ledger
from storyboard.paid.money import Money
from storyboard.paid.owner import Owner, owner_is_alive
from storyboard.paid.rebuild import enter_receipts
from storyboard.paid.remote import Gone, NotBilled, Remote
from storyboard.paid.sending import outcome, priced
from storyboard.paid.spool import Spool
from storyboard.paid.standing import standing, unknown_slots
from storyboard.paid.tidying import tidy
from storyboard.project import Layout

# How often a run looks whether another has finished buying the same.
_POLL_SECONDS = 0.1

Price = Callable[[bytes], Decimal]


class Till:
    """Buys answers. Made by `open_till`; may be used from several threads and event loops, and by several processes.

    The calls into the ledger are made in the event loop itself: they take milliseconds, and without an `await` between
    "the answer is here" and "the answer is kept" no ctrl-C can come in between.

    Attributes:
        ledger: The file behind it; `spool` holds the answers.
    """

    def __init__(
        self,
        folder: Path,
        caps: Caps,
        *,
        retry_unknown: bool = False,
        spare: Path | None = None,
        on_step: Callable[[str], None] = lambda _: None,
    ) -> None:
        self.folder = folder
        self.caps = caps
        self.retry_unknown = retry_unknown
        self.ledger = Ledger(folder / "ledger.db")
        self.spool = Spool(folder / "spool", spare)
        self._owners = folder / "owners"
        self._owner: Owner | None = None
        self._claims: Claims | None = None
        self._opened = time.time()
        self._starting = threading.Lock()
        self._step = on_step

    @property
    def cap(self) -> Decimal:
        """The most this project may cost in all, in US dollars."""
        return self.caps.project

    async def buy(
        self,
        key: str,
        slot: str,
        quote: Quote,
        send: Callable[[], Awaitable[bytes]],
        price: Price,
        *,
        retry_unknown: bool | None = None,
        landing: int = 0,
        memo: str = "",
    ) -> bytes:
        """The answer to one paid request; sent at most once per key.

        An answer that was paid for and not yet stored is given again without sending. If another run is buying the same
        key, this waits for its answer.

        Args:
            key: The take's key.
            slot: What it is for, as text; errors and `unknown` name it.
            quote: Its `at_most` is reserved while the request is in flight.
            send: Makes the request and gives the raw answer. It raises `NotBilled` where the service certainly did no
                work; any other exception, a cancellation too, leaves the outcome unknown.
            price: Reads the price in US dollars off the raw answer. If it fails, the reservation counts as the price.
            retry_unknown: Send although an earlier attempt may have been billed; the till's own setting if None.
            landing: How many bytes of disk to set aside for the answer before anything is sent; 0 for none.
            memo: Kept with the attempt, for whoever files its answer.

        Raises:
            BudgetError: Nothing was sent: the cap could have been broken.
            DrawingRefused: Its `state` is ``unknown`` when this or an earlier attempt may have been billed in vain.
            NotBilled: As `send` raised it; the reservation is released.
            ProjectError: The ledger cannot be written, or the answer would not fit the disk; nothing was sent.
        """
        order = Order(key=key, slot=slot, reserve=micro(quote.at_most), memo=memo, retry=self._may_retry(retry_unknown))
        attempt, is_new = await self._claim(order, landing)
        if not is_new:
            return self._kept(attempt, slot, price)
        answer, failure, stop = await outcome(send())
        self._step("answered")
        if answer is not None:
            self._keep(attempt, answer, price)
        elif isinstance(failure, NotBilled):
            self._refused(attempt, failure)
        else:
            failure = self._unknown(attempt, slot, failure or stop, failure)
        if stop is not None:
            raise stop
        if failure is not None:
            raise failure
        assert answer is not None
        return answer

    async def buy_kept(
        self,
        key: str,
        slot: str,
        quote: Quote,
        remote: Remote,
        price: Price,
        *,
        retry_unknown: bool | None = None,
        landing: int = 0,
        memo: str = "",
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> bytes:
        """As `buy`, of a request that the service keeps: neither a crash nor a lost connection loses its answer.

        When the program is stopped while the service is at work, the attempt stays open; whoever asks for the key next
        (or `storyboard frames --resume`) fetches it.
        """
        retry = self._may_retry(retry_unknown)
        anchor = "" if self._has_live(key) and not retry else await remote.anchor()
        order = Order(
            key=key,
            slot=slot,
            reserve=micro(quote.at_most),
            transport=remote.transport,
            anchor=anchor,
            deadline=time.time() + remote.patience,
            memo=memo,
            retry=retry,
        )
        attempt, is_new = await self._claim(order, landing)
        if not is_new and (self.spool.holds(attempt.id) or attempt.transport != remote.transport):
            return self._kept(attempt, slot, price)
        if is_new:
            name = await self._submit(attempt, slot, remote)
        else:
            name = attempt.remote
        if not name:
            found = await self._turn_up(attempt, slot, remote, sleep)
            if isinstance(found, bytes):
                self._keep(attempt, found, price)
                return found
            name = found
        return await self.fetch(attempt, name, slot, remote, price)

    async def fetch(self, attempt: Attempt, name: str, slot: str, remote: Remote, price: Price) -> bytes:
        """Wait for an answer that the service keeps under that name, and keep it here.

        Raises:
            DrawingRefused: The service has let it go; it was billed.
            NotBilled: It ended without work being done.
        """
        answer, failure, stop = await outcome(remote.collect(name))
        self._step("answered")
        if answer is not None:
            self._keep(attempt, answer, price)
        elif isinstance(failure, NotBilled):
            self._refused(attempt, failure)
        elif isinstance(failure, Gone):
            self._settle(attempt, State.EXPIRED, attempt.reserved, str(failure))
            failure = lost(slot, attempt.model_copy(update={"state": State.EXPIRED}), str(failure))
        if stop is not None:
            raise stop
        if failure is not None:
            raise failure
        assert answer is not None
        return answer

    def stored(self, key: str) -> None:
        """What was bought under that key is safely on disk with its price; its raw answer is let go.

        Raises:
            ProjectError: The disk refused something on the way; everything is safe.
        """
        if not self.ledger.exists():
            return
        with self.ledger.writing() as books:
            attempt = books.live(key)
            if attempt is None or attempt.state in {State.SENDING, State.ACKED}:
                return
            books.settle(attempt.id, State.STORED, attempt.amount)
        self._step("stored")
        self.spool.drop(attempt.id)
        self.spool.require_sound()

    def reject(self, key: str, reason: str) -> None:
        """It has turned out that the attempt of that key was certainly not billed: its money is released."""
        if not self.ledger.exists():
            return
        with self.ledger.writing() as books:
            attempt = books.live(key)
            if attempt is None:
                return
            books.settle(attempt.id, State.REJECTED, 0, reason)
        self.spool.drop(attempt.id)

    def doubt(self, key: str, reason: str) -> None:
        """The answer of that key was paid for, or may have been, and is of no use: unknown, and kept to look at.

        The next purchase of the key gives the kept answer again, so that a program that reads it better loses nothing.
        """
        if not self.ledger.exists():
            return
        with self.ledger.writing() as books:
            attempt = books.live(key)
            if attempt is not None and attempt.state is not State.UNKNOWN:
                # An answer without a picture may also be without a price, which is not the same as free.
                books.settle(attempt.id, State.UNKNOWN, attempt.amount or attempt.reserved, reason)

    def money(self) -> Money:
        """What is spent, held and left. Nothing is written."""
        return standing(self.ledger, self.caps, self._is_alive)

    def unknown(self) -> list[str]:
        """The slots of requests whose outcome is unknown and which nobody has agreed to pay for again."""
        return unknown_slots(self.ledger, self.spool, self._is_alive)

    def start(self) -> Claims:
        """Make the folder, take the lock and tidy up after runs that died; on the first purchase, not before.

        Raises:
            ProjectError: The folder cannot be written.
        """
        with self._starting:
            if self._owner is None:
                try:
                    for folder in (self.folder, self.folder / "spool", self._owners):
                        folder.mkdir(parents=True, exist_ok=True)
                    Layout(root=self.folder.parent).explain_state()
                    owner = Owner(self._owners)
                except OSError as error:
                    raise ProjectError(
                        f"The ledger of what is paid for cannot be kept here: {error.strerror or error}",
                        why="Nothing is sent without it",
                        cure="Check the folder's permissions and the free space on the disk",
                        file=self.folder,
                    ) from error
                claims = Claims(self.spool, self._owners, owner, self.caps, self._opened)
                enter_receipts(self.ledger, Layout(root=self.folder.parent))
                tidy(self.ledger, self.spool, claims)
                self._owner, self._claims = owner, claims
            assert self._claims is not None
            return self._claims

    def tidy(self) -> None:
        """Put in order what runs that died have left, also where nothing is bought now; nothing without a ledger."""
        if self.ledger.exists():
            was_open = self._owner is not None
            self.start()
            if not was_open:
                self.close()

    def close(self) -> None:
        """Give up the lock; the next purchase takes a new one. Only when nothing is in flight."""
        if self._owner is not None:
            owner, self._owner = self._owner, None
            owner.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    async def _claim(self, order: Order, landing: int) -> tuple[Attempt, bool]:
        """An attempt of our own to send, or one whose answer is, or may be, there."""
        claims = self.start()
        mine = uuid.uuid4().hex
        if landing:
            self.spool.reserve(mine, landing)
        waiting_since: float | None = None
        claimed: Attempt | None = None
        try:
            while True:
                with self.ledger.writing() as books:
                    claimed = claims.claim(books, order, mine, waiting_since)
                if claimed is not None:
                    self._step("claimed")
                    return claimed, claimed.id == mine
                waiting_since = waiting_since or time.time()
                await asyncio.sleep(_POLL_SECONDS)
        finally:
            if landing and (claimed is None or claimed.id != mine):
                self.spool.release(mine)

    async def _submit(self, attempt: Attempt, slot: str, remote: Remote) -> str:
        """The service's name for a request that is sent now; empty when it was not to be read."""
        name, failure, stop = await outcome(remote.submit(attempt.anchor))
        self._step("submitted")
        if name:
            with self.ledger.writing() as books:
                books.acknowledge([attempt.id], name)
            self._step("acknowledged")
        elif isinstance(failure, NotBilled):
            self._refused(attempt, failure)
            raise failure
        elif isinstance(failure, StoryboardError) and not attempt.anchor:
            raise self._unknown(attempt, slot, failure, failure)
        if stop is not None:
            raise stop
        return name or ""

    async def _turn_up(
        self, attempt: Attempt, slot: str, remote: Remote, sleep: Callable[[float], Awaitable[None]]
    ) -> str | bytes:
        """Look for a request whose name was never read, until it can no longer turn up."""
        while True:
            found, _, stop = await outcome(remote.find(attempt.anchor))
            if stop is not None:
                raise stop
            if isinstance(found, str) and found:
                with self.ledger.writing() as books:
                    books.acknowledge([attempt.id], found)
                self._step("acknowledged")
            if found:
                return found
            if not may_turn_up(attempt):
                reason = attempt.reason or "the service shows no trace of it"
                self._settle(attempt, State.UNKNOWN, attempt.reserved, reason)
                raise lost(slot, attempt, reason)
            await sleep(remote.pause)

    def _kept(self, attempt: Attempt, slot: str, price: Price) -> bytes:
        answer = self.spool.read(attempt.id)
        if answer is None:
            # Still with the service, sent by another road; or somebody emptied the spool by hand.
            raise at_the_service(slot, attempt.transport) if attempt.state in OPEN else lost(slot, attempt)
        # An answer adopted from a run that died was counted at its reservation; now its price can be read.
        amount = priced(answer, price, attempt.reserved)
        if amount != attempt.amount or attempt.state is not State.SPOOLED:
            self._settle(attempt, State.SPOOLED, amount)
        return answer

    def _unknown(
        self, attempt: Attempt, slot: str, cause: BaseException | None, failure: BaseException | None
    ) -> BaseException:
        reason = reason_for(cause)
        self._settle(attempt, State.UNKNOWN, attempt.reserved, reason)
        return failure if failure is not None and not isinstance(failure, OSError) else lost(slot, attempt, reason)

    def _keep(self, attempt: Attempt, answer: bytes, price: Price) -> None:
        try:
            self.spool.keep(attempt.id, answer)
        except ProjectError as error:
            # The answer still is in memory and may yet be of use; if it is not, the money is known to be gone.
            self._settle(attempt, State.UNKNOWN, attempt.reserved, error.what)
            return
        self._step("spooled")
        self._settle(attempt, State.SPOOLED, priced(answer, price, attempt.reserved))

    def _settle(self, attempt: Attempt, state: State, amount: int, reason: str = "") -> None:
        with self.ledger.writing() as books:
            books.settle(attempt.id, state, amount, reason)
        self._step("settled")
        self.spool.release(attempt.id)

    def _refused(self, attempt: Attempt, refusal: NotBilled) -> None:
        self._settle(attempt, State.REJECTED, 0 if refusal.certain else attempt.reserved, refusal.error.what)

    def _may_retry(self, asked: bool | None) -> bool:
        return self.retry_unknown if asked is None else asked

    def _has_live(self, key: str) -> bool:
        if not self.ledger.exists():
            return False
        with self.ledger.reading() as books:
            return books.live(key) is not None

    def _is_alive(self, owner: str) -> bool:
        return self._owner.is_alive(owner) if self._owner is not None else owner_is_alive(self._owners, owner)
