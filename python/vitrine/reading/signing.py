"""Fresh signed URLs."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Dict, List, Sequence

from ..api.check_answer import invalid_answer
from .source import Source

if TYPE_CHECKING:
    from .files import File

_IDS_PER_LIST = 100
_LISTS_PER_REQUEST = 10


def sign_files(source: Source, files: Sequence[File]) -> None:
    """Requests URLs of up to 1,000 files in one request. A file that may no longer be seen gets none."""
    files = files[: _IDS_PER_LIST * _LISTS_PER_REQUEST]
    lists: List[Sequence[File]] = [files[at : at + _IDS_PER_LIST] for at in range(0, len(files), _IDS_PER_LIST)]
    variables: Dict[str, Any] = {f"i{index}": [file.id for file in each] for index, each in enumerate(lists)}
    asked = time.monotonic()
    answer = source.client.ask(f"SignLists{len(lists)}", variables)
    for index, each in enumerate(lists):
        nodes = answer.data[f"n{index}"] or []
        if len(nodes) != len(each):
            raise invalid_answer("data.nodes has another length than was asked for", answer.request_id)
        for file, node in zip(each, nodes):
            file.signed(node.get("signedUrl") if node and node["__typename"] == "Asset" else None, asked)
