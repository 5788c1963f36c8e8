r"""Speeches and lists in one cell, and back.

A speech is a line, ``MARA (whispers) [v.o.]: You came.``; the entries of a list are parted by `` / ``, or stand on a line
each. Where a text itself holds what parts it, a backslash says so: ``\n`` is a new line, ``\/`` a stroke, ``\e`` nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from storyboard.model import DialogueLine, Voice

_QUOTED = r'"(?:[^"\\]|\\.)*"'
_SPEECH = re.compile(
    rf"\s*(?P<name>{_QUOTED}|[^:：\"\[(（]*?)\s*(?P<marks>(?:[(（](?:{_QUOTED}|[^()（）\"]*)[)）]\s*|\[[^\[\]]*\]\s*)*)[:：][ \t]?(?P<text>.*)"
)
_MARK = re.compile(rf"[(（]\s*(?P<round>{_QUOTED}|[^()（）\"]*?)\s*[)）]|\[\s*(?P<square>[^\[\]]*?)\s*\]")
_VOICES = {
    "v.o.": Voice.VOICE_OVER, "vo": Voice.VOICE_OVER, "v.o": Voice.VOICE_OVER, "voice-over": Voice.VOICE_OVER,
    "o.s.": Voice.OFF_SCREEN, "os": Voice.OFF_SCREEN, "o.s": Voice.OFF_SCREEN, "off screen": Voice.OFF_SCREEN,
    "phone": Voice.PHONE, "on phone": Voice.PHONE, "on the phone": Voice.PHONE, "on": Voice.ON,
}  # fmt: skip
_PLAIN_NAME = re.compile(r"[^\s:：\"\[\](（)）](?:[^:：\"\[\](（)）\n\r\t]*[^\s:：\"\[\](（)）])?")
_PLAIN_DELIVERY = re.compile(r"[^\s()（）\"](?:[^()（）\"\n\r\t]*[^\s()（）\"])?")
_ESCAPES = {"\n": r"\n", "\r": r"\r", "\t": r"\t", "\\": r"\\"}
_UNESCAPES = {"n": "\n", "r": "\r", "t": "\t", "\\": "\\", "/": "/", "e": ""}
_ESCAPE = re.compile(r"\\([nrt\\/e])")
_PARTING = re.compile(r"\n|(?<=\s)/(?=\s|$)|^/(?=\s)")


def write_speeches(lines: Sequence[DialogueLine]) -> str:
    """The dialogue of a shot, a line each."""
    return "\n".join(_write_speech(line) for line in lines)


def read_speeches(text: str) -> list[DialogueLine]:
    """The dialogue of a cell.

    Raises:
        ValueError: A line does not say who speaks, or how it is heard is not known.
    """
    return [_read_speech(line) for line in text.split("\n") if line.strip()]


def write_list(entries: Sequence[str]) -> str:
    """The entries of a list on one line."""
    return " / ".join(_escaped(entry, stroke=True) for entry in entries)


def read_list(text: str) -> list[str]:
    """The entries of a list: on one line parted by a stroke with blanks around it, or a line each."""
    parts = (part.strip() for part in _PARTING.split(text))
    return [_unescaped(part) for part in parts if part]


def _write_speech(line: DialogueLine) -> str:
    name = line.character if _PLAIN_NAME.fullmatch(line.character) else json.dumps(line.character, ensure_ascii=False)
    delivery = ""
    if line.delivery:
        plain = _PLAIN_DELIVERY.fullmatch(line.delivery) and line.delivery.casefold() not in _VOICES
        delivery = f" ({line.delivery if plain else json.dumps(line.delivery, ensure_ascii=False)})"
    voice = "" if line.voice is Voice.ON else f" [{line.voice}]"
    return f"{name}{delivery}{voice}: {_escaped(line.text)}".rstrip()


def _read_speech(line: str) -> DialogueLine:
    match = _SPEECH.fullmatch(line)
    name = _unquoted(match["name"]) if match else ""
    if match is None or (not name and not match["name"]):
        raise ValueError(
            f"{line.strip()!r:.60} does not say who speaks; write it like MARA (whispers) [v.o.]: You came"
        )
    delivery, voice = "", Voice.ON
    for mark in _MARK.finditer(match["marks"]):
        words = mark["square"] if mark["round"] is None else mark["round"]
        if words.casefold() in _VOICES:
            voice = _VOICES[words.casefold()]
        elif mark["square"] is not None:
            raise ValueError(f"[{words:.40}] is no way to be heard; take [v.o.], [o.s.] or [phone]")
        else:
            delivery = _unquoted(words)
    return DialogueLine(character=name, text=_unescaped(match["text"].strip()), delivery=delivery, voice=voice)


def _escaped(text: str, *, stroke: bool = False) -> str:
    if not text:
        return r"\e" if stroke else ""
    escaped = "".join(_ESCAPES.get(char, char) for char in text)
    if stroke:
        escaped = re.sub(r"(?<!\S)/(?!\S)", r"\\/", escaped)
    # Blanks at the ends are cut off by every program on the way.
    before, after = r"\e" if escaped[0].isspace() else "", r"\e" if escaped[-1].isspace() else ""
    return f"{before}{escaped}{after}"


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda match: _UNESCAPES[match[1]], text)


def _unquoted(text: str) -> str:
    if not re.fullmatch(_QUOTED, text):
        return text
    try:
        return str(json.loads(text))
    except ValueError as problem:
        raise ValueError(f'{text!r:.60}: write a quote inside quotes as \\", a backslash as \\\\') from problem
