"""Parts of a list of items, from which any place is reached in one step."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any, List, Mapping, Optional

from ..errors import VitrineError
from .source import Source

PAGE = 99
"""Items of a page: ten pages with signed URLs cost 4,961 points, and one operation may cost 5,000."""
_MAX_BLOCKS = 10_000


@dataclass(frozen=True)
class Block:
    after: Optional[str]
    """Cursor before the block. None for the first."""
    pages: int
    """Number of pages that the block may have. The last block may have fewer items."""
    first: int
    """Number of items of a page."""


def find_blocks(source: Source, list_of: Mapping[str, Any], item_count: int, shards: int) -> List[Block]:
    """Returns the blocks of a list, by one request. A list without a filter that fits into one page needs none."""
    if item_count == 0:
        return []
    is_filtered = bool(list_of["filter"])
    first = PAGE
    if not is_filtered and item_count < shards * 4 * PAGE:
        first = max(1, -(-item_count // (shards * 4))) if shards > 1 else PAGE
    if not is_filtered and item_count <= first:
        return [Block(None, 1, first)]
    pages = 1
    while not is_filtered and item_count / (first * pages) > _MAX_BLOCKS:
        pages *= 10
    while True:
        try:
            cursors = _anchors(source, list_of, first * pages)
            return [Block(cursor, pages, first) for cursor in [None, *cursors]]
        except VitrineError as error:
            if error.code != "LIMIT_EXCEEDED" or pages >= 10_000:
                raise
            pages *= 10  # A filter that matches more than a million items.


def _anchors(source: Source, list_of: Mapping[str, Any], every: int) -> List[str]:
    answer = source.client.ask("ItemAnchors", {**list_of, "every": every})
    dataset = answer.data["dataset"]
    if not dataset or not dataset["items"]:
        raise gone(answer.request_id)
    return dataset["items"]["anchors"] or []


def gone(request_id: Optional[str]) -> VitrineError:
    message = "The dataset is gone, or may no longer be seen."
    return VitrineError("NOT_FOUND", message, request_id=request_id)


def shuffled(blocks: List[Block], seed: str) -> List[Block]:
    """Returns the blocks in an order that depends on the seed alone."""
    order = list(blocks)
    random.Random(seed).shuffle(order)
    return order


__all__ = ["PAGE", "Block", "find_blocks", "gone", "shuffled"]
