"""Several shots of one scene drawn on one sheet: one request, one set of reference pictures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from storyboard.frames.state import Frame, SlotFrame, State
from storyboard.model import (
    Bible,
    FramePrompt,
    Quality,
    Reference,
    Role,
    SceneSummary,
    Slot,
    SlotKind,
)
from storyboard.prompts import Part, write_sheet

# What every panel of a sheet can share; guides of single pictures stay behind.
_SHARED = frozenset({Role.CHARACTER, Role.SHEET, Role.PROP, Role.LOCATION, Role.STYLE})
_LONGEST_SIDE = 3072


class SheetFrame(SlotFrame):
    """A sheet to be drawn, and the slots of its panels, row by row."""

    columns: int
    rows: int
    cells: tuple[Frame, ...]

    @property
    def label(self) -> str:
        """The numbers of its shots."""
        return f"sheet {self.cells[0].label}-{self.cells[-1].label}"

    @property
    def shows_people(self) -> bool:
        """Crops of a sheet have nothing to hold on to."""
        return False


def make_sheets(
    frames: Sequence[Frame],
    bible: Bible,
    scenes: Mapping[str, SceneSummary],
    *,
    grid: tuple[int, int],
    part: Part,
    max_references: int,
) -> tuple[list[SheetFrame], list[Frame]]:
    """Put frames on sheets, those of one scene and place together, in film order.

    Args:
        frames: What is to be drawn.
        bible: The film's.
        scenes: Scene id -> its summary.
        grid: Columns and rows.
        part: Which picture of the shots.
        max_references: How many reference pictures one request carries.

    Returns:
        The sheets; and the frames that are left over, because no other goes with them or their pictures do not all fit.
    """
    columns, rows = grid
    together: dict[tuple[str, str, str], list[Frame]] = {}
    for frame in frames:
        shot = frame.shot
        together.setdefault((shot.scene, shot.location, str(shot.time)), []).append(frame)
    sheets: list[SheetFrame] = []
    single: list[Frame] = []
    for group in together.values():
        for begin in range(0, len(group), columns * rows):
            cells = group[begin : begin + columns * rows]
            references = _shared(cells)
            if len(cells) < 2 or len(references) > max_references or any(cell.shot.is_card for cell in cells):
                single.extend(cells)
            else:
                sheets.append(_sheet(cells, references, bible, scenes, grid, part))
    return sheets, single


def _sheet(
    cells: Sequence[Frame],
    references: tuple[Reference, ...],
    bible: Bible,
    scenes: Mapping[str, SceneSummary],
    grid: tuple[int, int],
    part: Part,
) -> SheetFrame:
    columns, rows = grid
    first = cells[0].shot
    slot = Slot.named(SlotKind.SHEET, first.scene, f"{part}-{first.id.rpartition('_')[2]}")
    still = write_sheet(
        [cell.shot for cell in cells],
        bible,
        references,
        columns=columns,
        rows=rows,
        part=part,
        scene=scenes.get(first.scene),
    )
    prompt = FramePrompt(
        slot=slot,
        text=still.text,
        references=references,
        size=sheet_size(bible.format.draw, grid),
        quality=Quality.DRAFT,
    )
    return SheetFrame(
        slot=slot,
        state=State.MISSING,
        reasons=(f"{len(cells)} shots on one sheet",),
        prompt=prompt,
        unreferenced=tuple(dict.fromkeys(name for cell in cells for name in cell.unreferenced)),
        shortened=still.shortened,
        columns=columns,
        rows=rows,
        cells=tuple(cells),
    )


def sheet_size(cell: tuple[int, int], grid: tuple[int, int]) -> tuple[int, int]:
    """The size of a sheet in pixels: its panels are of the film's shape and as large as a sensible sheet allows."""
    columns, rows = grid
    width, height = cell[0] * columns, cell[1] * rows
    scale = min(1.0, _LONGEST_SIDE / max(width, height), 4 / 3 * max(cell) / max(width, height))
    return round(width * scale), round(height * scale)


def _shared(cells: Sequence[Frame]) -> tuple[Reference, ...]:
    found: dict[str, Reference] = {}
    order = [Role.CHARACTER, Role.SHEET, Role.PROP, Role.LOCATION, Role.STYLE]
    for role in order:
        for cell in cells:
            for ref in cell.prompt.references:
                if ref.role is role and role in _SHARED:
                    found.setdefault(ref.sha256, ref)
    return tuple(ref.model_copy(update={"number": number}) for number, ref in enumerate(found.values(), 1))
