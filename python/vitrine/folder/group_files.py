"""Files that form one item."""

from __future__ import annotations

import re
from typing import List, NamedTuple, Optional, Sequence

from ..streams.sort_lines import utf16
from .content_types import content_type_of_name, item_type_of
from .names import base_of, compose, extension_of, without_extension
from .tables import TABLES

_LANGUAGE = re.compile(r"\.[a-z]{2,3}(-[a-z0-9]{2,8})?$", re.IGNORECASE)
_TRANSCRIPTS: List[str] = TABLES["transcriptExtensions"]


class FileGroup(NamedTuple):
    key: str
    primary: str
    transcripts: List[str]
    metadata: Optional[str]
    """A JSON file with the metadata."""


def stem_of(path: str) -> str:
    """Returns the stem of a path. Files with the same stem may form one item."""
    stem = compose(without_extension(path))
    return _LANGUAGE.sub("", stem) if _is_transcript(path) and _LANGUAGE.search(base_of(stem)) else stem


def find_json_beside(paths: Sequence[str]) -> Optional[str]:
    """Returns the JSON file that may belong to the item of the single media file beside it."""
    contents = _contents_of(paths)
    found = [path for path in paths if extension_of(path) == "json"]
    is_of_media = len(contents) == 1 and _type_of(contents[0]) in ("IMAGE", "VIDEO", "AUDIO")
    return found[0] if is_of_media and len(found) == 1 else None


def group_files(paths: Sequence[str], json: Optional[str], use: Optional[str], pairing: bool) -> List[FileGroup]:
    """Returns the items that files with one stem form. `use` is that of the JSON file beside a media file."""
    contents = _contents_of(paths)
    recordings = [path for path in contents if _type_of(path) in ("AUDIO", "VIDEO")]
    transcripts: List[str] = []
    if pairing and len(recordings) == 1:
        transcripts = sorted(filter(_is_transcript, paths), key=lambda path: (_TRANSCRIPTS.index(extension_of(path)), utf16(path)))
        transcripts += [json] if json and use == "transcript" else []
    metadata = json if use == "metadata" else None
    primaries = [path for path in paths if path not in transcripts and path != metadata]
    return [
        FileGroup(
            compose(without_extension(primary) if len(primaries) == 1 else primary),
            primary,
            transcripts if recordings and primary == recordings[0] else [],
            metadata if contents and primary == contents[0] else None,
        )
        for primary in primaries
    ]


def tags_of(path: str) -> List[str]:
    """Returns the folders that contain a file, the outermost first. They become its tags."""
    return list(dict.fromkeys(compose(path).split("/")[:-1]))


def _contents_of(paths: Sequence[str]) -> List[str]:
    return [path for path in paths if not _is_transcript(path) and extension_of(path) != "json"]


def _is_transcript(path: str) -> bool:
    return extension_of(path) in _TRANSCRIPTS


def _type_of(path: str) -> str:
    return item_type_of(content_type_of_name(path))
