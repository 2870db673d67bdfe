"""Items that a program gives, one by one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Dict, Iterable, List, Mapping, Union

from ..errors import Issue, VitrineError
from ..streams.spool import Spool, to_json
from .content_types import allowed_content_types, content_type_in, content_type_of_name, fits, item_type_of
from .drafts import Draft, DraftAsset, Drafts, Reading
from .manifest_drafts import find_duplicates
from .names import base_of, compose, quote

NewItem = Mapping[str, Any]
"""An item to be published, with the members of a manifest line.

`assets` is a list of files with `path` (absolute, or relative to `root`), `data` (bytes, with a `filename`), or the
`sha256` of stored bytes. Instead of `assets`, `file` is the path of the only file, or its bytes. `type` follows from the
file if it is not given. `key` follows from the path of `file`.
"""


def given_drafts(reading: Reading, items: Iterable[NewItem]) -> Drafts:
    """Yields items of any iterator. Writes bytes that are given to files, so that memory use does not grow."""
    keys = Spool(reading.temporary / "keys.ndjson")
    blobs = reading.temporary / "blobs"
    blobs.mkdir()
    for line, given in enumerate(items, start=1):
        if not isinstance(given, Mapping):
            raise VitrineError("INVALID_INPUT", f"Item {line} is not a mapping, such as a dict.")
        draft = _draft_of(reading, line, given, blobs)
        if isinstance(draft.item.get("key"), str):
            keys.add([draft.item["key"], line])
        yield draft
    keys.end()
    find_duplicates(reading, keys.rows())


def _draft_of(reading: Reading, line: int, given: NewItem, blobs: Path) -> Draft:
    item: Dict[str, Any] = {name: value for name, value in given.items() if name not in ("assets", "file")}
    files = given.get("assets")
    if "file" in given:
        files = [{"path" if not isinstance(given["file"], (bytes, bytearray)) else "data": given["file"]}]
        if "key" not in item and "path" in files[0]:
            item = {"key": os.path.splitext(os.fspath(given["file"]).replace(os.sep, "/"))[0], **item}
    try:
        to_json(item)
    except (TypeError, ValueError) as error:
        raise VitrineError("INVALID_INPUT", f"Item {line} cannot be written as JSON: {error}") from error
    if files is None:
        return Draft(line, item)
    assets: List[DraftAsset] = []
    for index, each in enumerate(files):
        asset = _asset_of(reading, each, blobs / f"{line}-{index}")
        key = item.get("key") if isinstance(item.get("key"), str) else None
        if isinstance(asset, str):
            reading.log.add(Issue(line, key, f"/assets/{index}/path", "FILE_UNREADABLE", asset))
            continue
        assets.append(asset)
    primary = next((asset for asset in assets if asset.get("role") == "PRIMARY"), None)
    if primary:
        item.setdefault("type", item_type_of(primary["contentType"]))
        allowed = list(allowed_content_types(item["type"], "PRIMARY"))
        if not fits(primary["contentType"], allowed):
            message = f"A file of type {primary['contentType']} cannot have the role PRIMARY in an item of type {item['type']}."
            expected = f"one of {', '.join(allowed)}"
            reading.log.add(Issue(line, item.get("key"), "/assets", "CONTENT_TYPE_MISMATCH", message, expected))
    return Draft(line, item, assets)


def _asset_of(reading: Reading, given: Any, blob: Path) -> Union[DraftAsset, str]:
    if not isinstance(given, Mapping):
        return {"raw": given}
    asset: DraftAsset = {"role": given.get("role", "PRIMARY"), "sha256": given.get("sha256")}
    path, data = given.get("path"), given.get("data")
    if path is not None:
        shown = os.fspath(path)
        location = os.path.join(reading.root, shown)
        asset.update(path=shown, filename=compose(base_of(shown.replace(os.sep, "/"))))
        asset["contentType"] = content_type_in(location, shown)
        if not os.path.isfile(location):
            return f"{quote(shown)} does not exist, or is no file."
    elif isinstance(data, (bytes, bytearray, memoryview)):
        location = str(blob)
        blob.write_bytes(data)
        filename = given.get("filename")
        asset.update(path=filename or blob.name, filename=filename)
        asset["contentType"] = content_type_of_name(filename or "")
    else:
        return {"raw": dict(given)}
    if "filename" in given:
        asset["filename"] = given["filename"]
    if given.get("contentType"):
        asset["contentType"] = given["contentType"]
    asset["location"] = location
    reading.tally.files += 1
    reading.tally.bytes += os.stat(location).st_size
    return asset
