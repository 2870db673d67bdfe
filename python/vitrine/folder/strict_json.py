"""JSON that can be stored exactly: each member once, and no number that loses digits."""

from __future__ import annotations

import json
import re
from typing import Any, Dict, List, NoReturn, Tuple

_LARGEST_SAFE = 2**53 - 1


class StrictJsonError(ValueError):
    """A problem in a JSON text, with the code of an issue."""

    def __init__(self, code: str, message: str, expected: str) -> None:
        super().__init__(message)
        self.code, self.expected = code, expected


def parse_json(text: str) -> Any:
    """Parses a text as JavaScript does. Raises `StrictJsonError`."""
    try:
        return json.loads(
            text, object_pairs_hook=_once, parse_constant=_refuse, parse_int=_whole, parse_float=_decimal
        )
    except StrictJsonError:
        raise
    except RecursionError as error:
        raise StrictJsonError("TOO_DEEP", "The value is nested too deeply.", "at most 32 levels") from error
    except ValueError as error:
        raise StrictJsonError("INVALID_JSON", f"The line is not valid JSON: {error}", "one JSON object") from error


def _once(pairs: List[Tuple[str, Any]]) -> Dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise StrictJsonError("DUPLICATE_MEMBER", "The object has this field twice. Remove one of them.", "each field once")
    return members


def _refuse(name: str) -> NoReturn:
    raise StrictJsonError("INVALID_JSON", f"The line is not valid JSON: {name} is not a value", "one JSON object")


def _whole(digits: str) -> int:
    if len(digits) > 400 or abs(int(digits)) > _LARGEST_SAFE:
        message = "Whole numbers beyond 2^53 cannot be stored exactly. Write the number as a string."
        raise StrictJsonError("INVALID_NUMBER", message, "the digits as a string")
    return int(digits)


def _decimal(digits: str) -> Any:
    number = float(digits)
    if number in (float("inf"), float("-inf")):
        raise StrictJsonError("INVALID_NUMBER", "The number is too large to be stored.", "a number below 1.8e308")
    if number == 0 and re.search("[1-9]", re.split("[eE]", digits)[0]):
        raise StrictJsonError("INVALID_NUMBER", "The number is too small to be stored.", "a number above 5e-324, or 0")
    # JavaScript does not distinguish 3 from 3.0.
    return int(number) if number.is_integer() and abs(number) <= _LARGEST_SAFE else number
