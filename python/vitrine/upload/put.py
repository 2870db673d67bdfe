"""One PUT of a file, or of a part of it, to the object store."""

from __future__ import annotations

import http.client
import os
import re
import threading
import time
from typing import Any, Callable, Iterator, List, Mapping, NamedTuple, Optional, Union

from ..api.transport import AnswerTooLarge, Transport, reason
from ..errors import Stopped
from ..hash.file_state import file_state
from ..hash.hash_drafts import LocalFile

_HELD_BYTE_SIZE = 1024**2
_CHUNK_BYTE_SIZE = 256 * 1024
_ANSWER_BYTE_SIZE = 64 * 1024
_SILENCE_SECONDS = 60.0
_MIN_BYTES_PER_SECOND = 4 * 1024
_WRONG_BYTES = re.compile("BadDigest|ChecksumMismatch|InvalidDigest|ContentSHA256Mismatch", re.IGNORECASE)


class Outcome(NamedTuple):
    kind: str
    """`stored`, or `refused`: the URL has expired or was never valid, or `wrongBytes`: the bytes differ from the declared
    ones, or `changed`: the file has changed since it was hashed, or `failed`: another attempt may help."""
    message: str = ""


def put(
    transport: Transport,
    file: LocalFile,
    start: int,
    end: int,
    address: Mapping[str, Any],
    stopped: threading.Event,
    on_sent: Callable[[int], None],
) -> Outcome:
    """Sends bytes of a file. Never sends them if the file has changed since it was hashed."""
    sent: List[int] = []

    def count(byte_size: int) -> None:
        sent.append(byte_size)
        on_sent(byte_size)

    outcome = _attempt(transport, file, start, end, address, stopped, count)
    # Takes back the bytes of a failed attempt.
    on_sent((end - start if outcome.kind == "stored" else 0) - sum(sent))
    return outcome


def _attempt(
    transport: Transport,
    file: LocalFile,
    start: int,
    end: int,
    address: Mapping[str, Any],
    stopped: threading.Event,
    on_sent: Callable[[int], None],
) -> Outcome:
    headers = {header["name"].lower(): header["value"] for header in address["headers"]}
    headers["content-length"] = str(end - start)
    try:
        opened = os.open(file.location, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    except OSError:
        return Outcome("changed")
    try:
        if _stamp(opened) != file.stamp:
            return Outcome("changed")
        body: Union[bytes, Iterator[bytes]]
        if end - start <= _HELD_BYTE_SIZE:
            body = _read(opened, start, end)
        else:
            body = _chunks(opened, start, end, stopped, on_sent)
        with transport.send("PUT", address["url"], headers, body) as response:
            text = response.read_all(_ANSWER_BYTE_SIZE).decode("utf-8", "replace")
            outcome = _judge(response.status, text)
        return Outcome("changed") if outcome.kind == "wrongBytes" and _stamp(opened) != file.stamp else outcome
    except (OSError, http.client.HTTPException, AnswerTooLarge) as error:
        if stopped.is_set():
            raise Stopped from error
        return Outcome("failed", reason(error))
    finally:
        os.close(opened)


def _stamp(opened: int) -> str:
    return file_state(os.fstat(opened)).stamp


def _read(opened: int, start: int, end: int) -> bytes:
    os.lseek(opened, start, os.SEEK_SET)
    content = b""
    while len(content) < end - start:
        chunk = os.read(opened, end - start - len(content))
        if not chunk:
            raise OSError("the file became shorter during the upload")
        content += chunk
    return content


def _chunks(
    opened: int, start: int, end: int, stopped: threading.Event, on_sent: Callable[[int], None]
) -> Iterator[bytes]:
    deadline = time.monotonic() + _SILENCE_SECONDS + (end - start) / _MIN_BYTES_PER_SECOND
    for at in range(start, end, _CHUNK_BYTE_SIZE):
        if stopped.is_set():
            raise Stopped
        if time.monotonic() > deadline:
            raise OSError("the store takes the bytes too slowly")
        chunk = _read(opened, at, min(at + _CHUNK_BYTE_SIZE, end))
        yield chunk
        on_sent(len(chunk))


def _judge(status: int, xml: str) -> Outcome:
    """Reads the response of a store: its status, and the code in its XML."""
    # 412: the object key was made for exactly these bytes. It exists, so an attempt succeeded whose response was lost.
    if 200 <= status < 300 or status == 412:
        return Outcome("stored")
    code = _first(r"<Code>([^<]{1,100})</Code>", xml)
    said = _first(r"<Message>([^<]{1,300})</Message>", xml)
    message = f"the object store returned HTTP {status}{' ' + code if code else ''}{': ' + said if said else ''}"
    if code and _WRONG_BYTES.search(code):
        return Outcome("wrongBytes", message)
    if status >= 500 or status in (400, 408, 409, 429):
        return Outcome("failed", message)
    return Outcome("refused", message)


def _first(pattern: str, text: str) -> Optional[str]:
    match = re.search(pattern, text)
    return match[1] if match else None
