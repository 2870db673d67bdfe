"""Digests of files between runs, so that unchanged files are not read again. The command line uses the same file.

The file is an open-addressed hash table, so that memory use does not grow with the folder. If a slot is incomplete, or
another run overwrote it, its file is only read once more.
"""

from __future__ import annotations

import hashlib
import os
import threading
import time
from pathlib import Path
from typing import Iterator, Optional, Tuple

from .file_state import FileState
from .slot import SLOT_BYTE_SIZE, is_whole, name_of, slot_of

_PROBES = 32
_FIRST_SLOTS = 2**14
_MAX_SLOTS = 2**23
# A file written more recently than this could change again within the same tick of its clock.
_SETTLED_SECONDS = 2.0


class HashCache:
    """The cache of one folder. Remembers nothing if its file cannot be used."""

    def __init__(self, directory: Optional[Path], folder: str) -> None:
        self._lock = threading.Lock()
        self._file: Optional[int] = None
        self._slots = 0
        if directory is None:
            return
        name = hashlib.sha256(folder.encode("utf-8", "surrogateescape")).hexdigest()[:32]
        self._path = directory / f"{name}.hashes"
        try:
            directory.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._open(self._path)
        except OSError:
            self.close()  # With a read-only home directory, publishing only takes longer.

    def find(self, path: str, state: FileState) -> Optional[str]:
        if self._file is None:
            return None
        name = name_of(path, state)
        with self._lock:
            for slot, _ in self._probe(name):
                if slot[:16] == name and is_whole(slot):
                    return slot[16:48].hex()
        return None

    def remember(self, path: str, state: FileState, sha256: str) -> None:
        modified = int(state.stamp.split("-", 1)[0]) / 1e9
        if self._file is None or abs(time.time() - modified) < _SETTLED_SECONDS:
            return
        with self._lock:
            try:
                self._insert(slot_of(name_of(path, state), bytes.fromhex(sha256)))
            except OSError:
                self.close()  # A full disk does not stop the publish.

    def close(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            os.close(file)

    def _open(self, path: Path) -> None:
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        slots, rest = divmod(os.fstat(self._file).st_size, SLOT_BYTE_SIZE)
        self._slots = slots - _PROBES
        if rest == 0 and self._slots >= _FIRST_SLOTS and self._slots & (self._slots - 1) == 0:
            return
        self._slots = _FIRST_SLOTS
        os.ftruncate(self._file, 0)
        os.ftruncate(self._file, (_FIRST_SLOTS + _PROBES) * SLOT_BYTE_SIZE)

    def _probe(self, name: bytes) -> Iterator[Tuple[bytes, int]]:
        if self._file is None:
            return
        start = int.from_bytes(name[:4], "little") % self._slots * SLOT_BYTE_SIZE
        block = _read_at(self._file, _PROBES * SLOT_BYTE_SIZE, start)
        for offset in range(0, len(block) - SLOT_BYTE_SIZE + 1, SLOT_BYTE_SIZE):
            yield block[offset : offset + SLOT_BYTE_SIZE], start + offset

    def _insert(self, slot: bytes) -> None:
        while self._file is not None:
            for held, position in self._probe(slot[:16]):
                if held[:16] != slot[:16] and is_whole(held):
                    continue
                _write_at(self._file, slot, position)
                return
            self._grow()

    def _grow(self) -> None:
        """Moves to a table of twice the size. At the maximum, most entries are outdated: it starts again empty."""
        old, old_slots, path = self._file, self._slots, self._path
        assert old is not None
        temporary = path.with_name(f"{path.name}.{os.getpid()}")
        temporary.unlink(missing_ok=True)
        larger = HashCache(None, "")
        larger._open(temporary)
        larger._slots = old_slots * 2 if old_slots * 2 <= _MAX_SLOTS else _FIRST_SLOTS
        larger._path = temporary
        assert larger._file is not None
        os.ftruncate(larger._file, (larger._slots + _PROBES) * SLOT_BYTE_SIZE)
        if larger._slots > old_slots:
            for position in range(0, (old_slots + _PROBES) * SLOT_BYTE_SIZE, SLOT_BYTE_SIZE * 4_096):
                block = _read_at(old, SLOT_BYTE_SIZE * 4_096, position)
                for offset in range(0, len(block), SLOT_BYTE_SIZE):
                    slot = block[offset : offset + SLOT_BYTE_SIZE]
                    if is_whole(slot):
                        larger._insert(slot)
        os.replace(temporary, path)
        os.close(old)
        self._file, self._slots = larger._file, larger._slots


def _read_at(file: int, byte_size: int, position: int) -> bytes:
    if hasattr(os, "pread"):
        return os.pread(file, byte_size, position)
    os.lseek(file, position, os.SEEK_SET)
    return os.read(file, byte_size)


def _write_at(file: int, content: bytes, position: int) -> None:
    if hasattr(os, "pwrite"):
        os.pwrite(file, content, position)
        return
    os.lseek(file, position, os.SEEK_SET)
    os.write(file, content)
