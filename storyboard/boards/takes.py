"""The takes of every shot side by side, to choose from."""

from __future__ import annotations

from dataclasses import replace

from storyboard.boards.view import Board, Panel, SceneBlock, board_of
from storyboard.model import Clip, Take, Timeline, format_usd

IN_USE = "in use"


def takes_board(timeline: Timeline, *, version: str = "", date: str = "") -> Board:
    """A board with a row for each shot that has takes, the one in use marked.

    Args:
        timeline: The film; each clip's `takes` are shown.
        version: The draft's name, for the head.
        date: The draft's date, for the head.
    """
    board = board_of(timeline, version=version, date=date)
    rows = tuple(_row(clip) for clip in timeline.clips if clip.takes)
    count = sum(len(row.panels) for row in rows)
    return replace(board, scenes=rows, facts=(*board.facts, ("Takes", str(count))))


def _row(clip: Clip) -> SceneBlock:
    shot = clip.shot
    what = shot.action.text or " / ".join(f"{line.character}: {line.text}" for line in shot.dialogue)
    return SceneBlock(
        number=shot.number or shot.id,
        heading=" ".join(what.split()) or str(shot.size),
        shots=len(clip.takes),
        length="picture of another shot" if clip.shot.frame_from else "",
        panels=tuple(_panel(clip, take) for take in clip.takes),
        unit="take",
    )


def _panel(clip: Clip, take: Take) -> Panel:
    receipt = take.receipt
    in_use = clip.start_take is not None and clip.start_take.number == take.number
    source = receipt.model or receipt.backend or "own picture"
    price = format_usd(receipt.price_usd) if receipt.price_usd else ""
    made = (f"from {receipt.parent}" if receipt.parent else "", price, f"{receipt.created:%Y-%m-%d %H:%M}")
    return Panel(
        id=f"{clip.shot.id}-{take.number}",
        number=f"take {take.number}",
        continuation=not in_use,
        continuation_word="",
        take=take,
        status=IN_USE if in_use else "",
        size=str(receipt.quality) if receipt.origin != "imported" else "imported",
        size_name=str(receipt.quality),
        camera=tuple(word for word in (source, *made) if word),
        action=receipt.instruction,
        notes=receipt.warnings,
    )
