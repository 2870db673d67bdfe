"""Where to send files."""

from __future__ import annotations

import math
import time
from datetime import datetime
from typing import Any, Dict, List, Mapping, Optional, Sequence

from ..api.check_answer import invalid_answer
from ..api.client import Client
from ..api.failures import success_of
from ..hash.hash_drafts import LocalFile

_MAX_PARTS = 10_000
_MARGIN_SECONDS = 10.0
"""Minimum remaining life of a URL at the start of a request."""

Target = Dict[str, Any]
"""One of the answers of `requestUploads`. A URL has `goodUntil` by the monotonic clock, so that a wrong clock does no harm."""


def request_targets(client: Client, session: str, files: Sequence[LocalFile]) -> List[Target]:
    """Requests the targets of files, in the order of the files."""
    asked = time.monotonic()
    declared = [
        {
            "clientRef": str(index),  # Paths can be longer than the API accepts.
            "filename": file.filename,
            "contentType": file.content_type,
            "byteSize": file.byte_size,
            "sha256": file.sha256,
        }
        for index, file in enumerate(files)
    ]
    answer = client.ask("RequestUploads", {"session": session, "files": declared})
    targets: List[Target] = list(success_of(answer.data["requestUploads"], answer.request_id)["answers"])
    if len(targets) != len(files):
        raise invalid_answer("data.requestUploads.answers does not have the requested length", answer.request_id)
    for target, file in zip(targets, files):
        if target["__typename"] == "MultipartUploadTarget":
            _check_parts(target, file, answer.request_id)
        if target["__typename"] == "UploadTarget":
            life = _seconds_of(target["expiresAt"]) - answer.server_time
            target["goodUntil"] = asked + life - _MARGIN_SECONDS
    return targets


def _check_parts(target: Mapping[str, Any], file: LocalFile, request_id: Optional[str]) -> None:
    """Raises unless the parts cover the whole file."""
    size, count = target["partByteSize"], target["partCount"]
    is_whole = size > 0 and count <= _MAX_PARTS and count == math.ceil(file.byte_size / size)
    if not is_whole or any(not 1 <= part <= count for part in target["arrivedPartNumbers"]):
        raise invalid_answer("data.requestUploads.answers has parts that do not add up to the size of the file", request_id)


def _seconds_of(instant: str) -> float:
    return datetime.fromisoformat(instant.replace("Z", "+00:00")).timestamp()
