"""The documents of this package, with their hashes and the shapes of their answers. Made by `npm run codegen`."""

from __future__ import annotations

import functools
import json
import re
from pathlib import Path
from typing import Any, Dict, Mapping, NamedTuple


class Operation(NamedTuple):
    query: str
    sha256: str
    shape: Mapping[str, Any]


@functools.lru_cache(maxsize=None)
def operation(name: str) -> Operation:
    """Returns the document of an operation."""
    found = _operations()[name]
    shape = found.get("shape")
    return Operation(found["query"], found["sha256"], shape if shape is not None else _shape_of_pages(name))


@functools.lru_cache(maxsize=None)
def _operations() -> Dict[str, Any]:
    text = (Path(__file__).parent / "operations.json").read_text(encoding="utf-8")
    return json.loads(text)  # type: ignore[no-any-return]


def _shape_of_pages(name: str) -> Mapping[str, Any]:
    """Returns the shape of a request for several pages. Each has the shape of the only page of `…Pages1`."""
    kind, count = re.fullmatch(r"(\w+?Pages)(\d+)", name).groups()  # type: ignore[union-attr]
    dataset = operation(f"{kind}1").shape["dataset"]
    page = dataset["fields"]["p0"]
    return {"dataset": {**dataset, "fields": {f"p{index}": page for index in range(int(count))}}}
