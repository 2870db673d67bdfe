"""Python keywords as an `ItemFilter` of the API."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple, Union

from ..errors import VitrineError

Range = Union[Tuple[Optional[float], Optional[float]], Mapping[str, float]]
"""A pair of the smallest and the largest value, or a mapping with `gte`, `gt`, `lte`, `lt`."""
Moment = Union[str, datetime]


def item_filter(
    *,
    types: Optional[Sequence[str]] = None,
    keys: Optional[Sequence[str]] = None,
    content_types: Optional[Sequence[str]] = None,
    tags: Optional[Union[str, Sequence[str]]] = None,
    any_tags: Optional[Sequence[str]] = None,
    no_tags: Optional[Sequence[str]] = None,
    title_contains: Optional[str] = None,
    text: Optional[str] = None,
    metadata: Optional[Mapping[str, Any]] = None,
    label: Optional[str] = None,
    min_confidence: Optional[float] = None,
    has_transcript: Optional[bool] = None,
    created_from: Optional[Moment] = None,
    created_before: Optional[Moment] = None,
    byte_size: Optional[Range] = None,
    duration_seconds: Optional[Range] = None,
    changed_since: Optional[int] = None,
    where: Optional[Mapping[str, Any]] = None,
) -> Dict[str, Any]:
    """Returns the filter in which all given conditions hold.

    `metadata` maps paths such as `camera.iso` to a value, a list of values, or a range. `where` is an `ItemFilter` of the
    API, for conditions with `or` and `not`.
    """
    tag_filter = _given(all=[tags] if isinstance(tags, str) else tags, any=any_tags, none=no_tags)
    found = _given(
        types=[types] if isinstance(types, str) else types,
        keys=keys,
        contentTypes=content_types,
        tags=tag_filter or None,
        titleContains=title_contains,
        text=text,
        metadata=[_metadata(path, value) for path, value in metadata.items()] if metadata else None,
        annotation=_given(label=label, minConfidence=min_confidence) or None,
        hasTranscript=has_transcript,
        createdAt=_given(**{"from": _moment(created_from), "before": _moment(created_before)}) or None,
        byteSize=_range(byte_size),
        durationSeconds=_range(duration_seconds),
        changedSinceRevisionNumber=changed_since,
    )
    if where:
        return {"and": [found, dict(where)]} if found else dict(where)
    return found


def both(first: Mapping[str, Any], second: Mapping[str, Any]) -> Dict[str, Any]:
    """Returns the filter in which both filters hold."""
    filters: List[Mapping[str, Any]] = [each for each in (first, second) if each]
    return dict(filters[0]) if len(filters) == 1 else {"and": filters} if filters else {}


def _given(**members: Any) -> Dict[str, Any]:
    return {name: list(value) if isinstance(value, (tuple, set)) else value for name, value in members.items() if value is not None}


def _metadata(path: str, value: Any) -> Dict[str, Any]:
    condition: Dict[str, Any] = {"path": path.split(".")}
    if isinstance(value, Mapping) and value and set(value) <= {"gte", "gt", "lte", "lt"}:
        condition["range"] = dict(value)
    elif isinstance(value, tuple):
        condition["range"] = _range(value)
    elif isinstance(value, list):
        condition["in"] = value
    elif value is ...:
        condition["exists"] = True
    else:
        condition["equals"] = value
    return condition


def _range(value: Optional[Range]) -> Optional[Dict[str, Any]]:
    if value is None or isinstance(value, Mapping):
        return None if value is None else dict(value)
    if len(value) != 2:
        raise VitrineError("INVALID_INPUT", "A range is a pair of the smallest and the largest value. One may be None.")
    return _given(gte=value[0], lte=value[1])


def _moment(value: Optional[Moment]) -> Optional[str]:
    if not isinstance(value, datetime):
        return value
    if value.tzinfo is None:
        raise VitrineError("INVALID_INPUT", "Give moments with their time zone, such as datetime.now(timezone.utc).")
    return value.isoformat()
