"""Layers of a PDF (optional content) that are switched off when it is opened: they do not show.

pdfium draws accordingly, but its list of objects holds everything: ISO 32000-1, 8.11.
"""

from __future__ import annotations

import io
from typing import Any

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1
from pdfminer.psexceptions import PSException
from pdfminer.utils import decode_text

_FAULTS = (PDFException, PSException, ValueError, TypeError, KeyError, AttributeError)


def hidden_layers(data: bytes) -> frozenset[str]:
    """Names of the layers that are off; empty if there are none, or the file does not say."""
    if b"/OCProperties" not in data and b"/ObjStm" not in data:
        return frozenset()
    try:
        catalog = PDFDocument(PDFParser(io.BytesIO(data))).catalog
        layers = _resolved(catalog.get("OCProperties"))
        usual = _resolved(layers.get("D"))
        off = resolve1(usual.get("OFF")) or []
        if str(usual.get("BaseState", "")) == "/'OFF'":
            on = {_name(layer) for layer in resolve1(usual.get("ON")) or []}
            return frozenset(_name(one) for one in resolve1(layers.get("OCGs")) or []) - on
        return frozenset(map(_name, off))
    except _FAULTS:
        return frozenset()


def _resolved(value: Any) -> dict[str, Any]:
    found = resolve1(value)
    return found if isinstance(found, dict) else {}


def _name(layer: Any) -> str:
    return decode_text(resolve1(_resolved(layer).get("Name")) or b"")
