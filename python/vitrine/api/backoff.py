"""How long to wait before a request is sent again."""

from __future__ import annotations

import random
import threading
from dataclasses import dataclass

from ..errors import Stopped


@dataclass(frozen=True)
class Backoff:
    first_seconds: float = 0.5
    """Upper bound of the first wait. It doubles with each attempt."""
    longest_seconds: float = 20.0

    def seconds(self, failures: int) -> float:
        """Returns the wait after the nth failure, from 1: random up to the bound, so that clients do not return at once."""
        bound: float = min(self.longest_seconds, self.first_seconds * 2 ** (failures - 1))
        return random.random() * bound


def wait(seconds: float, stopped: threading.Event) -> None:
    """Waits. Raises `Stopped` as soon as the work is stopped."""
    if stopped.wait(seconds):
        raise Stopped
