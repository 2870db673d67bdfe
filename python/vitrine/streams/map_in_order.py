"""Work on the values of a list in several threads."""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Callable, Deque, Iterable, Iterator, TypeVar

From = TypeVar("From")
To = TypeVar("To")


def map_in_order(values: Iterable[From], work: Callable[[From], To], threads: int, ahead: int = 2) -> Iterator[To]:
    """Yields the results of the work in the order of the values. At most `threads * ahead` values are under way."""
    running: Deque[Future[To]] = deque()
    pool = ThreadPoolExecutor(threads)
    try:
        for value in values:
            running.append(pool.submit(work, value))
            if len(running) >= threads * ahead:
                yield running.popleft().result()
        while running:
            yield running.popleft().result()
    finally:
        for each in running:
            each.cancel()
        pool.shutdown(wait=True)
