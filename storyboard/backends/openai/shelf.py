"""Reference pictures made ready to send: they repeat from shot to shot, so the prepared ones are kept."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

from storyboard.errors import PictureError
from storyboard.model import Reference
from storyboard.paid import Upload, picture_size, prepare_upload

# In bytes: a character's picture goes along with many shots, a picture of the film with few.
_MOST_KEPT = 24_000_000
# A picture takes many times its bytes while it is made ready, and all requests of a run may begin at once.
_READY_AT_ONCE = 1


class Shelf:
    """The references of one run.

    Args:
        largest: The most bytes one file may have.
        most_kept: The most bytes that are kept, save that the last file always is.
    """

    def __init__(self, largest: int, most_kept: int = _MOST_KEPT) -> None:
        self._largest, self._most_kept = largest, most_kept
        self._threads = ThreadPoolExecutor(_READY_AT_ONCE, thread_name_prefix="make-upload")
        self._uploads: dict[str, Upload] = {}
        self._sizes: dict[str, tuple[int, int] | None] = {}

    async def upload(self, reference: Reference) -> Upload:
        """The reference as a file of a request.

        Raises:
            PictureError: It cannot be read, has changed since it was planned with, or is too large.
        """
        upload = self._uploads.pop(reference.sha256, None)
        name = f"{reference.number:02d}-{reference.role}-{reference.name}"
        if upload is None:
            upload = await asyncio.get_running_loop().run_in_executor(
                self._threads, prepare_upload, reference.path, reference.sha256, name
            )
            if len(upload.data) > self._largest:
                raise PictureError(
                    "The reference picture is too large to send", cure="Make it smaller", file=reference.path
                )
        # The one asked for last is let go last.
        self._uploads[reference.sha256] = upload
        while sum(len(kept.data) for kept in self._uploads.values()) > self._most_kept and len(self._uploads) > 1:
            del self._uploads[next(iter(self._uploads))]
        # The same picture may go as Image 2 with one shot and as Image 1 with the next.
        return upload.renamed(name)

    def size(self, reference: Reference) -> tuple[int, int] | None:
        """Width and height of a reference in pixels; None if it cannot be read."""
        if reference.sha256 not in self._sizes:
            self._sizes[reference.sha256] = picture_size(reference.path)
        return self._sizes[reference.sha256]
