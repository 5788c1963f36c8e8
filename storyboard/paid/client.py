"""The connection to the service: the key, its address, and how long to wait."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from storyboard.errors import InputError
from storyboard.model import OpenAISettings
from storyboard.paid.keyring import key_from_keyring

if TYPE_CHECKING:
    import httpx2
    from openai import AsyncOpenAI

KEY_VARIABLE = "OPENAI_API_KEY"
DEFAULT_BASE_URL = "https://api.openai.com/v1"
# Servers on this machine rarely want a key, but the client library does.
_NO_KEY = "not-needed"
_CONNECT_SECONDS = 10.0
_ANSWER_SECONDS = 360.0
_UPLOAD_SECONDS = 120.0
_SHORTEST_KEY = 8
_LOOKS_SECRET = re.compile(r"(sk-[\w*.-]{6,}|Bearer\s+[^\s\"']+|eyJ[\w-]{8,}\.[\w-]+\.[\w-]*)")


def service_url(settings: OpenAISettings, environ: Mapping[str, str]) -> str:
    """Where requests go: the bible's ``openai.base_url``, else OPENAI_BASE_URL, else the service itself.

    Raises:
        InputError: It is no http or https address, or carries a password.
    """
    source = "`openai.base_url` in storyboard.yaml" if settings.base_url else "OPENAI_BASE_URL"
    url = (settings.base_url or environ.get("OPENAI_BASE_URL") or "").strip() or DEFAULT_BASE_URL
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        parts, host = urlsplit(""), None
    if parts.scheme not in {"http", "https"} or not host:
        raise InputError(
            f"{source} is not an address", cure="Write it with its path, such as http://127.0.0.1:8000/v1, or remove it"
        )
    if parts.username or parts.password:
        raise InputError(f"{source} carries a user name or password", cure=f"Put the key into {KEY_VARIABLE} instead")
    return url.rstrip("/")


def is_local(url: str) -> bool:
    """The address is this machine's own."""
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def read_key(environ: Mapping[str, str], url: str, *, vault: Callable[[], str] = key_from_keyring) -> str:
    """The key from OPENAI_API_KEY, without the space or line end that came along when it was pasted.

    Where the variable is not set, the system's store of secrets is asked. A server on this machine needs no key, and
    gets none from there. The key itself never appears in an error.

    Args:
        environ: The environment.
        url: Where the key would go.
        vault: Gives the key of the system's store; empty where it has none.

    Raises:
        InputError: There is none, or it cannot be a key.
    """
    key, source = environ.get(KEY_VARIABLE, "").strip(), KEY_VARIABLE
    if not key and is_local(url):
        return _NO_KEY
    if not key:
        key, source = vault().strip(), "The key in the keyring (storyboard, openai)"
    if not key:
        raise InputError(
            "The openai backend needs a key, and OPENAI_API_KEY is not set",
            cure="Set it (export OPENAI_API_KEY=...), or draw for nothing with --backend previs",
        )
    trouble = _trouble_with(key)
    if trouble:
        raise InputError(
            f"{source} cannot be a key: {trouble}", cure="Copy the key again from the service's page of API keys"
        )
    return key


def redact(text: str, *secrets: str) -> str:
    """The text without anything that looks like a key, and without the given secrets."""
    for secret in secrets:
        if secret and secret != _NO_KEY:
            text = text.replace(secret, "[key]")
    return _LOOKS_SECRET.sub("[key]", text)


def make_client(
    settings: OpenAISettings, environ: Mapping[str, str], *, http_client: httpx2.AsyncClient | None = None
) -> AsyncOpenAI:
    """A client that sends every request exactly once.

    The library's own retries are off: it would send a request again whose answer was lost, and pay twice. Whether to
    try again is decided where the money is known.

    Args:
        settings: The bible's ``openai`` section.
        environ: Where OPENAI_API_KEY and OPENAI_BASE_URL are read from.
        http_client: Another transport, for tests.

    Raises:
        InputError: The key or the address is missing or wrong.
    """
    url = service_url(settings, environ)
    key = read_key(environ, url)
    import httpx2
    from openai import AsyncOpenAI

    return AsyncOpenAI(
        api_key=key,
        base_url=url,
        organization=environ.get("OPENAI_ORG_ID") or None,
        project=environ.get("OPENAI_PROJECT_ID") or None,
        max_retries=0,
        timeout=httpx2.Timeout(_ANSWER_SECONDS, connect=_CONNECT_SECONDS, write=_UPLOAD_SECONDS),
        http_client=http_client,
    )


def _trouble_with(key: str) -> str:
    if not key.isascii():
        return "it has letters that no key has (a typographic dash or a Cyrillic letter, perhaps)"
    if any(char.isspace() for char in key):
        return "there is a space or a line break in it"
    if not key.isprintable():
        return "there is an invisible character in it"
    if key[0] in "\"'" or key[-1] in "\"'":
        return "it has quotes around it"
    if len(key) < _SHORTEST_KEY:
        return "it is too short"
    return ""
