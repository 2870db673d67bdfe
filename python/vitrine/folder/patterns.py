"""Patterns of files, as in a .gitignore. Case counts, so that the result is the same on every system."""

from __future__ import annotations

import functools
import re
from typing import Iterable, List, NamedTuple, Optional, Pattern


class _Rule(NamedTuple):
    matches: Pattern[str]
    is_negative: bool
    is_for_folders: bool


class Patterns:
    """Rules of which the last that matches decides. A file of a folder that matches cannot be taken back."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._rules: List[_Rule] = [rule for rule in map(_rule_of, lines) if rule]
        self._matches_folder = functools.lru_cache(maxsize=10_000)(self._find_folder)

    def match(self, path: str, is_folder: bool = False) -> bool:
        """Returns whether a path of the folder matches, itself or by a folder around it."""
        if not self._rules:
            return False
        parent = path.rpartition("/")[0]
        return (parent != "" and self._matches_folder(parent)) or self._decide(path, is_folder)

    def _find_folder(self, path: str) -> bool:
        return self.match(path, is_folder=True)

    def _decide(self, path: str, is_folder: bool) -> bool:
        for rule in reversed(self._rules):
            if (is_folder or not rule.is_for_folders) and rule.matches.fullmatch(path):
                return not rule.is_negative
        return False


def _rule_of(line: str) -> Optional[_Rule]:
    text = re.sub(r"(?<!\\)[ \t\r]+$", "", line)
    if text == "" or text.startswith("#"):
        return None
    is_negative = text.startswith("!")
    if is_negative:
        text = text[1:]
    is_for_folders = text.endswith("/")
    text = text.rstrip("/") if is_for_folders else text
    is_anchored = "/" in text
    text = text.lstrip("/") if text.startswith("/") else text
    if text == "":
        return None
    try:
        expression = _translate(text)
        return _Rule(re.compile(expression if is_anchored else f"(?:.*/)?{expression}", re.DOTALL), is_negative, is_for_folders)
    except re.error:
        return None  # Such as a class of characters that ends before it begins.


def _translate(text: str) -> str:
    out = ""
    at = 0
    while at < len(text):
        rest = text[at:]
        if at == 0 and rest.startswith("**/"):
            out, at = out + "(?:.*/)?", at + 3
        elif rest.startswith("/**/"):
            out, at = out + "/(?:.*/)?", at + 4
        elif rest == "/**":
            out, at = out + "/.+", at + 3
        elif rest[0] == "*":
            out, at = out + "[^/]*", at + len(rest) - len(rest.lstrip("*"))
        elif rest[0] == "?":
            out, at = out + "[^/]", at + 1
        elif rest[0] == "[" and (found := re.match(r"\[([!^]?)(\]?(?:\\.|[^\]\\])*)\]", rest)):
            inner = found[2].replace("[", "\\[").replace("]", "\\]").replace("^", "\\^")
            out, at = out + f"(?!/)[{'^' if found[1] else ''}{inner}]", at + found.end()
        elif rest[0] == "\\" and len(rest) > 1:
            out, at = out + re.escape(rest[1]), at + 2
        else:
            out, at = out + re.escape(rest[0]), at + 1
    return out
