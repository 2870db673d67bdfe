"""Many files on their way to the object store."""

from __future__ import annotations

import threading
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Callable, Deque, Generator, Iterator, List, Optional, Tuple

from ..api.client import Client
from ..errors import Cause, Stopped, UploadFailed
from ..hash.hash_drafts import LocalFile
from ..streams.crew import run_crew
from .batches import BatchPlanner
from .send_file import GivenUp, send_file
from .sending import Sending, UploadTally
from .targets import Target, request_targets

_LAST_FILES = 20
"""Number of most recent files that are considered. If too many of them failed, uploading stops."""
_MOSTLY_FAILED = 0.8
_KEPT_CAUSES = 10

Pair = Tuple[LocalFile, Target]


def upload_files(
    client: Client,
    session: str,
    concurrency: int,
    files: Iterator[LocalFile],
    tally: UploadTally,
    on_wait: Callable[[], None],
) -> None:
    """Sends several files at the same time. A failed file does not stop the others, but everything stops if most fail.

    Raises `UploadFailed` if any file was not stored.
    """
    causes: List[Cause] = []
    last: Deque[bool] = deque(maxlen=_LAST_FILES)
    failed = [0]
    lock = threading.Lock()
    sending = Sending(
        client,
        session,
        concurrency,
        threading.Semaphore(concurrency),
        client.stopped,
        on_sent=lambda byte_size: tally.count(byte_size=byte_size),
        on_had=lambda byte_size: tally.count(had=byte_size),
        on_retry=lambda: tally.count(retries=1),
    )

    def send(pair: Pair) -> bool:
        file, target = pair
        if client.stopped.is_set():
            raise Stopped
        try:
            outcome = send_file(sending, file, target)
        except GivenUp as error:
            with lock:
                failed[0] += 1
                last.append(True)
                if len(causes) < _KEPT_CAUSES:
                    causes.append(Cause(file.path, error.code, error.message))
                return len(last) < _LAST_FILES or sum(last) < _LAST_FILES * _MOSTLY_FAILED
        with lock:
            last.append(False)
        tally.count(files=1, had_files=outcome == "had")
        return True

    pairs = _with_targets(client, session, files, tally)
    run_crew(pairs, send, concurrency, on_wait)
    if failed[0]:
        changed = all(cause.code == "FILE_CHANGED" for cause in causes)
        raise UploadFailed("FILE_CHANGED" if changed else "UPLOAD_FAILED", failed[0], causes)


def _with_targets(
    client: Client, session: str, files: Iterator[LocalFile], tally: UploadTally
) -> Generator[Pair, None, None]:
    """Adds targets to files, batch by batch. Requests the next batch while the current one is sent."""
    planner = BatchPlanner()
    held: List[Optional[LocalFile]] = [None]

    def next_batch() -> List[Pair]:
        batch: List[LocalFile] = []
        byte_size = 0
        planner.measure(tally.files - tally.stored_files, tally.bytes - tally.stored_bytes)
        while True:
            file = held[0] = held[0] or next(files, None)
            if file is None or not planner.fits(len(batch), byte_size, file.byte_size):
                break
            batch.append(file)
            byte_size += file.byte_size
            held[0] = None
        return list(zip(batch, request_targets(client, session, batch))) if batch else []

    with ThreadPoolExecutor(1) as pool:
        coming: Future[List[Pair]] = pool.submit(next_batch)
        while batch := coming.result():
            coming = pool.submit(next_batch)
            yield from batch
