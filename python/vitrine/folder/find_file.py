"""Files of a folder by their paths."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import List, NamedTuple, Union

from ..errors import VitrineError
from .names import compose, quote


class FoundFile(NamedTuple):
    path: str
    """Path as written on disk, possibly in another normal form of Unicode."""
    byte_size: int


def open_folder(path: Union[str, "os.PathLike[str]"]) -> Path:
    """Returns the path of a folder with all links resolved. Raises `FOLDER_UNUSABLE`."""
    hint = "Choose a folder that exists and that you can read."
    try:
        root = Path(path).resolve(strict=True)
        if root.is_dir():
            return root
    except (OSError, RuntimeError) as error:
        raise VitrineError("FOLDER_UNUSABLE", f"{os.fspath(path)} {_describe(error)}.", hint=hint) from error
    raise VitrineError("FOLDER_UNUSABLE", f"{os.fspath(path)} is not a folder.", hint=hint)


def find_file(root: Path, path: str) -> Union[FoundFile, str]:
    """Returns a file, or a message that says why it cannot be found. Follows links, but not out of the folder."""
    if os.path.isabs(path) or "\0" in path or ".." in path.replace("\\", "/").split("/"):
        return f"{quote(path)} is not a path inside the folder."
    location = os.path.join(root, *path.split("/"))
    try:
        target = os.path.realpath(location)
        found = os.stat(target)
        if os.path.commonpath([str(root), target]) != str(root):
            return f"{quote(path)} points outside the folder."
        return FoundFile(path, found.st_size) if stat.S_ISREG(found.st_mode) else f"{quote(path)} is no file."
    except OSError as error:
        forms = _find_forms(root, path) if error.errno == errno.ENOENT and not path.isascii() else []
        if len(forms) == 1 and forms[0] != path:
            return find_file(root, forms[0])
        if len(forms) > 1:
            return f"{quote(path)} matches several files whose names differ only in Unicode normalization. Rename all but one."
        return f"{quote(path)} {_describe(error)}."
    except ValueError:
        return f"{quote(path)} is not a path inside the folder."


def _find_forms(root: Path, path: str) -> List[str]:
    """Returns the paths on disk that equal a path except for the normal form of their names."""
    found = [""]
    for segment in path.split("/"):
        parents, found = found, []
        for parent in parents:
            try:
                names = os.listdir(os.path.join(root, parent))
            except OSError:
                continue
            found += [f"{parent}/{name}" if parent else name for name in names if compose(name) == compose(segment)]
    return found


def _describe(error: Exception) -> str:
    code = getattr(error, "errno", None)
    if code in (errno.ENOENT, errno.ENOTDIR):
        return "does not exist"
    if code in (errno.EACCES, errno.EPERM):
        return "cannot be read: permission denied"
    if code == errno.ELOOP or isinstance(error, RuntimeError):
        return "is a symbolic link that points to itself"
    if code == errno.ENAMETOOLONG:
        return "has a name that is too long"
    return f"cannot be read: {getattr(error, 'strerror', None) or error}"
