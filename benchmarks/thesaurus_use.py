"""Whether the names of ideas stand in real texts: for each idea and language, how many texts have any of its names.

    python -m benchmarks.thesaurus_use                   totals, ideas that no text names, names that no text has
    python -m benchmarks.thesaurus_use --all             a line for each idea as well
    python -m benchmarks.thesaurus_use --too-common .4   names that more than this share of a language's texts have
    --resources DIR (may be given more than once)

A name counts as search reads it: its words side by side, in any inflected form. A name that no text has may still
be what people type; an idea that no text names in a language answers nothing there.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.library_files import documents
from benchmarks.search_aids import starting_names
from search.analysis import analyse
from search.asking import analyser_of
from search.concepts import Name, phrases
from search.passages import Document
from search.terms import STEM, Form

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
Texts = set[int]


@dataclass
class Words:
    """The words of a language's texts: in which texts each stands, and the texts themselves as running words."""

    analyser: str
    texts: list[tuple[str, str]] = field(default_factory=list)
    having: dict[tuple[str, str], Texts] = field(default_factory=lambda: defaultdict(set))

    def add(self, document: Document) -> None:
        """Read a text."""
        parts = [document.title, document.summary]
        parts += [part for section in document.sections for part in (section.heading, section.text)]
        tokens = [token for token in analyse("\n".join(parts), self.analyser) if token.exact]
        number = len(self.texts)
        self.texts.append((_run(token.exact for token in tokens), _run(token.stem for token in tokens)))
        for token in tokens:
            self.having["exact", token.exact].add(number)
            self.having["stem", token.stem].add(number)

    def with_form(self, form: Form) -> Texts:
        """The texts in which the words of a phrase stand side by side."""
        found = set.intersection(*(self.having.get((form.field, token), set()) for token in form.tokens))
        if len(form.tokens) == 1:
            return found
        wanted = _run(form.tokens)
        return {number for number in found if wanted in self.texts[number][form.field == STEM]}

    def with_name(self, name: str) -> Texts:
        """The texts that have a name."""
        return set().union(*(self.with_form(form) for form in phrases(name, self.analyser)))


def _run(tokens: Iterable[str]) -> str:
    return f" {' '.join(tokens)} "


def read(folders: Sequence[Path]) -> Mapping[str, Words]:
    """The words of a library by language."""
    found: dict[str, Words] = {}
    for document in (each for folder in folders for each in documents(folder)):
        found.setdefault(document.language, Words(analyser_of(document.language))).add(document)
    return found


def counted(names: Iterable[Name], library: Mapping[str, Words]) -> dict[str, dict[str, dict[str, Texts]]]:
    """For each idea and language its names, each with the texts that have it."""
    found: dict[str, dict[str, dict[str, Texts]]] = defaultdict(lambda: defaultdict(dict))
    for name in names:
        if name.language in library:
            found[name.concept][name.language][name.text] = library[name.language].with_name(name.text)
    return found


def _each(ideas: Mapping[str, Mapping[str, Mapping[str, Texts]]], codes: Sequence[str]) -> None:
    print(f"{'texts with any name of':40}" + "".join(f"{code:>9}" for code in codes))
    for idea, languages in sorted(ideas.items()):
        counts = (len(set().union(*languages.get(code, {}).values())) for code in codes)
        print(f"{idea:40}" + "".join(f"{count:9}" for count in counts))


def _totals(ideas: Mapping[str, Mapping[str, Mapping[str, Texts]]], library: Mapping[str, Words]) -> None:
    rows: dict[str, Callable[[Mapping[str, Texts]], int]] = {
        "ideas with a name": lambda names: bool(names),
        "ideas with a name in use": lambda names: any(names.values()),
        "names": len,
        "names in use": lambda names: sum(map(bool, names.values())),
    }
    print(f"{'':30}" + "".join(f"{code:>9}" for code in library))
    print(f"{'texts':30}" + "".join(f"{len(words.texts):9}" for words in library.values()))
    for title, count in rows.items():
        sums = (sum(count(languages.get(code, {})) for languages in ideas.values()) for code in library)
        print(f"{title:30}" + "".join(f"{total:9}" for total in sums))


def _unused(ideas: Mapping[str, Mapping[str, Mapping[str, Texts]]], codes: Iterable[str]) -> None:
    for code in codes:
        silent = [idea for idea, languages in sorted(ideas.items()) if not any(languages.get(code, {}).values())]
        print(f"\n{code}: no text has any name of {', '.join(silent) or 'none'}")
        for idea, languages in sorted(ideas.items()):
            unused = [name for name, texts in languages.get(code, {}).items() if not texts]
            if unused and idea not in silent:
                print(f"    {idea}: {'; '.join(unused)}")


def _common(ideas: Mapping[str, Mapping[str, Mapping[str, Texts]]], library: Mapping[str, Words], share: float) -> None:
    print(f"\nnames that more than {share:.0%} of a language's texts have")
    for code, words in library.items():
        many = {
            f"{name} ({idea}, {len(texts) / len(words.texts):.0%})"
            for idea, languages in ideas.items()
            for name, texts in languages.get(code, {}).items()
            if len(texts) > share * len(words.texts)
        }
        print(f"    {code}: {'; '.join(sorted(many))}")


def main() -> None:
    """Count and print; without a library say so and stop."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--resources", type=Path, action="append")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--too-common", type=float, default=0.0)
    options = parser.parse_args()
    folders = options.resources or [SHARED / "resources", SHARED / "resources_more"]
    if missing := [str(folder) for folder in folders if not folder.is_dir()]:
        sys.exit(f"NOT MEASURED: no library at {', '.join(missing)}. Name one with --resources DIR.")
    known = tuple(dict.fromkeys(starting_names()))
    spoken = {name.language for name in known}
    library = {code: words for code, words in sorted(read(folders).items()) if code in spoken}
    ideas = counted(known, library)
    if options.all:
        _each(ideas, list(library))
    _unused(ideas, library)
    if options.too_common:
        _common(ideas, library, options.too_common)
    print()
    _totals(ideas, library)


if __name__ == "__main__":
    main()
