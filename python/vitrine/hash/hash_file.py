"""The digest of a file."""

from __future__ import annotations

import hashlib
import os
from typing import Callable, NamedTuple, Optional

from ..errors import VitrineError
from .file_state import FileState, file_state

_CHUNK_BYTE_SIZE = 256 * 1024
_ATTEMPTS = 3


class HashedFile(NamedTuple):
    state: FileState
    sha256: str
    first_bytes: bytes
    """Start of the file, from which its kind is seen."""


def hash_file(path: str, on_read: Callable[[int], None] = lambda _: None, first_byte_size: int = 1_024) -> HashedFile:
    """Returns the SHA-256 of a file and the state it belongs to.

    Reads the file again if it changes meanwhile. Raises `FILE_CHANGED` after three attempts.
    """
    for _ in range(_ATTEMPTS):
        with open(path, "rb", buffering=0) as file:
            before = file_state(os.fstat(file.fileno()))
            read = 0
            digest = hashlib.sha256()
            first = b""
            chunk: Optional[bytes]
            while chunk := file.read(min(_CHUNK_BYTE_SIZE, before.byte_size - read + 1)):
                if read == 0:
                    first = chunk[:first_byte_size]
                digest.update(chunk)
                read += len(chunk)
                on_read(len(chunk))
                if read > before.byte_size:  # A file that grows as fast as it is read would never end.
                    break
            if read == before.byte_size and file_state(os.fstat(file.fileno())) == before:
                return HashedFile(before, digest.hexdigest(), first)
            on_read(-read)
    raise VitrineError(
        "FILE_CHANGED",
        f"{path} changed while it was being read.",
        hint="Wait until the file is complete, then run the same command again.",
    )
