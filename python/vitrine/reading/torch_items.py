"""An IterableDataset of PyTorch. Imported only when it is used."""

from __future__ import annotations

from typing import Any, Callable, Iterator

from torch.utils.data import IterableDataset, get_worker_info

from .item import Item
from .items import Items


class TorchItems(IterableDataset):  # type: ignore[misc]
    """Samples of items. Each worker of a DataLoader reads a part of them, through separate connections."""

    def __init__(self, items: Items, transform: Callable[[Item], Any], threads: int) -> None:
        super().__init__()
        self.items, self.transform, self.threads = items, transform, threads

    def __iter__(self) -> Iterator[Any]:
        worker = get_worker_info()
        items = self.items if worker is None else self.items.fresh()
        if worker is not None:
            index, count = items.part
            items = items.shard(index * worker.num_workers + worker.id, count * worker.num_workers)
        return items.map(self.transform, self.threads)
