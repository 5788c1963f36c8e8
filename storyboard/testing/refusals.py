"""Error answers with the words, types and codes of the real service."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from storyboard.model import Noun

_TYPE_NAMES = {
    str: "a string",
    int: "an integer",
    float: "a number",
    bool: "a boolean",
    list: "an array",
    dict: "an object",
}


class Refusal(Noun):
    """An error answer: status, the ``error`` member, and headers."""

    status: int
    error: dict[str, Any] | str
    headers: dict[str, str] = {}


class Refused(Exception):  # noqa: N818 - an answer to send
    """The request is answered with an error."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(str(refusal.error))
        self.refusal = refusal


def refusal(status: int, kind: str, message: str, *, code: str | None = None, param: str | None = None) -> Refusal:
    """An error answer in the shape that every endpoint of the service uses."""
    return Refusal(status=status, error={"message": message, "type": kind, "param": param, "code": code})


def bad_request(message: str, param: str | None = None, code: str | None = "invalid_value") -> Refused:
    """A parameter the service does not take."""
    return Refused(refusal(400, "invalid_request_error", message, code=code, param=param))


def bad_image(message: str, param: str | None, code: str) -> Refused:
    """A picture the service cannot use."""
    return Refused(refusal(400, "image_generation_user_error", message, code=code, param=param))


def check_types(body: Mapping[str, Any], kinds: Mapping[str, type | tuple[type, ...]]) -> None:
    """Parameters of a JSON body are of these types, or null, or not there.

    Raises:
        Refused: One is of another.
    """
    for name, kind in kinds.items():
        value = body.get(name)
        whole = kind if isinstance(kind, tuple) else (kind,)
        if value is not None and (not isinstance(value, whole) or (isinstance(value, bool) and bool not in whole)):
            expected = " or ".join(_TYPE_NAMES[one] for one in whole)
            raise bad_request(f"Invalid type for '{name}': expected {expected}.", name, "invalid_type")


def missing(param: str) -> Refused:
    return bad_request(f"Missing required parameter: '{param}'.", param, "missing_required_parameter")


def unknown(param: str) -> Refused:
    return bad_request(f"Unknown parameter: '{param}'.", param, "unknown_parameter")


def not_found(what: str, param: str | None = "id") -> Refused:
    return Refused(refusal(404, "invalid_request_error", what, param=param))


def no_such_model(name: str) -> Refused:
    message = f"The model '{name}' does not exist or you do not have access to it."
    return Refused(refusal(404, "invalid_request_error", message, code="model_not_found", param="model"))


def bad_key(shown: str) -> Refusal:
    """The answer to a wrong key. Some gateways repeat the key in full, so this one does too."""
    message = f"Incorrect API key provided: {shown}. You can find your API key on the keys page."
    return refusal(401, "invalid_request_error", message, code="invalid_api_key")


def blocked(stage: str, *categories: str) -> Refusal:
    """The safety filter's answer; `stage` is input or output."""
    listed = ", ".join(categories)
    return Refusal(
        status=400,
        error={
            "message": f"Your request was rejected by the safety system. safety_violations=[{listed}].",
            "type": "image_generation_user_error",
            "param": None,
            "code": "moderation_blocked",
            "moderation_details": {"moderation_stage": stage, "categories": list(categories)},
        },
    )


def quota(code: str) -> Refusal:
    """No money left: comes as 429, but is no rate limit."""
    messages = {
        "credit_balance_exhausted": "You exceeded your current quota, please check your plan and billing details.",
        "organization_spend_limit_exceeded": "Your organization has reached its spend limit.",
        "project_spend_limit_exceeded": "This project has reached its spend limit.",
    }
    return refusal(429, "insufficient_quota", messages[code], code=code)


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
    "slow_down": refusal(
        429,
        "rate_limit_error",
        "Slow down: your traffic rose too fast. Please try again after 51.84 seconds.",
        code="slow_down",
    ),
    "quota": quota("credit_balance_exhausted"),
    "spend_limit": quota("organization_spend_limit_exceeded"),
    "project_limit": quota("project_spend_limit_exceeded"),
    "hard_limit": refusal(
        400, "image_generation_user_error", "Billing hard limit has been reached.", code="billing_hard_limit_reached"
    ),
    "moderation": blocked("input", "violence"),
    "verification": refusal(
        403,
        "invalid_request_error",
        "Your organization must be verified to use the model `gpt-image-2`. Please go to the settings and verify.",
    ),
    "region": refusal(
        403,
        "request_forbidden",
        "Country, region, or territory not supported.",
        code="unsupported_country_region_territory",
    ),
    "retired": refusal(
        404,
        "invalid_request_error",
        "The model `gpt-image-2` has been deprecated and does not exist or you do not have access to it.",
        code="model_not_found",
    ),
    "gone": refusal(410, "invalid_request_error", "The model `gpt-image-2` was shut down.", code="model_not_found"),
    "overloaded": refusal(
        503,
        "service_unavailable_error",
        "The server is currently overloaded with other requests.",
        code="server_is_overloaded",
    ),
    # What comes before a 500 is not said by the service: the fake did not bill, the caller cannot know.
    "server_error": refusal(500, "server_error", "The server had an error while processing your request."),
    "plain_string_error": Refusal(status=400, error="unsupported sampler"),
}
