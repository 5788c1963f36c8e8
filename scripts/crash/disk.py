"""A disk of one's own that loses its power: a real ext4 in a file, shut down without its log being flushed, and mounted again.

What the file system had not written when it was cut is gone, as after a pulled plug; what the kernel had handed to the
device counts as written (a drive's own cache is not part of this). Needs Linux, root, loop devices and ``mkfs.ext4``.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

_MEGABYTES = 160
# FS_IOC_SHUTDOWN with FS_SHUTDOWN_FLAGS_NOLOGFLUSH, from the kernel's interface.
_SHUTDOWN, _WITHOUT_THE_LOG = 0x8004587D, 2


class Disk:
    """The mounted disk; `folder` is where it is."""

    def __init__(self, image: Path, folder: Path) -> None:
        self.image, self.folder = image, folder

    def flush(self) -> None:
        """Everything so far is on the device."""
        subprocess.run(["sync", "-f", str(self.folder)], check=True)

    def cut(self) -> None:
        """The power is gone: nothing is written any more, and what was not written is lost."""
        handle = os.open(self.folder, os.O_RDONLY)
        try:
            fcntl.ioctl(handle, _SHUTDOWN, struct.pack("I", _WITHOUT_THE_LOG))
        finally:
            os.close(handle)

    def power_up(self) -> None:
        """The machine starts again: the journal is played back."""
        unmount(self.folder)
        self.mount()

    def mount(self) -> None:
        subprocess.run(["mount", "-o", "loop", str(self.image), str(self.folder)], check=True)


@contextlib.contextmanager
def ext4(folder: Path) -> Iterator[Disk]:
    """A new disk, mounted in a folder of `folder`."""
    memory = Path("/dev/shm")
    handle, name = tempfile.mkstemp(prefix="crash-disk-", suffix=".img", dir=memory if memory.is_dir() else folder)
    image, mounted = Path(name), folder / "disk"
    mounted.mkdir(exist_ok=True)
    try:
        os.ftruncate(handle, _MEGABYTES << 20)
        os.close(handle)
        subprocess.run(["mkfs.ext4", "-q", "-F", str(image)], check=True)
        disk = Disk(image, mounted)
        disk.mount()
        try:
            yield disk
        finally:
            unmount(mounted)
    finally:
        image.unlink()


def unmount(folder: Path) -> None:
    """Unmount, when the last of the killed is gone."""
    for _ in range(100):
        done = subprocess.run(["umount", str(folder)], check=False, capture_output=True, text=True)
        if done.returncode == 0:
            return
        time.sleep(0.05)
    raise RuntimeError(f"{folder} cannot be unmounted: {done.stderr}")


def why_not() -> str:
    """Why there can be no such disk here; empty where it can."""
    if sys.platform != "linux":
        return "this is not Linux"
    if os.geteuid() != 0:
        return "only root may mount a disk"
    lacking = [name for name in ("mkfs.ext4", "mount", "umount") if shutil.which(name) is None]
    if lacking:
        return f"there is no {' or '.join(lacking)}"
    with tempfile.TemporaryDirectory(prefix="crash-") as folder:
        try:
            with ext4(Path(folder)) as disk:
                disk.cut()
        except (OSError, RuntimeError, subprocess.CalledProcessError) as error:
            return f"no disk can be mounted here ({error})"
    return ""
