"""Names of datasets, such as `lumen/birds` or `lumen/birds@3`."""

from __future__ import annotations

import json
import re
from typing import NamedTuple, Optional

from .errors import VitrineError

_NAME = re.compile(r"([^/@\s]+)/([^/@\s]+?)(?:@(\d{1,9}))?")


class DatasetName(NamedTuple):
    organization: str
    dataset: str
    revision: Optional[int] = None

    def __str__(self) -> str:
        pinned = "" if self.revision is None else f"@{self.revision}"
        return f"{self.organization}/{self.dataset}{pinned}"


def parse_dataset_name(text: str) -> DatasetName:
    match = _NAME.fullmatch(text)
    if not match:
        raise VitrineError(
            "INVALID_INPUT", f"{json.dumps(text)} is not a dataset name. Use the form lumen/birds or lumen/birds@3."
        )
    return DatasetName(match[1], match[2], int(match[3]) if match[3] else None)
