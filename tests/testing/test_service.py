from __future__ import annotations

import asyncio
import base64
import hashlib
import io
import json
import threading
import urllib.request
from decimal import Decimal

import httpx2
import pytest
from PIL import Image

from storyboard.testing import FAULTS, FakeImageService
from storyboard.testing.__main__ import main


def drawn(response) -> Image.Image:
    return Image.open(io.BytesIO(base64.b64decode(response.json()["data"][0]["b64_json"])))


def error_of(response) -> dict:
    return response.json()["error"]


def test_it_draws_at_the_size_asked_for_and_bills_by_the_formula(caller, service):
    response = caller.generate(size="1536x864", quality="medium")
    assert response.status_code == 200
    assert drawn(response).size == (1536, 864)
    usage = response.json()["usage"]
    assert usage["output_tokens"] == 1078
    assert usage["total_tokens"] == usage["input_tokens"] + 1078
    assert service.billed_usd == Decimal(1078 * 30 + usage["input_tokens"] * 5) / 1_000_000
    assert response.headers["x-request-id"] == service.bills[0].request_id


def test_the_same_request_is_drawn_the_same_and_another_prompt_differently(caller):
    first, again, other = caller.generate(), caller.generate(), caller.generate(prompt="a lighthouse")
    assert first.json() == again.json()
    assert first.json()["data"] != other.json()["data"]


def test_references_are_seen_in_order_and_shown(caller, service, picture):
    files = [("image[]", (f"{colour}.png", picture(colour, (600, 600)), "image/png")) for colour in ("red", "blue")]
    card = drawn(caller.edit(*files, size="1536x864"))
    (seen,) = service.requests
    assert seen.reference_hashes == [hashlib.sha256(file[1][1]).hexdigest() for file in files]
    assert service.bills[0].references == 2
    # The thumbnails lie in a row at the bottom, the first on the left.
    colours = {card.getpixel((x, 864 - 100)) for x in range(0, 700, 4)}
    assert {(255, 0, 0), (0, 0, 255)} <= colours
    columns = {
        colour: min(x for x in range(0, 1536, 4) if card.getpixel((x, 864 - 100)) == colour)
        for colour in ((255, 0, 0), (0, 0, 255))
    }
    assert columns[255, 0, 0] < columns[0, 0, 255]


def test_a_single_image_field_and_a_mask_are_taken(caller, service, picture):
    files = [("image", ("a.png", picture(), "image/png")), ("mask", ("m.png", picture("white"), "image/png"))]
    assert caller.edit(*files).status_code == 200
    assert service.requests[0].mask is not None
    wrong = [files[0], ("mask", ("m.png", picture("white", (32, 32)), "image/png"))]
    assert error_of(caller.edit(*wrong))["code"] == "invalid_mask"


def test_the_json_form_of_an_edit_is_taken(caller, service, picture):
    url = "data:image/png;base64," + base64.b64encode(picture()).decode()
    body = {
        "model": "gpt-image-2",
        "prompt": "x",
        "images": [{"image_url": url}],
        "size": "1024x1024",
        "quality": "low",
    }
    assert caller.post("images/edits", json=body).status_code == 200
    assert service.requests[0].references[0].data == picture()
    body["images"] = [{"file_id": "file-1"}]
    assert caller.post("images/edits", json=body).status_code == 400


@pytest.mark.parametrize(
    ("parameters", "code"),
    [
        ({"size": "1920x1080"}, "invalid_value"),
        ({"size": "1024x576"}, "invalid_value"),
        ({"size": "3840x1024"}, "invalid_value"),
        ({"size": "large"}, "invalid_value"),
        ({"quality": "ultra"}, "invalid_value"),
        ({"quality": "xhigh"}, "invalid_value"),
        ({"output_format": "gif"}, "invalid_value"),
        ({"output_compression": 50}, "invalid_value"),
        ({"n": 2}, "invalid_value"),
        ({"input_fidelity": "high"}, "invalid_input_fidelity_model"),
        ({"seed": 7}, "unknown_parameter"),
        ({"response_format": "b64_json"}, "unknown_parameter"),
        ({"prompt": "x" * 32_001}, "string_above_max_length"),
        ({"prompt": None}, "missing_required_parameter"),
        ({"model": "gpt-image-1"}, "model_not_found"),
        ({"model": None}, "model_not_found"),
    ],
)
def test_what_the_real_service_refuses_is_refused_and_not_billed(caller, service, parameters, code):
    response = caller.generate(**parameters)
    assert response.status_code in {400, 404}
    assert error_of(response)["code"] == code
    assert service.bills == []
    assert service.requests[0].code == code


def test_newer_models_take_more_qualities_and_complexity(caller):
    assert caller.generate(model="gpt-image-2.5-flare", quality="xhigh").status_code == 200
    assert caller.generate(model="gpt-image-2.6-flare", complexity="low").status_code == 200
    assert caller.generate(model="gpt-image-2.5-flare", complexity="low").status_code == 400


@pytest.mark.parametrize(
    ("name", "media_type", "code"),
    [
        ("upload", "application/octet-stream", "unsupported_file_mimetype"),
        ("a.jpg", "image/jpeg", "invalid_image_file"),
    ],
)
def test_bare_bytes_and_wrong_types_are_refused(caller, picture, name, media_type, code):
    response = caller.edit(("image[]", (name, picture(), media_type)))
    assert error_of(response)["code"] == code


def test_no_reference_too_many_and_broken_ones_are_refused(caller, picture):
    def codes(files):
        return error_of(caller.edit(*files))["code"]

    one = ("image[]", ("a.png", picture(), "image/png"))
    assert codes([one] * 17) == "too_many_images"
    assert codes([("image[]", ("a.png", b"\x89PNG\r\n\x1a\n", "image/png"))]) == "invalid_image_file"
    assert codes([("mask", ("a.png", picture(), "image/png"))]) == "missing_required_parameter"
    assert codes([("layout", ("a.png", picture(), "image/png"))]) == "unknown_parameter"
    assert caller.edit(*[one] * 16).status_code == 200


def test_no_key_no_picture(caller, service):
    assert caller.post("images/generations", json={"prompt": "x"}, headers={}).status_code == 401
    service.needs_key = False
    assert (
        caller.post("images/generations", json={"prompt": "x", "model": "gpt-image-2"}, headers={}).status_code == 200
    )
    assert "sk-test" not in repr(service.requests)


def test_what_is_no_json_is_refused(caller):
    assert caller.post("images/generations", content=b"{oops").status_code == 400


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


@pytest.mark.parametrize("name", ["garbage", "no_usage", "link", "error_in_200", "slow"])
def test_odd_answers_are_billed(caller, service, name):
    service.fail(name)
    response = caller.generate()
    assert response.status_code == 200
    assert len(service.bills) == 1
    assert ("usage" in response.json()) is (name not in {"no_usage", "error_in_200"})


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


def test_it_knows_how_many_were_under_way_at_once(service):
    service.delay = 0.05

    async def run() -> None:
        body = {"model": "gpt-image-2", "prompt": "x", "size": "1024x1024", "quality": "low"}
        async with service.http_client() as client:
            posts = [
                client.post("http://fake/v1/images/generations", json=body, headers={"authorization": "Bearer k"})
                for _ in range(3)
            ]
            await asyncio.gather(*posts)

    asyncio.run(run())
    assert service.peak == 3


def test_bills_and_models_can_be_read(caller):
    caller.generate()
    bills = caller.get("_bills").json()
    assert len(bills["bills"]) == bills["requests"] == 1
    assert Decimal(bills["total_usd"]) > 0
    names = [row["id"] for row in caller.get("v1/models").json()["data"]]
    assert "gpt-image-2-2026-04-21" in names
    assert "gpt-image-1" not in names


def test_it_serves_on_loopback():
    service = FakeImageService()
    with service.serve() as base_url:
        assert base_url.startswith("http://127.0.0.1:")
        request = urllib.request.Request(
            f"{base_url}/images/generations",
            data=json.dumps({"model": "gpt-image-2", "prompt": "x", "size": "1024x1024", "quality": "low"}).encode(),
            headers={"authorization": "Bearer k", "content-type": "application/json"},
        )
        with urllib.request.urlopen(request) as response:
            assert json.load(response)["usage"] == service.bills[0].usage
    assert len(service.bills) == 1


def test_it_can_be_run_by_hand(capsys: pytest.CaptureFixture[str]):
    stop = threading.Event()
    stop.set()
    assert main(["--fail", "quota", "--delay", "0.1"], stop=stop) == 0
    out = capsys.readouterr().out
    assert "OPENAI_BASE_URL=http://127.0.0.1:" in out
    assert "0 pictures for $0" in out
