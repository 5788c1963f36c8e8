"""Rate limits: so many pictures and tokens a minute, and the 429 that comes above them."""

from __future__ import annotations

import math
from typing import Self

from storyboard.model import Noun
from storyboard.testing.clock import Clock
from storyboard.testing.refusals import Refusal, Refused

# Pictures and tokens a minute by tier, as published for gpt-image-2 and 2.5.
TIERS: dict[int, tuple[int, int]] = {
    1: (5, 100_000),
    2: (20, 250_000),
    3: (50, 800_000),
    4: (150, 3_000_000),
    5: (250, 8_000_000),
}
_MINUTE = 60.0


class Limits(Noun):
    """What an account may do in a minute.

    `count_references` counts an edit as so many units as it has references (not known of the real service; its 429 speaks
    of input-images). `burst_seconds` is the window over which bursts are checked: the real service was seen to look at
    less than the minute. `refusal_costs` is the share of a unit that every 429 costs: unsuccessful requests count there.
    `headers` sends what is left with every answer.
    """

    images_per_minute: int
    tokens_per_minute: int = 8_000_000
    count_references: bool = False
    burst_seconds: float = _MINUTE
    refusal_costs: float = 0.0
    headers: bool = True

    @classmethod
    def for_tier(cls, tier: int, **options: float) -> Self:
        """The published limits of tier 1 to 5."""
        images, tokens = TIERS[tier]
        return cls.model_validate({"images_per_minute": images, "tokens_per_minute": tokens, **options})

    def units(self, pictures: int, references: int) -> int:
        """How many units a request takes."""
        return max(pictures, references) if self.count_references else pictures


class _Bucket:
    """Refills evenly; what is taken must be there."""

    def __init__(self, limit: int, burst_seconds: float, now: float) -> None:
        self.limit = limit
        self.per_second = limit / _MINUTE
        self.capacity = max(limit * burst_seconds / _MINUTE, 1.0)
        self.level, self._at = self.capacity, now

    def refill(self, now: float) -> None:
        self.level = min(self.capacity, self.level + (now - self._at) * self.per_second)
        self._at = now

    def wait_for(self, units: float) -> float:
        return max(units - self.level, 0.0) / self.per_second

    @property
    def remaining(self) -> int:
        return max(math.floor(self.level + 1e-6), 0)

    @property
    def reset(self) -> float:
        """Seconds until it is full."""
        return (self.capacity - self.level) / self.per_second


class Meter:
    """Counts what every account uses of every model."""

    def __init__(self, limits: Limits, clock: Clock) -> None:
        self.limits, self._clock = limits, clock
        self._buckets: dict[tuple[str, str, str], _Bucket] = {}

    def take(self, account: str, model: str, units: int, tokens: int) -> dict[str, str]:
        """Use `units` pictures and `tokens` tokens, all or nothing.

        Returns:
            The headers that say what is left.

        Raises:
            Refused: 429, with the wait in the text and in the headers.
        """
        images = self._bucket(account, model, "images", self.limits.images_per_minute)
        text = self._bucket(account, model, "tokens", self.limits.tokens_per_minute)
        wanted = [(images, float(units), "input-images"), (text, float(tokens), "tokens")]
        for bucket, amount, name in wanted:
            # A hair of tolerance: someone who waits exactly as long as he was told must be let in.
            if amount > bucket.level + 1e-6:
                wait = bucket.wait_for(amount)
                images.level -= self.limits.refusal_costs
                raise Refused(self._refusal(model, name, bucket, amount, wait, self._headers(images, text)))
        for bucket, amount, _ in wanted:
            bucket.level -= amount
        return self._headers(images, text)

    def _bucket(self, account: str, model: str, kind: str, limit: int) -> _Bucket:
        now = self._clock.now()
        key = (account, model, kind)
        if key not in self._buckets:
            self._buckets[key] = _Bucket(limit, self.limits.burst_seconds, now)
        self._buckets[key].refill(now)
        return self._buckets[key]

    def _headers(self, images: _Bucket, tokens: _Bucket) -> dict[str, str]:
        if not self.limits.headers:
            return {}
        rows = {"requests": images, "input-images": images, "tokens": tokens}
        return {
            f"x-ratelimit-{what}-{name}": value
            for name, bucket in rows.items()
            for what, value in (
                ("limit", str(bucket.limit)),
                ("remaining", str(bucket.remaining)),
                ("reset", _span(bucket.reset)),
            )
        }

    def _refusal(
        self, model: str, name: str, bucket: _Bucket, amount: float, wait: float, headers: dict[str, str]
    ) -> Refusal:
        used = max(bucket.limit - bucket.remaining, 0)
        counts = f"Limit {bucket.limit}, Used {used}, Requested {math.ceil(amount)}"
        seconds = math.ceil(wait * 1000) / 1000
        return Refusal(
            status=429,
            error={
                "message": f"Rate limit reached for {model} in organization org-fake on {name} per min: {counts}. Please try again in {_span(seconds)}.",
                "type": name,
                "param": None,
                "code": "rate_limit_exceeded",
            },
            headers={
                **headers,
                "retry-after": str(math.ceil(seconds)),
                "retry-after-ms": str(math.ceil(seconds * 1000)),
            },
        )


def _span(seconds: float) -> str:
    """``850ms``, ``12s``, ``12.5s``: as the service writes times."""
    if seconds < 1:
        return f"{math.ceil(seconds * 1000)}ms"
    return f"{seconds:.3f}".rstrip("0").rstrip(".") + "s"
