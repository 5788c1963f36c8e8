"""What an error of the service means: for this picture, for the run, and for the money."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from storyboard.errors import DrawingRefused, ServiceError, StoryboardError
from storyboard.model import Noun
from storyboard.paid.client import redact
from storyboard.paid.limits import RateReading, asked_wait, read_rate

# Codes and types of the service, by what they mean. `insufficient_quota` answers come as 429 and are not rate limits.
_NO_MONEY = {
    "insufficient_quota",
    "credit_balance_exhausted",
    "organization_spend_limit_exceeded",
    "project_spend_limit_exceeded",
    "organization_usage_limit_exceeded",
    "billing_hard_limit_reached",
    "billing_not_active",
}
_TRY_LATER = {"server_is_overloaded", "service_unavailable_error", "slow_down", "rate_limit_exceeded"}
_NO_MODEL = {"model_not_found", "model_not_available", "invalid_model", "deployment_not_found"}
_BLOCKED = {"moderation_blocked", "content_policy_violation", "image_content_policy_violation"}
_IN_USE = "idempotency_key_in_use"
_LONGEST_QUOTE = 300
_LONGEST_PAGE = 10_000
_PAGE = re.compile(r"<(?:!doctype|html|head|body)\b", re.IGNORECASE)
_TITLE = re.compile(r"<title>([^<]{1,120})</title>", re.IGNORECASE)


class Outcome(StrEnum):
    """What is to be done."""

    WAIT = "wait"  # Not billed; the same request may be sent again after a while.
    NOT_SENT = "not_sent"  # The service was not reached.
    REFUSED = "refused"  # Not billed; this picture will not be drawn, others may.
    STOP = "stop"  # Not billed; the service will refuse everything.
    UNKNOWN = "unknown"  # May have been billed; the answer is lost.


class Verdict(Noun):
    """An error read.

    `said` is the service's message without keys; `wait` is how many seconds it asked for, and `rate` what it told of its
    limit, if it did. `stage` is where a safety filter stopped it, ``input`` or ``output``.
    """

    outcome: Outcome
    code: str
    said: str = ""
    status: int | None = None
    wait: float | None = None
    rate: RateReading | None = None
    request_id: str = ""
    categories: tuple[str, ...] = ()
    stage: str = ""

    @property
    def surely_free(self) -> bool:
        """The refusal came before any work; what is held back at the output may have been drawn, and billed."""
        return self.stage != "output"

    def error_for(self, slot: str, model: str, url: str) -> StoryboardError:
        """The error a user sees."""
        trace = f" (request {self.request_id})" if self.request_id else ""
        if self.outcome is Outcome.STOP:
            what, cure = _stop_message(self, model, url)
            return ServiceError(what + trace, why=self.said, cure=cure)
        if self.outcome is Outcome.NOT_SENT:
            return ServiceError(
                f"Cannot reach {url}", why=self.said, cure="Check the connection, the proxy and `openai.base_url`"
            )
        if self.outcome is Outcome.UNKNOWN:
            return DrawingRefused(
                f"The answer for {slot} was lost{trace}: {self.said}",
                why="It may have been billed, so its price stays held",
                cure="Look at the service's usage page; --on-unknown retry draws it again and may pay twice",
                state="unknown",
                code=self.code,
            )
        if self.code in _BLOCKED:
            told = [*self.categories, f"at the {self.stage}" if self.stage in {"input", "output"} else ""]
            about = f" ({', '.join(one for one in told if one)})" if any(told) else ""
            return DrawingRefused(
                f"The service's safety filter refused {slot}{about}{trace}",
                why=self.said
                if self.surely_free
                else f"{self.said} It may have been billed, so its price stays counted",
                cure=_softening(self.categories),
                code=self.code,
            )
        if self.outcome is Outcome.WAIT:
            return DrawingRefused(
                f"The service asked to wait too often for {slot}{trace}",
                why=f"{self.said} Nothing was billed",
                cure="The same command goes on from here; write `openai.tier:` or `openai.images_per_minute:` if it happens again",
                code=self.code,
            )
        return DrawingRefused(
            f"The service refused {slot}{trace}",
            why=f"{self.said} Nothing was billed",
            cure="Change the shot, its references or the settings under `openai:`, and name the shot to try again",
            code=self.code,
        )


def judge(error: Exception, *secrets: str) -> Verdict:
    """Read an exception of the openai library.

    Args:
        error: What a call raised.
        secrets: Strings that must not appear in what users see.
    """
    import openai

    if isinstance(error, openai.APIStatusError):
        return _judge_status(error.status_code, error.response.headers, error.body, secrets)
    if isinstance(error, openai.APIConnectionError):
        return _judge_connection(error, secrets)
    # An answer that the library could not make sense of: it came, so the work was done.
    return Verdict(outcome=Outcome.UNKNOWN, code="unreadable_answer", said=type(error).__name__)


def judge_answer(status: int, body: object, *secrets: str) -> Verdict:
    """Read an error that came as data: a line of a batch. `status` is 0 where it has none.

    Args:
        status: The HTTP status that the request would have had.
        body: What it would have carried.
        secrets: Strings that must not appear in what users see.
    """
    return _judge_status(status, {}, body, secrets)


def _judge_status(status: int, headers: Mapping[str, str], body: object, secrets: tuple[str, ...]) -> Verdict:
    facts: Mapping[str, Any] = body if isinstance(body, Mapping) else {}
    inner = facts.get("error")
    if isinstance(inner, Mapping):
        facts = inner
    # Local servers often answer {"error": "text"}, {"detail": "text"} or plain text.
    said = facts.get("message") or facts.get("detail") or inner or (body if isinstance(body, str) else "")
    message = said or f"status {status}"
    code, kind = str(facts.get("code") or ""), str(facts.get("type") or "")
    details = facts.get("moderation_details")
    categories = details.get("categories") if isinstance(details, Mapping) else None
    stage = details.get("moderation_stage") if isinstance(details, Mapping) else None
    outcome = _outcome_of(status, {code, kind}, str(message))
    return Verdict(
        outcome=outcome,
        code=code or kind or f"http_{status}",
        said=_sentence(_short(redact(str(message), *secrets))),
        status=status,
        wait=asked_wait(headers, str(message)) if outcome is Outcome.WAIT else None,
        rate=read_rate(headers, str(message)) if outcome is Outcome.WAIT else None,
        request_id=redact(headers.get("x-request-id", ""), *secrets)[:80],
        categories=tuple(str(one) for one in categories) if isinstance(categories, list) else (),
        stage=str(stage or ""),
    )


def _outcome_of(status: int, words: set[str], message: str) -> Outcome:
    if words & _NO_MONEY or words & _NO_MODEL or status in {401, 403, 404}:
        return Outcome.STOP
    # 409 with such a code: the first request with this Idempotency-Key is still being worked on.
    if status == 429 or (status == 503 and words & _TRY_LATER) or (status == 409 and _IN_USE in words):
        return Outcome.WAIT
    if status == 400 and "model" in message.lower() and "does not exist" in message.lower():
        return Outcome.STOP
    # 408 says that the service gave up waiting, not that it had not begun; of 5xx nothing is promised at all.
    return Outcome.UNKNOWN if status >= 500 or status == 408 else Outcome.REFUSED


def _judge_connection(error: Exception, secrets: tuple[str, ...]) -> Verdict:
    import httpx2

    cause = error.__cause__
    # Only these say that no byte of the request has left.
    before = (
        httpx2.ConnectError,
        httpx2.ConnectTimeout,
        httpx2.PoolTimeout,
        httpx2.UnsupportedProtocol,
        httpx2.ProxyError,
    )
    if isinstance(cause, before):
        said = redact(str(cause), *secrets) or "no connection"
        return Verdict(outcome=Outcome.NOT_SENT, code="no_connection", said=_short(said))
    said = "it took too long" if isinstance(cause, httpx2.TimeoutException) else "the connection broke"
    return Verdict(outcome=Outcome.UNKNOWN, code="answer_lost", said=said)


# What usually helps, by the first syllables of the filter's category.
_SOFTER = {
    "viol": "show the moment before or after the blow, say it by a sound or a shadow, leave out blood and wounds",
    "self": "show that it has happened by an empty place or a face, not the act",
    "sex": "dress everybody in the description, keep bodies apart, and say nothing of skin",
    "hara": "leave out insults and whom they are for",
    "hate": "leave out symbols, slogans and names of groups",
    "illi": "show the place or its trace instead of how it is done",
}


def _softening(categories: tuple[str, ...]) -> str:
    """What to do about a refusal of the safety filter."""
    found = [help_ for start, help_ in _SOFTER.items() if any(one.lower().startswith(start) for one in categories)]
    hint = f": {'; '.join(found)}" if found else ", or change its reference pictures"
    return f"Soften that line, or the shot's action in shots.yaml{hint}. Asking again with the same words rarely helps"


def _stop_message(verdict: Verdict, model: str, url: str) -> tuple[str, str]:
    if verdict.code in _NO_MONEY or verdict.status == 429:
        return (
            "The service's account has no money left, or has reached its limit",
            "Add credit or raise the limit on the billing page",
        )
    if (
        verdict.code in _NO_MODEL
        or (verdict.status == 404 and "model" in verdict.said.lower())
        or verdict.status == 400
    ):
        return (
            f"The service does not offer the model {model} (any more)",
            "Write another `model:` under `openai:` in storyboard.yaml",
        )
    if verdict.status == 401:
        return "The service refuses the key", "Check OPENAI_API_KEY; it may be mistyped, deleted or of another project"
    if verdict.status == 403:
        cure = "Verify the organization on its settings page, or ask its owner to allow image models for this key"
        return "The service does not let this account draw", cure
    return f"{url} has no pictures to offer", "Check `openai.base_url`; it usually ends in /v1"


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def _short(text: str) -> str:
    if _PAGE.search(text[:_LONGEST_QUOTE]):
        # A proxy's page, or a hotel's: its title is all there is to know.
        title = _TITLE.search(text[:_LONGEST_PAGE])
        text = f"a web page came instead of an answer{f', {title.group(1).strip()!r}' if title else ''}"
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE] + "…"
