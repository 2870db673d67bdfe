"""Fetched files on disk, by their SHA-256."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
import threading
import uuid
from pathlib import Path
from typing import BinaryIO, Callable, Optional, Set

_CHUNK_BYTE_SIZE = 1024**2


class FileCache:
    """A folder in which each file has its digest as name. May be deleted at any time. Several processes may share it."""

    def __init__(self, folder: Optional[Path]) -> None:
        self.folder = folder
        """None for a folder that is deleted with this object."""
        self._temporary: Optional["tempfile.TemporaryDirectory[str]"] = None
        self._checked: Set[str] = set()
        self._lock = threading.Lock()

    def find(self, sha256: str, byte_size: int) -> Optional[Path]:
        """Returns the path of a file. None if it is not there, or if its bytes are not those of the digest."""
        if self.folder is None and self._temporary is None:
            return None
        path = self._path_of(sha256)
        try:
            if path.stat().st_size != byte_size:
                return None
            if sha256 not in self._checked:
                if _digest_of(path) != sha256:
                    path.unlink()
                    return None
                self._checked.add(sha256)
        except OSError:
            return None
        return path

    def store(self, sha256: str, write: Callable[[BinaryIO], None]) -> Path:
        """Writes a file that appears complete or not at all. `write` raises unless the bytes are those of the digest."""
        path = self._path_of(sha256)
        self._root().mkdir(mode=0o700, parents=True, exist_ok=True)  # Files of a dataset are not for other users.
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{sha256[:16]}.{uuid.uuid4().hex}.part")
        try:
            with part.open("xb") as file:
                write(file)
            os.replace(part, path)
        finally:
            with contextlib.suppress(FileNotFoundError):
                part.unlink()
        self._checked.add(sha256)
        return path

    def _path_of(self, sha256: str) -> Path:
        return self._root() / "files" / sha256[:2] / sha256

    def _root(self) -> Path:
        if self.folder is not None:
            return self.folder
        with self._lock:  # A second temporary folder would be deleted while a thread writes to it.
            if self._temporary is None:
                self._temporary = tempfile.TemporaryDirectory(prefix="vitrine-")
            return Path(self._temporary.name)


def _digest_of(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTE_SIZE):
            digest.update(chunk)
    return digest.hexdigest()
