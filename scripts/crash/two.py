"""Several processes on one project: python scripts/crash/two.py [--rounds N] [--seed N] [--json]

Three rounds in turn:

- two runs of the command on one film, begun one after the other; one of the two is killed. As `kill.py`; the run that
  comes second is told so (exit code 2) or finishes;
- three processes that buy the same twenty pictures from one till, every second time with one of them killed: twenty bills,
  and no more; whoever is left has them all, save those in flight in the killed one, which are unknown;
- three processes that want ten pictures each, all at once, with a budget for a few: not a cent more than the budget is
  billed, or held in the ledger, at any number of buyers.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections import Counter
from decimal import Decimal
from functools import partial

from buyers import buy_all, most_for_one
from campaign import campaign, read_options, report
from evidence import examine, examine_money
from ground import IN_FLIGHT, Film, Ground
from kill import finish, further_run

PICTURES, BUYERS = 20, 3


def main() -> int:
    options = read_options(__doc__ or "", rounds=18)
    return report("two", campaign("two", one_round, options), options)


def one_round(place: Ground, number: int, chance: random.Random) -> Counter[str]:
    """One of the three."""
    kinds = (two_runs, same_pictures, one_budget)
    kind = kinds[number % len(kinds)]
    transport = "responses" if kind is two_runs and number // len(kinds) % 2 else "images"
    with place.film(transport) as film:
        return kind(film, chance, number // len(kinds))


def two_runs(film: Film, chance: random.Random, _: int) -> Counter[str]:
    """Two commands on one film, one of them killed."""
    counts = Counter(rounds_two_runs=1)
    first = film.start(*film.buys()[0])
    time.sleep(chance.uniform(0.05, 0.6))
    second = film.start(*film.buys()[0])
    time.sleep(chance.uniform(0.05, 0.6))
    victim, other = (first, second) if chance.random() < 0.6 else (second, first)
    kills = int(victim.kill())
    counts["kills"] += kills
    counts["wrong_exit"] += other.wait() not in {0, 2, 3}
    counts["told_that_another_draws"] += other.wait() == 2
    last = finish(film)
    counts += examine(film, last, kills=kills)
    counts["sent_again"] += further_run(film)
    return counts


def same_pictures(film: Film, chance: random.Random, turn: int) -> Counter[str]:
    """Three processes that want the same twenty pictures, perhaps one of them killed."""
    counts = Counter(rounds_same_pictures=1)
    names = [f"picture {number:02d}" for number in range(PICTURES)]
    runs = []
    for _ in range(BUYERS):
        wanted = chance.sample(names, len(names))
        runs.append(film.work(partial(buy_all, film.root, wanted, cap=Decimal(10), at_once=IN_FLIGHT)))
    kills = 0
    if turn % 2:
        time.sleep(chance.uniform(0.2, 1.2))
        kills = int(runs[0].kill())
    codes = [run.wait() for run in runs]
    results = [json.loads(run.printed()) for run, code in zip(runs, codes, strict=True) if code == 0]
    bills = film.service.bills()["bills"]
    counts["kills"], counts["bills_of_same_pictures"] = kills, len(bills)
    counts["bought_twice"] += sum(times - 1 for times in Counter(bill["prompt"] for bill in bills).values())
    unknown = max((result["unknown"] for result in results), default=0)
    counts["unknown"] += unknown
    counts["too_many_unknown"] += max(0, unknown - kills * IN_FLIGHT)
    there = {path.stem for path in (film.root / "pictures").glob("*.png")}
    counts["unfinished"] += len(names) - len(there) - unknown
    counts["wrong_exit"] += sum(code != 0 for code in codes) - kills
    money = film.read("status")["money"]
    counts += examine_money(bills, money, exact=not unknown)
    return counts


def one_budget(film: Film, chance: random.Random, _: int) -> Counter[str]:
    """Three processes, ten pictures each, all at once, and money for a few."""
    counts = Counter(rounds_one_budget=1)
    affordable = chance.randint(3, 12)
    cap = most_for_one() * affordable + most_for_one() / 2
    runs = [
        film.work(partial(buy_all, film.root, [f"{buyer} {n}" for n in range(10)], cap=cap, at_once=10))
        for buyer in range(BUYERS)
    ]
    counts["wrong_exit"] += sum(run.wait() != 0 for run in runs)
    answers = film.service.bills()
    billed = Decimal(answers["total_usd"])
    money = film.read("status")["money"]
    held = sum((Decimal(str(money[name])) for name in ("spent_usd", "unknown_usd", "reserved_usd")), Decimal(0))
    counts["over_budget"] += (billed > cap) + (held > cap)
    # As many as the budget surely bears were bought: the cap held nobody back for nothing.
    counts["unfinished"] += len(answers["bills"]) < affordable
    counts["bills"] += len(answers["bills"])
    counts["overshoot_micro_usd"] += max(0, int((billed - cap) * 1_000_000))
    counts += examine_money(answers["bills"], money, exact=True)
    return counts


if __name__ == "__main__":
    sys.exit(main())
