"""Bytes of a file from the object store. Tries again what may succeed later, and never takes more than was declared."""

from __future__ import annotations

import hashlib
import http.client
import io
from typing import TYPE_CHECKING, Any, BinaryIO, Callable, Optional, TypeVar

from ..api.backoff import wait
from ..api.transport import Response, reason
from ..errors import Cause, DownloadFailed

if TYPE_CHECKING:
    from .files import File

_ATTEMPTS = 7
_CHUNK_BYTE_SIZE = 256 * 1024
_RANGE_BYTE_SIZE = 1024**2

Result = TypeVar("Result")


class _Failed(Exception):
    """An attempt that failed. Another may help, unless the store sent other content than was declared."""

    def __init__(self, message: str, is_final: bool = False) -> None:
        super().__init__(message)
        self.is_final = is_final


class Download:
    """Requests for the content of one file."""

    def __init__(self, file: File) -> None:
        self._file = file

    def whole(self) -> bytes:
        """Returns the content, after checking its digest."""
        return self._attempts(self._read_whole)

    def range(self, start: int, end: int) -> bytes:
        """Returns the bytes from `start` to `end`, exclusive."""
        return self._attempts(lambda url: self._read_range(url, start, end))

    def to_file(self, out: BinaryIO) -> None:
        """Writes the content. Continues after a lost connection."""
        digest = hashlib.sha256()
        written = [0]

        def read(url: str) -> None:
            nonlocal digest
            with self._get(url, written[0], self._file.byte_size) as response:
                while chunk := response.read(_CHUNK_BYTE_SIZE):
                    written[0] += len(chunk)
                    if written[0] > self._file.byte_size:
                        raise self._too_much()
                    digest.update(chunk)
                    try:
                        out.write(chunk)
                    except OSError as error:  # The next attempt would go on behind bytes that are not in the file.
                        raise _Failed(f"the file cannot be written: {reason(error)}", is_final=True) from error
            if written[0] < self._file.byte_size:
                raise _Failed("the answer ended early")
            if digest.hexdigest() != self._file.sha256:
                digest = hashlib.sha256()
                written[0] = 0
                out.seek(0)
                out.truncate()
                raise _Failed("the bytes are not those of the digest")

        self._attempts(read)

    def _read_whole(self, url: str) -> bytes:
        size = self._file.byte_size
        with self._get(url, 0, size) as response:
            content = response.read(size + 1) if size else response.read(1)
            while 0 < len(content) < size and (more := response.read(size + 1 - len(content))):
                content += more
        if len(content) > size:
            raise self._too_much()
        if len(content) < size:
            raise _Failed("the answer ended early")
        if hashlib.sha256(content).hexdigest() != self._file.sha256:
            raise _Failed("the bytes are not those of the digest")
        return content

    def _read_range(self, url: str, start: int, end: int) -> bytes:
        with self._get(url, start, end, is_range=True) as response:
            content = response.read(end - start)
            while len(content) < end - start and (more := response.read(end - start - len(content))):
                content += more
        if len(content) < end - start:
            raise _Failed("the answer ended early")
        return content

    def _get(self, url: str, start: int, end: int, is_range: bool = False) -> Response:
        headers = {"Accept-Encoding": "identity"}  # Compressed content would not have the declared size.
        if is_range or start > 0:
            headers["Range"] = f"bytes={start}-{end - 1}"
        response = self._file.source.client.transport.send("GET", url, headers)
        expected = 206 if "Range" in headers else 200
        if response.status == expected:
            return response
        with response:
            pass
        if response.status < 500 and response.status != 429:
            self._file.forget_url(url)  # It has expired, or is refused for another reason.
        raise _Failed(f"the store answered {response.status}")

    def _attempts(self, read: Callable[[str], Result]) -> Result:
        client = self._file.source.client
        failures = 0
        while True:
            url = self._file.url()
            try:
                return read(url)
            except (_Failed, OSError, http.client.HTTPException) as error:
                failures += 1
                message = str(error) if isinstance(error, _Failed) else reason(error)
                if failures == _ATTEMPTS or (isinstance(error, _Failed) and error.is_final):
                    cause = Cause(self._file.name, "DOWNLOAD_FAILED", message)
                    raise DownloadFailed("DOWNLOAD_FAILED", 1, [cause]) from error
            wait(client.backoff.seconds(failures), client.stopped)

    def _too_much(self) -> _Failed:
        message = f"the store sent more than the {self._file.byte_size} bytes that were declared"
        return _Failed(message, is_final=True)


class RangeFile(io.RawIOBase):
    """A file that is fetched as far as it is read. Checks the digest if it is read from start to end without a jump."""

    def __init__(self, file: File) -> None:
        self._file = file
        self._position = 0
        self._digest: Optional[Any] = hashlib.sha256()
        self._hashed = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._file.byte_size}[whence]
        if base + offset < 0:
            raise ValueError("a position is 0 or more")
        self._position = base + offset
        return self._position

    def readinto(self, buffer: Any) -> int:
        end = min(self._file.byte_size, self._position + min(len(buffer), _RANGE_BYTE_SIZE))
        if self._position >= end:
            return 0
        content = Download(self._file).range(self._position, end)
        buffer[: len(content)] = content
        self._check(content)
        self._position = end
        return len(content)

    def _check(self, content: bytes) -> None:
        if self._digest is None or self._position != self._hashed:
            self._digest = None
            return
        self._digest.update(content)
        self._hashed += len(content)
        if self._hashed == self._file.byte_size and self._digest.hexdigest() != self._file.sha256:
            cause = Cause(self._file.name, "DOWNLOAD_FAILED", "the bytes are not those of the digest")
            raise DownloadFailed("DOWNLOAD_FAILED", 1, [cause])


