"""Values of an answer without Python's ways."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

_EXACT = 2.0**53  # below it, every whole number is a double of its own


def plain(value: Any) -> Any:
    """What JSON can say of a value: numbers as numbers, dates as ISO text, not-a-number as null."""
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(inner) for inner in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    return value


def _number(value: float) -> float | int | None:
    if not math.isfinite(value):
        return None
    return int(value) if value.is_integer() and abs(value) < _EXACT else value


def cell_text(value: Any) -> Any:
    """What stands in a field of a CSV file: 3 for 3.0, nothing for a null, lists as JSON."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="auto")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, (list, tuple, dict)):
        return json.dumps(plain(value), ensure_ascii=False, default=str)
    shown = plain(value)
    return "" if shown is None else shown


def screen_text(value: Any) -> str:
    """What stands in a field on the screen: one line, no control characters of a strange page."""
    if isinstance(value, (list, tuple)):
        return ", ".join(map(screen_text, value))
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, float) and math.isfinite(value) and not value.is_integer():
        return f"{value:.15g}"
    text = str(cell_text(value))
    return text if text.isprintable() else "".join(c if c.isprintable() else " " for c in text)
