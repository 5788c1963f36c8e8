"""Pictures on their way: previews are written where they can be looked at; they never become takes."""

from __future__ import annotations

from storyboard.frames import Memo
from storyboard.media import decode_picture, png_bytes
from storyboard.model import FramePrompt, Progress
from storyboard.project import Project, write_atomically

# What `--preview` asks for; the service sends three at most.
MOST_PREVIEWS = 3


class PreviewFolder:
    """Takes previews as they come: ``.storyboard/cache/previews/SHOT.png``, each in the place of the one before.

    Args:
        project: The open project.
        progress: Told of each, and once where they are.
    """

    def __init__(self, project: Project, progress: Progress) -> None:
        self.folder = project.layout.cache / "previews"
        self._relative, self._progress, self._said = project.layout.relative(self.folder), progress, False

    def __call__(self, prompt: FramePrompt, number: int, count: int, image: bytes) -> None:
        """Keep one.

        Raises:
            PictureError: It is no picture.
            ProjectError: The disk does not take it.
        """
        memo = Memo.read(prompt.memo)
        label = memo.label if memo else prompt.slot.id
        name = prompt.slot.id if prompt.slot.part in {"", "start"} else f"{prompt.slot.id}-{prompt.slot.part}"
        write_atomically(self.folder / f"{name}.png", png_bytes(decode_picture(image, name=f"the preview of {label}")))
        if not self._said:
            self._said = True
            self._progress.note(f"Previews: {self._relative}/ (open {name}.png; it is replaced as it gets finer)")
        self._progress.advance(f"{label}: preview {number} of {count}", steps=0)
