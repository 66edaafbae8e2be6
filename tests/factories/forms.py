"""Forms of the admin, filled in as a browser fills them."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup, Tag

UNSENT = ("submit", "button", "file")


def filled(page: bytes) -> dict[str, list[str]]:
    """What a browser would send back of the largest form of a page, nothing changed."""
    forms = BeautifulSoup(page, "html.parser").find_all("form")
    form = max(forms, key=lambda each: len(each.find_all(["input", "select", "textarea"])))
    data: dict[str, list[str]] = {}
    for field in form.find_all(["input", "select", "textarea"]):
        name = field.get("name")
        if name and field.get("type") not in UNSENT and "__prefix__" not in name:
            data.setdefault(name, []).extend(_values(field))
    return data


def complaints(page: bytes) -> list[Any]:
    """What an admin page says is wrong."""
    return BeautifulSoup(page, "html.parser").select(".error-message, .errorlist, .help-critical")


def _values(field: Tag) -> list[str]:
    if field.name == "select":
        return [str(option["value"]) for option in field.find_all("option") if option.has_attr("selected")]
    if field.get("type") in ("checkbox", "radio"):
        return [str(field.get("value", "on"))] if field.has_attr("checked") else []
    return [field.text.removeprefix("\n") if field.name == "textarea" else str(field.get("value", ""))]
