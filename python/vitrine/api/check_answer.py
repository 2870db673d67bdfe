"""The check of an answer against the shape that its document must have."""

from __future__ import annotations

from typing import Any, Mapping, Optional

from ..errors import VitrineError
from .forms import FORMS

Shape = Mapping[str, Any]


def check_answer(data: Any, fields: Mapping[str, Shape], request_id: Optional[str]) -> None:
    """Raises `INVALID_ANSWER` with the place of the first value that does not have its form."""
    wrong = _wrong_fields(data, fields, "data")
    if wrong is not None:
        raise invalid_answer(wrong, request_id)


def invalid_answer(message: str, request_id: Optional[str] = None) -> VitrineError:
    """Returns the error for an answer that does not match the schema."""
    return VitrineError(
        "INVALID_ANSWER",
        f"The server sent an invalid response: {message}.",
        request_id=request_id,
        hint="Check that the endpoint is a Vitrine server you trust, and that this client is not older than the server.",
    )


def _wrong_fields(value: Any, fields: Mapping[str, Shape], path: str) -> Optional[str]:
    if not isinstance(value, dict):
        return f"{path} is not an object"
    for name, shape in fields.items():
        inner = value.get(name)
        if inner is None:
            if name in value and shape.get("nullable"):
                continue
            return f"{path}.{name} is missing"
        form = shape.get("form")
        if form is not None:
            described, fits = FORMS[form]
            if fits(inner):
                continue
            return f"{path}.{name} is not {described}"
        wrong = _wrong(inner, shape, f"{path}.{name}")
        if wrong is not None:
            return wrong
    return None


def _wrong(value: Any, shape: Shape, path: str) -> Optional[str]:
    if value is None:
        return None if shape.get("nullable") else f"{path} is missing"
    if "form" in shape:
        described, fits = FORMS[shape["form"]]
        return None if fits(value) else f"{path} is not {described}"
    if "list" in shape:
        if not isinstance(value, list):
            return f"{path} is not a list"
        for index, element in enumerate(value):
            wrong = _wrong(element, shape["list"], f"{path}.{index}")
            if wrong is not None:
                return wrong
        return None
    if "fields" in shape:
        return _wrong_fields(value, shape["fields"], path)
    name = value.get("__typename") if isinstance(value, dict) else None
    if not isinstance(name, str) or name not in shape["types"]:
        return f"{path}.__typename is not a known type"
    return _wrong_fields(value, shape["types"][name], path)
