"""Problems and warnings that reading a folder finds."""

from __future__ import annotations

import threading
from typing import Dict, List, Optional

from ..errors import Issue, ValidationFailed
from .inspect_bytes import FileWarning

_KEPT = 1_000


class IssueLog:
    """Counts all problems, and keeps the first thousand in full."""

    def __init__(self) -> None:
        self.issues: List[Issue] = []
        self.counts: Dict[str, int] = {}
        self.issue_count = 0
        self._lock = threading.Lock()

    def add(self, issue: Issue) -> None:
        with self._lock:
            self.issue_count += 1
            self.counts[issue.code] = self.counts.get(issue.code, 0) + 1
            if len(self.issues) < _KEPT:
                self.issues.append(issue)

    def raise_if_any(self) -> None:
        """Raises `ValidationFailed` if there is any problem. The issues are in the order of the lines."""
        if self.issue_count > 0:
            hint = "Fix these issues, then run the same command again."
            issues = sorted(self.issues, key=lambda issue: issue.line or 0)
            raise ValidationFailed(issues, self.issue_count, self.counts, hint=hint)


class Notices:
    """Collects warnings, the first thousand in full. With a log, each warning becomes an issue there."""

    def __init__(self, log: Optional[IssueLog] = None) -> None:
        self.warnings: List[FileWarning] = []
        self.paired = {"metadata": 0, "transcripts": 0}
        self.example: Optional[str] = None
        self._log = log
        self._lock = threading.Lock()

    def warn(self, warning: FileWarning, line: Optional[int] = None, key: Optional[str] = None, pointer: str = "") -> None:
        if self._log:
            self._log.add(Issue(line, key, pointer, warning.code, warning.message))
            return
        with self._lock:
            if len(self.warnings) < _KEPT:
                self.warnings.append(warning)

    def pair(self, kind: str, path: str, primary: str) -> None:
        """Records that a file became the metadata or a transcript of another item."""
        self.paired[kind] += 1
        self.example = self.example or f"{path} with {primary}"

    def describe_pairing(self) -> Optional[str]:
        if self.example is None:
            return None
        metadata, transcripts = self.paired["metadata"], self.paired["transcripts"]
        parts = [f"{metadata:,} as metadata"] if metadata else []
        parts += [f"{transcripts:,} as transcripts"] if transcripts else []
        return (
            f"Files paired with another file: {', '.join(parts)}, such as {self.example}. "
            "Use --no-pairing to publish each file as a separate item."
        )
