from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import textwrap
from decimal import Decimal
from pathlib import Path

import pytest

import storyboard
from storyboard.errors import BudgetError, DrawingRefused, ExitCode, InputError, ProjectError
from storyboard.model import Quote
from storyboard.paid import NotBilled, Till, open_till, read_money

PRICE = Decimal("0.20")
QUOTE = Quote(estimate=Decimal("0.18"), at_most=PRICE)
ROOT = Path(storyboard.__file__).parents[1]


def price_of(answer: bytes) -> Decimal:
    return Decimal(json.loads(answer)["cost"])


def buy(till: Till, key: str, send, *, slot: str = "shot/s001_0010/start", price=price_of, **options) -> bytes:
    return asyncio.run(till.buy(key, slot, QUOTE, send, price, **options))


def raises(error: BaseException):
    async def send() -> bytes:
        raise error

    return send


def in_a_process_that_dies(folder: Path, body: str) -> None:
    """Run code with an open till in another process; it must end with ``os._exit(9)``, as if killed."""
    script = textwrap.dedent(
        """
        import asyncio, os, sys
        from decimal import Decimal
        from pathlib import Path
        from storyboard.model import Quote
        from storyboard.paid import open_till
        till = open_till(Path(sys.argv[1]), Decimal(10))
        quote = Quote(estimate=Decimal("0.18"), at_most=Decimal("0.20"))
        async def answer(): return b'{"cost": "0.15"}'
        async def die(): os._exit(9)
        def price(raw): return Decimal("0.15")
        """
    ) + textwrap.dedent(body)
    ran = subprocess.run(
        [sys.executable, "-c", script, str(folder)], env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False
    )
    assert ran.returncode == 9


def test_free_runs_write_nothing(folder):
    with open_till(folder, Decimal(10)) as till:
        assert till.money().left_usd == 10
        assert till.unknown() == []
        till.stored("never bought")
        till.doubt("never bought", "why")
        till.reject("never bought", "why")
    assert not folder.parent.exists()


def test_a_purchase_is_sent_once_and_priced_by_its_answer(till, seller):
    answer = buy(till, "k1", seller.sends("one", cost="0.15"))
    assert b'"one"' in answer
    assert seller.sold == ["one"]
    money = till.money()
    assert (money.spent_usd, money.reserved_usd, money.unknown_usd) == (Decimal("0.15"), 0, 0)
    assert money.left_usd == Decimal("9.85")


def test_an_answer_that_was_never_stored_is_given_again_without_sending(folder, seller):
    with open_till(folder, Decimal(10)) as first:
        answer = buy(first, "k1", seller.sends("one"))
    with open_till(folder, Decimal(10)) as second:
        assert buy(second, "k1", seller.sends("again")) == answer
        assert second.money().spent_usd == Decimal("0.15")
        second.stored("k1")
        assert second.money().spent_usd == Decimal("0.15")
    assert seller.sold == ["one"]
    assert list((folder / "spool").glob("*.answer")) == []


def test_an_answer_is_on_disk_before_anybody_reads_it(till, seller, folder):
    def price(raw: bytes) -> Decimal:
        assert [path.read_bytes() for path in (folder / "spool").glob("*.answer")] == [raw]
        return Decimal("0.15")

    buy(till, "k1", seller.sends("one"), price=price)


def test_a_price_that_cannot_be_read_counts_as_what_was_reserved(till, seller):
    def price(raw: bytes) -> Decimal:
        raise KeyError("usage")

    assert buy(till, "k1", seller.sends("one"), price=price)
    assert till.money().spent_usd == PRICE


def test_a_run_killed_after_the_answer_loses_nothing(folder, seller):
    in_a_process_that_dies(
        folder,
        """
        asyncio.run(till.buy("k1", "shot/s001_0010/start", quote, answer, price))
        os._exit(9)
        """,
    )
    with open_till(folder, Decimal(10)) as till:
        assert buy(till, "k1", seller.sends("again")) == b'{"cost": "0.15"}'
        assert till.money().spent_usd == Decimal("0.15")
    assert seller.sold == []


def test_a_run_killed_between_the_answer_and_the_ledger_loses_nothing(folder, seller):
    in_a_process_that_dies(
        folder,
        """
        # The price is read after the answer was kept and before the ledger knows.
        def price(raw): os._exit(9)
        asyncio.run(till.buy("k1", "shot/s001_0010/start", quote, answer, price))
        """,
    )
    with open_till(folder, Decimal(10)) as till:
        assert till.unknown() == []
        assert buy(till, "k1", seller.sends("again")) == b'{"cost": "0.15"}'
        assert till.money().spent_usd == Decimal("0.15")
        assert till.money().unknown_usd == 0
    assert seller.sold == []


def test_a_run_killed_while_sending_leaves_an_unknown_that_counts_as_spent(folder, seller):
    in_a_process_that_dies(folder, 'asyncio.run(till.buy("k1", "shot/s001_0010/start", quote, die, price))')
    assert read_money(folder, Decimal(10)).unknown_usd == PRICE
    with open_till(folder, Decimal(10)) as till:
        assert till.unknown() == ["shot/s001_0010/start"]
        with pytest.raises(DrawingRefused, match="unknown whether shot/s001_0010/start was billed") as caught:
            buy(till, "k1", seller.sends("again"))
        assert caught.value.state == "unknown"
        assert seller.sold == []
        assert till.money().unknown_usd == PRICE
        assert list((folder / "owners").glob("*.lock")) == [folder / "owners" / f"{till._owner.name}.lock"]


def test_an_unknown_is_bought_again_only_with_consent_and_both_are_counted(folder, seller):
    with open_till(folder, Decimal(10)) as till:
        with pytest.raises(DrawingRefused):
            buy(till, "k1", raises(ConnectionResetError()))
        with pytest.raises(DrawingRefused):
            buy(till, "k1", seller.sends("without"))
        assert buy(till, "k1", seller.sends("with"), retry_unknown=True)
        assert seller.sold == ["with"]
        assert (till.money().spent_usd, till.money().unknown_usd) == (Decimal("0.15"), PRICE)
        assert till.unknown() == []
    with open_till(folder, Decimal(10), retry_unknown=True) as till:
        assert buy(till, "k1", seller.sends("never"))
    assert seller.sold == ["with"]


def test_a_lost_answer_is_unknown(till):
    refusal = DrawingRefused("lost", state="unknown")
    with pytest.raises(DrawingRefused, match="lost"):
        buy(till, "k1", raises(refusal))
    assert till.money().unknown_usd == PRICE
    with pytest.raises(ZeroDivisionError):
        buy(till, "k2", raises(ZeroDivisionError()), slot="shot/s001_0020/start")
    assert till.money().unknown_usd == 2 * PRICE
    assert till.unknown() == ["shot/s001_0010/start", "shot/s001_0020/start"]


def test_what_is_certainly_not_billed_gives_its_money_back(till, seller):
    with pytest.raises(NotBilled):
        buy(till, "k1", raises(NotBilled(InputError("no"))))
    assert till.money().committed_usd == 0
    assert buy(till, "k1", seller.sends("one"))


def test_ctrl_c_while_sending_is_unknown(till, seller):
    async def run() -> None:
        task = asyncio.ensure_future(
            till.buy("k1", "shot/s001_0010/start", QUOTE, seller.sends("one", wait=30), price_of)
        )
        await asyncio.sleep(0.05)
        assert till.money().reserved_usd == PRICE
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(run())
    assert till.money().unknown_usd == PRICE
    assert till.unknown() == ["shot/s001_0010/start"]


def test_ctrl_c_in_the_moment_of_the_answer_keeps_the_answer(till, seller, folder):
    async def stubborn() -> bytes:
        try:
            await asyncio.sleep(30)
        except asyncio.CancelledError:
            return b'{"cost": "0.15"}'
        raise AssertionError

    async def run() -> None:
        task = asyncio.ensure_future(till.buy("k1", "slot", QUOTE, stubborn, price_of))
        await asyncio.sleep(0.02)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(run())
    assert till.money().spent_usd == Decimal("0.15")
    assert buy(till, "k1", seller.sends("again")) == b'{"cost": "0.15"}'


def test_the_budget_is_never_overshot_by_ten_at_once(folder, seller):
    async def run(till: Till) -> list[object]:
        return await asyncio.gather(
            *(
                till.buy(
                    f"k{number}",
                    f"shot/s001_{number:04d}/start",
                    QUOTE,
                    seller.sends(str(number), cost="0.20", wait=0.02),
                    price_of,
                )
                for number in range(10)
            ),
            return_exceptions=True,
        )

    with open_till(folder, Decimal("1.10")) as till:
        results = asyncio.run(run(till))
        assert till.money().spent_usd == Decimal("1.00")
    assert len(seller.sold) == 5
    refused = [result for result in results if isinstance(result, BudgetError)]
    assert len(refused) == 5
    assert refused[0].exit_code is ExitCode.OVER_BUDGET


def test_the_budget_error_names_the_numbers_and_the_option(folder, seller):
    with open_till(folder, Decimal("0.30")) as till:
        buy(till, "k1", seller.sends("one", cost="0.15"))
        with pytest.raises(BudgetError) as caught:
            buy(till, "k2", seller.sends("two"), slot="shot/s001_0020/start")
    message = str(caught.value)
    for part in ("shot/s001_0020/start", "$0.20", "$0.15 of the budget of $0.30 is left", "--budget 0.35"):
        assert part in message
    assert seller.sold == ["one"]


def test_unknown_money_counts_against_the_budget(folder, seller):
    with open_till(folder, Decimal("0.30")) as till:
        with pytest.raises(DrawingRefused):
            buy(till, "k1", raises(TimeoutError()))
        with pytest.raises(BudgetError):
            buy(till, "k2", seller.sends("two"))
    assert seller.sold == []


def test_two_processes_share_one_budget_and_buy_no_key_twice(folder):
    script = """
    import asyncio, sys
    from decimal import Decimal
    from pathlib import Path
    from storyboard.model import Quote
    from storyboard.paid import open_till
    quote = Quote(estimate=Decimal("0.20"), at_most=Decimal("0.20"))
    log = open(sys.argv[2], "a", buffering=1)
    def send(key):
        async def post():
            log.write(key + "\\n")
            await asyncio.sleep(0.05)
            return b"x"
        return post
    async def run(till):
        await asyncio.gather(
            *(till.buy(f"k{n}", f"slot{n}", quote, send(f"k{n}"), lambda raw: Decimal("0.20")) for n in range(8)),
            return_exceptions=True,
        )
    with open_till(Path(sys.argv[1]), Decimal("1.10")) as till:
        asyncio.run(run(till))
    """
    log = folder.parent.parent / "sent.txt"
    arguments = [sys.executable, "-c", textwrap.dedent(script), str(folder), str(log)]
    running = [subprocess.Popen(arguments, env={**os.environ, "PYTHONPATH": str(ROOT)}) for _ in range(2)]
    assert [process.wait(60) for process in running] == [0, 0]
    sent = log.read_text(encoding="utf-8").split()
    assert len(sent) == 5
    assert len(set(sent)) == 5
    assert read_money(folder, Decimal("1.10")).spent_usd == Decimal("1.00")


def test_one_key_wanted_twice_at_once_is_bought_once(till, seller):
    async def run() -> list[bytes]:
        both = (till.buy("k1", "slot", QUOTE, seller.sends("one", wait=0.05), price_of) for _ in range(2))
        return list(await asyncio.gather(*both))

    first, second = asyncio.run(run())
    assert first == second
    assert seller.sold == ["one"]


def test_a_picture_stored_by_another_run_meanwhile_is_not_bought_again(folder, seller):
    with open_till(folder, Decimal(10)) as late, open_till(folder, Decimal(10)) as early:
        buy(early, "k1", seller.sends("one"))
        early.stored("k1")
        with pytest.raises(DrawingRefused, match="bought by another run") as caught:
            buy(late, "k1", seller.sends("two"))
        assert caught.value.code == "drawn_elsewhere"
    assert seller.sold == ["one"]


def test_a_take_that_was_deleted_may_be_bought_again_by_a_later_run(folder, seller):
    with open_till(folder, Decimal(10)) as till:
        buy(till, "k1", seller.sends("one"))
        till.stored("k1")
    with open_till(folder, Decimal(10)) as till:
        buy(till, "k1", seller.sends("two"))
        assert till.money().spent_usd == Decimal("0.30")
    assert seller.sold == ["one", "two"]


def test_a_doubtful_answer_is_kept_and_given_again_until_it_can_be_read(till, seller, folder):
    answer = buy(till, "k1", seller.sends("one"))
    till.doubt("k1", "no picture in it")
    assert till.unknown() == ["shot/s001_0010/start"]
    assert till.money().unknown_usd == Decimal("0.15")
    assert buy(till, "k1", seller.sends("again")) == answer
    till.stored("k1")
    assert till.unknown() == []
    assert till.money().spent_usd == Decimal("0.15")
    assert seller.sold == ["one"]


def test_a_doubtful_answer_that_names_no_price_counts_what_was_held_for_it(till, seller):
    buy(till, "k1", seller.sends("an error"), price=lambda _: Decimal(0))
    till.doubt("k1", "it is an error in the guise of a success")
    assert till.money().unknown_usd == PRICE


def test_an_answer_known_not_to_be_billed_is_let_go(till, seller, folder):
    buy(till, "k1", seller.sends("one"))
    till.reject("k1", "the usage page does not show it")
    assert till.money().committed_usd == 0
    assert list((folder / "spool").iterdir()) == []


def test_an_answer_that_cannot_be_kept_is_still_given(till, folder, seller):
    buy(till, "k0", seller.sends("zero"))
    (folder / "spool").rename(folder / "moved")
    (folder / "spool").write_text("in the way", encoding="utf-8")
    assert b'"one"' in buy(till, "k1", seller.sends("one"), slot="shot/s001_0020/start")
    assert till.unknown() == ["shot/s001_0020/start"]
    till.stored("k1")
    assert till.unknown() == []


def test_a_spool_emptied_by_hand_is_unknown_not_bought_again(till, folder, seller):
    buy(till, "k1", seller.sends("one"))
    for path in (folder / "spool").glob("*.answer"):
        path.unlink()
    with pytest.raises(DrawingRefused, match="missing from the spool"):
        buy(till, "k1", seller.sends("two"))
    assert seller.sold == ["one"]


def test_leftovers_of_stored_pictures_are_swept(folder, seller):
    with open_till(folder, Decimal(10)) as till:
        buy(till, "k1", seller.sends("one"))
        leftover = next((folder / "spool").glob("*.answer"))
        content = leftover.read_bytes()
        till.stored("k1")
        leftover.write_bytes(content)
    with open_till(folder, Decimal(10)) as till:
        buy(till, "k2", seller.sends("two"))
    assert not leftover.exists()


def test_a_folder_that_cannot_be_written_stops_before_sending(tmp_path, seller):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with (
        open_till(tmp_path / "file" / ".storyboard", Decimal(10)) as till,
        pytest.raises(ProjectError, match="Nothing is sent"),
    ):
        buy(till, "k1", seller.sends("one"))
    assert seller.sold == []


def test_the_folder_says_what_it_is(till, folder, seller):
    buy(till, "k1", seller.sends("one"))
    assert "money in flight" in (folder / "README").read_text(encoding="utf-8")
