"""Exports: files that the server makes of a revision."""

from __future__ import annotations

import os
import time
import uuid
from pathlib import Path
from typing import Any, Dict, Mapping, NamedTuple, Optional

from ..api.backoff import wait
from ..api.failures import success_of
from ..errors import VitrineError
from ..reporter import OnEvent
from ..session.deadline import ProgressDeadline
from .download import Download
from .files import Batch, File
from .source import Source

_LONGEST_PAUSE = 2.0


class Exported(NamedTuple):
    path: Path
    item_count: int
    data: Optional[Path]
    """Path of the second file, with the items that the first one describes. None for NDJSON."""


def export(source: Source, request: Mapping[str, Any], to: Path, on_event: OnEvent) -> Exported:
    """Starts an export, waits for it, and fetches its files."""
    # A repeated request returns the export of the first one, should an answer be lost.
    answer = source.client.ask("StartExport", {"input": {**request, "idempotencyKey": str(uuid.uuid4())}})
    export_id = success_of(answer.data["exportDataset"], answer.request_id)["export"]["id"]
    made = _await_export(source, export_id, on_event)
    urls = _node(source, "ExportUrls", export_id)
    path = _fetch(source, export_id, made, urls, to, is_data=False)
    data = urls["data"]
    second = _fetch(source, export_id, data, urls, to.with_name(f"{to.stem}.data.ndjson"), is_data=True) if data else None
    return Exported(path, made["itemCount"] or 0, second)


def _await_export(source: Source, export_id: str, on_event: OnEvent) -> Dict[str, Any]:
    deadline = ProgressDeadline("The server does not continue the export.")
    pause = 0.1
    while True:
        made = _node(source, "FollowExport", export_id)
        written, expected = made["itemsWritten"], made["itemsExpected"]
        on_event({"type": "export", "itemsWritten": written, "itemsExpected": expected})
        if made["state"] == "READY":
            return made
        if made["state"] == "FAILED":
            raise VitrineError("SERVER_ERROR", f"The export has failed: {made['reason'] or 'no reason was given'}")
        deadline.advance(written)
        wait(pause, source.client.stopped)
        pause = min(_LONGEST_PAUSE, pause * 1.5)


def _fetch(
    source: Source, export_id: str, made: Mapping[str, Any], urls: Mapping[str, Any], to: Path, is_data: bool
) -> Path:
    """Fetches a file of an export to its path, where it appears complete or not at all."""
    batch = _ExportBatch(source, export_id, is_data)
    file = File(export_id, "EXPORT", made["sha256"], made["byteSize"], "application/json", to.name, _batch=batch)
    batch.files.append(file)
    batch.take(urls)
    part = to.with_name(f".{to.name}.{uuid.uuid4().hex}.part")
    try:
        with part.open("xb") as out:
            Download(file).to_file(out)
        os.replace(part, to)
    finally:
        part.unlink(missing_ok=True)
    return to


class _ExportBatch(Batch):
    """Signs the file of an export anew."""

    def __init__(self, source: Source, export_id: str, is_data: bool) -> None:
        super().__init__(source)
        self._export_id, self._is_data = export_id, is_data

    def sign_from(self, file: File) -> None:
        self.take(_node(self.source, "ExportUrls", self._export_id))

    def take(self, urls: Mapping[str, Any]) -> None:
        holder = (urls["data"] or {}) if self._is_data else urls
        signed = holder.get("signedUrl")
        self.files[0].signed({**signed, "expiresInSeconds": 60.0} if signed else None, time.monotonic())


def _node(source: Source, operation: str, export_id: str) -> Dict[str, Any]:
    answer = source.client.ask(operation, {"export": export_id})
    node = answer.data["node"]
    if not node or node["__typename"] != "DatasetExport":
        raise VitrineError("NOT_FOUND", "The export is gone.", request_id=answer.request_id)
    return node  # type: ignore[no-any-return]
