"""The longest time to wait for a server that makes no progress."""

from __future__ import annotations

import time

from ..errors import VitrineError

DEFAULT_PATIENCE_SECONDS = 30 * 60.0
_LONGEST_SECONDS = 24 * 3_600.0


class ProgressDeadline:
    """Raises when the progress of the server has not grown for too long."""

    def __init__(self, message: str, patience_seconds: float = DEFAULT_PATIENCE_SECONDS) -> None:
        self._message, self._patience = message, patience_seconds
        self._began = self._since = time.monotonic()
        self._furthest = -1

    def advance(self, progress: int) -> None:
        now = time.monotonic()
        if progress > self._furthest:
            self._furthest, self._since = progress, now
        # Without a total limit, a server could report a little progress for ever.
        if now - self._since > self._patience or now - self._began > _LONGEST_SECONDS:
            hint = "Check that the worker of the server is running, then run the same command again. No data was lost."
            raise VitrineError("SERVER_ERROR", self._message, hint=hint)
