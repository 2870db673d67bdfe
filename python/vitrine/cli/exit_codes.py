"""Exit codes of the commands, as docs/cli.md lists them."""

from __future__ import annotations

from typing import Dict

OK = 0
UNEXPECTED = 1
USAGE = 2
INTERRUPTED = 130
TERMINATED = 143

_CODES: Dict[int, str] = {
    2: "INVALID_INPUT LIMIT_EXCEEDED FOLDER_UNUSABLE",
    3: "VALIDATION_FAILED",
    4: "UNAUTHENTICATED FORBIDDEN",
    5: "VERSION_CONFLICT PUBLISH_IN_PROGRESS IDEMPOTENCY_CONFLICT ALREADY_EXISTS SESSION_CLOSED",
    6: "NETWORK SERVER_ERROR INVALID_ANSWER RATE_LIMITED STORAGE_UNAVAILABLE DATABASE_UNAVAILABLE UPLOADS_MISSING "
    "UPLOAD_FAILED DOWNLOAD_FAILED FILE_CHANGED",
    7: "NOT_FOUND",
    8: "PROCESSING_FAILED",
}
_BY_CODE = {code: number for number, codes in _CODES.items() for code in codes.split()}


def exit_code_of(code: str) -> int:
    """Returns the exit code for a failure with this code."""
    return _BY_CODE.get(code, UNEXPECTED)
