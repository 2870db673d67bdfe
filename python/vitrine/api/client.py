"""A client of the API: sends documents, checks the answers, and sends again what may succeed later."""

from __future__ import annotations

import http.client
import json
import threading
import time
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any, Mapping, Optional
from urllib.parse import urlsplit

from ..errors import Stopped, VitrineError
from .backoff import Backoff, wait
from .check_answer import check_answer
from .endpoint import endpoint_of
from .failures import failure_of, request_id_of
from .operations import operation
from .transport import AnswerTooLarge, Transport, reason

_ATTEMPTS = 7
_PATIENCE_SECONDS = 120.0
_ANSWER_BYTE_SIZE = 64 * 1024**2
# Failures of the server, not of the request.
_PASSING = frozenset({"SERVER_ERROR", "DATABASE_UNAVAILABLE"})
_LONGEST_RETRY_AFTER = 120.0


@dataclass(frozen=True)
class Answer:
    data: Any
    request_id: Optional[str]
    server_time: float
    """Time of the server's clock, in seconds since 1970."""


class _Retryable(Exception):
    def __init__(self, failure: VitrineError, after_seconds: Optional[float] = None) -> None:
        super().__init__(str(failure))
        self.failure = failure
        self.after_seconds = after_seconds


@dataclass
class Client:
    """Connection to the API of a server. Several threads may use it."""

    endpoint: str
    token: str
    backoff: Backoff = field(default_factory=Backoff)
    stopped: threading.Event = field(default_factory=threading.Event)
    transport: Transport = field(default_factory=Transport)
    requests: int = 0
    """Number of requests to the API so far."""

    def __post_init__(self) -> None:
        self.endpoint = endpoint_of(self.endpoint)

    def ask(self, name: str, variables: Mapping[str, Any]) -> Answer:
        """Sends an operation and returns its data. Raises `VitrineError` if no attempt succeeds."""
        document = operation(name)
        body = json.dumps(
            {
                "query": document.query,
                "variables": variables,
                "extensions": {"persistedQuery": {"version": 1, "sha256Hash": document.sha256}},
            }
        ).encode()
        failures = 0
        while True:
            if self.stopped.is_set():
                raise Stopped
            try:
                return self._ask_once(document.shape, body)
            except _Retryable as error:
                failures += 1
                if failures == _ATTEMPTS:
                    raise error.failure from error.__cause__
                after = error.after_seconds
                wait(self.backoff.seconds(failures) if after is None else after, self.stopped)

    def _ask_once(self, shape: Mapping[str, Any], body: bytes) -> Answer:
        self.requests += 1
        headers = {
            "Accept": "application/json",
            "Content-Type": "application/json",
            "Authorization": f"Bearer {self.token}",
        }
        try:
            with self.transport.send("POST", self.endpoint, headers, body, seconds=_PATIENCE_SECONDS) as response:
                text = response.read_all(_ANSWER_BYTE_SIZE)
                status, got = response.status, response.headers
        except AnswerTooLarge as error:
            hint = "Check that the endpoint is a Vitrine server you trust."
            raise VitrineError("INVALID_ANSWER", str(error), hint=hint) from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            parts = urlsplit(self.endpoint)
            hint = "Check the endpoint and the network, then run the same command again."
            message = f"Could not reach {parts.scheme}://{parts.netloc}: {reason(error)}."
            raise _Retryable(VitrineError("NETWORK", message, hint=hint)) from error
        request_id = request_id_of(got.get("x-request-id"))
        result = _parse(text)
        errors = result.get("errors")
        if result.get("data") and not errors:
            check_answer(result["data"], shape, request_id)
            return Answer(result["data"], request_id, _time_of(got.get("date")))
        failure = failure_of(status, request_id, errors, text.decode("utf-8", "replace"))
        if status == 429:
            raise _Retryable(failure, _retry_after(got.get("retry-after")))
        if status >= 500 or failure.code in _PASSING:
            raise _Retryable(failure)
        raise failure


def _parse(text: bytes) -> Mapping[str, Any]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _time_of(date: Optional[str]) -> float:
    try:
        return parsedate_to_datetime(date or "").timestamp()
    except (TypeError, ValueError, OverflowError):
        return time.time()


def _retry_after(value: Optional[str]) -> Optional[float]:
    try:
        return min(max(float(value or ""), 0.0), _LONGEST_RETRY_AFTER)
    except ValueError:
        return None
