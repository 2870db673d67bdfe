"""Items of a dataset."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, Dict, Iterator, List, Mapping, Optional, Tuple

from ..api.check_answer import invalid_answer
from ..api.pages import next_cursor
from ..errors import VitrineError
from .adapters import image_of
from .files import Batch, File, file_of
from .source import Source

_MAX_ANNOTATIONS = 100_000


@dataclass
class Item:
    """An item, with its file. Nothing is fetched before it is needed."""

    key: str
    type: str
    """IMAGE, VIDEO, AUDIO, TEXT, DOCUMENT, TABLE or FILE."""
    title: Optional[str]
    tags: List[str]
    metadata: Dict[str, Any]
    created_at: datetime
    file: File
    """The file with the content."""
    id: str = field(repr=False)

    def read(self) -> bytes:
        """Returns the content, after checking its digest."""
        return self.file.read()

    def open(self) -> BinaryIO:
        """Returns the content as a file that can seek."""
        return self.file.open()

    def path(self) -> Path:
        """Returns the path of the content in the cache on this machine."""
        return self.file.path()

    def image(self) -> Any:
        """Returns the picture as an object of Pillow."""
        return image_of(self.file)

    def text(self) -> str:
        """Returns the content as text in UTF-8."""
        return self.read().decode("utf-8-sig")

    def files(self) -> List[File]:
        """Returns all files of the item, the published ones first: transcripts, thumbnails, attachments. One request."""
        batch = Batch(self._source)
        node = self._ask("ItemFiles", {"item": self.id})
        return [file_of(asset, batch, time.monotonic()) for asset in node["assets"]]

    def annotations(self) -> Iterator[Mapping[str, Any]]:
        """Yields the annotations, as dicts with `kind`, `label`, `confidence`, `source` and `geometry`."""
        after: Optional[str] = None
        for _ in range(0, _MAX_ANNOTATIONS, 100):
            page = self._ask("ItemAnnotations", {"item": self.id, "after": after})["annotations"]
            if not page:
                return
            for edge in page["edges"]:
                yield edge["node"]
            after = next_cursor(page, after)
            if after is None:
                return
        raise invalid_answer("an item has annotations without end")

    def as_row(self) -> Dict[str, Any]:
        """Returns the item as a row of a table."""
        file = self.file
        return {
            "key": self.key,
            "type": self.type,
            "title": self.title,
            "tags": self.tags,
            "metadata": self.metadata,
            "created_at": self.created_at,
            "sha256": file.sha256,
            "byte_size": file.byte_size,
            "content_type": file.content_type,
            "filename": file.filename,
            "width": file.width,
            "height": file.height,
            "duration_seconds": file.duration_seconds,
        }

    @property
    def _source(self) -> Source:
        return self.file.source

    def _ask(self, operation: str, variables: Mapping[str, Any]) -> Mapping[str, Any]:
        answer = self._source.client.ask(operation, variables)
        node = answer.data["node"]
        if not node or node["__typename"] != "Item":
            message = "The item is gone, or may no longer be seen."
            raise VitrineError("NOT_FOUND", message, request_id=answer.request_id)
        return node  # type: ignore[no-any-return]


def item_of(node: Mapping[str, Any], batch: Batch, asked: float) -> Item:
    """Returns a node of the API as an item."""
    return Item(
        node["key"],
        node["type"],
        node["title"],
        node["tags"],
        node["metadata"],
        _moment(node["createdAt"]),
        file_of(node["content"]["primary"], batch, asked),
        node["id"],
    )


def _moment(instant: str) -> datetime:
    text = instant.replace("Z", "+00:00")
    head, dot, tail = text.partition(".")
    if dot:  # Python 3.9 and 3.10 read three or six decimals.
        digits, zone = _split(tail)
        text = f"{head}.{digits[:6].ljust(6, '0')}{zone}"
    return datetime.fromisoformat(text)


def _split(tail: str) -> Tuple[str, str]:
    at = next(index for index, character in enumerate(tail) if not character.isdigit())
    return tail[:at], tail[at:]
