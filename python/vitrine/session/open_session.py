"""The session of a publish."""

from __future__ import annotations

import hashlib
import re
import uuid
from typing import NamedTuple, Optional

from ..api.client import Client
from ..api.failures import success_of
from ..errors import VitrineError
from ..streams.spool import to_json
from .find_dataset import PublishedDataset
from .session_states import ENDED_WITHOUT_REVISION, TAKES_FILES

_ENDED_SESSIONS = 50
_MAX_MESSAGE_LENGTH = 2_000


class OpenedSession(NamedTuple):
    id: str
    resumed: bool
    takes_files: bool
    """Whether files can still be sent. False if an earlier run had reached the publishing step."""


def refuse_message(message: Optional[str]) -> None:
    """Raises if a text cannot be the message of a revision."""
    if message and (len(message) > _MAX_MESSAGE_LENGTH or re.search("[\0\ud800-\udfff]", message)):
        raise VitrineError("INVALID_INPUT", "A message can have at most 2,000 characters, without U+0000 and unpaired surrogates.")


def open_session(
    client: Client, dataset: PublishedDataset, *, mode: str, message: Optional[str], sha256: str, resume: bool
) -> OpenedSession:
    """Opens the session of this publish, or finds the one that an earlier run had opened.

    A publish is identified by its dataset, the revision it is based on, and its manifest. The command line makes the
    same name of them, so each continues where the other was stopped.
    """
    identity = to_json([dataset.id, dataset.revision, mode, sha256, message or ""])
    name = hashlib.sha256(identity.encode()).hexdigest() if resume else str(uuid.uuid4())
    for attempt in range(1, _ENDED_SESSIONS + 1):
        key = f"sdk-{name}" if attempt == 1 else f"sdk-{name}-{attempt}"
        variables = {"dataset": dataset.id, "mode": mode, "message": message, "idempotencyKey": key}
        answer = client.ask("OpenIngestSession", variables)
        session = success_of(answer.data["openIngestSession"], answer.request_id)["session"]
        # A session that has expired or failed is not reused. The files that arrived in it are not sent again.
        if session["state"] in ENDED_WITHOUT_REVISION:
            continue
        takes_files = session["state"] in TAKES_FILES
        resumed = not takes_files or session["progress"]["filesDeclared"] > 0
        return OpenedSession(session["id"], resumed, takes_files)
    raise VitrineError(
        "SESSION_CLOSED",
        f"{_ENDED_SESSIONS} sessions of this publish have failed or expired.",
        hint="Run `vitrine sessions` to see the reason, or publish with --no-resume to start a new session.",
    )
