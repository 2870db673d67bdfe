"""All chosen files below a folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Iterator, List, NamedTuple

from .choose_files import FileChoice

_CLUTTER = frozenset({"Thumbs.db", "desktop.ini", "__MACOSX"})


class Found(NamedTuple):
    kind: str
    """`file`, `link`, `skipped`, or `broken` for a folder that cannot be read."""
    path: str


def walk(root: Path, choice: FileChoice) -> Iterator[Found]:
    """Yields files in no particular order. Skips hidden files and folders, files of systems, sockets, pipes and devices."""
    rest: List[str] = [""]
    while rest:
        folder = rest.pop()
        try:
            entries = os.scandir(os.path.join(root, folder))
        except OSError:
            yield Found("broken", folder)
            continue
        with entries:
            for entry in entries:
                path = f"{folder}/{entry.name}" if folder else entry.name
                if entry.name.startswith(".") or entry.name in _CLUTTER:
                    yield Found("skipped", path)
                elif entry.is_dir(follow_symlinks=False):
                    if choice.skips_folder(path):
                        yield Found("skipped", path)
                    else:
                        rest.append(path)
                elif not choice.takes(path):
                    yield Found("skipped", path)
                elif entry.is_symlink():
                    yield Found("link", path)
                else:
                    yield Found("file" if entry.is_file(follow_symlinks=False) else "skipped", path)
