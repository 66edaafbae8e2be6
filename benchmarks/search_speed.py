"""How long a search takes in process, on generated passages whose words are as frequent as in the real library.

    python -m benchmarks.search_speed --passages 1000 10000 100000 --searches 200

Half of the texts are English, the others of six more languages; half of the questions have common words, a
quarter rare ones, a quarter a misspelt one.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path

from benchmarks.known_items import misspelt
from benchmarks.library_files import documents
from benchmarks.search_aids import aids
from benchmarks.search_quality import SHARED
from search.asking import Aids, analyser_of
from search.engines.embedded import EmbeddedEngine
from search.finding import find
from search.passages import Document, Section
from search.request import SearchRequest

PASSAGE_WORDS, PASSAGES_PER_PAGE, BATCH = 120, 4, 200
LETTERS = "abcdefghijklmnopqrstuvwxyz"


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


def questions(words: Words, many: int, chance: random.Random) -> Iterator[str]:
    """What is asked."""
    for at in range(many):
        if at % 4 < 2:
            yield " ".join(chance.sample(words.common, 3))
        elif at % 4 == 2:
            yield " ".join(chance.sample(words.words, 2))
        else:
            longer = [word for word in words.common if len(word) > 6 and word.isalpha()]
            yield misspelt(chance.choice(longer).lower(), LETTERS, chance)


def measure(spoken: Sequence[Words], passages: int, searches: int, known: Aids) -> None:
    """Fill an index, ask it, print."""
    chance = random.Random(passages)  # noqa: S311
    with tempfile.TemporaryDirectory() as folder:
        engine = EmbeddedEngine(Path(folder) / "index.sqlite3")
        pages, begun = list(generated(spoken, passages, chance)), time.monotonic()
        with engine.rebuilding() as index:
            for start in range(0, len(pages), BATCH):
                index.add(pages[start : start + BATCH])
        built, public = time.monotonic() - begun, frozenset(page.page for page in pages)
        asked = list(questions(spoken[0], searches, chance))
        find(engine, SearchRequest("pasword"), "en", public, aids=known)
        taken: list[float] = []
        for text in asked:
            begun = time.process_time()
            find(engine, SearchRequest(text), "en", public, aids=known)
            taken.append((time.process_time() - begun) * 1000)
        taken.sort()
        size = (Path(folder) / "index.sqlite3").stat().st_size / 1e6
    print(
        f"{passages:7} passages: p50 {taken[len(taken) // 2]:7.1f} ms, p95 {taken[len(taken) * 95 // 100]:7.1f} ms "
        f"of CPU; built in {built:.1f} s, {size:.0f} MB"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=int, nargs="+", default=[1000, 10_000, 100_000])
    parser.add_argument("--searches", type=int, default=200)
    parser.add_argument("--resources", type=Path, default=SHARED / "resources")
    options = parser.parse_args()
    library = documents(options.resources)
    spoken = [Words(library, code) for code in ("en", "es", "fr", "ar", "fa", "ru", "zh-hant")]
    for passages in options.passages:
        measure(spoken, passages, options.searches, aids())


if __name__ == "__main__":
    main()
