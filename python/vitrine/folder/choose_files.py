"""Which files of a folder are published."""

from __future__ import annotations

from pathlib import Path
from typing import List, Optional, Tuple

from ..errors import VitrineError
from .options import FolderOptions
from .patterns import Patterns

IGNORE_FILE = ".vitrineignore"


class FileChoice:
    """The choice of the options and of the `.vitrineignore` at the top of the folder."""

    def __init__(self, root: Path, options: FolderOptions) -> None:
        self._excluded = Patterns([*_ignored(root), *options.exclude])
        self._included = Patterns(options.include) if options.include else None
        self._types: List[Tuple[Patterns, str]] = [(Patterns([pattern]), type) for pattern, type in options.types]

    def takes(self, path: str) -> bool:
        """Returns whether a file is published."""
        return not self._excluded.match(path) and (self._included is None or self._included.match(path))

    def skips_folder(self, path: str) -> bool:
        """Returns whether no file below a folder is published."""
        return self._excluded.match(path, is_folder=True)

    def type_of(self, path: str) -> Optional[str]:
        """Returns the type that the caller set for a file. None if its content type decides."""
        for pattern, type in reversed(self._types):
            if pattern.match(path):
                return type
        return None


def _ignored(root: Path) -> List[str]:
    try:
        return (root / IGNORE_FILE).read_text(encoding="utf-8-sig", errors="replace").split("\n")
    except FileNotFoundError:
        return []
    except OSError as error:
        raise VitrineError("FOLDER_UNUSABLE", f"{IGNORE_FILE} cannot be read: {error.strerror}") from error
