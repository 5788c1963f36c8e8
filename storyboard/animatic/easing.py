"""How a move or a blend gathers way and comes to rest: curves from 0 to 1."""

from __future__ import annotations


def smooth(progress: float) -> float:
    """Starts and lands softly (smoothstep)."""
    inside = clamped(progress)
    return inside * inside * (3 - 2 * inside)


def rushed(progress: float) -> float:
    """Starts and lands softly, and is very fast between: what a whip does."""
    inside = clamped(progress)
    return 8 * inside**4 if inside < 0.5 else 1 - 8 * (1 - inside) ** 4


def clamped(progress: float) -> float:
    """Progress before the beginning is 0, and after the end 1."""
    return min(max(progress, 0.0), 1.0)
