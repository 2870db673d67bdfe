"""How many files are declared at once, so that every URL is still valid when it is used."""

from __future__ import annotations

import math
import time

_MAX_FILES = 500
"""Maximum number of files that the API accepts in one call."""


class BatchPlanner:
    """Plans batches that take about a minute at the measured rate, on slow and fast connections."""

    def __init__(self, seconds: float = 60.0) -> None:
        self._seconds = seconds
        self._began = time.monotonic()
        self._files, self._bytes = 64, 64 * 1024**2

    def fits(self, files: int, byte_size: int, next_byte_size: int) -> bool:
        """Returns whether one more file fits into a batch."""
        return files == 0 or (files < self._files and byte_size + next_byte_size <= self._bytes)

    def measure(self, files: int, byte_size: int) -> None:
        """Takes the totals sent so far, as they grow."""
        elapsed = time.monotonic() - self._began
        if elapsed < 0.05 or files == 0:
            return
        # A few large files do not show how many small ones can be sent, and many small ones not how many bytes.
        planned_files = math.ceil(files / elapsed * self._seconds)
        planned_bytes = math.ceil(byte_size / elapsed * self._seconds)
        self._files = max(1, min(_MAX_FILES, self._files * 2, planned_files))
        self._bytes = max(1, min(self._bytes * 2, planned_bytes))
