"""Publishes datasets to Vitrine, and reads them. Needs only the standard library of Python 3.9 or later.

    import vitrine

    vitrine.publish("./birds", "lumen/birds")
"""

from .errors import (
    Cause,
    DownloadFailed,
    Issue,
    MissingPackage,
    ProcessingFailed,
    UploadFailed,
    ValidationFailed,
    VersionConflict,
    VitrineError,
)
from .folder.given_drafts import NewItem
from .progress import show_progress, write_json
from .publish import Published, publish
from .version import VERSION as __version__

__all__ = [
    "Cause",
    "DownloadFailed",
    "Issue",
    "MissingPackage",
    "NewItem",
    "ProcessingFailed",
    "Published",
    "UploadFailed",
    "ValidationFailed",
    "VersionConflict",
    "VitrineError",
    "__version__",
    "publish",
    "show_progress",
    "write_json",
]
