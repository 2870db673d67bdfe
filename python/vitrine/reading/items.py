"""Lists of items: filtered, ordered, shuffled, in parts, and continued."""

from __future__ import annotations

import base64
import hashlib
import json
import random
from dataclasses import dataclass, field, replace
from typing import Any, Callable, Dict, Iterator, List, Mapping, Optional, Tuple, TypeVar

from ..dataset_name import DatasetName
from ..errors import VitrineError
from ..streams.map_in_order import map_in_order
from ..streams.spool import to_json
from .adapters import need, rows_of, to_pandas
from .blocks import Block, find_blocks, shuffled
from .filters import both, item_filter
from .groups import BLOCKS_PER_GROUP, read_group
from .item import Item
from .source import Source, names_of

_GROUPS_AHEAD = 2
_TASKS_PER_THREAD = 4

Result = TypeVar("Result")


@dataclass(frozen=True)
class Items:
    """A list of items at one revision. Iterating reads it page by page, some pages ahead. Methods return further lists."""

    source: Source = field(repr=False)
    name: DatasetName
    item_count: int
    """Number of items of the revision, without the filter."""
    conditions: Mapping[str, Any] = field(default_factory=dict)
    order: Optional[Mapping[str, str]] = None
    seed: Optional[str] = None
    part: Tuple[int, int] = (0, 1)
    start: Optional[str] = None
    signed: bool = False

    def filter(self, **conditions: Any) -> Items:
        """Returns the items for which the conditions hold too. `item_filter` has them."""
        return replace(self, conditions=both(self.conditions, item_filter(**conditions)))

    def order_by(self, field: str, descending: bool = False) -> Items:
        """Returns the items in another order: POSITION, TITLE, KEY, CREATED_AT, BYTE_SIZE, DURATION or RELEVANCE."""
        return replace(self, order={"field": field.upper(), "direction": "DESC" if descending else "ASC"})

    def shuffle(self, seed: object = 0) -> Items:
        """Returns the items in a random order, which is the same for the same seed. Use another seed for each epoch.

        Parts of 99 items are shuffled, and then the items of ten of them together.
        """
        return replace(self, seed=str(seed))

    def shard(self, index: int, count: int) -> Items:
        """Returns one of `count` parts, for workers that read the list together."""
        if not 0 <= index < count:
            raise VitrineError("INVALID_INPUT", f"Part {index} is not one of {count} parts, which are counted from 0.")
        return replace(self, part=(index, count))

    def resume(self, cursor: Optional[str]) -> Items:
        """Returns the items after a cursor of an iterator of the same list."""
        return replace(self, start=cursor)

    def __iter__(self) -> ItemIterator:
        return ItemIterator(self)

    def map(self, work: Callable[[Item], Result], threads: int = 16) -> Iterator[Result]:
        """Yields the results of work on each item, in their order. Several threads work, such as on files.

        The URLs of files are requested together with the items.
        """
        return map_in_order(iter(replace(self, signed=True)), work, threads, _TASKS_PER_THREAD)

    def to_pandas(self, expand: bool = False) -> Any:
        """Returns a DataFrame of pandas with one row for each item. `expand` makes columns of the metadata."""
        return to_pandas(self, expand)

    def rows(self, expand: bool = False) -> List[Dict[str, Any]]:
        """Returns the rows of `to_pandas` as dicts."""
        return rows_of(self, expand)

    def as_torch(self, transform: Callable[[Item], Any], threads: int = 16) -> Any:
        """Returns an IterableDataset of PyTorch. `transform` makes a sample of an item. Workers share the items."""
        need("torch.utils.data", "as_torch()")
        from .torch_items import TorchItems

        return TorchItems(self, transform, threads)

    def fresh(self) -> Items:
        """Returns the same list with separate connections, as a new process needs them."""
        return replace(self, source=self.source.fresh())

    def variables(self) -> Dict[str, Any]:
        """Returns the list as variables of an operation."""
        return {**names_of(self.name), "filter": dict(self.conditions) or None, "order": self.order}

    def fingerprint(self) -> str:
        """Returns a short digest of what the list is. Cursors belong to one."""
        identity = [str(self.name), self.conditions, self.order, self.seed, self.part]
        return hashlib.sha256(to_json(identity).encode()).hexdigest()[:16]


class ItemIterator(Iterator[Item]):
    """Yields items. `cursor` is the place after the last one, for `Items.resume`."""

    def __init__(self, items: Items) -> None:
        self._items = items
        self._group, self._offset = _place_of(items)
        self._signed = items.signed
        self._rows = self._read()

    @property
    def cursor(self) -> str:
        """Place after the last item, as a text that can be stored."""
        place = [1, self._items.fingerprint(), self._group, self._offset]
        return base64.urlsafe_b64encode(to_json(place).encode()).decode().rstrip("=")

    def __next__(self) -> Item:
        return next(self._rows)

    def _read(self) -> Iterator[Item]:
        items = self._items
        index, count = items.part
        blocks = find_blocks(items.source, items.variables(), items.item_count, count)
        if items.seed is not None:
            blocks = shuffled(blocks, items.seed)
        blocks = blocks[index::count]
        groups = [blocks[at : at + BLOCKS_PER_GROUP] for at in range(0, len(blocks), BLOCKS_PER_GROUP)]
        numbers = range(self._group, len(groups))
        for rows in map_in_order(numbers, lambda number: self._read_group(number, groups[number]), 1, _GROUPS_AHEAD):
            for row in rows[self._offset :]:
                self._offset += 1
                yield row
            # A program that opens files of one group opens those of the next.
            self._signed = self._signed or (len(rows) > 0 and rows[0].file.is_in_use)
            self._group, self._offset = self._group + 1, 0

    def _read_group(self, number: int, blocks: List[Block]) -> List[Item]:
        items = self._items
        rows = read_group(items.source, items.variables(), blocks, self._signed)
        if items.seed is not None:
            random.Random(f"{items.seed}:{number}:{items.part}").shuffle(rows)
        return rows


def _place_of(items: Items) -> Tuple[int, int]:
    """Returns the group and the offset of a cursor."""
    if items.start is None:
        return 0, 0
    try:
        padded = items.start + "=" * (-len(items.start) % 4)
        version, fingerprint, group, offset = json.loads(base64.urlsafe_b64decode(padded))
        if version == 1 and fingerprint == items.fingerprint() and group >= 0 and offset >= 0:
            return int(group), int(offset)
    except (ValueError, TypeError):
        pass
    message = "The cursor is not one of this list: its dataset, revision, filter, order, seed and part must be the same."
    raise VitrineError("INVALID_INPUT", message)
