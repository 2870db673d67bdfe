"""The manifest with all its digests, and the files it names."""

from __future__ import annotations

import itertools
import os
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable, Dict, Iterable, Iterator, List, NamedTuple, Optional, Tuple

from ..errors import Issue, VitrineError
from ..folder.drafts import Draft, DraftAsset
from ..folder.inspect_bytes import inspect_bytes
from ..folder.names import quote, shorten_filename
from ..folder.read_source import ReadSource, drafts_in
from ..folder.reports import IssueLog, Notices
from ..folder.signatures import SIGNATURE_BYTE_SIZE
from ..streams.map_in_order import map_in_order
from ..streams.spool import Spool
from .file_state import FileState, file_state
from .hash_cache import HashCache
from .hash_file import hash_file

_THREADS = 4
_DRAFTS_AT_ONCE = 32


class LocalFile(NamedTuple):
    """A file to be sent, in the state in which it was hashed."""

    location: str
    """Path on this machine."""
    path: str
    """Path to show to people."""
    filename: str
    content_type: str
    byte_size: int
    stamp: str
    sha256: str


@dataclass
class HashTally:
    files: int = 0
    bytes: int = 0
    unchanged_files: int = 0


class HashedManifest(NamedTuple):
    manifest: LocalFile
    """The manifest as an NDJSON file that can be sent itself."""
    files: Spool
    items: int
    has_lines: bool
    has_blank_lines: bool


@dataclass
class Hashing:
    """Means of hashing. Several threads use it."""

    cache: HashCache
    tally: HashTally
    notices: Notices
    log: IssueLog
    stopped: threading.Event

    def __post_init__(self) -> None:
        self._lock = threading.Lock()

    def count(self, files: int = 0, byte_size: int = 0, unchanged: int = 0) -> None:
        with self._lock:
            self.tally.files += files
            self.tally.bytes += byte_size
            self.tally.unchanged_files += unchanged


def hash_drafts(hashing: Hashing, source: ReadSource, temporary: Path, on_progress: Callable[[], None]) -> HashedManifest:
    """Hashes the files of all items and writes the manifest that names them by digest."""
    manifest = Spool(temporary / "manifest.ndjson")
    files = Spool(temporary / "files.ndjson")
    lines = 0
    has_blank_lines = False
    batches = _batches(drafts_in(source.spool))
    for batch in map_in_order(batches, lambda drafts: [_hash_draft(hashing, draft) for draft in drafts], _THREADS):
        for number, line, found in batch:
            lines += 1
            while number is not None and lines < number:
                manifest.add_line("")
                has_blank_lines = True
                lines += 1
            manifest.add(line)
            for file in found:
                files.add(list(file))
        on_progress()
    manifest.end()
    files.end()
    hashing.log.raise_if_any()
    location = str(manifest.path)
    hashed = hash_file(location)
    file = LocalFile(location, "manifest.ndjson", "manifest.ndjson", "application/x-ndjson", *hashed.state, hashed.sha256)
    return HashedManifest(file, files, source.items, source.has_lines, has_blank_lines)


def _batches(drafts: Iterable[Draft]) -> Iterator[List[Draft]]:
    iterator = iter(drafts)
    while batch := list(itertools.islice(iterator, _DRAFTS_AT_ONCE)):
        yield batch


def _hash_draft(hashing: Hashing, draft: Draft) -> Tuple[Optional[int], Dict[str, Any], List[LocalFile]]:
    found: List[LocalFile] = []
    named: List[Any] = []
    if draft.assets is None:
        return draft.line, draft.item, found
    key = draft.item.get("key") if isinstance(draft.item.get("key"), str) else None
    for index, asset in enumerate(draft.assets):
        pointer = f"/assets/{index}"
        if "raw" in asset:
            named.append(asset["raw"])
            continue
        try:
            file, first_bytes = _hash_asset(hashing, asset)
            declared = asset.get("sha256")
            if declared is not None and declared != file.sha256:
                message = f"The SHA-256 of {quote(file.path)} differs from the one in the manifest."
                raise VitrineError("CHECKSUM_MISMATCH", f"{message} Correct the manifest or the file.")
        except VitrineError as error:
            hashing.log.add(Issue(draft.line, key, pointer, error.code, error.message))
            continue
        except OSError as error:
            hashing.log.add(Issue(draft.line, key, pointer, "FILE_UNREADABLE", f"{quote(asset['path'])}: {error.strerror}"))
            continue
        found.append(file)
        warning = inspect_bytes(file.path, file.content_type, file.byte_size, first_bytes)
        if warning:
            hashing.notices.warn(warning, draft.line, key, pointer)
        entry = {"role": asset["role"], "sha256": file.sha256, "contentType": asset["contentType"]}
        named.append({**entry, "filename": asset["filename"]} if "filename" in asset else entry)
    return draft.line, {**draft.item, "assets": named}, found


def _hash_asset(hashing: Hashing, asset: DraftAsset) -> Tuple[LocalFile, bytes]:
    location, path = asset["location"], asset["path"]
    state = file_state(os.stat(location))
    known = hashing.cache.find(path, state)
    if known is None:
        hashed = hash_file(location, lambda byte_size: hashing.count(byte_size=byte_size), SIGNATURE_BYTE_SIZE)
        state, known, first_bytes = hashed.state, hashed.sha256, hashed.first_bytes
        hashing.cache.remember(path, state, known)
        hashing.count(files=1)
    else:
        first_bytes = _first_bytes(location)
        hashing.count(files=1, byte_size=state.byte_size, unchanged=1)
    filename = shorten_filename(asset.get("filename") or path)
    return LocalFile(location, path, filename, asset["contentType"], state.byte_size, state.stamp, known), first_bytes


def _first_bytes(location: str) -> bytes:
    with open(location, "rb", buffering=0) as file:
        return file.read(SIGNATURE_BYTE_SIZE) or b""


def files_in(spool: Spool) -> Iterator[LocalFile]:
    return (LocalFile(*row) for row in spool.rows())


__all__ = ["FileState", "HashTally", "HashedManifest", "Hashing", "LocalFile", "files_in", "hash_drafts"]
