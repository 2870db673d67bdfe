"""Content types that the first bytes of a file show, as in formats/signatures.ts. The first match counts."""

from __future__ import annotations

import re
from typing import FrozenSet, List, Optional, Pattern, Tuple

SIGNATURE_BYTE_SIZE = 1_024


def _starts(*texts: bytes) -> Pattern[bytes]:
    return re.compile(b"|".join(map(re.escape, texts)), re.DOTALL)


def _brand(names: bytes) -> Pattern[bytes]:
    """An ISO media file with one of the brands."""
    return re.compile(rb".{4}ftyp(?:" + names + b")", re.DOTALL)


def _pattern(text: bytes) -> Pattern[bytes]:
    return re.compile(text, re.DOTALL)


_SIGNATURES: List[Tuple[str, Pattern[bytes]]] = [
    ("image/jpeg", _starts(b"\xff\xd8\xff")),
    ("image/apng", _pattern(rb"\x89PNG\r\n\x1a\n.{0,244}acTL")),
    ("image/png", _starts(b"\x89PNG\r\n\x1a\n")),
    ("image/gif", _starts(b"GIF87a", b"GIF89a")),
    ("image/webp", _pattern(rb"RIFF.{4}WEBP")),
    ("audio/wav", _pattern(rb"(?:RIFF|RF64).{4}WAVE")),
    ("video/x-msvideo", _pattern(rb"RIFF.{4}AVI ")),
    ("image/tiff", _starts(b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")),
    ("image/vnd.adobe.photoshop", _starts(b"8BPS")),
    ("image/jp2", _pattern(rb".{4}jP  \r\n\x87\n|\xff\x4f\xff\x51")),
    ("image/jxl", _pattern(rb"\xff\x0a|.{4}JXL \r\n\x87\n")),
    ("image/bmp", _pattern(rb"BM.{4}\0\0\0\0")),
    ("image/qoi", _starts(b"qoif")),
    ("image/x-exr", _starts(b"v/1\x01")),
    ("image/avif", _brand(rb"av(?:if|is)")),
    ("image/heic", _brand(rb"hei[cxms]|hev[cxms]")),
    ("image/heif", _brand(rb"mif1|msf1")),
    ("image/x-canon-cr3", _brand(rb"crx ")),
    ("audio/mp4", _brand(rb"M4[AB] ")),
    ("video/quicktime", _pattern(rb".{4}(?:ftypqt  |moov|wide|mdat|free|skip|pnot)")),
    ("video/3gpp", _brand(rb"3g[pegrs]")),
    ("video/mp4", _pattern(rb".{4}ftyp")),
    ("video/webm", _pattern(rb"\x1a\x45\xdf\xa3.{0,56}webm")),
    ("video/x-matroska", _starts(b"\x1a\x45\xdf\xa3")),
    ("video/ogg", _pattern(rb"OggS.{0,501}\x80theora")),
    ("audio/ogg", _starts(b"OggS")),
    ("video/x-ms-asf", _starts(b"\x30\x26\xb2\x75\x8e\x66\xcf\x11")),
    ("video/x-flv", _starts(b"FLV\x01")),
    ("video/mpeg", _starts(b"\0\0\x01\xba", b"\0\0\x01\xb3")),
    ("video/mp2t", _pattern(rb"G.{187}G.{187}G|.{4}G.{191}G.{191}G")),
    ("audio/flac", _starts(b"fLaC")),
    ("audio/aiff", _pattern(rb"FORM.{4}AIF[FC]")),
    ("audio/x-caf", _starts(b"caff")),
    ("audio/amr", _starts(b"#!AMR")),
    ("audio/basic", _starts(b".snd")),
    ("audio/midi", _starts(b"MThd")),
    ("audio/aac", _pattern(rb"\xff[\xf0\xf1\xf8\xf9]")),
    # FF FE is usually the byte order mark of UTF-16.
    ("audio/mpeg", _pattern(rb"ID3|\xff[\xe2-\xe7\xea-\xef\xf2-\xf7\xfa-\xfd\xff]")),
    ("application/pdf", _pattern(rb".*?%PDF-")),
    ("application/rtf", _starts(b"{\\rtf")),
    ("application/zip", _starts(b"PK\x03\x04", b"PK\x05\x06")),
    ("application/gzip", _starts(b"\x1f\x8b")),
    ("application/x-bzip2", _starts(b"BZh")),
    ("application/x-xz", _starts(b"\xfd7zXZ\0")),
    ("application/zstd", _starts(b"\x28\xb5\x2f\xfd")),
    ("application/x-7z-compressed", _starts(b"7z\xbc\xaf\x27\x1c")),
    ("application/vnd.rar", _starts(b"Rar!\x1a\x07")),
    ("application/msword", _starts(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")),
    ("application/vnd.sqlite3", _starts(b"SQLite format 3\0")),
    ("application/x-hdf5", _starts(b"\x89HDF\r\n\x1a\n")),
    ("application/vnd.apache.parquet", _starts(b"PAR1")),
    ("application/wasm", _starts(b"\0asm")),
    (
        "image/svg+xml",
        _pattern(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?(?:<!DOCTYPE svg[^>]*>\s*)?<svg[\s>]"),
    ),
]
# Files of these types always begin with a signature.
_SIGNED: FrozenSet[str] = frozenset(content_type for content_type, _ in _SIGNATURES)
# Content types that share a signature, or that are often confused without harm.
_FAMILIES: List[FrozenSet[str]] = [
    frozenset(family.split())
    for family in (
        "image/png image/apng",
        "image/heic image/heif image/avif",
        "video/mp4 video/quicktime video/3gpp video/3gpp2 audio/mp4",
        "video/webm video/x-matroska audio/webm audio/x-matroska",
        "video/ogg audio/ogg",
        "video/x-ms-asf video/x-ms-wmv audio/x-ms-wma",
        "audio/mpeg audio/aac",
        "image/tiff image/x-adobe-dng image/x-canon-cr2 image/x-nikon-nef image/x-sony-arw",
        "application/gzip image/svg+xml",
    )
]


def content_type_of_bytes(first: bytes) -> Optional[str]:
    """Returns the content type that the first bytes of a file show. None if they show none."""
    for content_type, pattern in _SIGNATURES:
        if pattern.match(first):
            return content_type
    return None


def contradicts(content_type: str, first: bytes) -> bool:
    """Returns whether the first bytes of a file show a content type that contradicts the given one."""
    shown = content_type_of_bytes(first)
    if shown is None:
        return content_type in _SIGNED and content_type not in ("audio/mpeg", "image/svg+xml")
    if shown == content_type or any(shown in family and content_type in family for family in _FAMILIES):
        return False
    # Office documents, EPUB and others are ZIP archives or compound files.
    is_container = shown in ("application/zip", "application/msword", "application/gzip")
    is_media = content_type.startswith(("image/", "video/", "audio/", "text/"))
    return not (is_container and content_type not in _SIGNED and not is_media)
