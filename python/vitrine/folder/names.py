"""Parts of paths, which are relative to the folder and written with `/`."""

from __future__ import annotations

import json
import re
import unicodedata

_EXTENSION = re.compile(r"\.([^./\\]+)$")


def base_of(path: str) -> str:
    return path[path.rfind("/") + 1 :]


def extension_of(path: str) -> str:
    """Returns the extension in lower case, without its dot. Empty if there is none."""
    match = _EXTENSION.search(path)
    return match[1].lower() if match else ""


def without_extension(path: str) -> str:
    dot = path.rfind(".")
    return path[:dot] if dot > path.rfind("/") + 1 else path


def compose(text: str) -> str:
    """Returns a text in Unicode's composed form."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def quote(path: str) -> str:
    """Returns a path in a form that can be shown on one line."""
    return json.dumps(path if len(path) <= 200 else f"{path[:199]}…", ensure_ascii=False)


def shorten_filename(filename: str, longest: int = 255) -> str:
    """Shortens a name to a length that every file system accepts. Keeps its extension."""
    if _length(filename) <= longest:
        return filename
    extension = re.search(r"\.[^.]{1,16}$", filename)
    ending = extension[0] if extension else ""
    kept = ""
    for character in filename:
        if _length(kept) + _length(character) + _length(ending) > longest:
            break
        kept += character
    return kept + ending


def _length(text: str) -> int:
    """Returns the length as JavaScript counts it, in UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
