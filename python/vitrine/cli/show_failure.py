"""What went wrong, for people and for programs."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import Any, Dict

from ..errors import Issue, TransferFailed, ValidationFailed, VitrineError, counted
from ..format import printable, printable_json
from .exit_codes import exit_code_of

_SHOWN_ISSUES = 20


def show_failure(error: VitrineError, json: bool) -> int:
    """Prints what went wrong and what to do. Returns the exit code."""
    (_print_json if json else _print_text)(error)
    return exit_code_of(error.code)


def _print_json(error: VitrineError) -> None:
    if isinstance(error, ValidationFailed):
        for issue in error.issues:
            print(printable_json({"type": "issue", **issue.as_dict()}))
    failure: Dict[str, Any] = {"type": "error", "code": error.code, "message": error.message}
    failure.update(requestId=error.request_id, hint=error.hint)
    if isinstance(error, TransferFailed):
        failure["causes"] = [asdict(cause) for cause in error.causes]
    print(printable_json(failure))


def _print_text(error: VitrineError) -> None:
    _say(f"{error.code}: {printable(error.message)}")
    if isinstance(error, ValidationFailed):
        _say_issues(error)
    if isinstance(error, TransferFailed):
        for cause in error.causes[1:]:
            _say(f"  {printable(cause.path)}: {printable(cause.message)}")
    if error.hint:
        _say(error.hint)
    if error.request_id:
        _say(f"Request {error.request_id}")


def _say_issues(error: ValidationFailed) -> None:
    """Prints the first issues, grouped by cause."""
    shown = 0
    for code, count in error.counts.items():
        of_code = [issue for issue in error.issues if issue.code == code][: _SHOWN_ISSUES - shown]
        _say(f"\n{code} ({count:,})")
        for issue in of_code:
            expected = f" (expected: {printable(issue.expected)})" if issue.expected else ""
            _say(f"  {_place_of(issue)}{printable(issue.message)}{expected}")
        shown += len(of_code)
    if shown < error.issue_count:
        rest = counted(error.issue_count - shown, "more issue")
        _say(f"\n… and {rest}. Use --json to print up to 1,000 issues, one per line.")
    _say("")


def _place_of(issue: Issue) -> str:
    places = [
        f"line {issue.line:,}" if issue.line is not None else "",
        printable(issue.key if len(issue.key) <= 80 else f"{issue.key[:79]}…") if issue.key else "",
        printable(issue.pointer),
    ]
    text = ", ".join(place for place in places if place)
    return f"{text}: " if text else ""


def _say(text: str) -> None:
    print(text, file=sys.stderr)
