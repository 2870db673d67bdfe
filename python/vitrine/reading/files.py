"""Files of items: fetched when they are needed, checked against their digests."""

from __future__ import annotations

import io
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, List, Mapping, Optional, Sequence, Tuple

from ..errors import Cause, DownloadFailed
from .file_cache import FileCache
from .download import Download, RangeFile
from .signing import sign_files
from .source import Source

_WHOLE_BYTE_SIZE = 1024**2
_BUFFER_BYTE_SIZE = 1024**2
_MARGIN_SECONDS = 5.0


class Batch:
    """Files that are signed together, so that one request serves many."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.files: List[File] = []
        self.lock = threading.Lock()
        self.was_used = False
        """Whether the URL of any file was needed."""

    def sign_from(self, file: File) -> None:
        """Signs a file, and others of the batch that have no URL, the next ones first."""
        start = next((index for index, each in enumerate(self.files) if each is file), 0)
        others = [each for each in self.files[start + 1 :] + self.files[:start] if not each.has_url]
        sign_files(self.source, [file, *others])


@dataclass
class File:
    """A file of an item. Nothing is fetched before it is needed."""

    id: str
    role: str
    sha256: str
    byte_size: int
    content_type: str
    filename: Optional[str]
    width: Optional[int] = None
    height: Optional[int] = None
    duration_seconds: Optional[float] = None
    derived: bool = False
    _batch: Batch = field(repr=False, compare=False, default=None)  # type: ignore[assignment]
    _address: Optional[Tuple[str, float]] = field(repr=False, compare=False, default=None)

    def read(self) -> bytes:
        """Returns the content, after checking its digest."""
        cached = self._cache.find(self.sha256, self.byte_size)
        return cached.read_bytes() if cached else Download(self).whole()

    def read_range(self, start: int, byte_size: int) -> bytes:
        """Returns a part of the content. It is shorter at the end of the file. A part cannot be checked against the digest."""
        end = min(self.byte_size, start + byte_size)
        return Download(self).range(start, end) if start < end else b""

    def open(self) -> BinaryIO:
        """Returns the content as a file that can seek. A large file is fetched in parts, as far as it is read."""
        cached = self._cache.find(self.sha256, self.byte_size)
        if cached:
            return cached.open("rb")
        if self.byte_size <= _WHOLE_BYTE_SIZE:
            return io.BytesIO(self.read())
        return io.BufferedReader(RangeFile(self), _BUFFER_BYTE_SIZE)

    def path(self) -> Path:
        """Returns the path of the content on this machine. Fetches it to the cache, unless it is there."""
        cached = self._cache.find(self.sha256, self.byte_size)
        return cached or self._cache.store(self.sha256, Download(self).to_file)

    def url(self) -> str:
        """Returns a signed URL that is valid for a minute at least, or nearly. Do not store it."""
        batch = self._batch
        batch.was_used = True
        if not self.has_url:
            with batch.lock:
                if not self.has_url:  # Another thread may have signed it meanwhile.
                    batch.sign_from(self)
        address = self._address
        if address is None:
            raise DownloadFailed("DOWNLOAD_FAILED", 1, [Cause(self.name, "NOT_FOUND", "it may no longer be seen")])
        return address[0]

    @property
    def has_url(self) -> bool:
        """Whether a URL is known that is still valid."""
        address = self._address
        return address is not None and time.monotonic() <= address[1]

    @property
    def name(self) -> str:
        """Name to show to people."""
        return self.filename or f"{self.role.lower()} {self.sha256[:12]}"

    def signed(self, signed: Optional[Mapping[str, Any]], asked: float) -> None:
        """Takes a URL, and the moment at which it was requested."""
        self._address = signed and (signed["url"], asked + signed["expiresInSeconds"] - _MARGIN_SECONDS)  # type: ignore[assignment]

    def forget_url(self, url: str) -> None:
        """Drops a URL that the store has refused."""
        if self._address and self._address[0] == url:
            self._address = None

    @property
    def is_in_use(self) -> bool:
        """Whether the URL of any file of the same request was needed."""
        return self._batch.was_used

    @property
    def source(self) -> Source:
        return self._batch.source

    @property
    def _cache(self) -> FileCache:
        return self._batch.source.cache


def file_of(asset: Mapping[str, Any], batch: Batch, asked: float) -> File:
    """Returns an asset of the API as a file, and adds it to a batch."""
    file = File(
        asset["id"],
        asset["role"],
        asset["sha256"],
        asset["byteSize"],
        asset["contentType"],
        asset["filename"],
        asset.get("width"),
        asset.get("height"),
        asset.get("durationSeconds"),
        asset.get("derived", False),
        batch,
    )
    if asset.get("signedUrl"):
        file.signed(asset["signedUrl"], asked)
    batch.files.append(file)
    return file


def files_by_role(files: Sequence[File], role: str) -> List[File]:
    return [file for file in files if file.role == role]
