"""The state of a file, which any write changes."""

from __future__ import annotations

import os
from typing import NamedTuple


class FileState(NamedTuple):
    byte_size: int
    stamp: str
    """Times in nanoseconds and the inode."""


def file_state(found: os.stat_result) -> FileState:
    return FileState(found.st_size, f"{found.st_mtime_ns}-{found.st_ctime_ns}-{found.st_ino}")
