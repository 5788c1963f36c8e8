"""What refusals and headers say of the limit."""

from __future__ import annotations

import pytest

from storyboard.paid import asked_wait, read_rate
from storyboard.paid.limits import read_duration

IMAGES = (
    "Rate limit reached for gpt-image-2 in organization org-7 on input-images per min: "
    "Limit 20, Used 20, Requested 3. Please try again in 12s."
)


def test_a_refusal_names_the_limit_what_was_used_and_what_was_asked_for():
    rate = read_rate({}, IMAGES)
    assert (rate.kind, rate.limit, rate.used, rate.requested, rate.reset) == ("input-images", 20, 20, 3, 12)
    assert rate.of_pictures


@pytest.mark.parametrize(
    ("message", "kind", "limit", "of_pictures"),
    [
        ("Rate limit exceeded for images per minute in org-1. Limit: 5/1min. Current: 6/1min.", "images", 5, True),
        ("on input-images per min: Limit 4,000, Used 4000, Requested 1", "input-images", 4000, True),
        ("on requests per min (RPM): Limit 3, Used 3, Requested 1.", "requests", 3, True),
        ("on requests per day (RPD): Limit 200, Used 200, Requested 1.", "requests", 200, False),
        ("on tokens per min (TPM): Limit 250000, Used 249000, Requested 5200.", "tokens", 250_000, False),
        ("Limit 50, Used 50, Requested 1", "", 50, True),
    ],
)
def test_only_pictures_and_requests_a_minute_are_about_pacing(message, kind, limit, of_pictures):
    rate = read_rate({}, message)
    assert (rate.kind, rate.limit, rate.of_pictures) == (kind, limit, of_pictures)


@pytest.mark.parametrize("message", ["", "Rate limit reached", "slow down", "Limit " + "9" * 5000 + "x"])
def test_a_text_that_names_no_limit_teaches_none(message):
    rate = read_rate({}, message)
    assert rate is None or rate.limit is None or rate.limit < 1e10


def test_headers_are_read_for_pictures_before_requests():
    headers = {
        "x-ratelimit-limit-requests": "500",
        "x-ratelimit-limit-images": "50",
        "x-ratelimit-remaining-images": "0",
        "x-ratelimit-reset-images": "6m0s",
        "x-ratelimit-limit-tokens": "800000",
    }
    rate = read_rate(headers)
    assert (rate.kind, rate.limit, rate.remaining, rate.reset) == ("images", 50, 0, 360)


@pytest.mark.parametrize("value", ["", "nan", "inf", "-5", "many", "9" * 400])
def test_nonsense_in_a_header_is_no_limit(value):
    rate = read_rate({"x-ratelimit-limit-images": value, "x-ratelimit-remaining-images": value})
    assert rate is None or rate.limit is None or rate.limit < 1e41


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("12s", 12),
        ("350ms", 0.35),
        ("6m0s", 360),
        ("1h2m3s", 3723),
        ("51.84 seconds", 51.84),
        ("2 minutes", 120),
        ("1 minute and 5 seconds", 65),
        ("7", 7),
        ("soon", None),
    ],
)
def test_durations_come_in_many_spellings(text, seconds):
    assert read_duration(text) == (None if seconds is None else pytest.approx(seconds))


@pytest.mark.parametrize(
    ("headers", "message", "seconds"),
    [
        ({"retry-after-ms": "1500", "retry-after": "9"}, IMAGES, 1.5),
        ({"retry-after": "9"}, IMAGES, 9),
        ({}, IMAGES, 12),
        ({}, "Please try again in 7m12s.", 432),
        ({}, "try again after 51.84 seconds", 51.84),
        ({"retry-after": "Wed, 21 Oct 2026 07:28:30 GMT", "date": "Wed, 21 Oct 2026 07:28:00 GMT"}, "", 30),
        ({"retry-after": "Wed, 21 Oct 2026 07:28:30 GMT"}, "", None),
        ({"retry-after": "nan"}, "", None),
        ({"x-ratelimit-remaining-images": "0", "x-ratelimit-reset-images": "20s"}, "", 20),
        ({"x-ratelimit-remaining-images": "3", "x-ratelimit-reset-images": "20s"}, "", None),
    ],
)
def test_the_wait_is_looked_for_in_headers_then_in_the_text(headers, message, seconds):
    assert asked_wait(headers, message) == (None if seconds is None else pytest.approx(seconds))
