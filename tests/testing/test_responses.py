from __future__ import annotations

import base64
import hashlib
import io
import json

import pydantic
import pytest
from openai.types.conversations import Conversation, ConversationItemList
from openai.types.responses import Response, ResponseStreamEvent
from PIL import Image

from storyboard.paid import model_info, price_of_usage
from storyboard.testing import OpenAIService, read_slip

TOOL = {"type": "image_generation", "model": "gpt-image-2", "size": "1536x864", "quality": "low"}


def body(asked: object = "a pier", **more: object) -> dict:
    return {"model": "gpt-6-astra", "input": asked, "tools": [TOOL], **more}


def message(text: str, *images: dict) -> list[dict]:
    parts = [{"type": "input_text", "text": text}, *({"type": "input_image", **image} for image in images)]
    return [{"role": "user", "content": parts}]


def url_of(data: bytes) -> dict:
    return {"image_url": "data:image/png;base64," + base64.b64encode(data).decode()}


def parsed(response) -> Response:
    assert response.status_code == 200, response.text
    return Response.model_validate(response.json())


def slip_of(response: Response):
    return read_slip(base64.b64decode(response.output[0].result))


@pytest.fixture
def slow(make_caller, clock):
    return make_caller(clock=clock, delay=100.0)


def test_the_image_tool_draws_and_says_what_it_used(caller, service):
    answer = parsed(caller.post("responses", json=body()))
    (call,) = answer.output
    assert (call.type, call.status, call.action, call.size) == (
        "image_generation_call",
        "completed",
        "generate",
        "1536x864",
    )
    assert Image.open(io.BytesIO(base64.b64decode(call.result))).size == (1536, 864)
    used = answer.tool_usage.image_gen
    assert used.output_tokens == 120
    picture = price_of_usage(model_info("gpt-image-2"), used.model_dump())
    (bill,) = service.bills
    words = (answer.usage.input_tokens * 2 + answer.usage.output_tokens * 12) / 1_000_000
    assert float(bill.price_usd) == pytest.approx(float(picture) + words, abs=1e-6)


def test_references_come_in_order_by_address_and_by_file(caller, picture):
    identity = caller.upload(picture("blue"))
    answer = parsed(
        caller.post("responses", json=body(message("Image 1 ...", url_of(picture("red")), {"file_id": identity})))
    )
    hashes = [hashlib.sha256(picture(colour)).hexdigest() for colour in ("red", "blue")]
    assert list(slip_of(answer).references) == hashes == caller.service.requests[0].reference_hashes
    assert answer.output[0].action == "edit"


def test_in_the_background_it_is_queued_then_drawn_then_there(slow, clock):
    answer = parsed(slow.post("responses", json=body(background=True)))
    assert (answer.status, answer.output) == ("queued", [])
    assert len(slow.service.bills) == 1
    seen = []
    for seconds in (5, 50, 50):
        clock.advance(seconds)
        seen.append(parsed(slow.get(f"v1/responses/{answer.id}")))
    assert [one.status for one in seen] == ["queued", "in_progress", "completed"]
    assert seen[-1].output[0].result
    assert parsed(slow.get(f"v1/responses/{answer.id}")).output[0].result == seen[-1].output[0].result
    assert len(slow.service.bills) == 1


def test_a_background_answer_whose_post_was_cut_can_still_be_fetched(slow, clock):
    import httpx2

    slow.service.fail("drop_after_billing")
    with pytest.raises(httpx2.RemoteProtocolError):
        slow.post("responses", json=body(background=True))
    clock.advance(100)
    assert parsed(slow.get("v1/responses/resp_fake000001")).status == "completed"


@pytest.mark.parametrize(
    ("fault", "status"),
    [("response_failed", "failed"), ("response_incomplete", "incomplete"), ("moderation_output", "failed")],
)
def test_a_background_answer_can_end_badly(slow, clock, fault, status):
    slow.service.fail(fault, match="pier")
    taken = parsed(slow.post("responses", json=body(background=True)))
    assert taken.status == "queued"
    clock.advance(100)
    answer = parsed(slow.get(f"v1/responses/{taken.id}"))
    assert answer.status == status
    if status == "failed":
        assert answer.error.code in {"server_error", "image_content_policy_violation"}
    assert len(slow.service.bills) == 1


def test_a_background_answer_can_hold_no_picture(slow, clock):
    slow.service.fail("garbage")
    taken = parsed(slow.post("responses", json=body(background=True)))
    clock.advance(100)
    assert b"no picture" in base64.b64decode(parsed(slow.get(f"v1/responses/{taken.id}")).output[0].result)


def test_looking_can_fail_and_is_neither_billed_nor_written_down(slow, clock):
    import httpx2

    taken = parsed(slow.post("responses", json=body(background=True)))
    clock.advance(100)
    slow.service.fail("server_error", endpoint="retrieve").fail("drop_before", endpoint="retrieve")
    assert slow.get(f"v1/responses/{taken.id}").status_code == 500
    with pytest.raises(httpx2.RemoteProtocolError):
        slow.get(f"v1/responses/{taken.id}")
    assert parsed(slow.get(f"v1/responses/{taken.id}")).status == "completed"
    assert len(slow.service.requests) == len(slow.service.bills) == 1


def test_a_turn_can_follow_one_that_nobody_has_fetched(slow, clock):
    first = parsed(slow.post("responses", json=body(background=True)))
    clock.advance(100)
    second = parsed(
        slow.post("responses", json=body("Change only it.", background=True, previous_response_id=first.id))
    )
    clock.advance(100)
    assert parsed(slow.get(f"v1/responses/{second.id}")).output[0].action == "edit"


def test_a_background_answer_can_be_cancelled_or_be_gone(slow, clock):
    first = parsed(slow.post("responses", json=body(background=True)))
    assert parsed(slow.post(f"responses/{first.id}/cancel")).status == "cancelled"
    clock.advance(100)
    assert parsed(slow.get(f"v1/responses/{first.id}")).status == "cancelled"
    slow.service.fail("response_expired")
    second = parsed(slow.post("responses", json=body(background=True)))
    assert slow.get(f"v1/responses/{second.id}").status_code == 200
    clock.advance(100)
    assert slow.get(f"v1/responses/{second.id}").status_code == 404
    assert slow.get("v1/responses/resp_none").status_code == 404


def test_the_next_turn_edits_the_picture_of_the_turn_before(caller):
    first = parsed(caller.post("responses", json=body()))
    text = "Change only the coat. Keep everything else."
    second = parsed(caller.post("responses", json=body(text, previous_response_id=first.id)))
    drawn = base64.b64decode(first.output[0].result)
    assert slip_of(second).references == (hashlib.sha256(drawn).hexdigest(),)
    assert slip_of(second).kind == "edit"
    by_call = [{"type": "image_generation_call", "id": first.output[0].id}, *message(text)]
    third = parsed(caller.post("responses", json=body(by_call)))
    assert third.output[0].result == second.output[0].result
    assert caller.post("responses", json=body(previous_response_id="resp_none")).status_code == 404


def test_a_conversation_shows_a_response_when_it_has_ended_and_not_before(slow, clock):
    talk = slow.call("POST", "v1/conversations", json={"metadata": {"anchor": "a1"}}).json()
    Conversation.model_validate(talk)
    slow.post("responses", json=body(background=True, conversation=talk["id"]))
    assert slow.get(f"v1/conversations/{talk['id']}/items").json()["data"] == []
    clock.advance(100)
    found = slow.get(f"v1/conversations/{talk['id']}/items?order=asc").json()
    ConversationItemList.model_validate(found)
    assert [item["type"] for item in found["data"]] == ["message", "image_generation_call"]
    assert "response_id" not in found["data"][1]
    assert slow.post("responses", json=body(conversation="conv_none")).status_code == 404


@pytest.mark.parametrize("background", [False, True])
def test_a_stream_has_every_event_in_order(caller, background):
    options = {"stream": True, "background": background, "tools": [{**TOOL, "partial_images": 2}]}
    response = caller.post("responses", json=body(**options))
    events = [json.loads(row.removeprefix("data: ")) for row in response.text.splitlines() if row.startswith("data: ")]
    adapter = pydantic.TypeAdapter(ResponseStreamEvent)
    for event in events:
        adapter.validate_python(event)
    assert [event["sequence_number"] for event in events] == list(range(len(events)))
    kinds = [event["type"].removeprefix("response.").removeprefix("image_generation_call.") for event in events]
    queued = ["queued"] if background else []
    assert kinds == [
        "created", *queued, "in_progress", "output_item.added", "in_progress", "generating", "partial_image",
        "partial_image", "completed", "output_item.done", "completed",
    ]  # fmt: skip
    assert events[-1]["response"]["output"][0]["result"]
    if background:
        identity = events[0]["response"]["id"]
        again = caller.get(f"v1/responses/{identity}?stream=true&starting_after=7").text
        assert again.count("data: ") == len(events) - 8


def test_the_client_library_reads_a_stream_and_a_structured_answer(make_caller):
    class Finding(pydantic.BaseModel):
        same_face: bool
        score: int
        fix: str

    caller = make_caller(answer={"Finding": {"same_face": False, "score": 3, "fix": "redder coat"}})

    async def ask(client):
        answer = await client.responses.parse(model="gpt-5", input="look", text_format=Finding)
        async with client.responses.stream(model="gpt-5", input="look", text_format=Finding) as stream:
            async for _ in stream:
                pass
            return answer.output_parsed, (await stream.get_final_response()).output_parsed

    first, streamed = caller.sdk(ask)
    assert first == streamed == Finding(same_face=False, score=3, fix="redder coat")
    assert caller.service.requests[0].schema_name == "Finding"


def strict(schema: dict, **more: object) -> dict:
    return {"format": {"type": "json_schema", "name": "shots", "schema": schema, "strict": True, **more}}


SCHEMA = {
    "type": "object",
    "properties": {
        "shots": {"type": "array", "minItems": 2, "items": {"$ref": "#/$defs/Shot"}},
        "note": {"anyOf": [{"type": "string"}, {"type": "null"}]},
    },
    "required": ["shots", "note"],
    "additionalProperties": False,
    "$defs": {
        "Shot": {
            "type": "object",
            "properties": {
                "size": {"enum": ["WS", "CU"]},
                "seconds": {"type": "number", "minimum": 2},
                "on": {"type": "boolean"},
            },
            "required": ["size", "seconds", "on"],
            "additionalProperties": False,
        }
    },
}


def test_without_an_answer_ready_one_is_made_from_the_schema(caller):
    answer = parsed(caller.post("responses", json=body(tools=[], text=strict(SCHEMA))))
    shot = {"size": "WS", "seconds": 2, "on": True}
    assert json.loads(answer.output_text) == {"shots": [shot, shot], "note": "text"}


def test_the_answer_can_be_a_function_of_what_was_asked(picture):
    from tests.testing.conftest import Caller

    service = OpenAIService(answer=lambda seen: {"words": seen.prompt, "pictures": seen.reference_hashes})
    text = strict(SCHEMA)
    answer = parsed(
        Caller(service).post("responses", json=body(message("look", url_of(picture())), tools=[], text=text))
    )
    assert json.loads(answer.output_text) == {"words": "look", "pictures": [hashlib.sha256(picture()).hexdigest()]}
    assert answer.usage.input_tokens > 12  # The picture is read, and paid for.


@pytest.mark.parametrize(
    "fault", ["refusal", "malformed_answer", "response_incomplete", "tool_not_called", "no_usage", "garbage"]
)
def test_answers_can_be_hostile_and_are_billed(caller, service, fault):
    service.fail(fault)
    asked = body() if fault in {"tool_not_called", "garbage"} else body(tools=[], text=strict(SCHEMA))
    answer = parsed(caller.post("responses", json=asked))
    assert len(service.bills) == 1
    if fault == "refusal":
        assert answer.output[0].content[0].type == "refusal"
    elif fault == "malformed_answer":
        with pytest.raises(ValueError):
            json.loads(answer.output_text)
    elif fault == "response_incomplete":
        assert (answer.status, answer.incomplete_details.reason) == ("incomplete", "max_output_tokens")
    elif fault == "tool_not_called":
        assert [item.type for item in answer.output] == ["message"]
        assert service.bills[0].pictures == 0
    elif fault == "no_usage":
        assert answer.usage is None
    else:
        assert b"no picture" in base64.b64decode(answer.output[0].result)


def test_too_few_tokens_cut_the_answer_off(caller):
    answer = parsed(caller.post("responses", json=body(tools=[], text=strict(SCHEMA), max_output_tokens=4)))
    assert answer.status == "incomplete"
    assert len(answer.output_text) == 16


@pytest.mark.parametrize(
    ("change", "param"),
    [
        ({"seed": 3}, "seed"),
        ({"model": "gpt-image-2"}, "model"),
        ({"model": "gpt-9"}, "model"),
        ({"model": None}, "model"),
        ({"input": None}, "input"),
        ({"input": [{"type": "function_call"}]}, "input[0].type"),
        ({"input": [{"role": "king", "content": "x"}]}, "input[0].role"),
        ({"input": message("x", {"image_url": "https://example.com/a.png"})}, "input[0].content[1]"),
        ({"tools": [{"type": "web_search"}]}, "tools[0].type"),
        ({"tools": [{**TOOL, "n": 2}]}, "tools[0].n"),
        ({"tools": [{**TOOL, "input_fidelity": "high"}]}, "input_fidelity"),
        ({"tools": [{**TOOL, "size": "1920x1080"}]}, "size"),
        ({"tools": [{**TOOL, "action": "edit"}]}, "tools[0].action"),
        ({"background": True, "store": False}, "background"),
        ({"background_options": {"completion_window": "8h"}}, "background_options.completion_window"),
        ({"previous_response_id": "a", "conversation": "b"}, None),
        ({"metadata": {str(number): "x" for number in range(17)}}, "metadata"),
        ({"text": {"format": {"type": "yaml"}}}, "text.format.type"),
        ({"text": {"format": {"type": "json_schema", "name": "x"}}}, "text.format.schema"),
        ({"text": strict({"type": "object", "properties": {}})}, "text.format.schema"),
        ({"text": strict({**SCHEMA, "required": ["shots"]})}, "text.format.schema"),
    ],
)
def test_what_the_service_refuses_is_refused_and_not_billed(caller, service, change, param):
    asked = {name: value for name, value in {**body(), **change}.items() if value is not None}
    response = caller.post("responses", json=asked)
    assert response.status_code == 400, response.text
    assert response.json()["error"]["param"] == param
    assert service.bills == []


def test_a_response_can_be_deleted_and_is_not_kept_when_told_so(caller):
    kept = parsed(caller.post("responses", json=body()))
    assert caller.call("DELETE", f"v1/responses/{kept.id}").json()["deleted"]
    assert caller.get(f"v1/responses/{kept.id}").status_code == 404
    other = parsed(caller.post("responses", json=body(store=False)))
    assert caller.get(f"v1/responses/{other.id}").status_code == 404


def test_a_mask_goes_with_the_tool(caller, picture):
    hole = url_of(picture((0, 0, 0, 0), mode="RGBA"))
    asked = body(message("a coat", url_of(picture())), tools=[{**TOOL, "input_image_mask": hole}])
    assert slip_of(parsed(caller.post("responses", json=asked))).mask
