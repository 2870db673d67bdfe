"""The rate of a transfer."""

from __future__ import annotations

import time
from collections import deque
from typing import Deque, Tuple

_WINDOW_SECONDS = 10.0


class Meter:
    """Measures a rate over the last seconds, so that it follows pauses and bursts."""

    def __init__(self) -> None:
        self._samples: Deque[Tuple[float, float]] = deque([(time.monotonic(), 0.0)])

    def rate(self, total: float) -> float:
        """Takes the new total and returns the rate per second."""
        now = time.monotonic()
        if now - self._samples[-1][0] >= 0.1:
            self._samples.append((now, total))
        while len(self._samples) > 2 and now - self._samples[0][0] > _WINDOW_SECONDS:
            self._samples.popleft()
        began, before = self._samples[0]
        return (total - before) / (now - began) if now > began else 0.0
