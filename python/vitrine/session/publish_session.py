"""Publishes a session, and follows it until it has become a revision or failed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Dict, FrozenSet, Optional

from ..api.backoff import wait
from ..api.client import Client
from ..api.failures import error_of, success_of
from ..errors import VitrineError
from ..reporter import Event, Reporter
from .deadline import DEFAULT_PATIENCE_SECONDS, ProgressDeadline
from .read_issues import validation_failed
from .session_states import PUBLISHING, TAKES_FILES

_MAX_NAMED = 100
"""Maximum number of missing files that the server names."""


@dataclass(frozen=True)
class Waiting:
    """How to wait for the server, and for what."""

    client: Client
    reporter: Reporter
    session: str
    has_lines: bool
    patience_seconds: float = DEFAULT_PATIENCE_SECONDS

    def pause(self, seconds: float) -> None:
        wait(min(seconds, self.client.backoff.longest_seconds), self.client.stopped)


@dataclass(frozen=True)
class PublishAnswer:
    kind: str
    """`published`, `dryRunPassed`, `uploadsMissing`, or `uploadsPending`: the server still reads files."""
    revision: Optional[int] = None
    noop: bool = False
    filenames: Optional[FrozenSet[str]] = field(default=None)
    """Missing files. None if there are more than the server lists: then send all."""
    missing_count: int = 0
    message: str = ""


def publish_when_verified(waiting: Waiting, request: Dict[str, Any]) -> PublishAnswer:
    """Publishes a session. While the server still reads files that have arrived, waits and requests it again."""
    message = "The server still waits for files that it has already verified."
    deadline = ProgressDeadline(message, waiting.patience_seconds)
    answer = publish_session(waiting, request)
    while answer.kind == "uploadsPending":
        deadline.advance(await_verification(waiting))
        answer = publish_session(waiting, request)
        if answer.kind == "uploadsPending":
            waiting.pause(1.0)
    return answer


def publish_session(waiting: Waiting, request: Dict[str, Any]) -> PublishAnswer:
    """Repeats a request whose response was lost, because the requests are idempotent."""
    client = waiting.client
    deadline = ProgressDeadline("The server has stopped making progress on the publish.", waiting.patience_seconds)
    pause = 0.25
    while True:
        answer = client.ask("PublishIngestSession", request)
        result = answer.data["publishIngestSession"]
        kind = result["__typename"] if result else None
        if kind == "UploadsMissing":
            return _missing(result)
        if kind == "ValidationFailed":
            raise validation_failed(client, waiting.session, waiting.has_lines, answer.request_id)
        outcome = success_of(result, answer.request_id)["outcome"]
        if outcome["__typename"] == "DryRunPassed":
            return PublishAnswer("dryRunPassed")
        if outcome["__typename"] == "PublishSucceeded":
            return PublishAnswer("published", outcome["revision"]["number"], outcome["noop"])
        while True:
            waiting.pause(pause)
            pause = min(2.0, pause * 1.5)
            session = follow_session(waiting)
            progress = session["progress"]
            deadline.advance(session["itemCount"] + session["itemsStaged"] + progress["filesVerified"])
            if session["state"] not in PUBLISHING:
                break
            waiting.reporter.tell(_event_of(session))


def await_verification(waiting: Waiting) -> int:
    """Waits while the server reads files that have arrived. Returns the number of verified files."""
    deadline = ProgressDeadline("The server has stopped verifying files.", waiting.patience_seconds)
    pause = 0.25
    while True:
        session = follow_session(waiting)
        progress = session["progress"]
        waiting.reporter.tell(_verify_event(progress))
        if session["state"] not in TAKES_FILES or progress["filesMissing"] == 0 or progress["filesMismatched"] > 0:
            return int(progress["filesVerified"])
        deadline.advance(progress["filesVerified"])
        waiting.pause(pause)
        pause = min(5.0, pause * 1.5)


def follow_session(waiting: Waiting) -> Dict[str, Any]:
    """Returns the progress of a session. Raises its failure if it has failed."""
    answer = waiting.client.ask("FollowSession", {"session": waiting.session})
    node = answer.data["node"]
    if not node or node["__typename"] != "IngestSession":
        raise VitrineError("NOT_FOUND", "The session no longer exists.", request_id=answer.request_id)
    if node["state"] != "FAILED":
        return node  # type: ignore[no-any-return]
    failure = node["failure"] or {"code": "SERVER_ERROR", "message": "The publish failed."}
    if failure["code"] == "VALIDATION_FAILED":
        raise validation_failed(waiting.client, waiting.session, waiting.has_lines, answer.request_id)
    raise error_of(failure, answer.request_id)


def _missing(result: Dict[str, Any]) -> PublishAnswer:
    """Files that the server is still reading are not among the names: they need not be sent again."""
    names = result["filenames"]
    if not names:
        return PublishAnswer("uploadsPending")
    all_named = frozenset(names) if len(names) < _MAX_NAMED else None
    return PublishAnswer(
        "uploadsMissing", filenames=all_named, missing_count=result["missingCount"], message=result["message"]
    )


def _event_of(session: Dict[str, Any]) -> Event:
    if session["phase"] in ("UPLOADING", "VERIFYING"):
        return _verify_event(session["progress"])
    if session["phase"] == "VALIDATING":
        return {"type": "validate", "items": session["itemCount"]}
    return {"type": "publish", "itemsStaged": session["itemsStaged"], "items": session["itemCount"]}


def _verify_event(progress: Dict[str, Any]) -> Event:
    return {"type": "verify", "filesVerified": progress["filesVerified"], "filesDeclared": progress["filesDeclared"]}
