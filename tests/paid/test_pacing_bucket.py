"""The arithmetic of pacing, without clock or file."""

from __future__ import annotations

import itertools
import math

import pytest

from storyboard.paid.bucket import LONGEST_PAUSE, Bucket, Counting, Terms
from storyboard.paid.limits import RateReading

NOW = 1_800_000_000.0
UNKNOWN = Terms()


def told(limit: float, **more: bool) -> Terms:
    return Terms(told=limit, **more)


def sent_in(bucket: Bucket, terms: Terms, seconds: float, references: int = 0) -> list[float]:
    """When requests go, within that many seconds, if there is always one that waits and all end at once."""
    times, now = [], NOW
    while now < NOW + seconds:
        wait = bucket.take(now, references, "one", terms)
        if wait == 0:
            times.append(now - NOW)
            bucket.landed("one")
        now += wait
    return times


def refuse(bucket: Bucket, terms: Terms, *, now: float = NOW, references: int = 0, wait: float | None = None, **rate):
    reading = RateReading(kind="images", per="min", **rate) if rate else None
    bucket.refused(now, now, references, reading, wait, 0.0, terms)


@pytest.mark.parametrize("limit", [1, 5, 20, 50, 150, 250])
def test_a_known_limit_is_used_evenly_and_never_passed(limit):
    times = sent_in(Bucket(), told(limit), 300)
    gaps = {round(after - before, 6) for before, after in itertools.pairwise(times)}
    assert len(gaps) <= 2  # Even spacing, no bursts; the very small may be held by the window.
    assert 0.9 * limit * 5 <= len(times) <= limit * 5
    # Also when uploads differ by two seconds, which brings what is sent closer together.
    assert all(sum(when - 62 < other <= when for other in times) <= limit for when in times)


def test_nobody_has_said_anything_and_five_a_minute_is_the_pace():
    assert 4 <= len(sent_in(Bucket(), UNKNOWN, 60)) <= 6


def test_answers_make_the_pace_climb():
    bucket = Bucket()
    before = bucket.pace(NOW, UNKNOWN)
    bucket.take(NOW, 0, "a", UNKNOWN)
    bucket.take(NOW + 13, 0, "b", UNKNOWN)
    bucket.succeeded(NOW + 14, NOW, 0, None, UNKNOWN)
    assert bucket.pace(NOW, UNKNOWN) > before


def test_what_is_not_made_use_of_is_not_tried_out():
    bucket = Bucket()
    for number in range(100):
        bucket.succeeded(NOW + number, NOW, 0, None, UNKNOWN)
    assert bucket.pace(NOW, UNKNOWN) < 6


def test_a_refusal_that_names_the_limit_ends_the_search():
    bucket = Bucket(rate=37.0)
    refuse(bucket, UNKNOWN, limit=20.0)
    assert bucket.limit(NOW, UNKNOWN) == 20
    assert bucket.pace(NOW, UNKNOWN) == pytest.approx(19)


def test_a_mute_refusal_slows_to_nine_tenths():
    bucket = Bucket(rate=100.0)
    refuse(bucket, UNKNOWN)
    assert bucket.rate == pytest.approx(90)


def test_refusals_of_what_was_sent_before_slow_down_only_once():
    bucket = Bucket(rate=100.0)
    for late in range(10):
        bucket.refused(NOW + late, NOW - 1, 0, None, None, 0.0, UNKNOWN)
    assert bucket.rate == pytest.approx(90)


def test_a_known_limit_that_is_refused_all_the_same_is_shared_and_given_way_to():
    bucket, terms = Bucket(), told(50)
    refuse(bucket, terms)
    assert bucket.pace(NOW, terms) < 0.9 * 50
    now = NOW
    for _ in range(2000):
        now += bucket.take(now, 0, "x", terms)
        if bucket.take(now, 0, "x", terms) == 0:
            bucket.succeeded(now, now, 0, None, terms)
    assert bucket.pace(now, terms) == pytest.approx(0.95 * 50)


def test_the_service_knows_the_tier_better_than_the_settings():
    bucket = Bucket()
    refuse(bucket, told(50), limit=20.0)
    assert bucket.limit(NOW, told(50)) == 20
    refuse(bucket, told(5), limit=250.0)
    assert bucket.limit(NOW, told(5)) == 250


def test_the_users_own_number_is_only_ever_lowered():
    bucket = Bucket()
    refuse(bucket, told(5, firm=True), limit=250.0)
    assert bucket.limit(NOW, told(5, firm=True)) == 5
    refuse(bucket, told(50, firm=True), limit=20.0)
    assert bucket.limit(NOW, told(50, firm=True)) == 20


def test_a_learned_limit_is_doubted_after_a_day_and_searched_from():
    bucket = Bucket()
    refuse(bucket, UNKNOWN, limit=20.0)
    later = NOW + 2 * 86_400
    bucket.take(later, 0, "x", UNKNOWN)
    assert bucket.limit(later, UNKNOWN) is None
    assert bucket.pace(later, UNKNOWN) == pytest.approx(19)


def test_a_limit_of_tokens_or_of_days_is_no_limit_of_pictures():
    bucket = Bucket()
    for reading in (
        RateReading(kind="tokens", per="min", limit=1.0),
        RateReading(kind="requests", per="day", limit=1.0),
    ):
        bucket.refused(NOW, NOW, 0, reading, 5.0, 0.0, told(20))
    assert bucket.limit(NOW, told(20)) == 20


@pytest.mark.parametrize(
    ("references", "requested", "counting"),
    [(3, 1, "request"), (3, 3, "references"), (3, 4, "both"), (3, 5200, "request"), (0, 1, "request")],
)
def test_what_a_request_counts_for_is_learned_from_refusals(references, requested, counting):
    bucket = Bucket()
    refuse(bucket, told(20), references=references, requested=float(requested))
    assert bucket.counting == counting


def test_what_fits_two_ways_of_counting_changes_nothing():
    bucket = Bucket(counting=Counting.REFERENCES)
    refuse(bucket, told(20), references=1, requested=1.0)
    assert bucket.counting is Counting.REFERENCES


@pytest.mark.parametrize("references", [0, 1, 3, 4, 7, 16])
def test_references_that_count_never_pass_the_limit(references):
    bucket, terms = Bucket(counting=Counting.BOTH), told(20)
    times, units = sent_in(bucket, terms, 600, references), 1 + references
    assert all(sum(units for other in times if when - 60 < other <= when) <= 20 for when in times)
    assert len(times) * units >= 0.8 * 200 - 20


def test_a_refusal_pauses_everybody_for_as_long_as_it_says():
    bucket = Bucket()
    refuse(bucket, told(250), wait=51.84)
    assert bucket.take(NOW, 0, "x", told(250)) == pytest.approx(51.84, abs=1)
    assert bucket.take(NOW + 53, 0, "x", told(250)) == 0


def test_mute_refusals_one_after_the_other_pause_longer_each_time():
    bucket, now, waits = Bucket(), NOW, []
    for _ in range(8):
        refuse(bucket, told(250), now=now)
        waits.append(round(bucket.take(now, 0, "x", told(250))))
        now += waits[-1] + 1
    assert waits == [2, 4, 8, 16, 32, 60, 60, 60]


def test_a_pause_has_an_end_whatever_the_service_asks_for():
    bucket = Bucket()
    refuse(bucket, told(250), wait=1e12)
    assert bucket.take(NOW, 0, "x", told(250)) <= LONGEST_PAUSE


def test_the_jitter_spreads_a_common_pause():
    waits = []
    for jitter in (0.0, 0.5, 1.0):
        bucket = Bucket()
        bucket.refused(NOW, NOW, 0, None, 20.0, jitter, told(250))
        waits.append(bucket.take(NOW, 0, "x", told(250)))
    assert waits == pytest.approx([20, 21, 22])


def test_an_overloaded_service_pauses_all_but_teaches_no_limit():
    bucket = Bucket(rate=40.0)
    bucket.pause(NOW, NOW, None, 0.0)
    assert bucket.take(NOW, 0, "x", UNKNOWN) == pytest.approx(2)
    assert bucket.rate == 40


def test_headers_teach_the_limit_and_when_nothing_remains():
    bucket = Bucket()
    bucket.succeeded(NOW, NOW - 30, 0, RateReading(kind="images", limit=50.0, remaining=0.0), UNKNOWN)
    assert bucket.limit(NOW, UNKNOWN) == 50
    assert bucket.take(NOW, 0, "x", UNKNOWN) == pytest.approx(60 / 50)


def test_no_more_are_under_way_than_the_pace_and_the_usual_time_need():
    bucket, terms, now = Bucket(seconds=[60.0] * 20), told(10), NOW
    going = 0
    for number in range(80):
        now += 10
        if bucket.take(now, 0, str(number), terms) == 0:
            going += 1
    assert 14 <= going <= 15  # 1.5 x 0.95 x 10 a minute x 1 minute.


def test_a_request_whose_process_died_is_under_way_no_more_after_a_while():
    bucket = Bucket(flights={str(number): NOW for number in range(100)})
    assert bucket.take(NOW + 60, 0, "x", told(5)) > 0
    assert bucket.take(NOW + 3600, 0, "x", told(5)) == 0


def test_a_turn_given_back_is_the_next_ones():
    bucket, terms = Bucket(), told(5)
    assert bucket.take(NOW, 0, "x", terms) == 0
    assert bucket.take(NOW + 1, 0, "y", terms) > 10
    bucket.unsent(NOW + 1, NOW, "x")
    assert bucket.take(NOW + 1, 0, "y", terms) == 0


def test_a_clock_that_was_set_back_does_not_stop_anybody_for_long():
    bucket = Bucket(next_at=NOW + 1e6, paused_until=NOW + 1e6, sent=[(NOW + 1e6, 0)], flights={"x": NOW + 1e6})
    assert bucket.take(NOW, 0, "y", told(5)) <= LONGEST_PAUSE


LOCAL = Terms(local=True)


def test_a_server_on_this_machine_is_not_paced():
    bucket = Bucket()
    assert [bucket.take(NOW, 0, str(number), LOCAL) for number in range(100)] == [0.0] * 100
    assert math.isinf(bucket.pace(NOW, LOCAL))


def test_a_server_on_this_machine_is_paced_once_it_has_named_its_limit_twice():
    bucket = Bucket()
    refuse(bucket, LOCAL, limit=20.0, wait=1.0)
    assert math.isinf(bucket.pace(NOW, LOCAL))
    assert bucket.take(NOW, 0, "x", LOCAL) > 0
    refuse(bucket, LOCAL, now=NOW + 5, limit=20.0, wait=1.0)
    assert bucket.pace(NOW, LOCAL) == pytest.approx(19)


def test_a_told_limit_paces_a_server_on_this_machine_too():
    assert Bucket().pace(NOW, told(20, local=True)) == pytest.approx(19)
