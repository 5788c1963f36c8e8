"""The ways in which the fake service can be told to fail, each as the real one, a proxy or a local server was seen to."""

from __future__ import annotations

import random
from collections.abc import Callable

from storyboard.model import Noun
from storyboard.testing.refusals import REFUSALS
from storyboard.testing.requests import SeenRequest

Match = str | Callable[[SeenRequest], bool] | None

_REFUSALS = {
    "rate_limit": "429, too many pictures a minute; not billed",
    "slow_down": "429 `slow_down`, with the wait in words only; not billed",
    "quota": "429 `insufficient_quota`, no credit left; not billed",
    "spend_limit": "429, the organization's spend limit; not billed",
    "project_limit": "429, the project's spend limit; not billed",
    "hard_limit": "400 `billing_hard_limit_reached`, the older form; not billed",
    "moderation": "400 `moderation_blocked` (violence) at the input; not billed",
    "verification": "403, the organization is not verified; not billed",
    "region": "403, the country is not served; not billed",
    "retired": "404 `model_not_found`, the model was shut down; not billed",
    "gone": "410, the model was shut down; not billed",
    "overloaded": "503 `server_is_overloaded`; not billed",
    "server_error": "500; not billed, which the caller cannot know",
    "plain_string_error": '400 `{"error": "text"}`, as local servers answer; not billed',
}
_OTHERS = {
    "bad_key": "401 `invalid_api_key`, and the key is repeated in full; not billed",
    "text_error": "500 in text/plain, as local servers answer; not billed",
    "html_502": "502 with a proxy's HTML page; not billed",
    "drop_before": "the connection is closed without an answer; not billed",
    "reset_before": "the connection is reset (RST); not billed",
    "never_before": "no answer ever comes; not billed",
    "drop_after_billing": "the connection is closed instead of the answer; billed",
    "reset_after_billing": "the connection is reset instead of the answer; billed",
    "never": "the work is done, no answer ever comes; billed",
    "html_504": "504 with a proxy's HTML page after the work; billed",
    "moderation_output": "400 `moderation_blocked` (sexual) at the output; billed",
    "slow": "the answer takes `seconds`; billed",
    "cut_body": "half the answer, less than its Content-Length; billed",
    "cut_chunked": "half the answer, chunked and never ended; a stream breaks off; billed",
    "truncated_json": "half the JSON, as a complete answer; billed",
    "empty_body": "200 without a body; billed",
    "html_200": "200 with an HTML page; billed",
    "error_in_200": "200 with an error object; billed",
    "limit_in_200": "200 with a rate limit error object, seen once in the wild; billed",
    "no_picture": "200 with an empty `data`; billed",
    "no_usage": "a picture, but no `usage`; billed",
    "link": "a link instead of the picture; billed",
    "garbage": "base64 of something that is no picture; billed",
    "bad_base64": "base64 with letters that are none; billed",
    "half_picture": "a picture that ends in the middle; billed",
    "other_size": "a picture of another size; billed",
    "breaks_rest": "an edit that also changes everything it was told to keep; billed",
    "grid_lost": "a sheet whose panels do not lie on the grid; billed",
    "response_failed": "/responses: it ends as `failed`; billed",
    "response_incomplete": "/responses: it ends as `incomplete`; billed",
    "response_expired": "/responses: a background answer cannot be retrieved any more (404); billed",
    "tool_not_called": "/responses: the model answers in words and draws nothing; billed as text",
    "refusal": "/responses: the model declines, in a `refusal` part; billed",
    "malformed_answer": "/responses: the structured answer breaks off in the middle; billed",
    "batch_failed": "/batches: the whole batch is refused; not billed",
    "batch_expired": "/batches: the second half is not done in time; the first half is billed",
}
FAULTS: dict[str, str] = {**_REFUSALS, **_OTHERS}
"""Every fault by name, and what it does."""

# Those that are of one endpoint, or of the answer's content and so neither of the connection nor of a batch as a whole.
_ONLY_RESPONSES = frozenset(
    ("response_failed", "response_incomplete", "response_expired", "tool_not_called", "refusal", "malformed_answer")
)
_OF_CONTENT = frozenset(
    [
        "moderation",
        "moderation_output",
        "no_picture",
        "no_usage",
        "link",
        "garbage",
        "bad_base64",
        "half_picture",
        "other_size",
        "breaks_rest",
        "grid_lost",
    ]
)
_IN_BATCH = _OF_CONTENT | _ONLY_RESPONSES | set(REFUSALS)

assert set(_REFUSALS) == set(REFUSALS)


class Fault(Noun):
    """One armed fault.

    `times` is how many more requests it meets (None: all); `at` the numbers of the requests it meets, counted from 1
    over all that asked for work; `endpoint` what the endpoint's name must contain; `probability` is drawn for each request
    by `seed` and the request's number, so a second run fails in the same places. `seconds` is for ``slow``.
    """

    name: str
    times: int | None = 1
    seconds: float = 0.05
    at: frozenset[int] = frozenset()
    endpoint: str = ""
    probability: float = 1.0
    seed: int = 0

    def meets(self, number: int, endpoint: str) -> bool:
        """It is this request's turn, as far as number, endpoint and chance go."""
        if (self.at and number not in self.at) or self.endpoint not in endpoint:
            return False
        if self.name.startswith("batch_") and endpoint != "batches":
            return False
        if self.name in _ONLY_RESPONSES and not endpoint.startswith("responses"):
            return False
        if self.name in _OF_CONTENT and endpoint == "batches":
            return False
        chance = random.Random(f"{self.seed} {number}").random()  # noqa: S311 - repeatable, not secret
        return self.probability >= 1 or chance < self.probability


class FaultBook:
    """What is armed, in order; the first that meets a request wins."""

    def __init__(self) -> None:
        self._armed: list[tuple[Fault, Match]] = []

    def arm(self, fault: Fault, match: Match = None) -> None:
        """Let coming requests fail.

        Raises:
            ValueError: No such fault.
        """
        if fault.name not in FAULTS:
            raise ValueError(f"{fault.name!r} is not a fault; take one of {', '.join(FAULTS)}")
        self._armed.append((fault, match))

    def heal(self) -> None:
        """Forget all."""
        self._armed.clear()

    def pick(self, seen: SeenRequest, number: int, *, by_name: bool = False, in_batch: bool = False) -> Fault | None:
        """The fault of this request, which is then used up by one.

        Args:
            seen: The request.
            number: Its number.
            by_name: Leave out faults that were not armed for an endpoint.
            in_batch: Leave out what cannot happen to a line of a batch.
        """
        for place, (fault, match) in enumerate(self._armed):
            if (by_name and not fault.endpoint) or (in_batch and fault.name not in _IN_BATCH):
                continue
            if not fault.meets(number, seen.endpoint) or not _matches(match, seen):
                continue
            if fault.times is not None and fault.times <= 1:
                del self._armed[place]
            elif fault.times is not None:
                self._armed[place] = (fault.model_copy(update={"times": fault.times - 1}), match)
            return fault
        return None


def _matches(match: Match, seen: SeenRequest) -> bool:
    return match is None or (match in seen.prompt if isinstance(match, str) else match(seen))


def parse_fault(text: str) -> tuple[Fault, str | None]:
    """Read ``NAME[:times=N][:at=3+7][:match=TEXT][:endpoint=TEXT][:p=0.2][:seed=N][:seconds=S]``.

    Returns:
        The fault, every time unless said otherwise, and the text its prompts must have.

    Raises:
        ValueError: No such fault or option, or a number that is none.
    """
    name, *options = text.split(":")
    if name not in FAULTS:
        raise ValueError(f"{name!r} is not a fault; take one of {', '.join(FAULTS)}")
    facts: dict[str, object] = {"name": name, "times": None}
    match = None
    for option in options:
        key, _, value = option.partition("=")
        if key == "match":
            match = value
        elif key == "at":
            facts["at"] = frozenset(int(number) for number in value.split("+"))
        elif key in {"times", "seed"}:
            facts[key] = int(value)
        elif key in {"p", "seconds"}:
            facts["probability" if key == "p" else key] = float(value)
        elif key == "endpoint":
            facts[key] = value
        else:
            raise ValueError(f"{option!r} is no option of a fault; take times, at, match, endpoint, p, seed, seconds")
    return Fault.model_validate(facts), match
