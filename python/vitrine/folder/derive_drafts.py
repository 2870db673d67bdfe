"""Items that follow from the files of a folder, in the natural order of their paths."""

from __future__ import annotations

import itertools
import os
import re
from typing import Any, Dict, Iterator, List, Optional, Tuple

from ..errors import Issue
from ..streams.sort_lines import sort_lines
from .choose_files import FileChoice
from .content_types import allowed_content_types, content_type_in, content_type_of_name, fits, item_type_of
from .drafts import Draft, DraftAsset, Drafts, Reading
from .find_file import find_file
from .group_files import FileGroup, find_json_beside, group_files, stem_of, tags_of
from .inspect_bytes import FileWarning
from .names import base_of, compose, quote
from .natural_order import natural_key
from .sidecar import read_sidecar
from .tables import TABLES
from .walk import walk

MANIFEST_NAME = "manifest.ndjson"
_NEAR_MANIFEST = re.compile(TABLES["nearManifestName"], re.IGNORECASE)
_LONGEST_KEY: int = TABLES["longestKey"]
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_UNDECODED = re.compile("[\ud800-\udfff\ufffd]")


def derive_drafts(reading: Reading) -> Drafts:
    """Yields the items of a folder without a manifest. Adds problems to the log."""
    choice = FileChoice(reading.root, reading.options)
    # No name contains a NUL.
    lines = sort_lines(map(_sortable, _files(reading, choice)), reading.temporary)
    split: Iterator[List[str]] = (line.split("\0") for line in lines)
    for _, group in itertools.groupby(split, key=lambda parts: parts[1]):
        yield from _read_group(reading, choice, [path for _, _, path in group])


def _files(reading: Reading, choice: FileChoice) -> Iterator[str]:
    for kind, path in walk(reading.root, choice):
        if kind == "skipped":
            reading.tally.skipped += 1
            continue
        if _UNDECODED.search(path):
            shown = path.encode("utf-8", "replace").decode()
            reading.log.add(_issue(shown, "FILE_UNREADABLE", f"The name of {quote(shown)} is not valid UTF-8. Rename the file."))
            continue
        if path != MANIFEST_NAME and _NEAR_MANIFEST.match(path):
            message = (
                f"{quote(path)} is published as a file. To be read as the manifest, it must be named {MANIFEST_NAME} "
                "and contain one JSON object per line."
            )
            reading.notices.warn(FileWarning(path, "MANIFEST_NAME", message), key=path)
        if kind == "broken":
            reading.log.add(_issue(path, "FILE_UNREADABLE", f"The folder {quote(path)} cannot be read. Check its permissions."))
        elif kind == "link" and isinstance(found := find_file(reading.root, path), str):
            reading.log.add(_issue(path, "FILE_UNREADABLE", found))
        else:
            yield path


def _sortable(path: str) -> str:
    stem = stem_of(path)
    return f"{natural_key(stem)}\0{stem}\0{path}"


def _read_group(reading: Reading, choice: FileChoice, paths: List[str]) -> Drafts:
    pairing = reading.options.pairing
    beside = find_json_beside(paths) if pairing else None
    sidecar = read_sidecar(reading.locate(beside)) if beside else None
    if sidecar and sidecar.why and beside:
        why = f"but is not its metadata: {sidecar.why}"
        message = f"{quote(beside)} is next to a media file, {why}. It is published as a separate item."
        reading.notices.warn(FileWarning(beside, "NOT_METADATA", message), key=beside)
    keys = set()
    for group in group_files(paths, beside, sidecar.use if sidecar else None, pairing):
        if group.key in keys:
            message = f"Two files have the same name after Unicode normalization: {quote(group.primary)}. Rename one of them."
            reading.log.add(_issue(group.primary, "DUPLICATE_KEY", message))
        keys.add(group.key)
        if len(group.key.encode()) > _LONGEST_KEY or _CONTROL.search(group.key):
            message = (
                f"The path {quote(group.primary)} cannot be a key. A key can have at most {_LONGEST_KEY} bytes and no control "
                "characters. Rename the file, or set the keys in a manifest.ndjson."
            )
            reading.log.add(_issue(group.primary, "INVALID_KEY", message))
        for path in group.transcripts:
            reading.notices.pair("transcripts", path, group.primary)
        if group.metadata:
            reading.notices.pair("metadata", group.metadata, group.primary)
        draft = _read_item(reading, choice, group, sidecar.value if sidecar and group.metadata else None)
        if draft:
            yield draft


def _read_item(reading: Reading, choice: FileChoice, group: FileGroup, metadata: Any) -> Optional[Draft]:
    primary = group.primary
    given = choice.type_of(primary)
    content_type = content_type_in(reading.locate(primary), primary)
    if given and not fits(content_type, allowed_content_types(given, "PRIMARY")):
        content_type = content_type_of_name(primary)  # The given type decides between those of a container.
    types = [content_type, *map(content_type_of_name, group.transcripts)]
    roles = ["PRIMARY", "TRANSCRIPT", *["ATTACHMENT"] * len(group.transcripts)]
    assets: List[DraftAsset] = []
    for role, path, type in zip(roles, [primary, *group.transcripts], types):
        location = reading.locate(path)
        try:
            byte_size = os.stat(location).st_size
        except OSError:
            message = f"{quote(path)} no longer exists or cannot be read."
            reading.log.add(_issue(path, "FILE_UNREADABLE", message))
            return None
        reading.tally.files += 1
        reading.tally.bytes += byte_size
        filename = compose(base_of(path))
        assets.append({"role": role, "path": path, "location": location, "contentType": type, "filename": filename})
    if given and not fits(content_type, allowed_content_types(given, "PRIMARY")):
        expected = f"one of {', '.join(allowed_content_types(given, 'PRIMARY'))}"
        message = f"{quote(primary)} is {content_type}, which cannot be the content of an item of type {given}."
        reading.log.add(Issue(None, primary, "", "CONTENT_TYPE_MISMATCH", message, expected))
    item: Dict[str, Any] = {"key": group.key, "type": given or item_type_of(content_type)}
    tags = tags_of(primary)
    if tags:
        item["tags"] = tags
    if metadata is not None:
        item["metadata"] = metadata
    return Draft(None, item, assets)


def _issue(path: str, code: str, message: str) -> Issue:
    return Issue(None, path, "", code, message)
