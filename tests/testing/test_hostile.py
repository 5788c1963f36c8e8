from __future__ import annotations

import asyncio
import json

import pytest

from tests.testing.conftest import KEY

ANYTHING = [
    -1,
    3.5,
    True,
    "x",
    [5, None, {}],
    {"type": "x", "format": {"type": "json_schema", "name": 1}},
    10**30,
    "\ud800",
]
PICTURE = {"model": "gpt-image-2", "prompt": "x", "size": "1024x1024", "quality": "low"}
BODIES = {
    "responses": {
        "model": "gpt-5", "input": "x", "tools": [], "text": {}, "background": False, "background_options": {},
        "conversation": None, "instructions": "", "max_output_tokens": 9, "metadata": {}, "previous_response_id": None,
        "reasoning": {}, "store": True, "stream": False, "tool_choice": "auto",
    },
    "images/generations": {
        **PICTURE, "n": 1, "background": "auto", "output_format": "png", "output_compression": 100, "moderation": "low",
        "stream": False, "partial_images": 0,
    },
    "images/edits": {**PICTURE, "images": [], "mask": None},
    "batches": {"input_file_id": "f", "endpoint": "/v1/responses", "completion_window": "24h", "metadata": {}},
    "audio/speech": {"model": "tts-1", "voice": "alloy", "input": "x", "response_format": "pcm", "speed": 1.0},
}  # fmt: skip


@pytest.mark.parametrize("path", BODIES)
def test_anything_anywhere_is_answered_and_what_is_refused_is_refused_in_shape(service, path):
    async def run() -> int:
        refused = 0
        async with service.http_client() as client:
            for name in BODIES[path]:
                for value in ANYTHING:
                    body = json.dumps({**BODIES[path], name: value})
                    response = await client.post(f"http://fake/v1/{path}", content=body, headers=KEY)
                    assert response.status_code in {200, 400, 404}, (name, value, response.text)
                    if response.status_code != 200:
                        refused += 1
                        assert set(response.json()["error"]) == {"message", "type", "param", "code"}
            return refused

    refused = asyncio.run(run())
    assert len(service.requests) == len(BODIES[path]) * len(ANYTHING)
    assert refused == sum(seen.status != 200 for seen in service.requests) > len(ANYTHING)


def test_a_line_of_a_batch_may_hold_anything(caller, service):
    lines = [
        {"custom_id": f"{place}", "method": "POST", "url": "/v1/responses", "body": {"model": "gpt-5", "input": value}}
        for place, value in enumerate(ANYTHING[:-1])
    ]
    identity = caller.upload("\n".join(map(json.dumps, lines)).encode(), "batch", "in.jsonl")
    body = {"input_file_id": identity, "endpoint": "/v1/responses", "completion_window": "24h"}
    batch = caller.post("batches", json=body).json()
    counts = caller.get(f"v1/batches/{batch['id']}").json()["request_counts"]
    assert counts == {"total": len(lines), "completed": 1, "failed": len(lines) - 1}


def test_a_form_that_cannot_be_taken_apart_is_refused_in_shape(caller, picture):
    files = [("image[]", (f"{number}.png", picture(), "image/png")) for number in range(65)]
    response = caller.edit(*files)
    assert response.status_code == 400
    assert response.json()["error"]["code"] == "invalid_form"
