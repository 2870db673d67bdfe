"""The use of a JSON file beside media: metadata, a transcript as Whisper writes it, or an item of its own."""

from __future__ import annotations

import json
import os
import re
from typing import Any, NamedTuple, Optional

from .strict_json import StrictJsonError, parse_json
from .tables import TABLES

_LONGEST_SIDECAR = 1024**2
_DEEPEST: int = TABLES["metadata"]["depth"]
_LARGEST: int = TABLES["metadata"]["byteSize"]


class Sidecar(NamedTuple):
    use: Optional[str]
    """`metadata`, `transcript`, or None."""
    value: Any = None
    why: Optional[str] = None
    """Why it is neither."""


def read_sidecar(location: str) -> Sidecar:
    try:
        if os.path.getsize(location) > _LONGEST_SIDECAR:
            return Sidecar(None, why="it is longer than 1 MiB")
        with open(location, encoding="utf-8-sig") as file:
            text = file.read()
    except (OSError, ValueError):
        return Sidecar(None, why="it cannot be read as UTF-8")
    try:
        value = parse_json(text)
    except StrictJsonError as error:
        return Sidecar(None, why=str(error).rstrip(".").replace("The line", "it"))
    if not isinstance(value, dict):
        return Sidecar(None, why="it does not contain a JSON object")
    if _is_whisper(value):
        return Sidecar("transcript", value)
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    if re.search(r"(?<!\\)(?:\\\\)*\\u0000|[\ud800-\udfff]", written):
        return Sidecar(None, why="it has text that cannot be stored")
    if _depth_of(value) > _DEEPEST:
        return Sidecar(None, why="it is nested too deeply")
    if len(written.encode()) > _LARGEST:
        return Sidecar(None, why="it is longer than 64 KiB")
    return Sidecar("metadata", value)


def _is_whisper(value: Any) -> bool:
    segments = value.get("segments")
    return isinstance(segments, list) and len(segments) > 0 and all(map(_is_cue, segments))


def _is_cue(cue: Any) -> bool:
    return (
        isinstance(cue, dict)
        and type(cue.get("start")) in (int, float)
        and type(cue.get("end")) in (int, float)
        and isinstance(cue.get("text"), str)
    )


def _depth_of(value: Any) -> int:
    if isinstance(value, dict):
        return 1 + max(map(_depth_of, value.values()), default=0)
    return 1 + max(map(_depth_of, value), default=0) if isinstance(value, list) else 0
