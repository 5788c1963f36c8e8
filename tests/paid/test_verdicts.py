from __future__ import annotations

import httpx2
import openai
import pytest

from storyboard.errors import DrawingRefused, ServiceError
from storyboard.paid import Outcome, judge, judge_answer

REQUEST = httpx2.Request(
    "POST", "http://127.0.0.1/v1/images/edits", headers={"authorization": "Bearer sk-canary-1234567890"}
)


def status_error(status: int, body: object, headers: dict[str, str] | None = None) -> openai.APIStatusError:
    response = httpx2.Response(status, request=REQUEST, headers=headers or {})
    return openai.APIStatusError("message", response=response, body=body)


def connection_error(cause: Exception) -> openai.APIConnectionError:
    error = openai.APIConnectionError(request=REQUEST)
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("status", "body", "outcome"),
    [
        (401, {"code": "invalid_api_key", "message": "no"}, Outcome.STOP),
        (403, {"message": "must be verified"}, Outcome.STOP),
        (404, {"code": "model_not_found", "message": "no model"}, Outcome.STOP),
        (404, "Not Found", Outcome.STOP),
        (400, {"code": "model_not_found", "message": "no model"}, Outcome.STOP),
        (400, {"message": "The model 'x' does not exist."}, Outcome.STOP),
        (400, {"code": "billing_hard_limit_reached", "message": "limit"}, Outcome.STOP),
        (429, {"type": "insufficient_quota", "code": "credit_balance_exhausted"}, Outcome.STOP),
        (429, {"code": "insufficient_quota"}, Outcome.STOP),
        (429, {"type": "input-images", "code": "rate_limit_exceeded"}, Outcome.WAIT),
        (429, {"type": "rate_limit_error", "code": "slow_down"}, Outcome.WAIT),
        (429, None, Outcome.WAIT),
        (503, {"code": "server_is_overloaded"}, Outcome.WAIT),
        (400, {"code": "moderation_blocked"}, Outcome.REFUSED),
        (400, "unsupported sampler", Outcome.REFUSED),
        (413, None, Outcome.REFUSED),
        (422, {"detail": []}, Outcome.REFUSED),
        (408, None, Outcome.UNKNOWN),
        (500, {"message": "oops"}, Outcome.UNKNOWN),
        (502, "<html>bad gateway</html>", Outcome.UNKNOWN),
        (503, "unavailable", Outcome.UNKNOWN),
    ],
)
def test_every_status_has_its_outcome(status, body, outcome):
    assert judge(status_error(status, body)).outcome is outcome


@pytest.mark.parametrize(
    ("cause", "outcome"),
    [
        (httpx2.ConnectError("refused"), Outcome.NOT_SENT),
        (httpx2.ConnectTimeout("slow"), Outcome.NOT_SENT),
        (httpx2.PoolTimeout("busy"), Outcome.NOT_SENT),
        (httpx2.ReadTimeout("slow"), Outcome.UNKNOWN),
        (httpx2.WriteError("cut"), Outcome.UNKNOWN),
        (httpx2.ReadError("cut"), Outcome.UNKNOWN),
        (httpx2.RemoteProtocolError("cut"), Outcome.UNKNOWN),
        (RuntimeError("?"), Outcome.UNKNOWN),
    ],
)
def test_only_what_never_left_is_called_unsent(cause, outcome):
    assert judge(connection_error(cause)).outcome is outcome


@pytest.mark.parametrize(
    ("headers", "message", "wait"),
    [
        ({"retry-after": "12"}, "", 12.0),
        ({"retry-after-ms": "250", "retry-after": "12"}, "", 0.25),
        ({}, "Please try again in 20s.", 20.0),
        ({}, "Please try again in 350ms.", 0.35),
        ({}, "try again after 51.84 seconds", 51.84),
        ({"retry-after": "Wed, 21 Oct 2026 07:28:00 GMT"}, "try again in 2s", 2.0),
        ({}, "later", None),
    ],
)
def test_the_wait_that_is_asked_for_is_read(headers, message, wait):
    verdict = judge(status_error(429, {"code": "rate_limit_exceeded", "message": message}, headers))
    assert verdict.wait == (None if wait is None else pytest.approx(wait))


def test_a_refusal_names_the_shot_the_reason_and_the_request():
    body = {
        "code": "moderation_blocked",
        "message": "safety_violations=[violence]",
        "moderation_details": {"categories": ["violence"]},
    }
    error = judge(status_error(400, body, {"x-request-id": "req_7"})).error_for("shot/s012_0010/start", "m", "u")
    assert isinstance(error, DrawingRefused)
    assert (error.state, error.code) == ("refused", "moderation_blocked")
    for part in ("shot/s012_0010/start", "violence", "req_7"):
        assert part in str(error)


def test_a_missing_page_and_a_missing_model_have_different_cures():
    page = judge(status_error(404, "Not Found")).error_for("s", "gpt-image-2", "http://127.0.0.1:9")
    model = judge(status_error(404, {"code": "model_not_found", "message": "no"})).error_for("s", "gpt-image-2", "u")
    assert isinstance(page, ServiceError)
    assert "base_url" in page.cure
    assert "gpt-image-2" in model.what


def test_no_key_gets_through_wherever_the_service_puts_it():
    secret = "hunter2-canary-hunter2"
    body = {"code": None, "message": f"Incorrect API key provided: {secret} (also sk-canary-1234567890)"}
    verdict = judge(status_error(401, body, {"x-request-id": secret}), secret)
    error = verdict.error_for("slot", "model", "url")
    assert "canary" not in str(error) + repr(error) + repr(verdict)
    assert error.__context__ is None


def test_a_very_long_message_is_cut():
    assert len(judge(status_error(400, "x" * 100_000)).said) < 400


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (
            "<html><head><title>504 Gateway Time-out</title></head></html>",
            "a web page came instead of an answer, '504 Gateway Time-out'.",
        ),
        ("<!DOCTYPE html><body>Sign in</body>", "a web page came instead of an answer."),
    ],
)
def test_of_a_web_page_only_the_title_is_told(page, said):
    assert judge_answer(504, page).said == said


def test_an_error_in_detail_is_read():
    assert judge_answer(400, {"detail": "size must be a multiple of 8"}).said == "size must be a multiple of 8."


def test_a_request_that_is_still_worked_on_under_its_key_is_waited_for():
    error = {"message": "under way", "type": "invalid_request_error", "code": "idempotency_key_in_use"}
    assert judge_answer(409, error).outcome is Outcome.WAIT
    assert judge_answer(409, {"message": "other"}).outcome is Outcome.REFUSED
