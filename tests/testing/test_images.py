from __future__ import annotations

import asyncio
import base64
import hashlib
import io
from decimal import Decimal

import pytest
from openai.types import (
    ImageEditCompletedEvent,
    ImageEditPartialImageEvent,
    ImageGenCompletedEvent,
    ImageGenPartialImageEvent,
    ImagesResponse,
    Model,
)
from PIL import Image


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
    assert first.json()["data"] == again.json()["data"]
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
    image = ("image", ("a.png", picture(), "image/png"))
    hole = picture((0, 0, 0, 0), mode="RGBA")
    assert caller.edit(image, ("mask", ("m.png", hole, "image/png"))).status_code == 200
    assert service.requests[0].mask is not None
    for wrong, said in (
        (picture((0, 0, 0, 0), (32, 32), mode="RGBA"), "size does not match"),
        (picture("white"), "missing alpha"),
        (picture("white", kind="JPEG"), "PNG"),
        (hole + b"\0" * 4_000_000, "less than 4MB"),
    ):
        assert said in error_of(caller.edit(image, ("mask", ("m.png", wrong, "image/png"))))["message"]


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
    body["images"] = [{"file_id": caller.upload(picture())}, {"image_url": url}]
    assert caller.post("images/edits", json=body).status_code == 200
    assert service.requests[1].reference_hashes == [hashlib.sha256(picture()).hexdigest()] * 2
    for wrong, status in (
        ({"file_id": "file-none"}, 404),
        ({"file_id": caller.upload(b"{}", "batch", "a.jsonl")}, 400),
        ({"image_url": "https://example.com/a.png"}, 400),
        ({"image_url": "data:image/png;base64,@@@"}, 400),
        ({"file_id": "file-1", "image_url": url}, 400),
        ({}, 400),
    ):
        body["images"] = [wrong]
        assert caller.post("images/edits", json=body).status_code == status


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
        ({"n": 11}, "integer_above_max_value"),
        ({"n": 0}, "integer_below_min_value"),
        ({"n": "2"}, "invalid_type"),
        ({"partial_images": 2}, "invalid_value"),
        ({"background": "transparent", "output_format": "jpeg"}, "invalid_value"),
        ({"background": "green"}, "invalid_value"),
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


def test_several_pictures_differ_and_are_billed_each(caller, service):
    response = caller.generate(n=3)
    assert len({row["b64_json"] for row in response.json()["data"]}) == 3
    (bill,) = service.bills
    assert bill.pictures == 3
    assert bill.usage["output_tokens"] == 3 * caller.generate().json()["usage"]["output_tokens"]


@pytest.mark.parametrize("kind", ["generate", "edit"])
def test_the_answer_is_what_the_client_library_documents(caller, picture, kind):
    async def ask(client):
        common = {"model": "gpt-image-2", "prompt": "a pier", "size": "1536x864"}
        if kind == "generate":
            return await client.images.with_raw_response.generate(**common)
        return await client.images.with_raw_response.edit(image=[("a.png", picture(), "image/png")], **common)

    answer = ImagesResponse.model_validate(caller.sdk(ask).http_response.json())
    assert (answer.size, answer.quality, answer.output_format, answer.background) == (
        "1536x864",
        "high",
        "png",
        "opaque",
    )
    assert answer.usage.output_tokens_details.image_tokens == answer.usage.output_tokens == 4312


@pytest.mark.parametrize("kind", ["generate", "edit"])
def test_a_stream_shows_previews_and_ends_with_the_picture_and_its_price(caller, service, picture, kind):
    async def ask(client):
        common = {"model": "gpt-image-2", "prompt": "a pier", "size": "1024x1024", "quality": "low"}
        common |= {"stream": True, "partial_images": 2}
        if kind == "generate":
            stream = await client.images.generate(**common)
        else:
            stream = await client.images.edit(image=[("a.png", picture(), "image/png")], **common)
        return [event async for event in stream]

    events = caller.sdk(ask)
    if kind == "generate":
        shapes = [ImageGenPartialImageEvent, ImageGenPartialImageEvent, ImageGenCompletedEvent]
    else:
        shapes = [ImageEditPartialImageEvent, ImageEditPartialImageEvent, ImageEditCompletedEvent]
    for shape, event in zip(shapes, events, strict=True):
        shape.model_validate(event.model_dump())
    assert [event.partial_image_index for event in events[:2]] == [0, 1]
    assert len({event.b64_json for event in events}) == 3
    usage = events[-1].usage
    assert usage.output_tokens == 196 + 2 * 100
    assert service.bills[0].usage["output_tokens"] == usage.output_tokens


def test_other_formats_and_transparency_are_drawn(caller):
    for kind in ("jpeg", "webp"):
        assert drawn(caller.generate(output_format=kind, output_compression=60)).format == kind.upper()
    assert drawn(caller.generate(background="transparent")).getpixel((0, 0))[3] == 0


def test_one_model_is_described_and_a_dead_one_is_not_there(caller):
    Model.model_validate(caller.get("v1/models/gpt-image-2").json())
    assert caller.get("v1/models/gpt-image-1").status_code == 404
    assert caller.get("v1/chat/completions").json()["error"]["message"].startswith("Invalid URL")


def test_an_idempotency_key_is_honoured_only_where_it_is_told_to(make_caller):
    headers = {"authorization": "Bearer k", "idempotency-key": "once"}
    body = {"model": "gpt-image-2", "prompt": "x", "size": "1024x1024", "quality": "low"}
    for honoured, bills in ((False, 2), (True, 1)):
        caller = make_caller(idempotency=honoured)
        answers = [caller.post("images/generations", json=body, headers=headers) for _ in range(2)]
        assert answers[0].json()["data"] == answers[1].json()["data"]
        assert len(caller.service.bills) == bills
    other = {**headers, "idempotency-key": "twice"}
    caller.service.fail("server_error")
    assert caller.post("images/generations", json=body, headers=other).status_code == 500
    assert caller.post("images/generations", json=body, headers=other).status_code == 200


def test_only_the_keys_it_was_given_are_good(make_caller):
    assert make_caller(keys=("sk-test-key",)).generate().status_code == 200
    assert make_caller(keys=("sk-other",)).generate().status_code == 401


def test_uploads_need_not_be_kept(make_caller, picture):
    caller = make_caller(keep_uploads=False)
    assert caller.edit().status_code == 200
    (reference,) = caller.service.requests[0].references
    assert (reference.data, reference.length) == (b"", len(picture()))
    assert reference.sha256 == hashlib.sha256(picture()).hexdigest()


def test_bills_and_models_can_be_read(caller):
    caller.generate()
    bills = caller.get("_bills").json()
    assert len(bills["bills"]) == bills["requests"] == 1
    assert Decimal(bills["total_usd"]) > 0
    names = [row["id"] for row in caller.get("v1/models").json()["data"]]
    assert "gpt-image-2-2026-04-21" in names
    assert "gpt-image-1" not in names
