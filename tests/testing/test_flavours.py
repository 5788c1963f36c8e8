from __future__ import annotations

import pytest

from storyboard.testing import FLAVOURS, OpenAIService

QWEN = "Qwen/Qwen-Image-Edit-2511"


def test_an_unknown_flavour_is_a_mistake():
    with pytest.raises(ValueError, match="not a flavour"):
        OpenAIService(flavour="vanilla")


@pytest.mark.parametrize("flavour", sorted(set(FLAVOURS) - {"openai"}))
def test_local_servers_need_no_key_bill_nothing_and_have_no_responses(make_caller, flavour):
    caller = make_caller(flavour=flavour)
    response = caller.edit(model=QWEN, response_format="b64_json", seed="7")
    assert response.status_code == 200, response.text
    answer = response.json()
    assert set(answer) == {"created", "data"}
    assert answer["data"][0]["b64_json"]
    assert caller.service.bills == []
    assert caller.post("responses", json={}, headers={}).status_code == 404
    assert caller.generate(model=QWEN, response_format="b64_json", size="512x288").status_code == 200
    assert [row["id"] for row in caller.get("v1/models").json()["data"]] == [FLAVOURS[flavour].model]


@pytest.mark.parametrize(
    ("flavour", "shape"),
    [
        ("sdcpp", {"error": "Missing required parameter: 'prompt'."}),
        ("sglang", {"detail": "Missing required parameter: 'prompt'."}),
        (
            "vllm-omni",
            {
                "error": {
                    "message": "Missing required parameter: 'prompt'.",
                    "type": "BadRequestError",
                    "param": "prompt",
                    "code": 400,
                }
            },
        ),
    ],
)
def test_their_errors_have_their_own_shape(make_caller, flavour, shape):
    response = make_caller(flavour=flavour).generate(model=QWEN, prompt=None)
    assert (response.status_code, response.json()) == (400, shape)


def test_the_model_matters_only_where_it_does(make_caller):
    assert make_caller(flavour="sdcpp").generate(model="whatever").status_code == 200
    assert make_caller(flavour="vllm-omni").generate(model="whatever").status_code == 404


def test_the_format_of_the_answer_is_needed_refused_or_ignored(make_caller):
    def row(flavour: str, **options: object) -> dict:
        response = make_caller(flavour=flavour).generate(model=QWEN, **options)
        return response.json().get("data", [{}])[0]

    assert set(row("sglang")) == {"url"}
    assert set(row("sglang", response_format="b64_json")) == {"b64_json"}
    assert set(row("sdcpp", response_format="url")) == {"b64_json"}
    assert row("vllm-omni", response_format="url") == {}
    assert make_caller().generate(response_format="b64_json").status_code == 400


def test_local_servers_do_not_stream(make_caller):
    assert make_caller(flavour="vllm-omni").generate(model=QWEN, stream=True).status_code == 400
