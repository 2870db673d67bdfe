"""Several threads that take values from one iterator."""

from __future__ import annotations

import threading
from typing import Callable, Iterator, List, Optional, TypeVar

Value = TypeVar("Value")


class _End:
    pass


_END = _End()


def run_crew(
    values: Iterator[Value],
    work: Callable[[Value], bool],
    threads: int,
    on_wait: Optional[Callable[[], None]] = None,
    every_seconds: float = 0.2,
) -> None:
    """Works on all values in threads. Ends early when work returns False. Raises the first error of a thread.

    Threads do not outlive the process. Calls `on_wait` now and then in the calling thread.
    """
    lock = threading.Lock()
    ended = threading.Event()
    errors: List[BaseException] = []

    def run() -> None:
        try:
            while not ended.is_set():
                with lock:
                    value = next(values, _END)
                if isinstance(value, _End):
                    return
                if not work(value):
                    ended.set()
        except BaseException as error:  # Raised again in the calling thread.
            errors.append(error)
            ended.set()

    crew = [threading.Thread(target=run, daemon=True) for _ in range(max(1, threads))]
    for thread in crew:
        thread.start()
    try:
        for thread in crew:
            while thread.is_alive():
                thread.join(every_seconds)
                if on_wait:
                    on_wait()
    except BaseException:
        ended.set()
        raise
    if errors:
        raise errors[0]
