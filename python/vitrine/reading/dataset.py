"""A dataset at one revision."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Iterator, Mapping, NamedTuple, Optional, Union

from ..api.backoff import Backoff
from ..api.client import Client
from ..api.pages import next_cursor
from ..credentials import cache_folder, find_credentials
from ..dataset_name import DatasetName, parse_dataset_name
from ..errors import VitrineError
from ..reporter import OnEvent
from .exports import Exported, export
from .file_cache import FileCache
from .files import Batch
from .item import Item, item_of
from .items import ItemIterator, Items
from .source import Source, names_of

Cache = Union[str, "os.PathLike[str]", bool]


class Change(NamedTuple):
    """A difference between two revisions."""

    kind: str
    """ADDED, CHANGED or REMOVED."""
    key: str
    before: Optional[Item]
    after: Optional[Item]


@dataclass(frozen=True)
class Dataset:
    """A dataset at one revision, which others do not change. Iterating yields its items."""

    source: Source = field(repr=False)
    id: str = field(repr=False)
    name: DatasetName
    title: str
    item_count: int
    byte_size: int

    @property
    def revision(self) -> int:
        return self.name.revision or 0

    @property
    def items(self) -> Items:
        """All items, in the order of the dataset."""
        return Items(self.source, self.name, self.item_count)

    def filter(self, **conditions: Any) -> Items:
        """Returns the items for which all conditions hold."""
        return self.items.filter(**conditions)

    def shuffle(self, seed: object = 0) -> Items:
        """Returns all items in a random order that the seed decides."""
        return self.items.shuffle(seed)

    def __iter__(self) -> ItemIterator:
        return iter(self.items)

    def __len__(self) -> int:
        return self.item_count

    def item(self, key: str) -> Item:
        """Returns the item with a key. Raises `NOT_FOUND`."""
        asked = time.monotonic()
        answer = self.source.client.ask("OneItem", {**names_of(self.name), "key": key})
        node = answer.data["dataset"] and answer.data["dataset"]["item"]
        if not node:
            raise VitrineError("NOT_FOUND", f"{self.name} has no item {key!r}.", request_id=answer.request_id)
        return item_of(node, Batch(self.source), asked)

    def diff(self, since: int) -> Iterator[Change]:
        """Yields what was added, changed or removed after another revision."""
        after: Optional[str] = None
        while True:
            names = {"organization": self.name.organization, "dataset": self.name.dataset}
            asked = time.monotonic()
            variables = {**names, "from": since, "to": self.revision, "kinds": None, "after": after}
            answer = self.source.client.ask("ReadChanges", variables)
            page = answer.data["dataset"] and answer.data["dataset"]["diff"]
            if not page:
                raise VitrineError("NOT_FOUND", f"{self.name} is gone.", request_id=answer.request_id)
            batch = Batch(self.source)
            for edge in page["edges"]:
                node = edge["node"]
                before, later = (item_of(node[side], batch, asked) if node[side] else None for side in ("before", "after"))
                yield Change(node["kind"], node["key"], before, later)
            after = next_cursor(page, after)
            if after is None:
                return

    def export(
        self,
        to: Union[str, "os.PathLike[str]"],
        format: str = "NDJSON",
        *,
        filter: Optional[Mapping[str, Any]] = None,
        with_reviews: bool = False,
        on_event: OnEvent = lambda event: None,
    ) -> Exported:
        """Makes an export on the server, waits for it, and writes it to a file. `filter` is that of `item_filter`."""
        what = {"datasetId": self.id, "revisionNumber": self.revision, "format": format.upper()}
        request = {**what, "filter": dict(filter) if filter else None, "withReviews": with_reviews}
        return export(self.source, request, Path(to), on_event)


def open(  # noqa: A001
    dataset: str,
    *,
    token: Optional[str] = None,
    endpoint: Optional[str] = None,
    cache: Cache = True,
    backoff: Backoff = Backoff(),
) -> Dataset:
    """Opens a dataset such as `lumen/birds@7`. Without a number, opens the current revision, and keeps to it.

    `cache` is the folder for fetched files. False stands for a folder that is deleted at the end.
    """
    name = parse_dataset_name(dataset)
    source = source_of(token, endpoint, cache, backoff)
    answer = source.client.ask("OpenDataset", names_of(name))
    found = answer.data["dataset"]
    if not found:
        message = f"There is no dataset {name.organization}/{name.dataset}, or you may not see it."
        hint = "Check the names and the token."
        raise VitrineError("NOT_FOUND", message, request_id=answer.request_id, hint=hint)
    revision = found["pinned"] if name.revision is not None else found["revision"]
    if not revision:
        current = found["revision"]
        said = f"The latest revision is {current['number']}" if current else "Nothing has been published yet"
        message = f"{name.organization}/{name.dataset} has no revision {name.revision or 1}. {said}."
        raise VitrineError("NOT_FOUND", message, request_id=answer.request_id)
    pinned = name._replace(revision=revision["number"])
    return Dataset(source, found["id"], pinned, found["name"], revision["itemCount"], revision["byteSize"])


def source_of(token: Optional[str], endpoint: Optional[str], cache: Cache, backoff: Backoff) -> Source:
    folder = cache_folder() if cache is True else None if cache is False else Path(cache)
    return Source(Client(*find_credentials(endpoint, token), backoff=backoff), FileCache(folder))
