"""The arithmetic of pacing: when the next request to one account may go, and what its answers teach. No clock, no file.

A *unit* is what the service counts: a picture, or a reference picture sent along, whichever its refusals name. Requests
are spaced evenly at 0.95 of the known limit. Where none is known the pace starts at 5 a minute and climbs with every
answer; a refusal that names the limit ends the search, any other slows it to nine tenths of what went through.
"""

from __future__ import annotations

import math
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from storyboard.model import Noun
from storyboard.paid.limits import RateReading

FIRST_RATE = 5.0
LONGEST_PAUSE = 600.0
# Of a known limit: what is kept free is for uploads that take longer than the one before and so arrive closer together.
_SHARE = 0.95
_WINDOW = 62.0  # The service counts over 60 seconds; again a little is kept for what arrives late.
_MINUTE = 60.0
_SLOWER = 0.9
# Units a minute for each unit that came: far from where it was refused last, near, and near below a known limit.
_CLIMB, _CREEP, _RETURN = 1.0, 0.02, 0.05
_NEAR, _FORGOTTEN = 0.95, 1.2
_FIRST_PAUSE, _LONGEST_OWN_PAUSE = 2.0, 60.0
_KNOWN_FOR = 86_400.0  # A limit learned from a refusal is believed for a day: accounts move up a tier.
_UNSEEN_SECONDS = 120.0  # "Complex prompts may take up to 2 minutes."
_KEPT_SECONDS = 48
_FLIGHT_CAP, _FEWEST_FLIGHTS, _FLIGHT_LOST = 1.5, 4, 900.0
_LOOK_AGAIN = 0.5
_LATE = 0.25


class Terms(Noun):
    """What pacing is told from outside.

    Attributes:
        told: Units a minute by the settings.
        firm: `told` is the user's own number, which the service can lower but not raise.
        local: A server on this machine: not paced until it has refused twice and named a limit, or `told` is given.
    """

    told: float | None = None
    firm: bool = False
    local: bool = False


class Counting(StrEnum):
    """What the service counts for one request."""

    REQUEST = "request"
    REFERENCES = "references"
    BOTH = "both"

    def units(self, references: int) -> float:
        """What a request with that many reference pictures counts for."""
        return max(1, {self.REQUEST: 1, self.REFERENCES: references, self.BOTH: 1 + references}[self])


class Bucket(BaseModel):
    """What all processes know together of one account. Times are seconds since the epoch."""

    model_config = ConfigDict(extra="ignore")

    rate: float | None = None  # Units a minute, where the limit is unknown or was refused all the same.
    ceiling: float | None = None  # What went through in the minute before the last refusal.
    learned: float | None = None
    learned_at: float = 0.0
    counting: Counting = Counting.REQUEST
    next_at: float = 0.0
    paused_until: float = 0.0
    cut_at: float = 0.0
    refusals: int = 0
    in_a_row: int = 0
    sent: list[tuple[float, int]] = []  # When, and with how many references.
    flights: dict[str, float] = {}
    seconds: list[float] = []

    def limit(self, now: float, terms: Terms) -> float | None:
        """Units a minute, as far as they are known: learned from the service, or told."""
        if self.learned is None or now - self.learned_at > _KNOWN_FOR or (terms.local and self.refusals < 2):
            return terms.told
        return min(self.learned, terms.told) if terms.firm and terms.told else self.learned

    def pace(self, now: float, terms: Terms) -> float:
        """Units a minute at which requests go; infinite where there is no pace to keep."""
        limit = self.limit(now, terms)
        if limit is None:
            return math.inf if terms.local else (self.rate or FIRST_RATE) * _SHARE
        return min(limit, self.rate or limit) * _SHARE

    def take(self, now: float, references: int, flight: str, terms: Terms) -> float:
        """Let a request go, or say how many seconds to wait before asking again.

        Args:
            now: The time.
            references: Reference pictures the request carries.
            flight: A name for the request until `landed`.
            terms: What is known from outside.

        Returns:
            0 when the request may go now, and has been counted.
        """
        self._tidy(now)
        pace, limit = self.pace(now, terms), self.limit(now, terms)
        units = min(self.counting.units(references), limit or math.inf)
        ready = max(self.paused_until, self.next_at, self._room_at(now, units, limit))
        if ready - now > 1e-6:
            return ready - now
        if len(self.flights) >= self._most_flights(pace):
            return _LOOK_AGAIN
        spacing = 0.0 if math.isinf(pace) else units * _MINUTE / pace
        # A turn taken a little late does not push back all that follow.
        start = self.next_at if now - self.next_at < min(_LATE, spacing / 2) else now
        self.next_at = start + spacing
        self.sent.append((now, references))
        self.flights[flight] = now
        return 0.0

    def landed(self, flight: str) -> None:
        """The request is over, however it ended."""
        self.flights.pop(flight, None)

    def unsent(self, now: float, began: float, flight: str) -> None:
        """A turn was taken and nothing was sent: give it back."""
        self.landed(flight)
        place = next((place for place, (when, _) in enumerate(self.sent) if when == began), None)
        if place is not None:
            del self.sent[place]
            if self.next_at > now >= self.paused_until and not any(when > began for when, _ in self.sent):
                self.next_at = now

    def succeeded(self, now: float, began: float, references: int, reading: RateReading | None, terms: Terms) -> None:
        """A picture came: go on a little faster, unless it was asked for before the last refusal."""
        self.seconds = [*self.seconds[1 - _KEPT_SECONDS :], max(now - began, 0.0)]
        if reading is not None and reading.of_pictures:
            self._learn(now, reading.limit)
            if reading.remaining is not None and reading.remaining < 1:
                self._hold(now, _MINUTE / max(reading.limit or self.rate or FIRST_RATE, 0.1))
        if began < self.cut_at:
            return
        self.in_a_row = 0
        self._climb(now, self.counting.units(references), self.limit(now, terms))

    def refused(
        self,
        now: float,
        began: float,
        references: int,
        reading: RateReading | None,
        wait: float | None,
        jitter: float,
        terms: Terms,
    ) -> None:
        """A 429 for a request sent at `began`: slow down once for all that were sent before it came, and pause.

        Args:
            now: The time.
            began: When its turn came.
            references: Reference pictures it carried.
            reading: What it told of the limit.
            wait: Seconds it asked for.
            jitter: 0 to 1; spreads the machines of one account after a common pause.
            terms: What is known from outside.
        """
        known, first = (self.limit(now, terms), self.counting), began >= self.cut_at
        if first:
            self.cut_at, self.refusals, self.in_a_row = now, self.refusals + 1, self.in_a_row + 1
        if reading is not None and reading.of_pictures:
            self._learn_counting(references, reading.requested)
            self._learn(now, reading.limit)
        limit = self.limit(now, terms)
        if limit is not None and (limit, self.counting) != known:
            self.rate = self.ceiling = None  # What was learned this moment explains the refusal.
        elif first:
            self._slow_down(now, limit)
        self._pause(now, wait, jitter)

    def pause(self, now: float, began: float, wait: float | None, jitter: float) -> None:
        """The service is overloaded or out of reach, which says nothing of the limit: everybody waits."""
        if began >= self.cut_at:
            self.cut_at, self.in_a_row = now, self.in_a_row + 1
        self._pause(now, wait, jitter)

    def _climb(self, now: float, units: float, limit: float | None) -> None:
        rate = self.rate or limit or FIRST_RATE
        if limit is not None and rate >= limit:
            self.rate = self.ceiling = None
        elif self._used(now) > rate / 4:  # What is not made use of is not tried out either.
            near = self.ceiling is not None and rate >= _NEAR * self.ceiling
            self.rate = rate + units * (_CLIMB if not near else _CREEP if limit is None else _RETURN)
            if self.ceiling is not None and self.rate > _FORGOTTEN * self.ceiling:
                self.ceiling = None

    def _slow_down(self, now: float, limit: float | None) -> None:
        # Where the limit was known, others use the same account.
        rate, through = min(self.rate or limit or FIRST_RATE, limit or math.inf), max(self._used(now) - 1, 1.0)
        self.ceiling = min(rate, through) if through > rate / 2 else rate
        self.rate = max(self.ceiling * _SLOWER, 1.0)

    def _pause(self, now: float, wait: float | None, jitter: float) -> None:
        own = min(_FIRST_PAUSE * 2 ** max(self.in_a_row - 1, 0), _LONGEST_OWN_PAUSE)
        seconds = own if wait is None else max(wait, 0.0)
        self._hold(now, min(seconds + jitter * max(seconds / 10, 0.5), LONGEST_PAUSE))

    def _hold(self, now: float, seconds: float) -> None:
        self.paused_until = max(self.paused_until, now + seconds)

    def _learn(self, now: float, limit: float | None) -> None:
        if limit is not None and limit > 0:
            self.learned, self.learned_at = limit, now

    def _learn_counting(self, references: int, requested: float | None) -> None:
        fits = [way for way in Counting if way.units(references) == requested]
        if fits and self.counting not in fits:
            self.counting = fits[0]

    def _used(self, now: float) -> float:
        return sum(self.counting.units(references) for when, references in self.sent if when > now - _MINUTE)

    def _room_at(self, now: float, units: float, limit: float | None) -> float:
        """When the window of a minute has room for that many units; even spacing makes it so, other shares do not."""
        if limit is None:
            return now
        excess = sum(self.counting.units(references) for _, references in self.sent) + units - limit
        for when, references in self.sent:
            if excess <= 0:
                break
            now, excess = when + _WINDOW, excess - self.counting.units(references)
        return now

    def _most_flights(self, pace: float) -> float:
        ordered = sorted(self.seconds)
        slow = ordered[int(0.95 * (len(ordered) - 1))] if len(ordered) >= 8 else _UNSEEN_SECONDS
        return max(_FLIGHT_CAP * pace * slow / _MINUTE, _FEWEST_FLIGHTS)

    def _tidy(self, now: float) -> None:
        """Forget what is over, and what a clock that was set back left in the future."""
        self.sent = [(when, references) for when, references in self.sent if now - _WINDOW < when <= now]
        self.flights = {name: when for name, when in self.flights.items() if now - _FLIGHT_LOST < when <= now}
        self.paused_until = min(self.paused_until, now + LONGEST_PAUSE)
        self.next_at = min(self.next_at, now + LONGEST_PAUSE)
        self.cut_at = min(self.cut_at, now)
        self.learned_at = min(self.learned_at, now)
        if self.learned is not None and now - self.learned_at > _KNOWN_FOR:
            # Not believed any more, but the place to search from.
            self.rate, self.ceiling, self.learned = self.rate or self.learned, self.learned, None
