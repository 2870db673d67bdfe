"""Manifest lines before their files are hashed."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Dict, Iterator, List, Optional

from .options import FolderOptions
from .reports import IssueLog, Notices

DraftAsset = Dict[str, Any]
"""An asset with `role`, `sha256`, `contentType` and, unless it names stored bytes, `path` and `location`.

`filename` is absent if none was given. `raw` is an asset that this package does not understand: the server reports it.
"""


@dataclass
class Draft:
    line: Optional[int]
    """Line of the manifest file. None if the item was derived from files."""
    item: Dict[str, Any]
    """The line without its assets."""
    assets: Optional[List[DraftAsset]] = None
    """None if the line has none, such as a line that removes an item."""


@dataclass
class Tally:
    items: int = 0
    files: int = 0
    bytes: int = 0
    skipped: int = 0


@dataclass
class Reading:
    """State of reading items, and the destinations of the results."""

    root: Path
    """Path of the folder with all links resolved."""
    temporary: Path
    """Folder for data that is too large for memory."""
    options: FolderOptions
    log: IssueLog
    notices: Notices
    tally: Tally = field(default_factory=Tally)

    def locate(self, path: str) -> str:
        """Returns the path on this machine for a path within the folder."""
        return str(self.root.joinpath(*path.split("/")))


Drafts = Iterator[Draft]
