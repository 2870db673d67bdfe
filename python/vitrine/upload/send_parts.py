"""A large file, sent in parts."""

from __future__ import annotations

import hashlib
import threading
from typing import Any, Dict, List, Mapping

from ..api.failures import success_of
from ..errors import Stopped, VitrineError
from ..hash.hash_drafts import LocalFile
from ..streams.crew import run_crew
from .put import Outcome, put
from .sending import Sending

_ATTEMPTS_PER_PART = 3


def send_parts(sending: Sending, file: LocalFile, target: Mapping[str, Any]) -> Outcome:
    """Sends the missing parts, and asks the server to join them.

    The request does not list the parts. Each was bound to its digest when it was sent, and the server reads the whole
    file once more.
    """
    counted = {"sent": 0, "had": 0}
    lock = threading.Lock()

    def on_sent(byte_size: int) -> None:
        with lock:
            counted["sent"] += byte_size
        sending.on_sent(byte_size)

    def on_had(byte_size: int) -> None:
        with lock:
            counted["had"] += byte_size
        sending.on_had(byte_size)

    def count_again() -> None:
        sending.on_sent(-counted["sent"])
        sending.on_had(-counted["had"])

    inner = sending.counting(on_sent, on_had)
    arrived = frozenset(target["arrivedPartNumbers"])
    unsent: List[Outcome] = []

    def send(number: int) -> bool:
        if sending.stopped.is_set():
            raise Stopped
        outcome = _send_part(inner, file, target, number, number in arrived)
        if outcome.kind != "stored":
            unsent.append(outcome)
        return not unsent

    run_crew(iter(range(1, target["partCount"] + 1)), send, sending.concurrency)
    if unsent:
        count_again()
        return unsent[0]
    answer = sending.client.ask("CompleteMultipartUpload", {"uploadId": target["uploadId"]})
    try:
        success_of(answer.data["completeMultipartUpload"], answer.request_id)
        return Outcome("stored")
    except VitrineError as error:
        count_again()
        if error.code == "SESSION_CLOSED":
            raise
        return Outcome("failed", error.message)


def _send_part(sending: Sending, file: LocalFile, target: Mapping[str, Any], number: int, has_arrived: bool) -> Outcome:
    start = (number - 1) * target["partByteSize"]
    end = min(start + target["partByteSize"], file.byte_size)
    if has_arrived:
        sending.on_had(end - start)
        return Outcome("stored")
    with sending.limit:
        part = {"partNumber": number, "byteSize": end - start, "sha256": _hash_range(file.location, start, end)}
        for attempt in range(1, _ATTEMPTS_PER_PART + 1):
            address = _request_part(sending, target["uploadId"], part)
            outcome = put(sending.client.transport, file, start, end, address, sending.stopped, sending.on_sent)
            if outcome.kind in ("stored", "changed") or attempt == _ATTEMPTS_PER_PART:
                break
            sending.on_retry()
        return outcome


def _request_part(sending: Sending, upload_id: str, part: Mapping[str, Any]) -> Dict[str, Any]:
    answer = sending.client.ask("RequestUploadParts", {"uploadId": upload_id, "parts": [part]})
    targets = success_of(answer.data["requestUploadParts"], answer.request_id)["targets"]
    if not targets:
        raise VitrineError("SERVER_ERROR", "The server returned no URL for a part.", request_id=answer.request_id)
    return targets[0]  # type: ignore[no-any-return]


def _hash_range(location: str, start: int, end: int) -> str:
    digest = hashlib.sha256()
    with open(location, "rb", buffering=0) as file:
        file.seek(start)
        while start < end and (chunk := file.read(min(1024**2, end - start))):
            digest.update(chunk)
            start += len(chunk)
    return digest.hexdigest()
