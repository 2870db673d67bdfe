"""Items that a `manifest.ndjson` declares.

This module reports what the form of a line and its files show. The server checks the rest of each line, with the
checker of the command line, and publishes nothing if it finds an issue.
"""

from __future__ import annotations

import os
import re
from typing import Any, BinaryIO, Dict, Iterable, Iterator, List, Optional, Union

from ..errors import Issue
from ..streams.sort_lines import sort_lines
from ..streams.spool import Spool
from .content_types import allowed_content_types, content_type_of_name, fits
from .derive_drafts import MANIFEST_NAME
from .drafts import Draft, DraftAsset, Drafts, Reading
from .find_file import find_file
from .names import base_of, compose
from .options import ITEM_TYPES
from .strict_json import StrictJsonError, parse_json

_LONGEST_LINE = 1024**2
_OBJECT_PER_LINE = "one JSON object on each line, without brackets or commas between them"


def manifest_drafts(reading: Reading) -> Drafts:
    """Yields the lines of a folder's manifest. Logs problems of the lines, of their files, and keys that stand twice."""
    keys = Spool(reading.temporary / "keys.ndjson")
    with open(reading.locate(MANIFEST_NAME), "rb") as file:
        for line, text in _lines(reading, file):
            value = _parse(reading, line, text)
            if value is None:
                continue
            if isinstance(value.get("key"), str):
                keys.add([value["key"], line])
            yield draft_of(reading, line, value)
    keys.end()
    find_duplicates(reading, keys.rows())


def draft_of(reading: Reading, line: int, value: Dict[str, Any]) -> Draft:
    """Returns a line with the files that it names."""
    item = {name: member for name, member in value.items() if name != "assets"}
    given = value.get("assets")
    if not isinstance(given, list):
        return Draft(line, value)
    assets: List[DraftAsset] = []
    for index, each in enumerate(given):
        asset = _read_asset(reading, each)
        key = value.get("key") if isinstance(value.get("key"), str) else None
        if isinstance(asset, str):
            reading.log.add(Issue(line, key, f"/assets/{index}/path", "FILE_UNREADABLE", asset))
            continue
        assets.append(asset)
        mismatch = _mismatch(item.get("type"), asset)
        if mismatch:
            reading.log.add(Issue(line, key, f"/assets/{index}", "CONTENT_TYPE_MISMATCH", *mismatch))
    return Draft(line, item, assets)


def find_duplicates(reading: Reading, keys: Iterable[List[Any]]) -> None:
    """Reports every line whose key an earlier line has. Sorts the keys in files, so that memory use does not grow."""
    first_key, first_line = "", 0
    for each in sort_lines((f"{key}\0{line:010}" for key, line in keys), reading.temporary):
        key, _, digits = each.rpartition("\0")
        if first_line and key == first_key:
            message = f"Line {first_line} already uses this key."
            expected = "a unique key"
            reading.log.add(Issue(int(digits), key, "/key", "DUPLICATE_KEY", message, expected))
        else:
            first_key, first_line = key, int(digits)


def _lines(reading: Reading, file: BinaryIO) -> Iterator[Any]:
    """Yields the lines that are texts, with their numbers. Ends with one problem if the file has another form."""
    is_begun = False
    number = 0
    while raw := file.readline(_LONGEST_LINE + 2):
        number += 1
        if len(raw.rstrip(b"\r\n")) > _LONGEST_LINE:
            reading.log.add(Issue(number, None, "", "LINE_TOO_LONG", "The line is longer than 1 MiB."))
            while raw and not raw.endswith(b"\n"):
                raw = file.readline(_LONGEST_LINE)
            continue
        if raw.strip() == b"":
            continue
        if not is_begun and (problem := _form_problem(raw)):
            reading.log.add(Issue(number, None, "", *problem))
            return
        is_begun = True
        try:
            yield number, raw.rstrip(b"\r\n").decode("utf-8-sig")
        except UnicodeDecodeError:
            reading.log.add(Issue(number, None, "", "INVALID_UTF8", "The line is not valid UTF-8."))


def _form_problem(first_line: bytes) -> Optional[List[str]]:
    """Returns why a file is not a manifest at all, as far as its first line shows it."""
    if first_line[:2] in (b"\xff\xfe", b"\xfe\xff") or 0 in first_line[:2]:
        return ["INVALID_UTF8", "The manifest is in UTF-16 or UTF-32. Save it as UTF-8.", "UTF-8"]
    text = first_line.decode("utf-8", "replace").lstrip("\ufeff").strip()
    if re.search(r"\}\r\s*\{", text):
        message = "The manifest has CR line endings. Save it with LF or CRLF line endings."
        return ["INVALID_JSON", message, "lines that end with LF"]
    if re.match(r"\[\s*(\{|$)", text):
        message = "The manifest is a JSON list. Write each item on a separate line (NDJSON)."
        return ["INVALID_JSON", message, _OBJECT_PER_LINE]
    if re.fullmatch(r"\{(.*[{\[,])?", text, re.DOTALL) and not text.endswith("},"):
        message = "The first item extends over several lines. Write each item on a separate line (NDJSON)."
        return ["INVALID_JSON", message, _OBJECT_PER_LINE]
    return None


def _parse(reading: Reading, line: int, text: str) -> Optional[Dict[str, Any]]:
    try:
        value = parse_json(text)
    except StrictJsonError as error:
        reading.log.add(Issue(line, None, "", error.code, str(error), error.expected))
        return None
    if isinstance(value, dict):
        return value
    reading.log.add(Issue(line, None, "", "WRONG_TYPE", "The line is not a JSON object.", "one JSON object"))
    return None


def _read_asset(reading: Reading, value: Any) -> Union[DraftAsset, str]:
    """Returns a file of the folder, stored bytes, or a message why the file cannot be found."""
    if not isinstance(value, dict) or not isinstance(value.get("role", "PRIMARY"), str):
        return {"raw": value}
    path, sha256 = value.get("path"), value.get("sha256")
    if not isinstance(path, str) or path == "":
        return {"raw": value}
    found = find_file(reading.root, path)
    if isinstance(found, str):
        return found
    reading.tally.files += 1
    reading.tally.bytes += found.byte_size
    content_type = value.get("contentType")
    return {
        "role": value.get("role", "PRIMARY"),
        "path": found.path,
        "location": os.path.join(reading.root, *found.path.split("/")),
        "sha256": sha256,
        "contentType": content_type if isinstance(content_type, str) else content_type_of_name(path),
        "filename": value["filename"] if "filename" in value else compose(base_of(path)),
    }


def _mismatch(type: Any, asset: DraftAsset) -> Optional[List[str]]:
    """Returns the message for a file whose content type cannot have its role in an item of this type."""
    if type not in ITEM_TYPES or "raw" in asset:
        return None
    allowed = list(allowed_content_types(type, asset["role"]))
    if fits(asset["contentType"], allowed):
        return None
    message = f"A file of type {asset['contentType']} cannot have the role {asset['role']} in an item of type {type}."
    return [message, f"one of {', '.join(allowed)}"]
