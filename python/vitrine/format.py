"""Numbers and texts for people."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

_UNITS = ("B", "kB", "MB", "GB", "TB")
_HIDDEN = ("Cc", "Cf", "Zl", "Zp", "Cs")


def format_bytes(byte_size: float) -> str:
    """Formats a number of bytes: 1500000 → `1.5 MB`."""
    unit = 0
    while byte_size >= 999.5 and unit < len(_UNITS) - 1:
        byte_size /= 1_000
        unit += 1
    return f"{byte_size:.0f} {_UNITS[unit]}" if unit == 0 or byte_size >= 99.95 else f"{byte_size:.1f} {_UNITS[unit]}"


def format_seconds(seconds: float) -> str:
    """Formats a duration: 75 → `1 min 15 s`."""
    if seconds < 10:
        return f"{seconds:.1f} s"
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    minutes = whole // 60
    return f"{minutes} min {whole % 60} s" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"


def printable(text: str) -> str:
    """Returns a text of other people on one line. Escapes characters that would be hidden or would reorder the rest."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_escape(each) if unicodedata.category(each) in _HIDDEN else each for each in text)


def printable_json(value: Any) -> str:
    """Returns a value as JSON on one line, with escapes for every character that is not plain."""
    return json.dumps(value, separators=(",", ":"))


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{{{code:x}}}"
