"""Which languages a reader is offered when their own has nothing. Pure; who keeps the chains hands them down."""

from __future__ import annotations

from collections.abc import Callable, Mapping

Nexts = Mapping[str, tuple[str, ...]]


class _Handed:
    """Who is asked for the chains that editors have set: nobody, until an app with tables says so."""

    source: Callable[[], Nexts] = dict


def hand_down(source: Callable[[], Nexts]) -> None:
    """Ask `source` from now on; it answers for each language that has a chain of its own, and costs no query."""
    _Handed.source = source


def handed() -> Nexts:
    """The languages that editors have put next, for each language with a chain of its own."""
    return _Handed.source()


def resolve(code: str, nexts: Nexts, last: str) -> tuple[str, ...]:
    """The language, those next to it with those next to them, each once, and `last` at the end; loops end where
    they close.
    """
    found: dict[str, None] = {}
    waiting = [code]
    while waiting:
        here = waiting.pop(0)
        if here not in found and (here != last or here == code):
            found[here] = None
            waiting = [*nexts.get(here, ()), *waiting]
    return (*found, *([] if last in found else [last]))


def primary(code: str) -> str:
    """The language of a code, whatever its script or country."""
    return code.split("-")[0]


def closes_loop(code: str, other: str, nexts: Nexts) -> bool:
    """Whether `other` leads back to `code`; two scripts of one language may name each other."""
    if primary(code) == primary(other):
        return code == other
    behind = resolve(other, {key: to for key, to in nexts.items() if key != code}, "")
    return code in behind
