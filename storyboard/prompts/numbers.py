"""What the prompt calls a reference picture: ``Image 2``, ``Images 2 and 3``, ``panel B of Image 1``."""

from __future__ import annotations

from collections.abc import Sequence

from storyboard.model import Reference, Role
from storyboard.prompts.packing import Panel
from storyboard.prompts.wording import listed


class Numbers:
    """Finds the pictures of somebody or something among those that are sent."""

    def __init__(self, references: Sequence[Reference], panels: Sequence[Panel]) -> None:
        self.references, self.panels = references, panels
        self._packed = next((ref.number for ref in references if ref.role is Role.PACKED), 0)

    def of(self, name: str, *roles: Role) -> str:
        """``Image 1`` or ``panels A and C of Image 1``; nothing where there is no picture."""
        wanted = name.casefold()
        found = [str(ref.number) for ref in self.references if ref.role in roles and ref.name.casefold() == wanted]
        if found:
            return f"Image{'s' if len(found) > 1 else ''} {listed(found)}"
        letters = [panel.letter for panel in self.panels if panel.role in roles and panel.name.casefold() == wanted]
        if not letters or not self._packed:
            return ""
        return f"panel{'s' if len(letters) > 1 else ''} {listed(letters)} of Image {self._packed}"

    def of_person(self, name: str) -> str:
        """The pictures of a character, their sheet among them."""
        return self.of(name, Role.CHARACTER, Role.SHEET)
