"""The ways in which the fake service can be told to fail, each as the real one was seen to."""

from __future__ import annotations

from typing import Any

from storyboard.model import Noun


class Refusal(Noun):
    """An error answer: status, the ``error`` member, and headers."""

    status: int
    error: dict[str, Any] | str
    headers: dict[str, str] = {}


class Fault(Noun):
    """One armed fault: its name, and how many more requests it meets (None: all)."""

    name: str
    times: int | None = 1
    seconds: float = 0.05


# Answered before any work is done: nothing is billed.
REFUSALS: dict[str, Refusal] = {
    "rate_limit": Refusal(
        status=429,
        error={
            "message": "Rate limit reached for gpt-image-2 on input-images per min: Limit 5, Used 5, Requested 1. Please try again in 12s.",
            "type": "input-images",
            "param": None,
            "code": "rate_limit_exceeded",
        },
        headers={"retry-after": "12"},
    ),
    "quota": Refusal(
        status=429,
        error={
            "message": "You exceeded your current quota, please check your plan and billing details.",
            "type": "insufficient_quota",
            "param": None,
            "code": "credit_balance_exhausted",
        },
    ),
    "moderation": Refusal(
        status=400,
        error={
            "message": "Your request was rejected by the safety system. safety_violations=[violence].",
            "type": "image_generation_user_error",
            "param": None,
            "code": "moderation_blocked",
            "moderation_details": {"moderation_stage": "input", "categories": ["violence"]},
        },
    ),
    "verification": Refusal(
        status=403,
        error={
            "message": "Your organization must be verified to use the model `gpt-image-2`. Please go to the settings and verify.",
            "type": "invalid_request_error",
            "param": None,
            "code": None,
        },
    ),
    "retired": Refusal(
        status=404,
        error={
            "message": "The model `gpt-image-2` has been deprecated and does not exist or you do not have access to it.",
            "type": "invalid_request_error",
            "param": None,
            "code": "model_not_found",
        },
    ),
    "overloaded": Refusal(
        status=503,
        error={
            "message": "The server is currently overloaded with other requests.",
            "type": "service_unavailable_error",
            "param": None,
            "code": "server_is_overloaded",
        },
    ),
    # What comes before a 500 is not said by the service: the fake did not bill, the caller cannot know.
    "server_error": Refusal(
        status=500,
        error={
            "message": "The server had an error while processing your request.",
            "type": "server_error",
            "param": None,
            "code": None,
        },
    ),
    "plain_string_error": Refusal(status=400, error="unsupported sampler"),
}

# These touch the connection or the answer itself; see `FakeImageService`.
OTHERS = ("bad_key", "drop_before", "drop_after_billing", "slow", "garbage", "no_usage", "link", "error_in_200")

FAULTS: tuple[str, ...] = (*REFUSALS, *OTHERS)


def bad_key(shown: str) -> Refusal:
    """The answer to a wrong key. Some gateways repeat the key in full, so this one does too."""
    return Refusal(
        status=401,
        error={
            "message": f"Incorrect API key provided: {shown}. You can find your API key on the keys page.",
            "type": "invalid_request_error",
            "param": None,
            "code": "invalid_api_key",
        },
    )
