"""Forms that values of a response must have before they are used. They are those of the TypeScript SDK."""

from __future__ import annotations

import math
import re
from typing import Any, Callable, Dict, Tuple
from urllib.parse import urlsplit

_LARGEST_INT = 2**31 - 1
_LARGEST_SAFE = 2**53 - 1
_DEEPEST_JSON = 64
_SURROGATE = re.compile("[\ud800-\udfff]")

Test = Callable[[Any], bool]


def _text(pattern: str) -> Test:
    fits = re.compile(pattern, re.DOTALL).fullmatch
    return lambda value: isinstance(value, str) and fits(value) is not None and (
        value.isascii() or _SURROGATE.search(value) is None
    )


def _whole(largest: int) -> Test:
    return lambda value: type(value) is int and 0 <= value <= largest


def _is_number(value: Any) -> bool:
    return type(value) in (int, float) and math.isfinite(value)


def _is_address(value: Any) -> bool:
    if not isinstance(value, str) or not re.fullmatch(r"https?://[\x21-\x7e]{1,16384}", value):
        return False
    try:
        parts = urlsplit(value)
        return bool(parts.hostname) and parts.username is None and (parts.port or 1) > 0
    except ValueError:
        return False


def _is_shallow(value: Any) -> bool:
    level = [value]
    for _ in range(_DEEPEST_JSON + 1):
        level = [
            inner
            for each in level
            if isinstance(each, (dict, list))
            for inner in (each.values() if isinstance(each, dict) else each)
        ]
        if not level:
            return True
    return False


FORMS: Dict[str, Tuple[str, Test]] = {
    "bool": ("a boolean", lambda value: type(value) is bool),
    "count": ("a whole number from 0 to 2^31 − 1", _whole(_LARGEST_INT)),
    "byteSize": ("a number of bytes", _whole(_LARGEST_SAFE)),
    "number": ("a finite number", _is_number),
    "instant": ("an instant", _text(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)")),
    "id": ("an id", _text(r"[\w+/=.:-]{1,512}")),
    "cursor": ("a cursor", _text(r"[\x21-\x7e]{1,4096}")),
    "constant": ("a constant such as PRIMARY", _text(r"[A-Z][A-Z0-9_]{0,63}")),
    "sha256": ("a SHA-256", _text(r"[0-9a-f]{64}")),
    "slug": ("a slug", _text(r"[a-z0-9][a-z0-9._-]{0,99}")),
    "url": ("an http or https URL", _is_address),
    "headerName": ("the name of a header", _text(r"[A-Za-z0-9-]{1,100}")),
    "headerValue": ("the value of a header", _text(r"[\x20-\x7e\x80-\xff]{0,8192}")),
    "contentType": ("a media type", _text(r"[\x20-\x7e]{1,255}")),
    "key": ("a key", _text(r"[^\x00-\x1f\x7f-\x9f]{1,512}")),
    "filename": ("a filename", _text(r".{1,1024}")),
    "pointer": ("a JSON pointer", _text(r"(?:/.{0,2000})?")),
    "text": ("a text", _text(r".{0,100000}")),
    "json": ("a JSON value within the allowed nesting depth", _is_shallow),
    "jsonObject": ("a JSON object", lambda value: isinstance(value, dict) and _is_shallow(value)),
}
