"""Failures with a code for programs and advice for people. The codes are those of docs/errors.md and docs/cli.md."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Dict, List, Mapping, Optional, Sequence


class VitrineError(Exception):
    """A failure. `request_id` is the id of the request in the log of the server."""

    def __init__(
        self, code: str, message: str, *, request_id: Optional[str] = None, hint: Optional[str] = None
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.request_id = request_id
        self.hint = hint

    def __str__(self) -> str:
        parts = [f"{self.code}: {self.message}", self.hint, self.request_id and f"(request {self.request_id})"]
        return " ".join(part for part in parts if part)


@dataclass(frozen=True)
class Issue:
    """One problem with the items to be published."""

    line: Optional[int]
    """Line of the manifest, or number of the item of an iterator, from 1. None for files of a folder."""
    key: Optional[str]
    pointer: str
    """JSON pointer (RFC 6901) into the line."""
    code: str
    message: str
    expected: Optional[str] = None

    def as_dict(self) -> Dict[str, Any]:
        return asdict(self)


class ValidationFailed(VitrineError):
    """The content to be published has issues. Nothing was published."""

    def __init__(
        self,
        issues: Sequence[Issue],
        issue_count: int,
        counts: Mapping[str, int],
        *,
        request_id: Optional[str] = None,
        hint: Optional[str] = None,
    ) -> None:
        message = f"Found {counted(issue_count, 'issue')}. Nothing was published."
        super().__init__("VALIDATION_FAILED", message, request_id=request_id, hint=hint)
        self.issues: List[Issue] = list(issues)
        """The first issues, at most a thousand."""
        self.issue_count = issue_count
        self.counts: Dict[str, int] = dict(counts)
        """Number of issues by code."""


@dataclass(frozen=True)
class Cause:
    """Why one file could not be uploaded or downloaded."""

    path: str
    code: str
    message: str


class TransferFailed(VitrineError):
    """Files could not be uploaded or downloaded. `causes` has the first reasons."""

    verb = "transferred"
    advice = ""

    def __init__(self, code: str, failed_count: int, causes: Sequence[Cause]) -> None:
        first = f" {causes[0].path}: {causes[0].message}" if causes else ""
        super().__init__(code, f"{counted(failed_count, 'file')} could not be {self.verb}.{first}", hint=self.advice)
        self.failed_count = failed_count
        self.causes = list(causes)


class UploadFailed(TransferFailed):
    """Files could not be uploaded. Those that arrived are kept: publishing again sends only the rest."""

    verb = "sent"
    advice = "Uploaded files are kept. Run the same command again to upload the rest."


class DownloadFailed(TransferFailed):
    """A file could not be downloaded."""

    verb = "fetched"
    advice = "Downloaded files are kept. Run the same command again to download the rest."


class ProcessingFailed(VitrineError):
    """The revision was published, but the server could not process all of its files."""

    def __init__(self, failed_count: int) -> None:
        message = f"{counted(failed_count, 'file')} could not be processed. The revision is published."
        super().__init__("PROCESSING_FAILED", message, hint="The viewer shows the reason for each file.")
        self.failed_count = failed_count


class VersionConflict(VitrineError):
    """The dataset is not at the expected revision."""

    def __init__(
        self, message: str, current_revision: int, *, request_id: Optional[str] = None, hint: Optional[str] = None
    ) -> None:
        super().__init__("VERSION_CONFLICT", message, request_id=request_id, hint=hint)
        self.current_revision = current_revision


class MissingPackage(VitrineError, ImportError):
    """An adapter needs a package that is not installed."""

    def __init__(self, package: str, use: str) -> None:
        super().__init__("MISSING_PACKAGE", f"{use} needs the package {package}.", hint=f"pip install {package}")


class Stopped(Exception):
    """The caller stopped the work."""


def counted(count: int, noun: str) -> str:
    """Returns a count with its noun: 3 and `file` → `3 files`."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
