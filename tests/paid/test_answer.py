from __future__ import annotations

import base64
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from storyboard.errors import PictureError
from storyboard.paid import Answer, picture_in


def _encoded(kind: str) -> str:
    buffer = io.BytesIO()
    Image.new("RGB", (48, 32), "teal").save(buffer, kind)
    return base64.b64encode(buffer.getvalue()).decode()


@given(st.binary())
def test_the_body_comes_back_untouched(body):
    packed = Answer.of({"x-request-id": "req_1", "set-cookie": "secret"}, body).pack()
    answer = Answer.unpack(packed)
    assert answer.body == body
    assert answer.request_id == "req_1"
    assert b"secret" not in packed


@pytest.mark.parametrize("packed", [b"", b"{}", b"[]\nbody", b"no json\nbody"])
def test_what_was_not_packed_is_a_value_error(packed):
    with pytest.raises(ValueError):
        Answer.unpack(packed)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_is_known_by_its_bytes(kind):
    image, media_type, size = picture_in({"data": [{"b64_json": _encoded(kind)}]})
    assert media_type == f"image/{kind.lower()}"
    assert base64.b64encode(image).decode() == _encoded(kind)
    assert size == (48, 32)


def test_a_data_url_in_the_place_of_base64_is_read():
    assert picture_in({"data": [{"b64_json": f"data:image/png;base64,{_encoded('PNG')}"}]})[2] == (48, 32)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ({}, "no `data`"),
        ({"data": []}, "no `data`"),
        ({"data": [{}]}, "no b64_json"),
        ({"data": [{"b64_json": "%%%"}]}, "base64 is broken"),
        ({"data": [{"url": "https://example.com/x.png"}]}, "links are not followed"),
        ({"error": {"message": "no"}, "data": []}, "an error"),
    ],
)
def test_an_answer_without_a_picture_says_what_it_has(content, message):
    with pytest.raises(ValueError, match=message):
        picture_in(content)


def test_a_cut_off_picture_is_no_picture():
    half = base64.b64encode(base64.b64decode(_encoded("PNG"))[:60]).decode()
    with pytest.raises(PictureError):
        picture_in({"data": [{"b64_json": half}]})


def test_usage_is_none_where_the_answer_has_none():
    assert Answer(body=b'{"data": []}').usage() is None
    assert Answer(body=b'{"usage": {"output_tokens": 3}}').usage() == {"output_tokens": 3}


@pytest.mark.parametrize("body", [b"[" * 100_000, b'{"data": [', b"[]", b"\xff\xfe", b""])
def test_a_body_that_is_no_object_is_a_value_error_every_time(body):
    answer = Answer(body=body)
    for _ in range(2):
        with pytest.raises(ValueError, match=r"."):
            answer.content()


def test_a_body_in_another_encoding_is_read():
    assert Answer(body='{"model": "é"}'.encode("utf-16")).content() == {"model": "é"}
