"""One file on its way to the object store."""

from __future__ import annotations

import time
from typing import Any, Mapping

from ..api.backoff import wait
from ..hash.hash_drafts import LocalFile
from .put import Outcome, put
from .send_parts import send_parts
from .sending import Sending
from .targets import request_targets

_ATTEMPTS = 7
_REFUSALS = 3
"""Number of refusals after which a file is given up. One may come from a wrong clock, three do not."""


class GivenUp(Exception):
    """No further attempt can help."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message


def send_file(sending: Sending, file: LocalFile, target: Mapping[str, Any]) -> str:
    """Sends a file, with new URLs for each attempt. Returns `sent`, or `had` if the organization has the bytes already."""
    failures = refused = stale = 0
    while True:
        outcome = _send_once(sending, file, target)
        if outcome.kind == "had":
            return "had"
        if outcome.kind == "stored":
            return "sent"
        if outcome.kind == "changed":
            raise GivenUp("FILE_CHANGED", "the file changed after it was hashed")
        if outcome.kind == "stale":
            stale += 1
            if stale == _ATTEMPTS:
                raise GivenUp("UPLOAD_FAILED", "its upload URLs expire before they can be used")
        else:
            failures += 1
            refused += outcome.kind != "failed"
            if failures == _ATTEMPTS or refused == _REFUSALS:
                raise GivenUp("UPLOAD_FAILED", outcome.message)
            sending.on_retry()
            wait(sending.client.backoff.seconds(failures), sending.stopped)
        (target,) = request_targets(sending.client, sending.session, [file])


def _send_once(sending: Sending, file: LocalFile, target: Mapping[str, Any]) -> Outcome:
    kind = target["__typename"]
    if kind == "AlreadyStored":
        sending.on_had(file.byte_size)
        return Outcome("had")
    if kind == "UploadRejected":
        raise GivenUp(target["code"], target["message"])
    if kind == "MultipartUploadTarget":
        return send_parts(sending, file, target)
    with sending.limit:
        # Time has passed while this call waited for its place.
        if time.monotonic() > target["goodUntil"]:
            return Outcome("stale")
        return put(sending.client.transport, file, 0, file.byte_size, target, sending.stopped, sending.on_sent)
