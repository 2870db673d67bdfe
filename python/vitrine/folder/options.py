"""Options for reading a folder. docs/folder-rules.md describes each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Sequence, Tuple

from .tables import TABLES

ITEM_TYPES: Tuple[str, ...] = tuple(TABLES["itemTypeNames"])


@dataclass(frozen=True)
class FolderOptions:
    pairing: bool = True
    """Whether transcripts and metadata beside a file become part of its item."""
    include: Sequence[str] = ()
    """Patterns as in a .gitignore. If given, only matching files are published."""
    exclude: Sequence[str] = ()
    types: Sequence[Tuple[str, str]] = ()
    """Pairs of a pattern and the type of the items whose files match. The last match counts."""
    strict: bool = False
    """Whether to refuse files whose content does not match their names."""
    allow_empty: bool = False
    """Whether a manifest without items is published."""
