"""Zip archives that people give as scripts: looked at from outside before anything in them is unpacked."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from storyboard.errors import ScriptError

_MAX_UNPACKED = 60 << 20
_MAX_MEMBER = 30 << 20
_MAX_RATIO = 150
_MAX_MEMBERS = 2000
# Where a zip's table of contents is larger, reading it alone costs more than any script is worth.
_MAX_TABLE = 1 << 20
_END_OF_TABLE = b"PK\x05\x06"
_TAIL = 65_557
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, struct.error, OSError, RuntimeError, NotImplementedError, EOFError, ValueError, OverflowError, KeyError,
)  # fmt: skip


@dataclass(frozen=True)
class Container:
    """What an archive is called when something is wrong with it.

    `noun` is the file (``workbook``), `content` what it should hold (``shot list``), `maker` the program that writes it, and
    `cure` what to do.
    """

    noun: str
    content: str
    maker: str
    cure: str


def names_in(data: bytes) -> list[str]:
    """The names of an archive's members; none for one that is damaged or has far too many."""
    if _table_size(data) > _MAX_TABLE:
        return []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.namelist()[:_MAX_MEMBERS]
    except _DAMAGE:
        return []


def check_archive(data: bytes, path: Path, container: Container) -> None:
    """Refuse archives that unpack to far more than a script, are locked or damaged, or hold XML with entities of its own.

    Raises:
        ScriptError: Any of these.
    """
    noun, cure = container.noun, container.cure
    table = _table_size(data)
    if table > _MAX_TABLE:
        raise ScriptError(
            f"The {noun} has a table of contents of {table:,} bytes",
            why=f"That is no {container.content}",
            cure=cure,
            file=path,
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            total = sum(member.file_size for member in members)
            if len(members) > _MAX_MEMBERS or total > _MAX_UNPACKED:
                raise ScriptError(
                    f"The {noun} unpacks to {total / 1e6:.0f} MB in {len(members)} parts",
                    why=f"A {container.content} is far smaller; the limit is {_MAX_UNPACKED / 1e6:.0f} MB",
                    cure=cure,
                    file=path,
                )
            for member in members:
                _check_member(archive, member, path, container)
    except _DAMAGE as error:
        raise _damaged(error, path, container) from None


def read_member(data: bytes, name: str, path: Path, container: Container) -> bytes:
    """The bytes of one member of an archive that has been checked.

    Raises:
        ScriptError: It is damaged or not there.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.read(name)
    except _DAMAGE as error:
        raise _damaged(error, path, container) from None


def _check_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path, container: Container) -> None:
    noun, cure = container.noun, container.cure
    if member.flag_bits & 1:
        raise ScriptError(f"The {noun} is locked with a password", cure="Save it without one", file=path)
    if member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        # Other methods can ask for gigabytes before they give a byte, and no program writes scripts with them.
        raise ScriptError(
            f"A part of the {noun} is packed in an unusual way",
            why=f"{container.maker} packs none so",
            cure=cure,
            file=path,
        )
    ratio = member.file_size / max(member.compress_size, 1)
    if member.file_size > _MAX_MEMBER or (member.file_size > 1 << 20 and ratio > _MAX_RATIO):
        raise ScriptError(
            f"A part of the {noun} unpacks from {member.compress_size:,} to {member.file_size:,} bytes",
            why=f"That is no {container.content}",
            cure=cure,
            file=path,
        )
    if member.filename.endswith((".xml", ".rels")):
        with archive.open(member) as stream:
            head = stream.read(2048)
        if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
            raise ScriptError(
                f"The {noun} holds a document type of its own",
                why=f"{container.maker} writes none",
                cure=cure,
                file=path,
            )


def _damaged(error: Exception, path: Path, container: Container) -> ScriptError:
    return ScriptError(f"The {container.noun} is damaged", why=str(error)[:120], cure=container.cure, file=path)


def _table_size(data: bytes) -> int:
    """How large an archive says its table of contents is; 0 where it does not say."""
    tail = data[-_TAIL:]
    end = tail.rfind(_END_OF_TABLE)
    if end < 0 or len(tail) < end + 16:
        return 0
    return int.from_bytes(tail[end + 12 : end + 16], "little")
