"""Warnings about files whose first bytes do not match their names."""

from __future__ import annotations

import codecs
import re
from typing import Callable, NamedTuple, Optional

from .names import quote
from .signatures import content_type_of_bytes, contradicts

_CONTROLS = bytes([*range(9), *range(14, 27), *range(28, 32), 127])
_CONTROL_TEXT = frozenset(map(chr, [*_CONTROLS, 0xFFFD]))
_MARKS = (b"\xff\xfe\0\0", b"\0\0\xfe\xff", b"\xff\xfe", b"\xfe\xff")
_LFS = b"version https://git-lfs.github.com/spec/"
_ANNEX = re.compile(rb"(\.\./)*(\.git)?/?annex/objects/")
_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html)[\s>]", re.IGNORECASE)


class FileWarning(NamedTuple):
    """A problem with a file that does not stop a publish, but that the user should know."""

    path: str
    code: str
    message: str


def inspect_bytes(path: str, content_type: str, byte_size: int, first: bytes) -> Optional[FileWarning]:
    """Returns a warning if the first bytes of a file do not match its name."""
    warn: Callable[[str, str], FileWarning] = lambda code, text: FileWarning(path, code, f"{quote(path)} {text}")
    if byte_size == 0:
        return warn("EMPTY_FILE", "is empty.")
    start = first[:512]
    if start.startswith(_LFS):
        return warn("LFS_POINTER", "is a Git LFS pointer, not the file itself. Run `git lfs pull` first.")
    if _ANNEX.match(start):
        return warn("LFS_POINTER", "is a git-annex pointer, not the file itself. Run `git annex get` first.")
    is_text = content_type.startswith("text/")
    if not is_text and _PAGE.match(start) and "xml" not in content_type and "json" not in content_type:
        return warn("HTML_PAGE", f"is a web page, not {content_type}. A download may have failed.")
    if contradicts(content_type, first):
        shown = content_type_of_bytes(first)
        found = f"is {shown}" if shown else "has a different type"
        return warn("WRONG_EXTENSION", f"is published as {content_type}, but its content {found}.")
    if is_text and 0 in first and _looks_binary(first) and not _is_utf16_or_32(first):
        return warn("NOT_TEXT", f"is published as {content_type}, but is not text.")
    return None


def _max_controls(length: int) -> float:
    """A short text may have one control character, because a stray NUL makes no binary file of it."""
    return max(1 if length >= 16 else 0, length * 0.02)


def _looks_binary(first: bytes) -> bool:
    return len(first) - len(first.translate(None, _CONTROLS)) > _max_controls(len(first))


def _is_utf16_or_32(first: bytes) -> bool:
    if first.startswith(_MARKS):
        return True
    even, odd = first[0::2].count(0), first[1::2].count(0)
    most = max(even, odd)
    if most == 0 or most < len(first) / 40 or min(even, odd) > most / 20:
        return False
    if even + odd <= _max_controls(len(first)) and _decoded(first, "utf-8") is not None:
        return False
    text = _decoded(first, "utf-16-le" if odd > even else "utf-16-be")
    if text is None:
        return False
    controls = sum(character in _CONTROL_TEXT for character in text)
    return controls <= _max_controls(len(text))


def _decoded(first: bytes, encoding: str) -> Optional[str]:
    """Decodes bytes that may end inside a character."""
    try:
        return codecs.getincrementaldecoder(encoding)().decode(first)
    except UnicodeDecodeError:
        return None
