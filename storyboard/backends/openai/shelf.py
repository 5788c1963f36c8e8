"""Reference pictures made ready to send: they repeat from shot to shot, so the prepared ones are kept."""

from __future__ import annotations

import asyncio

from storyboard.errors import PictureError
from storyboard.model import Reference
from storyboard.paid import Upload, picture_size, prepare_upload

_MOST_KEPT = 24


class Shelf:
    """The references of one run.

    Args:
        largest: The most bytes one file may have.
    """

    def __init__(self, largest: int) -> None:
        self._largest = largest
        self._uploads: dict[str, Upload] = {}
        self._sizes: dict[str, tuple[int, int] | None] = {}

    async def upload(self, reference: Reference) -> Upload:
        """The reference as a file of a request.

        Raises:
            PictureError: It cannot be read, has changed since it was planned with, or is too large.
        """
        upload = self._uploads.get(reference.sha256)
        name = f"{reference.number:02d}-{reference.role}-{reference.name}"
        if upload is None:
            upload = await asyncio.to_thread(prepare_upload, reference.path, reference.sha256, name)
            if len(upload.data) > self._largest:
                raise PictureError(
                    "The reference picture is too large to send", cure="Make it smaller", file=reference.path
                )
            while len(self._uploads) >= _MOST_KEPT:
                self._uploads.pop(next(iter(self._uploads)))
            self._uploads[reference.sha256] = upload
        # The same picture may go as Image 2 with one shot and as Image 1 with the next.
        return upload.renamed(name)

    def size(self, reference: Reference) -> tuple[int, int] | None:
        """Width and height of a reference in pixels; None if it cannot be read."""
        if reference.sha256 not in self._sizes:
            self._sizes[reference.sha256] = picture_size(reference.path)
        return self._sizes[reference.sha256]
