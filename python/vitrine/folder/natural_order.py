"""The natural order of names: numbers by value, accents second, case and leading zeros third."""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import Tuple

from ..streams.sort_lines import utf16
from .tables import TABLES

_ACCENT = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\u0640]"
)
_LONGEST_LEVEL = 200
_FOLDED = TABLES["naturalOrder"]["foldedLetters"]
_PUNCTUATION: str = TABLES["naturalOrder"]["punctuation"]
_TYPOGRAPHIC = TABLES["naturalOrder"]["typographic"]


@functools.lru_cache(maxsize=4_096)
def natural_key(name: str) -> str:
    """Returns a sort key for comparison by UTF-16 code units, as formats/natural-order.ts makes it."""
    letters, accents, cases = _levels_of(name)
    levels = [_cut(letters), _cut(accents.rstrip("0")), _cut(cases.rstrip("0"))]
    while len(levels) > 1 and levels[-1] == "":
        levels.pop()
    return "\u0001".join(levels)


def _levels_of(name: str) -> Tuple[str, str, str]:
    plain = re.sub("[\u0000-\u001f\u007f]+", " ", name)
    letters, accents, cases = "", "", ""
    for token in re.findall(r"\d+|.", unicodedata.normalize("NFKD", plain), re.DOTALL):
        if token[0].isdecimal():
            value = "".join(str(unicodedata.decimal(digit)) for digit in token)
            significant = value.lstrip("0")
            length = len(significant)
            letters += (str(length) if length < 9 else "9" + str(min(length, 99_999)).zfill(5)) + significant
            accents += "0"
            cases += str(min(9, len(value) - max(1, length)))
        elif _ACCENT.match(token):
            last = accents[-1:]
            accents = accents[:-1] + ("1" if last == "0" else last) + token
        elif (common := _TYPOGRAPHIC.get(token, token)) in _PUNCTUATION or unicodedata.category(common)[0] in "PSZC":
            index = _PUNCTUATION.find(common)
            first = 0x30 - len(_PUNCTUATION)
            letters += chr(first + index) if index >= 0 else chr(first - 1)
            accents += "0"
            cases += "0" if common == token else "1"
        else:
            small = token.lower()
            letter, marks = small[:1], small[1:]
            folded = _FOLDED.get(letter, letter)
            letters += folded + "".join(mark for mark in marks if not _ACCENT.match(mark))
            accents += "0" if folded == letter else f"1{letter}"
            cases += "0" if small == token else "1"
    return unicodedata.normalize("NFC", letters), accents, cases


def _cut(level: str) -> str:
    units = utf16(level)
    return level if len(units) <= 2 * _LONGEST_LEVEL else units[: 2 * _LONGEST_LEVEL].decode("utf-16-be", "ignore")
