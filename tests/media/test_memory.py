from __future__ import annotations

import subprocess
import sys

import pytest

CHILD = """
import ctypes, sys
from storyboard.media import give_back_large_blocks

def in_the_heap():
    # What the C library holds in its heap, in use or not; large blocks of their own are not counted.
    fields = "arena ordblks smblks hblks hblkhd usmblks fsmblks uordblks fordblks keepcost".split()
    class Info(ctypes.Structure):
        _fields_ = [(name, ctypes.c_size_t) for name in fields]
    library = ctypes.CDLL(None)
    library.mallinfo2.restype = Info
    return library.mallinfo2().arena

if sys.argv[1] == "bounded":
    assert give_back_large_blocks()
large = bytes(20_000_000)
del large
before = in_the_heap()
kept = [bytes(3_000_000) for _ in range(10)]
print(in_the_heap() - before)
"""


def _grown(how):
    return int(subprocess.run([sys.executable, "-c", CHILD, how], check=True, capture_output=True, text=True).stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="only the C library of Linux keeps them")
def test_large_blocks_do_not_lie_in_the_heap_after_larger_ones_were_freed():
    assert _grown("as it is") > 25_000_000
    assert _grown("bounded") < 3_000_000
