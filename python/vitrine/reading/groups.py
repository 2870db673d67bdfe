"""Blocks of items that are read by one request."""

from __future__ import annotations

import time
from typing import Any, Dict, List, Mapping, Optional, Sequence

from ..api.pages import next_cursor
from ..errors import VitrineError
from .blocks import Block, gone
from .files import Batch
from .item import Item, item_of
from .source import Source

BLOCKS_PER_GROUP = 10
"""Pages of one request. Together with signed URLs they cost less than one operation may."""


def read_group(source: Source, list_of: Mapping[str, Any], blocks: Sequence[Block], signed: bool) -> List[Item]:
    """Returns the items of some blocks, in their order. Blocks of several pages take a request for each."""
    batch = Batch(source)
    found: List[List[Item]] = [[] for _ in blocks]
    open_at: Dict[int, Optional[str]] = {index: block.after for index, block in enumerate(blocks)}
    for _ in range(max(block.pages for block in blocks)):
        open_at = _read_pages(source, list_of, blocks, open_at, found, batch, signed)
        if not open_at:
            break
    items = [item for each in found for item in each]
    batch.files = [item.file for item in items]
    return items


def _read_pages(
    source: Source,
    list_of: Mapping[str, Any],
    blocks: Sequence[Block],
    open_at: Mapping[int, Optional[str]],
    found: List[List[Item]],
    batch: Batch,
    signed: bool,
) -> Dict[int, Optional[str]]:
    """Reads one page of each open block. Returns the blocks that are still open, with their cursors."""
    cursors = {f"c{place}": cursor for place, cursor in enumerate(open_at.values())}
    kind = "SignedPages" if signed else "ReadPages"
    asked = time.monotonic()
    try:
        answer = source.client.ask(f"{kind}{len(open_at)}", {**list_of, "first": blocks[0].first, **cursors})
    except VitrineError as error:
        # Metadata may be so large that an answer takes fewer pages.
        if error.code != "INVALID_ANSWER" or len(open_at) == 1 or "more than" not in error.message:
            raise
        halves = [dict(list(open_at.items())[part::2]) for part in (0, 1)]
        return {k: v for half in halves for k, v in _read_pages(source, list_of, blocks, half, found, batch, signed).items()}
    dataset = answer.data["dataset"]
    still_open: Dict[int, Optional[str]] = {}
    for place, index in enumerate(open_at):
        page = dataset and dataset[f"p{place}"]
        if not page:
            raise gone(answer.request_id)
        found[index] += [item_of(node, batch, asked) for node in page["nodes"]]
        cursor = next_cursor(page, open_at[index])
        if cursor is not None and len(found[index]) < blocks[index].pages * blocks[index].first:
            still_open[index] = cursor
    return still_open
