"""Errors of the API as exceptions."""

from __future__ import annotations

import re
from typing import Any, Mapping, Optional

from ..errors import VersionConflict, VitrineError
from .forms import FORMS

_LONGEST_MESSAGE = 2_000
_HINTS: Mapping[str, str] = {
    "UNAUTHENTICATED": "Run `vitrine login`, or set VITRINE_TOKEN to a valid token.",
    "FORBIDDEN": "Use a token with the scope PUBLISH, of a user who can publish to this dataset.",
    "NOT_FOUND": "Check the names, and that the token belongs to a member of the organization.",
    "PUBLISH_IN_PROGRESS": "Wait for the other publish to end, then run the same command again.",
    "STORAGE_UNAVAILABLE": "No data was lost. Run the same command again later.",
    "DATABASE_UNAVAILABLE": "No data was lost. Run the same command again later.",
}


def hint_for(code: str) -> Optional[str]:
    """Returns advice on how to solve a failure with this code."""
    return _HINTS.get(code)


def request_id_of(value: Any) -> Optional[str]:
    """Returns the request id that the server sent. None for a value that cannot be one."""
    return value if isinstance(value, str) and re.fullmatch(r"[\w.:-]{1,128}", value, re.ASCII) else None


def failure_of(status: int, request_id: Optional[str], errors: Any, text: str) -> VitrineError:
    """Returns the error for a response that is not a success."""
    first = errors[0] if isinstance(errors, list) and errors and isinstance(errors[0], dict) else None
    extensions = first.get("extensions") if first else None
    if not isinstance(extensions, dict):
        extensions = {}
    code = extensions.get("code") if FORMS["constant"][1](extensions.get("code")) else None
    request_id = request_id_of(extensions.get("requestId")) or request_id
    message = first.get("message") if first else None
    if first is not None and not isinstance(message, str):
        message = "The server gave no reason."
    if status == 401 or code == "UNAUTHENTICATED":
        said = (message or "The API rejected the token.")[:_LONGEST_MESSAGE]
        return VitrineError("UNAUTHENTICATED", said, request_id=request_id, hint=hint_for("UNAUTHENTICATED"))
    if message is not None:
        known = code if code and code != "INTERNAL_SERVER_ERROR" else "SERVER_ERROR"
        return VitrineError(known, message[:_LONGEST_MESSAGE], request_id=request_id, hint=hint_for(known))
    start = text.strip()[:120]
    return VitrineError(
        "SERVER_ERROR" if status >= 500 or status == 429 else "NETWORK",
        f"The endpoint returned HTTP {status} without a GraphQL response{': ' + start if start else ''}",
        request_id=request_id,
        hint="Check that the endpoint is the GraphQL URL of a Vitrine server.",
    )


def success_of(result: Any, request_id: Optional[str]) -> Mapping[str, Any]:
    """Returns the success of a mutation. Raises its typed errors."""
    if result is None:
        raise VitrineError("SERVER_ERROR", "The server sent no result for a mutation.", request_id=request_id)
    if result["__typename"].endswith("Success"):
        return result  # type: ignore[no-any-return]
    raise error_of(result, request_id)


def error_of(result: Mapping[str, Any], request_id: Optional[str]) -> VitrineError:
    """Returns a typed error of a mutation as an exception."""
    code, message, current = result["code"], result["message"], result.get("currentRevisionNumber")
    if current is not None:
        return VersionConflict(message, current, request_id=request_id, hint=hint_for(code))
    return VitrineError(code, message, request_id=request_id, hint=hint_for(code))
