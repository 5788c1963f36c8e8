from __future__ import annotations

import base64
import io
import json
from decimal import Decimal

import pytest
from openai.types import Batch, FileObject
from PIL import Image

from storyboard.testing import read_slip


def line(custom_id: str, url: str = "/v1/images/generations", **body: object) -> dict:
    body = {"model": "gpt-image-2", "prompt": f"shot {custom_id}", "size": "1536x864", "quality": "low", **body}
    return {"custom_id": custom_id, "method": "POST", "url": url, "body": body}


def jsonl(*lines: object) -> bytes:
    return "\n".join(one if isinstance(one, str) else json.dumps(one) for one in lines).encode()


class Room:
    """A service with batches that take a hundred seconds."""

    def __init__(self, caller, clock) -> None:
        self.caller, self.clock, self.service = caller, clock, caller.service

    def submit(self, *lines: object, endpoint: str = "/v1/images/generations", **options: object) -> dict:
        body = {
            "input_file_id": self.caller.upload(jsonl(*lines), "batch", "in.jsonl"),
            "endpoint": endpoint,
            "completion_window": "24h",
            **options,
        }
        response = self.caller.post("batches", json=body)
        assert response.status_code == 200, response.text
        return response.json()

    def look(self, batch: dict) -> dict:
        found = self.caller.get(f"v1/batches/{batch['id']}").json()
        Batch.model_validate(found)
        return found

    def rows(self, file_id: str | None) -> dict[str, dict]:
        if file_id is None:
            return {}
        text = self.caller.get(f"v1/files/{file_id}/content").text
        return {row["custom_id"]: row for row in map(json.loads, text.splitlines())}


@pytest.fixture
def room(make_caller, clock) -> Room:
    return Room(make_caller(clock=clock, batch_seconds=100.0), clock)


def test_files_are_uploaded_read_listed_and_deleted(caller, picture):
    identity = caller.upload(picture())
    described = FileObject.model_validate(caller.get(f"v1/files/{identity}").json())
    assert (described.bytes, described.purpose, described.filename) == (len(picture()), "vision", "a.png")
    assert caller.get(f"v1/files/{identity}/content").content == picture()
    other = caller.upload(b"{}", "batch", "b.jsonl")
    assert [row["id"] for row in caller.get("v1/files").json()["data"]] == [other, identity]
    assert [row["id"] for row in caller.get("v1/files?purpose=vision").json()["data"]] == [identity]
    page = caller.get("v1/files?limit=1").json()
    assert (page["has_more"], page["last_id"]) == (True, other)
    assert [row["id"] for row in caller.get(f"v1/files?limit=1&after={other}").json()["data"]] == [identity]
    assert caller.call("DELETE", f"v1/files/{identity}").json() == {"id": identity, "object": "file", "deleted": True}
    assert caller.get(f"v1/files/{identity}").status_code == 404


def test_files_expire_when_told_to(make_caller, clock):
    caller = make_caller(clock=clock)
    fields = {"purpose": "vision", "expires_after[anchor]": "created_at", "expires_after[seconds]": "3600"}
    identity = caller.post("files", data=fields, files={"file": ("a.png", b"x")}).json()["id"]
    clock.advance(3599)
    assert caller.get(f"v1/files/{identity}").status_code == 200
    clock.advance(1)
    assert caller.get(f"v1/files/{identity}").status_code == 404


@pytest.mark.parametrize(
    ("fields", "content"),
    [
        ({}, b"x"),
        ({"purpose": "holiday"}, b"x"),
        ({"purpose": "vision"}, b""),
        ({"purpose": "vision", "expires_after[anchor]": "created_at", "expires_after[seconds]": "5"}, b"x"),
        ({"purpose": "vision", "expires_after[anchor]": "later", "expires_after[seconds]": "3600"}, b"x"),
    ],
)
def test_uploads_that_make_no_sense_are_refused(caller, fields, content):
    response = caller.post("files", data=fields, files={"file": ("a.png", content)})
    assert response.status_code == 400
    assert response.json()["error"]["type"] == "invalid_request_error"


def test_a_batch_goes_through_its_stations_and_is_billed_at_half(room):
    batch = room.submit(*(line(f"s{number}") for number in range(8)), metadata={"anchor": "a1"})
    assert (batch["status"], batch["metadata"]) == ("validating", {"anchor": "a1"})
    stations = []
    for _ in range(20):
        room.clock.advance(6)
        found = room.look(batch)
        stations.append(found["status"])
    assert list(dict.fromkeys(stations)) == ["validating", "in_progress", "finalizing", "completed"]
    assert found["request_counts"] == {"total": 8, "completed": 8, "failed": 0}
    assert found["error_file_id"] is None
    rows = room.rows(found["output_file_id"])
    assert sorted(rows) == [f"s{number}" for number in range(8)]
    assert list(rows) != sorted(rows)
    answer = rows["s3"]["response"]["body"]
    assert rows["s3"]["response"]["status_code"] == 200
    picture = base64.b64decode(answer["data"][0]["b64_json"])
    assert Image.open(io.BytesIO(picture)).size == (1536, 864)
    whole = room.caller.generate(prompt="shot s3", size="1536x864")
    assert whole.json()["usage"] == answer["usage"]
    bill = next(bill for bill in room.service.bills if bill.custom_id == "s3")
    assert bill.batch_id == batch["id"]
    assert 0 <= bill.price_usd - room.service.bills[-1].price_usd / 2 < Decimal("0.000001")
    assert [row["id"] for row in room.caller.get("v1/batches").json()["data"]] == [batch["id"]]


def test_edits_take_uploaded_references_and_refused_lines_go_to_the_error_file(room, picture):
    identity = room.caller.upload(picture("red"))
    url = "/v1/images/edits"
    room.service.fail("moderation", match="knife")
    batch = room.submit(
        line("good", url, images=[{"file_id": identity}]),
        line("lost", url, images=[{"file_id": "file-none"}]),
        line("bad", url, images=[{"file_id": identity}], prompt="a knife"),
        line("odd", url, images=[{"file_id": identity}], seed=3),
        endpoint=url,
    )
    room.clock.advance(100)
    found = room.look(batch)
    assert found["request_counts"] == {"total": 4, "completed": 1, "failed": 3}
    good = room.rows(found["output_file_id"])["good"]["response"]["body"]["data"][0]["b64_json"]
    assert read_slip(base64.b64decode(good)).names == ("a.png",)
    refused = room.rows(found["error_file_id"])
    codes = {
        name: (row["response"]["status_code"], row["response"]["body"]["error"]["code"])
        for name, row in refused.items()
    }
    assert codes == {"lost": (404, None), "bad": (400, "moderation_blocked"), "odd": (400, "unknown_parameter")}
    assert [bill.custom_id for bill in room.service.bills] == ["good"]


def test_responses_can_be_asked_in_a_batch(room):
    body = {
        "model": "gpt-6-astra",
        "input": "a pier",
        "tools": [{"type": "image_generation", "model": "gpt-image-2", "size": "1536x864", "quality": "low"}],
    }
    row = {"custom_id": "r1", "method": "POST", "url": "/v1/responses", "body": body}
    batch = room.submit(row, endpoint="/v1/responses")
    room.clock.advance(100)
    answer = room.rows(room.look(batch)["output_file_id"])["r1"]["response"]["body"]
    assert answer["status"] == "completed"
    assert answer["output"][0]["result"]
    batched = room.service.billed_usd
    assert room.caller.post("responses", json=body).status_code == 200
    assert batched * 2 - (room.service.billed_usd - batched) in {Decimal(0), Decimal("0.000001")}


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([line("a"), "{oops"], "invalid_json_line"),
        ([line("a"), line("a")], "duplicate_custom_id"),
        ([line("a", "/v1/images/edits")], "mismatched_endpoint"),
        ([{"method": "POST"}], "missing_required_parameter"),
        (["  "], "empty_file"),
    ],
)
def test_a_file_that_is_wrong_fails_the_batch_and_names_the_line(room, rows, code):
    batch = room.submit(*rows)
    room.clock.advance(50)
    found = room.look(batch)
    assert found["status"] == "failed"
    assert found["errors"]["data"][0]["code"] == code
    assert room.service.bills == []


@pytest.mark.parametrize(
    "change", [{"endpoint": "/v1/videos"}, {"completion_window": "1h"}, {"input_file_id": "file-none"}, {"priority": 1}]
)
def test_batches_that_make_no_sense_are_refused(room, change):
    body = {"endpoint": "/v1/images/edits", "completion_window": "24h"}
    body["input_file_id"] = room.caller.upload(jsonl(line("a")), "batch", "in.jsonl")
    assert room.caller.post("batches", json={**body, **change}).status_code in {400, 404}


def test_an_expired_batch_bills_and_gives_what_was_done(room):
    room.service.fail("batch_expired")
    batch = room.submit(*(line(f"s{number}") for number in range(4)))
    room.clock.advance(100)
    found = room.look(batch)
    assert found["status"] == "expired"
    assert len(room.rows(found["output_file_id"])) == len(room.service.bills) == 2
    errors = [row["error"]["code"] for row in room.rows(found["error_file_id"]).values()]
    assert errors == ["batch_expired"] * 2


def test_a_line_refused_after_it_was_drawn_is_billed(room):
    room.service.fail("moderation_output", match="shot b")
    batch = room.submit(line("a"), line("b"))
    room.clock.advance(100)
    found = room.look(batch)
    assert (list(room.rows(found["output_file_id"])), list(room.rows(found["error_file_id"]))) == (["a"], ["b"])
    assert [bill.custom_id for bill in room.service.bills] == ["a", "b"]


def test_faults_of_the_connection_do_not_touch_the_lines_of_a_batch(room):
    batch = room.submit(line("a"))
    room.service.fail("drop_after_billing", times=None, endpoint="images")
    room.clock.advance(100)
    assert room.look(batch)["request_counts"]["completed"] == 1


def test_a_whole_batch_can_be_refused(room):
    room.service.fail("batch_failed")
    batch = room.submit(line("a"))
    room.clock.advance(100)
    assert room.look(batch)["status"] == "failed"
    assert room.service.bills == []


def test_a_cancelled_batch_keeps_what_was_done(room):
    batch = room.submit(*(line(f"s{number}") for number in range(4)))
    room.clock.advance(50)
    assert room.caller.post(f"batches/{batch['id']}/cancel").json()["status"] == "cancelling"
    room.clock.advance(1)
    found = room.look(batch)
    assert found["status"] == "cancelled"
    assert len(room.rows(found["output_file_id"])) == len(room.service.bills) == 2
    assert room.caller.post(f"batches/{batch['id']}/cancel").status_code == 400


def test_bills_of_a_batch_come_due_without_anybody_looking_at_it(room):
    room.submit(line("a"), line("b"))
    room.clock.advance(100)
    bills = room.caller.get("_bills").json()
    assert [bill["custom_id"] for bill in bills["bills"]] == ["a", "b"]
    assert Decimal(bills["total_usd"]) == room.service.billed_usd > 0


def test_an_answer_lost_when_the_batch_was_taken_on_leaves_it_in_the_list(room):
    import httpx2

    room.service.fail("drop_after_billing")
    with pytest.raises(httpx2.RemoteProtocolError):
        room.submit(line("a"), metadata={"anchor": "a1"})
    (row,) = room.caller.get("v1/batches").json()["data"]
    assert row["metadata"] == {"anchor": "a1"}
