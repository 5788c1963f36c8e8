from __future__ import annotations

import asyncio

import pytest

from storyboard.errors import ExitCode, InputError
from storyboard.model import OpenAISettings
from storyboard.paid import DEFAULT_BASE_URL, is_local, make_client, read_key, redact, service_url

KEY = "sk-canary-0123456789abcdef"


def test_a_key_pasted_with_its_line_end_works():
    assert read_key({"OPENAI_API_KEY": f"  {KEY}\r\n"}, DEFAULT_BASE_URL) == KEY


@pytest.mark.parametrize("environ", [{}, {"OPENAI_API_KEY": ""}, {"OPENAI_API_KEY": " \n"}])
def test_a_missing_key_says_what_to_do(environ):
    with pytest.raises(InputError, match=r"OPENAI_API_KEY is not set.*--backend previs") as caught:
        read_key(environ, DEFAULT_BASE_URL)
    assert caught.value.exit_code is ExitCode.BAD_INPUT


@pytest.mark.parametrize(
    "key", [f"{KEY}\u2013x", f"{KEY[:9]} {KEY[9:]}", f'"{KEY}"', "sk-", f"{KEY}\x07", f"\u0441{KEY}", f"{KEY}\n{KEY}"]
)
def test_what_cannot_be_a_key_is_refused_without_being_shown(key):
    with pytest.raises(InputError) as caught:
        read_key({"OPENAI_API_KEY": key}, DEFAULT_BASE_URL)
    assert caught.value.exit_code is ExitCode.BAD_INPUT
    assert "canary" not in str(caught.value)
    assert "canary" not in repr(caught.value)


@pytest.mark.parametrize(
    ("url", "local"),
    [
        ("http://127.0.0.1:8000/v1", True),
        ("http://localhost/v1", True),
        ("http://[::1]:1/v1", True),
        ("http://127.0.0.1.example.com/v1", False),
        ("https://api.openai.com/v1", False),
        ("http://192.168.1.5/v1", False),
    ],
)
def test_only_this_machine_is_local(url, local):
    assert is_local(url) is local


def test_a_server_on_this_machine_needs_no_key():
    assert read_key({}, "http://127.0.0.1:8000/v1")
    with pytest.raises(InputError):
        read_key({}, "http://192.168.1.5:8000/v1")


def test_the_bible_decides_the_address_before_the_environment():
    environ = {"OPENAI_BASE_URL": "http://127.0.0.1:2/v1/"}
    assert service_url(OpenAISettings(base_url="http://127.0.0.1:1/v1"), environ) == "http://127.0.0.1:1/v1"
    assert service_url(OpenAISettings(), environ) == "http://127.0.0.1:2/v1"
    assert service_url(OpenAISettings(), {}) == DEFAULT_BASE_URL


@pytest.mark.parametrize(
    "url", ["ftp://x/v1", "127.0.0.1:8000", "http://", "http://[::1", "http://h:99999/v1", "http://user:canary@h/v1"]
)
def test_a_wrong_address_is_the_users_error(url):
    with pytest.raises(InputError) as caught:
        service_url(OpenAISettings(base_url=url), {})
    assert "canary" not in str(caught.value)


def test_the_client_never_retries_by_itself():
    client = make_client(OpenAISettings(), {"OPENAI_API_KEY": KEY + "\n"})
    assert client.max_retries == 0
    assert client.api_key == KEY
    assert KEY not in repr(client)
    asyncio.run(client.close())


@pytest.mark.parametrize(
    "text",
    [
        f"key {KEY}.",
        f"Authorization: Bearer {KEY}",
        "sk-proj-abc_DEF-123***xyz",
        "token eyJhbGciOiJIUzI1NiJ9.eyJabc.def-x",
    ],
)
def test_keys_are_taken_out_of_texts(text):
    redacted = redact(text)
    assert "[key]" in redacted
    assert "canary" not in redacted
    assert "abc" not in redacted


def test_a_key_of_any_shape_is_taken_out_when_it_is_known():
    assert redact("the key hunter2-hunter2 is wrong", "hunter2-hunter2") == "the key [key] is wrong"


def test_without_the_variable_the_keyring_is_asked_and_what_lies_there_is_checked_too():
    url = "https://api.openai.com/v1"
    assert read_key({}, url, vault=lambda: " sk-from-the-keyring\n") == "sk-from-the-keyring"
    assert (
        read_key({"OPENAI_API_KEY": "sk-from-the-variable"}, url, vault=lambda: "sk-other-key")
        == "sk-from-the-variable"
    )
    with pytest.raises(InputError, match="OPENAI_API_KEY is not set"):
        read_key({}, url, vault=lambda: "")
    with pytest.raises(InputError, match=r"The key in the keyring .* cannot be a key") as caught:
        read_key({}, url, vault=lambda: "sk-with a-space")
    assert "sk-with" not in str(caught.value)


def test_a_server_on_this_machine_is_given_no_key_from_the_keyring():
    assert "keyring" not in read_key({}, "http://127.0.0.1:1/v1", vault=lambda: "sk-from-the-keyring")
