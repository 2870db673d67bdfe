"""Reads and hashes what is to be published, and tells the progress of both."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Iterable, NamedTuple, Optional

from ..folder.drafts import Reading
from ..folder.given_drafts import NewItem
from ..folder.options import FolderOptions
from ..folder.read_source import read_source
from ..folder.reports import IssueLog, Notices
from ..reporter import Event, Reporter
from ..streams.meter import Meter
from .hash_cache import HashCache
from .hash_drafts import HashedManifest, Hashing, HashTally, hash_drafts


class Prepared(NamedTuple):
    hashed: HashedManifest
    total_files: int
    total_bytes: int


class Preparing(NamedTuple):
    root: Path
    items: Optional[Iterable[NewItem]]
    """None for the items of the folder."""
    temporary: Path
    options: FolderOptions
    cache_folder: Optional[Path]
    stopped: threading.Event


def prepare(preparing: Preparing, reporter: Reporter) -> Prepared:
    """Returns the manifest with its digests. Raises `ValidationFailed`."""
    root, items, temporary, options, cache_folder, stopped = preparing
    log = IssueLog()
    notices = Notices(log if options.strict else None)
    reading = Reading(root, temporary, options, log, notices)

    def scanned() -> Event:
        tally = reading.tally
        return {"type": "scan", "items": tally.items, "files": tally.files, "skipped": tally.skipped}

    source = read_source(reading, items, lambda: reporter.tell_sometimes(scanned))
    reporter.tell(scanned())
    pairing = notices.describe_pairing()
    if pairing:
        reporter.tell({"type": "notice", "message": pairing})

    cache = HashCache(cache_folder if items is None else None, str(root))
    tally = HashTally()
    meter = Meter()

    def hashed() -> Event:
        return {
            "type": "hash",
            "files": tally.files,
            "bytes": tally.bytes,
            "unchangedFiles": tally.unchanged_files,
            "totalFiles": source.files,
            "totalBytes": source.bytes,
            "bytesPerSecond": meter.rate(tally.bytes),
        }

    try:
        hashing = Hashing(cache, tally, notices, log, stopped)
        manifest = hash_drafts(hashing, source, temporary, lambda: reporter.tell_sometimes(hashed))
    finally:
        cache.close()
    reporter.tell(hashed())
    for warning in notices.warnings:
        reporter.tell({"type": "warning", **warning._asdict()})
    # Files may have grown since they were listed, so the hashed sizes count.
    return Prepared(manifest, tally.files, tally.bytes)
