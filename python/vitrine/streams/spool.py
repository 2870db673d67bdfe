"""A list of any length in a file instead of memory."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, BinaryIO, Iterator, List, Optional

_HELD_CHARACTERS = 64 * 1024


def to_json(value: Any) -> str:
    """Returns a value as JSON on one line, in the form of JavaScript."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


class Spool:
    """Rows in a file, one JSON value on each line. Call `end` before reading them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: Optional[BinaryIO] = path.open("xb")
        self._held: List[str] = []
        self._characters = 0

    def add(self, row: Any) -> None:
        self.add_line(to_json(row))

    def add_line(self, line: str) -> None:
        """Adds a line. An empty one has no row, for files whose lines are counted."""
        self._held.append(line)
        self._characters += len(line) + 1
        if self._characters > _HELD_CHARACTERS:
            self._flush()

    def end(self) -> None:
        if self._file is not None:
            self._flush()
            self._file.close()
            self._file = None

    def rows(self) -> Iterator[Any]:
        with self.path.open("rb") as file:
            for line in file:
                if line != b"\n":
                    yield json.loads(line)

    def _flush(self) -> None:
        if self._held and self._file is not None:
            text = "\n".join(self._held) + "\n"
            self._file.write(text.encode("utf-8", "surrogatepass"))
        self._held, self._characters = [], 0
