"""Search in all datasets that the viewer may see."""

from __future__ import annotations

import time
from typing import Any, Iterator, List, Mapping, NamedTuple, Optional

from ..api.backoff import Backoff
from ..api.pages import next_cursor
from .dataset import Cache, source_of
from .files import Batch
from .item import Item, item_of


class Moment(NamedTuple):
    """A part of a transcript."""

    start_seconds: float
    end_seconds: float
    text: str
    speaker: Optional[str]


class Match(NamedTuple):
    """An item that was found, at the current revision of its dataset."""

    dataset: str
    item: Item
    moment: Optional[Moment]
    """Moment of the transcript that was found. None if the item itself was found."""
    highlights: List[Mapping[str, Any]]
    """Texts with the words: `field`, and `fragments` with `text` and `matched`."""


def search(
    query: str,
    *,
    organization: Optional[str] = None,
    token: Optional[str] = None,
    endpoint: Optional[str] = None,
    cache: Cache = True,
    backoff: Backoff = Backoff(),
) -> Iterator[Match]:
    """Yields items and moments with the words of a query, the best first. docs/search.md has the syntax."""
    source = source_of(token, endpoint, cache, backoff)
    after: Optional[str] = None
    while True:
        asked = time.monotonic()
        answer = source.client.ask("ReadSearch", {"query": query, "organization": organization, "after": after})
        page = answer.data["search"]
        if not page:
            return
        batch = Batch(source)
        for edge in page["edges"]:
            node = edge["node"]
            dataset = node["item"]["dataset"]
            found = node.get("segment")
            moment = found and Moment(found["startSeconds"], found["endSeconds"], found["text"], found["speaker"])
            name = f"{dataset['organization']['slug']}/{dataset['slug']}"
            yield Match(name, item_of(node["item"], batch, asked), moment, node["highlights"])
        after = next_cursor(page, after)
        if after is None:
            return
