"""``/v1/files``: uploads, and what batches leave behind."""

from __future__ import annotations

import mimetypes
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from storyboard.model import Noun
from storyboard.testing.desk import Desk, Visit
from storyboard.testing.paging import page_of
from storyboard.testing.refusals import bad_request, missing, not_found
from storyboard.testing.requests import MEDIA_TYPES

_PURPOSES = ("assistants", "batch", "fine-tune", "vision", "user_data", "evals")
_FOR_PICTURES = ("vision", "user_data")
_MOST_BYTES = 512_000_000
_MOST_BATCH_BYTES = 200_000_000
_KEPT_FOR_BATCH = 30 * 24 * 3600


class StoredFile(Noun):
    """A file the service keeps."""

    id: str
    name: str
    purpose: str
    created_at: int
    data: bytes
    expires_at: int | None = None

    def described(self) -> dict[str, Any]:
        """As the interface describes it."""
        return {
            "id": self.id,
            "object": "file",
            "bytes": len(self.data),
            "created_at": self.created_at,
            "expires_at": self.expires_at,
            "filename": self.name,
            "purpose": self.purpose,
            "status": "processed",
            "status_details": None,
        }


class Files:
    """Keeps files until they are deleted or expire.

    Attributes:
        stored: By id, in the order in which they came.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._count = 0
        self.stored: dict[str, StoredFile] = {}

    def add(self, name: str, purpose: str, data: bytes, *, seconds: int | None = None) -> StoredFile:
        """Keep a file, for so many seconds if said."""
        self._count += 1
        now = int(self._desk.clock.now())
        identity = f"file-fake{self._count:06d}"
        self.stored[identity] = StoredFile(
            id=identity,
            name=name,
            purpose=purpose,
            created_at=now,
            data=data,
            expires_at=now + seconds if seconds else None,
        )
        return self.stored[identity]

    def get(self, identity: str) -> StoredFile:
        """The file of that id.

        Raises:
            Refused: There is none, or it has expired.
        """
        found = self.stored.get(identity)
        if found is None or (found.expires_at is not None and found.expires_at <= self._desk.clock.now()):
            raise not_found(f"No such File object: {identity}")
        return found

    def find_picture(self, identity: str) -> tuple[str, str, bytes]:
        """Name, media type and bytes of an uploaded picture.

        Raises:
            Refused: There is none of that id, or it was not uploaded as a picture.
        """
        found = self.get(identity)
        if found.purpose not in _FOR_PICTURES:
            message = f"File '{identity}' has purpose '{found.purpose}'; pictures need 'vision' or 'user_data'."
            raise bad_request(message, "file_id", "invalid_file_purpose")
        guessed = mimetypes.guess_type(found.name)[0] or "application/octet-stream"
        true = next((kind for magic, kind in MEDIA_TYPES.items() if found.data.startswith(magic)), guessed)
        return found.name, true, found.data

    async def create(self, request: Request) -> Response:
        return await self._desk.receive(request, "files", self._create, paid=False)

    async def listing(self, request: Request) -> Response:
        return await self._desk.receive(request, "files", self._list, paid=False)

    async def retrieve(self, request: Request) -> Response:
        return await self._desk.receive(request, "files", self._retrieve, paid=False)

    async def content(self, request: Request) -> Response:
        return await self._desk.receive(request, "files/content", self._content, paid=False)

    async def delete(self, request: Request) -> Response:
        return await self._desk.receive(request, "files", self._delete, paid=False)

    async def _create(self, visit: Visit) -> Response:
        await self._desk.admit_free(visit)
        async with visit.request.form(max_files=1, max_fields=8) as form:
            upload, purpose = form.get("file"), form.get("purpose")
            if not isinstance(upload, UploadFile):
                raise missing("file")
            if purpose is None:
                raise missing("purpose")
            if purpose not in _PURPOSES:
                raise bad_request(f"'{purpose}' is not one of {list(_PURPOSES)} - 'purpose'", "purpose", None)
            data = await upload.read()
            seconds = _lifetime(form.get("expires_after[anchor]"), form.get("expires_after[seconds]"))
            name = upload.filename or "upload"
        most = _MOST_BATCH_BYTES if purpose == "batch" else _MOST_BYTES
        if len(data) > most:
            raise bad_request(f"File is too large. The limit is {most // 1_000_000} MB.", "file", "file_too_large")
        if not data:
            raise bad_request("File is empty.", "file", "empty_file")
        seconds = seconds or (_KEPT_FOR_BATCH if purpose == "batch" else None)
        stored = self.add(name, str(purpose), data, seconds=seconds)
        return JSONResponse(stored.described(), headers=self._desk.headers_for(visit))

    async def _list(self, visit: Visit) -> Response:
        purpose = visit.request.query_params.get("purpose")
        rows = [file.described() for file in self.stored.values() if purpose in {None, file.purpose}]
        return JSONResponse(page_of(rows, visit.request.query_params), headers=self._desk.headers_for(visit))

    async def _retrieve(self, visit: Visit) -> Response:
        found = self.get(visit.request.path_params["id"])
        return JSONResponse(found.described(), headers=self._desk.headers_for(visit))

    async def _content(self, visit: Visit) -> Response:
        found = self.get(visit.request.path_params["id"])
        await self._desk.admit_free(visit)
        spoilt = await self._desk.betray(visit, found.data, "application/octet-stream")
        return spoilt or Response(found.data, 200, self._desk.headers_for(visit), media_type="application/octet-stream")

    async def _delete(self, visit: Visit) -> Response:
        found = self.get(visit.request.path_params["id"])
        del self.stored[found.id]
        answer = {"id": found.id, "object": "file", "deleted": True}
        return JSONResponse(answer, headers=self._desk.headers_for(visit))


def _lifetime(anchor: object, seconds: object) -> int | None:
    if seconds is None:
        return None
    if anchor != "created_at":
        raise bad_request("Invalid value for 'expires_after.anchor': expected 'created_at'.", "expires_after")
    text = str(seconds)
    if not text.isdigit() or not 3600 <= int(text) <= _KEPT_FOR_BATCH:
        raise bad_request("'expires_after.seconds' must be between 3600 and 2592000.", "expires_after")
    return int(text)
