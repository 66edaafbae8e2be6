"""How long a search takes in process, on generated passages whose words are as frequent as in the real library.

    python -m benchmarks.search_speed --passages 1000 10000 100000 --searches 200
    python -m benchmarks.search_speed --stock                      stock Wagtail search beside it, up to 10,000
    python -m benchmarks.search_speed --engine elasticsearch       at ELASTICSEARCH_URL, else started for this
    python -m benchmarks.search_speed --keep FOLDER                 an index built once is asked again

Half of the texts are English, the others of six more languages; half of the questions have common words, a quarter
rare ones, a quarter a misspelt one. A search is all that the page of results needs before it draws: the corrections,
the first page of the list, what other languages have beside it, the counts. Time of the processor for the embedded
engine, of the clock for one that runs elsewhere.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from itertools import accumulate
from pathlib import Path
from typing import Any

from benchmarks.known_items import misspelt
from benchmarks.library_files import documents
from benchmarks.search_aids import aids
from benchmarks.search_engines import opened
from benchmarks.search_quality import SHARED
from search.asking import Aids, analyser_of
from search.engines.protocol import SearchEngine
from search.finding import find
from search.passages import Document, Section
from search.request import SearchRequest

PASSAGE_WORDS, PASSAGES_PER_PAGE, BATCH = 120, 4, 200
LETTERS = "abcdefghijklmnopqrstuvwxyz"
SPOKEN = ("en", "es", "fr", "ar", "fa", "ru", "zh-hant")
KINDS = ("common", "common", "rare", "misspelt")
SHOWN, BESIDE = 10, 3
# Stock search takes seconds for one question where there are many pages.
MOST_STOCK, STOCK_SEARCHES = 10_000, 40


class Words:
    """The words of the library's texts in one language, to be drawn as often as they occur."""

    def __init__(self, library: Sequence[Document], language: str) -> None:
        self.language = language
        texts = (part.text for each in library if each.language == language for part in each.sections)
        counted = Counter(word for text in texts for word in text.split())
        self.words, self.counts = list(counted), list(accumulate(counted.values()))
        self.common = [word for word, _many in counted.most_common(400)]

    def some(self, many: int, chance: random.Random) -> str:
        """So many words, common ones more often."""
        return " ".join(chance.choices(self.words, cum_weights=self.counts, k=many))


def generated(spoken: Sequence[Words], passages: int, chance: random.Random) -> Iterator[Document]:
    """Pages of four passages each."""
    for page in range(1, passages // PASSAGES_PER_PAGE + 1):
        words = spoken[0] if page % 2 else spoken[1 + page // 2 % (len(spoken) - 1)]
        sections = tuple(
            Section(f"s{at}", words.some(5, chance), words.some(PASSAGE_WORDS, chance))
            for at in range(PASSAGES_PER_PAGE)
        )
        title = words.some(4, chance)
        code = words.language
        yield Document(
            page, f"r{page}", f"r{page}", code, analyser_of(code), "guide", title, title, sections=sections,
        )  # fmt: skip


def questions(words: Words, many: int, chance: random.Random) -> Iterator[tuple[str, str]]:
    """What is asked, each with its kind."""
    for at in range(many):
        kind = KINDS[at % len(KINDS)]
        if kind == "common":
            yield kind, " ".join(chance.sample(words.common, 3))
        elif kind == "rare":
            yield kind, " ".join(chance.sample(words.words, 2))
        else:
            longer = [word for word in words.common if len(word) > 6 and word.isalpha()]
            yield kind, misspelt(chance.choice(longer).lower(), LETTERS, chance)


def fill(engine: SearchEngine, pages: Sequence[Document]) -> None:
    """Build the index, unless it is the one that was built before."""
    engine.install()
    if sum(engine.passages().values()) >= len(pages) * PASSAGES_PER_PAGE:
        return
    with engine.rebuilding() as index:
        for start in range(0, len(pages), BATCH):
            index.add(pages[start : start + BATCH])


def times(
    ask: Callable[[str], object], asked: Sequence[tuple[str, str]], clock: Callable[[], float]
) -> dict[str, list[float]]:
    """How many milliseconds each question takes, by its kind."""
    taken: dict[str, list[float]] = defaultdict(list)
    for kind, text in asked:
        begun = clock()
        ask(text)
        taken[kind].append((clock() - begun) * 1000)
    return taken


def told(name: str, passages: int, taken: dict[str, list[float]]) -> tuple[float, float]:
    """Print a line; returns the median and the 95th of a hundred."""
    everything = sorted(one for several in taken.values() for one in several)
    middle, high = everything[len(everything) // 2], everything[len(everything) * 95 // 100]
    kinds = ", ".join(f"{kind} {sum(several) / len(several):.1f}" for kind, several in taken.items())
    print(f"{passages:7} passages, {name:14} p50 {middle:8.1f} ms, p95 {high:8.1f} ms; on average {kinds}", flush=True)
    return middle, high


def asking(engine: SearchEngine, pages: int, known: Aids) -> Callable[[str], object]:
    """A search as the page of results wants it."""
    public = frozenset(range(1, pages + 1))

    def ask(text: str) -> object:
        found = find(engine, SearchRequest(text), "en", public, aids=known)
        return found.results[:SHOWN], found.others[:BESIDE]

    return ask


def measure(spoken: Sequence[Words], passages: int, options: Any, known: Aids, stock: Any) -> None:
    """Fill an index, ask it, print."""
    chance = random.Random(passages)  # noqa: S311
    pages = list(generated(spoken, passages, chance))
    asked = list(questions(spoken[0], options.searches, chance))
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(options.keep or scratch) / str(passages)
        with opened((options.engine,), folder) as engines:
            engine, begun = engines[options.engine], time.monotonic()
            fill(engine, pages)
            print(f"{passages:7} passages built in {time.monotonic() - begun:.1f} s", flush=True)
            ask = asking(engine, len(pages), known)
            ask("pasword")
            clock = time.process_time if options.engine == "embedded" else time.perf_counter
            middle, high = told(options.engine, passages, times(ask, asked, clock))
    if stock and passages <= MOST_STOCK:
        stock.fill(pages)
        few = asked[:STOCK_SEARCHES]
        theirs = told("stock Wagtail", passages, times(stock.ask, few, time.process_time))
        print(f"{passages:7} passages, {len(few)} searches: stock takes × {theirs[0] / middle:.0f} at the median, "
              f"× {theirs[1] / high:.0f} at p95")  # fmt: skip


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=int, nargs="+", default=[1000, 10_000, 100_000])
    parser.add_argument("--searches", type=int, default=200)
    parser.add_argument("--resources", type=Path, default=SHARED / "resources")
    parser.add_argument("--engine", choices=("embedded", "elasticsearch"), default="embedded")
    parser.add_argument("--stock", action="store_true")
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    stock = import_module("benchmarks.search_stock").Stock() if options.stock else None
    library = documents(options.resources)
    spoken = [Words(library, code) for code in SPOKEN]
    known = aids()
    for passages in options.passages:
        measure(spoken, passages, options, known, stock)


if __name__ == "__main__":
    main()
