"""Memory that is given back: programs that take and free many pictures keep far more than they use."""

from __future__ import annotations

import ctypes
import sys

_M_MMAP_THRESHOLD = -3
_LARGE = 1 << 20


def give_back_large_blocks() -> bool:
    """From now on, blocks of a megabyte and above go back to the system when they are freed.

    The C library of Linux begins like that, but with the first large block that is freed it raises the bound to that
    block's size: pictures then lie in the heap, with holes between them that no other picture fits, and a run holds
    twice what it needs. A bound that is set stays where it is.

    Returns:
        Whether there is such a bound to be set; elsewhere nothing needs to be done.
    """
    if sys.platform != "linux":
        return False
    try:
        # musl and others have no such function.
        return bool(ctypes.CDLL(None).mallopt(_M_MMAP_THRESHOLD, _LARGE))
    except (AttributeError, OSError):
        return False
