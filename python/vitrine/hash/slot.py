"""Entries of the cache of digests."""

from __future__ import annotations

import hashlib

from .file_state import FileState

SLOT_BYTE_SIZE = 56
"""16 bytes of the name (a digest of path and state), 32 of the SHA-256, and 8 that check the slot."""


def name_of(path: str, state: FileState) -> bytes:
    named = f"{state.byte_size}\0{state.stamp}\0{path}"
    return hashlib.sha256(named.encode("utf-8", "surrogatepass")).digest()[:16]


def slot_of(name: bytes, sha256: bytes) -> bytes:
    content = name + sha256
    return content + hashlib.sha256(content).digest()[:8]


def is_whole(slot: bytes) -> bool:
    """Returns whether a slot was written completely."""
    if len(slot) < SLOT_BYTE_SIZE or slot[48:] == bytes(8):  # Most slots are empty.
        return False
    return hashlib.sha256(slot[:48]).digest()[:8] == slot[48:]
