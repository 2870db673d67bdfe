"""Reads the items of a folder, from its manifest or its files, or those of an iterator."""

from __future__ import annotations

import os
from typing import Callable, Iterable, NamedTuple, Optional, Union

from ..errors import Issue, VitrineError
from ..streams.spool import Spool
from .derive_drafts import MANIFEST_NAME, derive_drafts
from .drafts import Draft, Reading
from .given_drafts import NewItem, given_drafts
from .manifest_drafts import manifest_drafts

_EMPTY_FOLDER = (
    "The folder has no files to publish. To publish an empty dataset, use an empty manifest.ndjson and --allow-empty."
)
_EMPTY_MANIFEST = "The manifest has no items. To publish an empty dataset, use --allow-empty (allow_empty)."


class ReadSource(NamedTuple):
    spool: Spool
    has_lines: bool
    """Whether the rows are lines of a manifest file, or numbered items of an iterator."""
    items: int
    files: int
    bytes: int


def read_source(reading: Reading, items: Optional[Iterable[NewItem]], on_progress: Callable[[], None]) -> ReadSource:
    """Reads all items. Raises `ValidationFailed` with all problems."""
    has_manifest = items is None and os.path.isfile(reading.locate(MANIFEST_NAME))
    if has_manifest:
        _refuse_choice(reading)
    if items is not None:
        drafts = given_drafts(reading, items)
    else:
        drafts = manifest_drafts(reading) if has_manifest else derive_drafts(reading)
    spool = Spool(reading.temporary / "drafts.ndjson")
    for draft in drafts:
        reading.tally.items += 1
        spool.add([draft.line, draft.item, draft.assets])
        if reading.tally.items % 256 == 0:
            on_progress()
    spool.end()
    has_lines = items is not None or has_manifest
    if reading.tally.items == 0 and reading.log.issue_count == 0:
        if not has_lines:
            reading.log.add(Issue(None, None, "", "FOLDER_EMPTY", _EMPTY_FOLDER))
        elif not reading.options.allow_empty:
            reading.log.add(Issue(None, None, "", "EMPTY_MANIFEST", _EMPTY_MANIFEST))
    reading.log.raise_if_any()
    return ReadSource(spool, has_lines, reading.tally.items, reading.tally.files, reading.tally.bytes)


def drafts_in(spool: Spool) -> Iterable[Draft]:
    return (Draft(*row) for row in spool.rows())


def _refuse_choice(reading: Reading) -> None:
    options = reading.options
    if options.include or options.exclude or options.types or not options.pairing:
        raise VitrineError(
            "INVALID_INPUT",
            "The folder has a manifest.ndjson, which already defines its files and types.",
            hint="Leave out --include, --exclude, --type and --no-pairing, or remove the manifest.",
        )
