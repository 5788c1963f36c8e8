from __future__ import annotations

import asyncio
import base64
import http.client
import io
import json
import socket
import urllib.parse

import httpx2
import pytest
from PIL import Image

from storyboard.testing import FAULTS, OpenAIService
from storyboard.testing.faults import parse_fault


def error_of(response) -> dict:
    return response.json()["error"]


@pytest.mark.parametrize(
    ("name", "status", "code"),
    [
        ("rate_limit", 429, "rate_limit_exceeded"),
        ("quota", 429, "credit_balance_exhausted"),
        ("moderation", 400, "moderation_blocked"),
        ("bad_key", 401, "invalid_api_key"),
        ("verification", 403, None),
        ("retired", 404, "model_not_found"),
        ("overloaded", 503, "server_is_overloaded"),
        ("gone", 410, "model_not_found"),
        ("slow_down", 429, "slow_down"),
        ("spend_limit", 429, "organization_spend_limit_exceeded"),
        ("project_limit", 429, "project_spend_limit_exceeded"),
        ("hard_limit", 400, "billing_hard_limit_reached"),
        ("region", 403, "unsupported_country_region_territory"),
        ("server_error", 500, None),
    ],
)
def test_refusals_have_the_real_status_and_code_and_are_not_billed(caller, service, name, status, code):
    service.fail(name)
    response = caller.generate()
    assert response.status_code == status
    assert error_of(response)["code"] == code
    assert service.bills == []
    assert caller.generate().status_code == 200


@pytest.mark.parametrize(
    "name",
    ["garbage", "no_usage", "link", "error_in_200", "limit_in_200", "slow", "no_picture", "bad_base64", "half_picture"],
)
def test_odd_answers_are_billed(caller, service, name):
    service.fail(name)
    response = caller.generate()
    assert response.status_code == 200
    assert len(service.bills) == 1
    assert ("usage" in response.json()) is (name not in {"no_usage", "error_in_200", "limit_in_200"})


@pytest.mark.parametrize("name", ["garbage", "bad_base64", "half_picture", "other_size", "no_picture", "link"])
def test_what_comes_instead_of_the_picture_is_none(caller, service, name):
    service.fail(name)
    (row,) = caller.generate(size="1536x864").json()["data"] or [{}]
    try:
        size = Image.open(io.BytesIO(base64.b64decode(row.get("b64_json", ""), validate=True)))
        size.load()
    except (OSError, ValueError):
        return
    assert name == "other_size"
    assert size.size != (1536, 864)


@pytest.mark.parametrize(
    ("name", "status", "billed"),
    [
        ("html_502", 502, 0),
        ("html_504", 504, 1),
        ("html_200", 200, 1),
        ("text_error", 500, 0),
        ("truncated_json", 200, 1),
        ("empty_body", 200, 1),
    ],
)
def test_bodies_that_are_no_json_come_with_their_status(caller, service, name, status, billed):
    service.fail(name)
    response = caller.generate()
    assert response.status_code == status
    with pytest.raises(ValueError):
        response.json()
    assert len(service.bills) == billed


def test_moderation_at_the_output_is_billed_and_says_so(caller, service):
    service.fail("moderation_output")
    error = error_of(caller.generate())
    assert error["moderation_details"] == {"moderation_stage": "output", "categories": ["sexual"]}
    assert len(service.bills) == 1


@pytest.mark.parametrize(("name", "billed"), [("drop_before", 0), ("drop_after_billing", 1)])
def test_a_cut_connection_is_billed_only_after_the_work(caller, service, name, billed):
    service.fail(name)
    with pytest.raises(httpx2.RemoteProtocolError):
        caller.generate()
    assert len(service.bills) == billed
    assert [seen.code for seen in service.requests] == ["dropped"]


def test_faults_meet_as_many_requests_as_told_and_only_those_that_match(caller, service):
    service.fail("server_error", times=2, match="knife").fail(
        "moderation", match=lambda seen: len(seen.references) == 1
    )
    assert [caller.generate(prompt=text).status_code for text in ("cup", "knife", "knife", "knife")] == [
        200,
        500,
        500,
        200,
    ]
    assert caller.edit().status_code == 400
    assert caller.edit().status_code == 200
    service.fail("quota", times=None)
    assert [caller.generate().status_code for _ in range(3)] == [429] * 3
    service.heal()
    assert caller.generate().status_code == 200


def test_an_unknown_fault_is_a_mistake(service):
    with pytest.raises(ValueError, match="not a fault"):
        service.fail("meteor")
    assert set(FAULTS) >= {"rate_limit", "quota", "drop_before", "garbage", "no_usage"}
    assert all(FAULTS.values())


def test_chance_falls_on_the_same_requests_with_the_same_seed(make_caller):
    def fallen(seed: int) -> list[int]:
        caller = make_caller()
        caller.service.fail("server_error", times=None, probability=0.4, seed=seed)
        return [caller.generate().status_code for _ in range(12)]

    assert fallen(3) == fallen(3) != fallen(4)
    assert {200, 500} == set(fallen(3))


def test_faults_can_be_told_the_number_of_the_request_and_the_endpoint(caller, service):
    service.fail("server_error", times=None, at=(2, 4)).fail("overloaded", times=None, endpoint="edits")
    assert [caller.generate().status_code for _ in range(4)] == [200, 500, 200, 500]
    assert caller.edit().status_code == 503


def test_free_requests_are_met_only_by_faults_that_name_them(caller, service):
    service.fail("server_error", times=None)
    assert caller.get("v1/models").status_code == 200
    service.fail("server_error", endpoint="models")
    assert caller.get("v1/models").status_code == 500
    assert caller.get("v1/models").status_code == 200


@pytest.mark.parametrize("text", ["meteor", "slow:loud=1", "slow:seconds=soon", "quota:at=x", "slow:p=2:times=one"])
def test_a_fault_on_the_command_line_that_makes_no_sense_is_refused(text):
    with pytest.raises(ValueError):
        parse_fault(text)


def test_a_fault_is_read_with_all_its_options():
    fault, match = parse_fault("slow:seconds=5:times=2:at=3+7:match=pier:endpoint=edits:p=0.5:seed=9")
    assert match == "pier"
    assert fault.model_dump() == {
        "name": "slow",
        "times": 2,
        "seconds": 5.0,
        "at": {3, 7},
        "endpoint": "edits",
        "probability": 0.5,
        "seed": 9,
    }
    assert parse_fault("quota")[0].times is None


def post_by_hand(base_url: str) -> http.client.HTTPConnection:
    """A request whose answer can be read byte by byte."""
    address = urllib.parse.urlsplit(base_url)
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=5)
    body = json.dumps({"model": "gpt-image-2", "prompt": "x", "size": "1024x1024", "quality": "low"})
    headers = {"authorization": "Bearer k", "content-type": "application/json"}
    connection.request("POST", "/v1/images/generations", body, headers)
    return connection


@pytest.fixture(scope="module")
def served():
    with OpenAIService() as service:
        yield service


@pytest.fixture
def fresh(served):
    served.heal()
    served.bills.clear()
    served.requests.clear()
    return served


@pytest.mark.parametrize(("name", "has_length"), [("cut_body", True), ("cut_chunked", False)])
def test_a_cut_answer_breaks_off_in_the_middle_and_is_billed(fresh, name, has_length):
    fresh.fail(name)
    connection = post_by_hand(fresh.base_url)
    response = connection.getresponse()
    assert (response.getheader("content-length") is not None) is has_length
    with pytest.raises(http.client.IncompleteRead) as caught:
        response.read()
    assert len(caught.value.partial) > 100
    connection.close()
    assert len(fresh.bills) == 1
    assert fresh.requests[0].code == "cut"


@pytest.mark.parametrize(
    ("name", "error", "billed"),
    [
        ("reset_before", ConnectionResetError, 0),
        ("reset_after_billing", ConnectionResetError, 1),
        ("drop_before", http.client.RemoteDisconnected, 0),
        ("drop_after_billing", http.client.RemoteDisconnected, 1),
    ],
)
def test_a_connection_is_reset_or_closed_before_or_after_the_bill(fresh, name, error, billed):
    fresh.fail(name)
    connection = post_by_hand(fresh.base_url)
    with pytest.raises(error) as caught:
        connection.getresponse()
    assert type(caught.value) is error
    connection.close()
    assert len(fresh.bills) == billed
    assert [seen.code for seen in fresh.requests] == ["dropped"]


@pytest.mark.parametrize(("name", "billed"), [("never_before", 0), ("never", 1)])
def test_an_answer_that_never_comes_never_comes(fresh, name, billed):
    fresh.fail(name)
    connection = post_by_hand(fresh.base_url)
    connection.sock.settimeout(0.3)
    with pytest.raises(socket.timeout):
        connection.getresponse()
    connection.close()
    assert len(fresh.bills) == billed


async def _read_lines(response: httpx2.Response, lines: list[str]) -> None:
    async for line in response.aiter_lines():
        lines += [line[:40]]


def test_a_stream_can_break_off_before_the_picture(fresh):
    fresh.fail("cut_chunked")

    async def read() -> list[str]:
        async with httpx2.AsyncClient(headers={"authorization": "Bearer k"}) as client:
            body = {"model": "gpt-image-2", "prompt": "x", "stream": True, "partial_images": 3}
            lines: list[str] = []
            async with client.stream("POST", f"{fresh.base_url}/images/generations", json=body) as response:
                with pytest.raises(httpx2.RemoteProtocolError):
                    await _read_lines(response, lines)
            return lines

    lines = asyncio.run(read())
    assert "event: image_generation.partial_image" in lines
    assert "event: image_generation.completed" not in lines
    assert len(fresh.bills) == 1
