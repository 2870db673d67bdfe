"""Pictures and tables of other packages, which are imported only when they are used."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, Dict, Iterable, List, Mapping

from ..errors import MissingPackage

if TYPE_CHECKING:
    from .files import File
    from .item import Item

_PACKAGES = {"PIL.Image": "Pillow", "pandas": "pandas", "torch.utils.data": "torch"}


def need(module: str, use: str) -> Any:
    """Returns a module of another package. Raises `MissingPackage` if it is not installed."""
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise MissingPackage(_PACKAGES[module], use) from error


def image_of(file: File) -> Any:
    """Returns a picture as an object of Pillow, with its pixels read."""
    pillow = need("PIL.Image", "image()")
    with file.open() as opened:
        picture = pillow.open(opened)
        picture.load()
        return picture


def to_pandas(items: Iterable[Item], expand: bool) -> Any:
    """Returns a DataFrame with one row for each item. `expand` makes a column of each member of the metadata."""
    pandas = need("pandas", "to_pandas()")
    return pandas.DataFrame(rows_of(items, expand))


def rows_of(items: Iterable[Item], expand: bool) -> List[Dict[str, Any]]:
    rows = [item.as_row() for item in items]
    if expand:
        for row in rows:
            row.update(_flat("metadata", row.pop("metadata")))
    return rows


def _flat(name: str, metadata: Mapping[str, Any]) -> Dict[str, Any]:
    return {f"{name}.{member}": value for member, value in metadata.items()}
