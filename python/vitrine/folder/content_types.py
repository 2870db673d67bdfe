"""Content types of files by their names, and by their bytes where the name leaves the type open."""

from __future__ import annotations

import re
from typing import BinaryIO, Dict, Iterable, Optional, Pattern, Set

from .names import base_of, extension_of
from .tables import TABLES

UNKNOWN = "application/octet-stream"
_MATROSKA_HEAD = 65_536
_MAX_BOXES = 1_000
_EXTENSIONS: Dict[str, str] = TABLES["extensions"]
_TEXT_NAMES = frozenset(TABLES["textFileNames"])
_MATROSKA: Dict[str, Pattern[bytes]] = {
    kind: re.compile("|".join(codecs).encode()) for kind, codecs in TABLES["matroskaCodecs"].items()
}


def content_type_of_name(path: str) -> str:
    if base_of(path).lower() in _TEXT_NAMES:
        return "text/plain"
    return _EXTENSIONS.get(extension_of(path), UNKNOWN)


def item_type_of(content_type: str) -> str:
    """Returns the type of item that a file of a content type is published as."""
    essence = essence_of(content_type)
    found: Optional[str] = TABLES["itemTypes"].get(essence)
    if found:
        return found
    family = essence.partition("/")[0]
    if family in ("image", "video", "audio"):
        return family.upper()
    for type in ("DOCUMENT", "TABLE"):
        if fits(essence, TABLES["allowedContentTypes"][type]):
            return type
    return "TEXT" if family == "text" else "FILE"


def allowed_content_types(type: str, role: str) -> Iterable[str]:
    """Returns the content types that a file may have in a role of an item of a type."""
    allowed: Dict[str, Iterable[str]] = TABLES["allowedContentTypes"]
    return allowed.get(type if role == "PRIMARY" else role, ("*",))


def fits(content_type: str, allowed: Iterable[str]) -> bool:
    essence = essence_of(content_type)
    return any(essence.startswith(each[:-1]) if each.endswith("*") else essence == each for each in allowed)


def essence_of(content_type: str) -> str:
    """Returns a content type in lower case, without its parameters."""
    return content_type.partition(";")[0].strip().lower()


def content_type_in(location: str, path: str) -> str:
    """Returns the content type of a file. Hashing reports a file that cannot be read."""
    named = content_type_of_name(path)
    second: Optional[str] = TABLES["secondMeanings"].get(extension_of(path))
    sound_alone: Optional[str] = TABLES["soundAlone"].get(named)
    if not second and not sound_alone:
        return named
    try:
        with open(location, "rb") as file:
            if second:
                return second if _has_second_meaning(second, file.read(1_024)) else named
            kinds = _kinds_in_boxes(file) if sound_alone == "audio/mp4" else _kinds_in_matroska(file.read(_MATROSKA_HEAD))
            return sound_alone if sound_alone and kinds == {"SOUND"} else named
    except OSError:
        return named


def _has_second_meaning(content_type: str, head: bytes) -> bool:
    if content_type == "video/ogg":
        return head.startswith(b"OggS") and b"\x80theora" in head[:512]
    return any(all(head[at : at + 1] == b"G" for at in (begin, begin + step, begin + 2 * step)) for begin, step in ((0, 188), (4, 192)))


def _kinds_in_boxes(file: BinaryIO) -> Set[str]:
    """Returns the kinds of tracks of an ISO media file: moov/trak/mdia/hdlr."""
    kinds: Set[str] = set()
    boxes = 0
    rest = [(0, file.seek(0, 2))]
    while rest:
        at, end = rest.pop()
        while at + 8 <= end and boxes < _MAX_BOXES:
            boxes += 1
            file.seek(at)
            head = file.read(20)
            if len(head) < 8:
                break
            box, short = head[4:8], int.from_bytes(head[:4], "big")
            is_long = short == 1 and len(head) >= 16
            size = int.from_bytes(head[8:16], "big") if is_long else short or end - at
            if size < 8:
                break
            if box in (b"moov", b"trak", b"mdia"):
                rest.append((at + (16 if is_long else 8), min(end, at + size)))
            if box == b"hdlr":
                kinds |= {b"vide": {"PICTURE"}, b"soun": {"SOUND"}}.get(head[16:20], set())
            at += size
    return kinds


def _kinds_in_matroska(head: bytes) -> Set[str]:
    """Returns the kinds of tracks of a Matroska or WebM file, by the codecs that its beginning names."""
    return {kind for kind, codecs in _MATROSKA.items() if codecs.search(head)}
