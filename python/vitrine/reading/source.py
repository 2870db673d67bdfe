"""What every object of a dataset needs to read more of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Dict

from ..api.client import Client
from ..dataset_name import DatasetName
from .file_cache import FileCache


@dataclass
class Source:
    client: Client
    cache: FileCache

    def fresh(self) -> Source:
        """Returns the same with separate connections, as a new process needs them."""
        client = Client(self.client.endpoint, self.client.token, backoff=self.client.backoff)
        return Source(client, FileCache(self.cache.folder))

    def __getstate__(self) -> Dict[str, Any]:
        client = self.client
        return {"endpoint": client.endpoint, "token": client.token, "backoff": client.backoff, "folder": self.cache.folder}

    def __setstate__(self, state: Dict[str, Any]) -> None:
        self.client = Client(state["endpoint"], state["token"], backoff=state["backoff"])
        self.cache = FileCache(state["folder"])


def names_of(name: DatasetName) -> Dict[str, Any]:
    """Returns a dataset at a revision as variables of an operation."""
    return {"organization": name.organization, "dataset": name.dataset, "revision": name.revision}
