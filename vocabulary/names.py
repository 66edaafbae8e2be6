"""Everyday names of ideas that searching starts with, read from `vocabulary/data/words.txt`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

from vocabulary.places import DATA, fold

LANGUAGES = ("en", "es", "fr", "ar", "ru", "fa", "zh-hant", "pt-br")
LIST = "word"
# Before a name: found and never shown; on purpose a name of another idea too.
UNSEEN, SHARED = "~", "="
# Lines that begin so: a later edition of the file; names of earlier editions taken back.
EDITION, TAKEN_BACK = "== ", "- "


class Named(NamedTuple):
    """A term of a list and its names in one language, the preferred one first, as an edition of the file has them."""

    scheme: str
    code: str
    language: str
    names: tuple[str, ...]
    edition: int = 1
    taken_back: bool = False


def lines() -> Iterator[Named]:
    """What the file says, line by line: names of all editions, and names taken back."""
    edition = 1
    for line in (DATA / "words.txt").read_text("utf-8").splitlines():
        if line.startswith(EDITION):
            edition = int(line.removeprefix(EDITION))
        elif line.startswith(TAKEN_BACK):
            code, language, names = (part.strip() for part in line.removeprefix(TAKEN_BACK).split("|"))
            yield _named(code, language, names, edition, taken_back=True)
        elif line.strip() and not line.startswith("#"):
            code, *columns = (part.strip() for part in line.split("|"))
            for language, names in zip(LANGUAGES, columns, strict=True):
                yield _named(code, language, names, edition)


def _named(code: str, language: str, names: str, edition: int, *, taken_back: bool = False) -> Named:
    scheme, _slash, own = code.rpartition("/")
    each = tuple(dict.fromkeys(name.strip() for name in names.split(";") if name.strip()))
    return Named(scheme or LIST, own, language, each, edition, taken_back)


def read() -> Iterator[Named]:
    """The names that a new site has, without those taken back since."""
    gone = {
        (row.scheme, row.code, row.language, plain(name)) for row in lines() if row.taken_back for name in row.names
    }
    for row in lines():
        if not row.taken_back:
            kept = (name for name in row.names if (row.scheme, row.code, row.language, plain(name)) not in gone)
            yield row._replace(names=tuple(kept))


def plain(name: str) -> str:
    """A name without the signs before it."""
    return name.lstrip(UNSEEN + SHARED)


def plant_names(concept_model: Any, label_model: Any, edition: int = 1) -> None:
    """Write what one edition brings, beside what terms have, and remove what it takes back.

    What an editor has deleted, renamed or archived since an earlier edition stays so: each edition brings
    its own names only, and never again a term that an earlier one brought.
    """
    terms = _terms(concept_model, edition)
    rows = [row for row in lines() if row.edition == edition and (row.scheme, row.code) in terms]
    for row in rows:
        if row.taken_back:
            concept = terms[row.scheme, row.code]
            label_model.objects.filter(concept=concept, language=row.language, text__in=row.names).delete()
    known: dict[tuple[int, str], dict[str, str]] = defaultdict(dict)
    for number, language, key, kind in label_model.objects.values_list("concept_id", "language", "key", "kind"):
        known[number, language][key] = kind
    named = ((terms[row.scheme, row.code], row) for row in rows if not row.taken_back)
    label_model.objects.bulk_create(
        label for term, row in named for label in _labels(label_model, term, row, known[term.pk, row.language])
    )


def _terms(concept_model: Any, edition: int) -> dict[tuple[str, str], Any]:
    """The terms there are, with those that an edition is the first to bring."""
    terms = {(each.scheme, each.code): each for each in concept_model.objects.all()}
    before = {row.code for row in lines() if row.scheme == LIST and row.edition < edition}
    own = dict.fromkeys(row.code for row in lines() if row.scheme == LIST and row.edition == edition)
    for order, code in enumerate((each for each in own if each not in before), len(before)):
        if (LIST, code) not in terms:
            terms[LIST, code] = concept_model.objects.create(scheme=LIST, code=code, order=order)
    return terms


def _labels(label_model: Any, term: Any, row: Named, has: dict[str, str]) -> Iterator[Any]:
    """Names beside those that a term has; what is added to a term of another list is found, never shown."""
    more = "synonym" if row.scheme == LIST else "hidden"
    for name in row.names:
        text = plain(name)
        key = fold(text)[:200]
        if key in has:
            continue
        named = "preferred" in has.values()
        has[key] = "hidden" if name.startswith(UNSEEN) else more if named else "preferred"
        yield label_model(concept=term, language=row.language, kind=has[key], text=text, key=key)
