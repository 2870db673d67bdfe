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
from .reading.dataset import Change, Dataset, open
from .reading.files import File
from .reading.filters import item_filter
from .reading.item import Item
from .reading.items import ItemIterator, Items
from .reading.search import Match, search
from .version import VERSION as __version__

__all__ = [
    "Cause",
    "Change",
    "Dataset",
    "DownloadFailed",
    "File",
    "Issue",
    "Item",
    "ItemIterator",
    "Items",
    "Match",
    "MissingPackage",
    "NewItem",
    "ProcessingFailed",
    "Published",
    "UploadFailed",
    "ValidationFailed",
    "VersionConflict",
    "VitrineError",
    "__version__",
    "item_filter",
    "open",
    "publish",
    "search",
    "show_progress",
    "write_json",
]
