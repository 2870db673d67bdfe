"""Sorting of any number of lines with bounded memory."""

from __future__ import annotations

import heapq
import json
import uuid
from pathlib import Path
from typing import Iterable, Iterator, List

_HELD = 100_000


def utf16(text: str) -> bytes:
    """Returns a key that sorts as JavaScript sorts strings: by UTF-16 code units."""
    return text.encode("utf-16-be", "surrogatepass")


def sort_lines(lines: Iterable[str], folder: Path, held: int = _HELD) -> Iterator[str]:
    """Yields texts without line ends in the order of their code units. Writes sorted parts to files, then merges them."""
    runs: List[Iterator[str]] = []
    run: List[str] = []
    for line in lines:
        run.append(line)
        if len(run) >= held:
            runs.append(_store(run, folder / f"run-{uuid.uuid4().hex}.txt"))
            run = []
    run.sort(key=utf16)
    if not runs:
        yield from run
        return
    yield from heapq.merge(*runs, run, key=utf16)


def _store(run: List[str], path: Path) -> Iterator[str]:
    run.sort(key=utf16)
    with path.open("x", encoding="ascii") as file:
        file.writelines(f"{json.dumps(line)}\n" for line in run)  # A file name may contain line ends.
    return _read(path)


def _read(path: Path) -> Iterator[str]:
    with path.open(encoding="ascii") as file:
        for line in file:
            yield json.loads(line)
    path.unlink()
