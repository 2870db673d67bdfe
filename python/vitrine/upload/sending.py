"""Settings and counts of the files that are sent for a session."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from typing import Callable

from ..api.client import Client


@dataclass
class UploadTally:
    files: int = 0
    bytes: int = 0
    stored_files: int = 0
    stored_bytes: int = 0
    retries: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def count(self, *, files: int = 0, byte_size: int = 0, had_files: int = 0, had: int = 0, retries: int = 0) -> None:
        """`had` counts bytes that the organization has already."""
        with self.lock:
            self.files += files
            self.bytes += byte_size + had
            self.stored_files += had_files
            self.stored_bytes += had
            self.retries += retries


@dataclass
class Sending:
    client: Client
    session: str
    concurrency: int
    limit: threading.Semaphore
    """Free places for a PUT of any file."""
    stopped: threading.Event
    on_sent: Callable[[int], None]
    on_had: Callable[[int], None]
    on_retry: Callable[[], None]

    def counting(self, on_sent: Callable[[int], None], on_had: Callable[[int], None]) -> Sending:
        return replace(self, on_sent=on_sent, on_had=on_had)
