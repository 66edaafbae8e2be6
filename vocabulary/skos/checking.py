"""Which terms of a file may be stored: each that may not is named with its field and a sentence. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from django.utils.translation import gettext as _

from vocabulary import plain
from vocabulary.skos.reading import CODE
from vocabulary.skos.records import LABELS, NOTES, Fault, Key, Record, Said
from vocabulary.tree import above

LONGEST_WORD: Final = 200
LONGEST_NOTE: Final = 2000
LONGEST_CODE: Final = 60
LONGEST_ADDRESS: Final = 500
MOST_VALUES: Final = 500
DEEPEST: Final = 12


@dataclass(frozen=True)
class Here:
    """What the site has: each term with the one above it, what merged ones became, and what other codes stand for."""

    broader: Mapping[Key, str] = field(default_factory=dict)
    merged: Mapping[Key, str] = field(default_factory=dict)
    named: frozenset[Key] = frozenset()
    aliases: Mapping[Key, str] = field(default_factory=dict)

    def today(self, key: Key) -> Key:
        """The term that a code stands for."""
        code = self.merged.get(key) or (self.aliases.get(key) if key not in self.broader else None)
        return (key[0], code) if code else key


def check(records: Iterable[Record], here: Here) -> tuple[list[Record], list[Fault]]:
    """The terms that may be stored, and what is wrong with the others; one that needs a refused one is refused too."""
    faults: list[Fault] = []
    sound: dict[Key, Record] = {}
    for record in records:
        own = [*_own_faults(record, here)]
        faults += own
        if not own:
            sound[record.key] = record
    _other_codes(sound, here, faults)
    while wrong := {fault.record: fault for fault in _ties(sound, here)}:
        faults += wrong.values()
        sound = {key: record for key, record in sound.items() if record.name not in wrong}
    return list(sound.values()), faults


def _own_faults(record: Record, here: Here) -> Iterator[Fault]:
    """What is wrong with a term by itself."""

    def wrong(field: str, why: str) -> Fault:
        return Fault(record.name[:120], field, why)

    for name in ("words", "notes", "codes", "related", "elsewhere"):
        if len(getattr(record, name)) > MOST_VALUES:
            yield wrong(name, _("There are more than %(most)s.") % {"most": MOST_VALUES})
            return
    if record.key not in here.named and not record.replaced_by and not _names(record.words):
        yield wrong("prefLabel", _("It has no name in any language."))
    yield from (wrong(*each) for each in _wrong_words(record.words))
    yield from (wrong(*each) for each in _wrong_notes(record.notes))
    if record.replaced_by and record.key in here.broader and not here.merged.get(record.key):
        yield wrong("isReplacedBy", _("It is in use here. Merge it on its own screen, so that nothing is lost."))
    yield from (wrong(*each) for each in _wrong_codes(record))


def _wrong_codes(record: Record) -> Iterator[tuple[str, str]]:
    for name, codes in (("notation", (record.key[1],)), ("identifier", record.codes)):
        if any(not CODE.match(code) or len(code) > LONGEST_CODE for code in codes):
            yield name, _("Use small letters, digits and hyphens.")
    for address in record.elsewhere:
        if why := plain.address_fault(address) or _too_long(address, LONGEST_ADDRESS):
            yield "exactMatch", why


def _names(words: Iterable[Said]) -> list[str]:
    return [each.language for each in words if each.kind == "preferred"]


def _too_long(text: str, most: int) -> str:
    return _("It is longer than %(most)s signs.") % {"most": most} if len(text) > most else ""


def _wrong_words(words: tuple[Said, ...]) -> Iterator[tuple[str, str]]:
    for each in words:
        if why := plain.fault(each.text) or _too_long(each.text, LONGEST_WORD):
            yield LABELS[each.kind], f"{each.language}: {why}"
    twice = (language for language, times in Counter(_names(words)).items() if times > 1)
    yield from (("prefLabel", f"{language}: {_('There are two names in one language.')}") for language in twice)
    texts = Counter((each.language, each.text) for each in words)
    for (language, _text), times in texts.items():
        if times > 1:
            yield "altLabel", f"{language}: {_('One word stands twice.')}"


def _wrong_notes(notes: tuple[Said, ...]) -> Iterator[tuple[str, str]]:
    for each in notes:
        if why := plain.fault(each.text, lines=True) or _too_long(each.text, LONGEST_NOTE):
            yield NOTES[each.kind], f"{each.language}: {why}"
    for (language, kind), times in Counter((each.language, each.kind) for each in notes).items():
        if times > 1:
            yield NOTES[kind], f"{language}: {_('There are two in one language.')}"


def _other_codes(sound: dict[Key, Record], here: Here, faults: list[Fault]) -> None:
    """A code stands for one term."""
    taken = {key: here.today(key) for key in here.aliases} | {key: key for key in (*here.broader, *sound)}
    for key, record in list(sound.items()):
        for code in record.codes:
            if taken.setdefault((key[0], code), key) != key:
                faults.append(Fault(record.name, "identifier", _("Another term has this code already.")))
                sound.pop(key, None)


def _ties(sound: Mapping[Key, Record], here: Here) -> Iterator[Fault]:
    """What is wrong between terms, as the site would have them."""
    known = {*here.broader, *sound}
    trees = _trees(sound, here)
    for key, record in sound.items():
        scheme, code = key
        tree = trees[scheme]
        for name, other in (("broader", record.broader), ("isReplacedBy", record.replaced_by)):
            if other and here.today((scheme, other)) not in known:
                yield Fault(record.name, name, _("There is no such term: %(code)s") % {"code": other[:60]})
        if record.replaced_by and (record.replaced_by == code or _replaced(sound, scheme, record.replaced_by)):
            yield Fault(record.name, "isReplacedBy", _("It leads to a term that was merged itself."))
        line = above(code, tree)
        up = tree.get(code) if record.broader else None
        if up and (up == code or code in above(up, tree)):
            yield Fault(record.name, "broader", _("This would close a circle."))
        elif len(line) > DEEPEST:
            yield Fault(record.name, "broader", _("It lies more than %(most)s steps deep.") % {"most": DEEPEST})
        for tie in map(here.today, record.related):
            if tie not in known:
                yield Fault(record.name, "related", _("There is no such term: %(code)s") % {"code": tie[1][:60]})
            elif tie == key or (tie[0] == scheme and (tie[1] in line or code in above(tie[1], tree))):
                yield Fault(record.name, "related", _("A term is related neither to itself nor to one above or below."))


def _replaced(sound: Mapping[Key, Record], scheme: str, code: str) -> bool:
    other = sound.get((scheme, code))
    return bool(other and other.replaced_by)


def _trees(sound: Mapping[Key, Record], here: Here) -> dict[str, dict[str, str | None]]:
    """For each list what lies below what, after the file."""
    trees: dict[str, dict[str, str | None]] = {}
    for (scheme, code), broader in here.broader.items():
        trees.setdefault(scheme, {})[code] = broader or None
    for (scheme, code), record in sound.items():
        tree = trees.setdefault(scheme, {})
        if (scheme, code) in here.merged:
            continue
        tree[code] = here.today((scheme, record.broader))[1] if record.broader else tree.get(code)
    return trees
