"""Progress as data: the events of docs/cli.md, at most five of a kind a second."""

from __future__ import annotations

import time
from typing import Any, Callable, Dict

Event = Dict[str, Any]
"""One of the events that `vitrine publish --json` writes. `type` says which."""
OnEvent = Callable[[Event], None]

_EVERY_SECONDS = 0.2


class Reporter:
    """Passes on events. Leaves out those that follow too soon after one of the same kind."""

    def __init__(self, on_event: OnEvent) -> None:
        self._on_event = on_event
        self._next = 0.0

    def tell(self, event: Event) -> None:
        self._on_event(event)

    def tell_sometimes(self, snapshot: Callable[[], Event]) -> None:
        now = time.monotonic()
        if now >= self._next:
            self._next = now + _EVERY_SECONDS
            self._on_event(snapshot())
