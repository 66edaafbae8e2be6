"""How well the search answers judged needs: nDCG@10, recall@20, MRR, empty answers, right section.

    python -m benchmarks.search_quality                  the engine over the files, beside plain BM25
    python -m benchmarks.search_quality --engine both    the two engines side by side (`elasticsearch`: only that);
                                                         the server at ELASTICSEARCH_URL, else one started for this
    python -m benchmarks.search_quality --site           the running site's API and stock Wagtail search as well,
                                                         on the library imported into HUB_DATA_DIR
    --needs FILE --resources DIR --worst 10

How each figure is counted stands in benchmarks/search_needs.py.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import cast

from benchmarks import known_items, search_needs
from benchmarks.library_files import documents
from benchmarks.plain_bm25 import PlainBM25, raw, stemmed
from benchmarks.search_aids import aids
from benchmarks.search_engines import NAMES, opened
from benchmarks.search_needs import Query, Score, mean
from search.chapters import arranged
from search.engines.protocol import SearchEngine
from search.finding import find
from search.passages import Document
from search.request import SearchRequest

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
BATCH = 100
# Only what is counted is put into the order of the page.
SHOWN = 20


class FromFiles:
    """An engine and all that is above it, over an index of the files."""

    def __init__(self, library: Sequence[Document], engine: SearchEngine) -> None:
        self.engine, self.aids = engine, aids()
        with self.engine.rebuilding() as index:
            for start in range(0, len(library), BATCH):
                index.add(library[start : start + BATCH])
        self.places = {each.page: each.place for each in library}
        self.public = frozenset(self.places)

    def __call__(self, query: Query) -> list[str]:
        """As the page shows it: the reader's own language, then what others have beside it."""
        found = find(self.engine, SearchRequest(query.text), query.reader, self.public, aids=self.aids)
        first, rest = (*found.results, *found.others)[:SHOWN], (*found.results, *found.others)[SHOWN:]
        shown = arranged(first, query.text, found.asked, self.engine.entries())
        return [self.places[each.places[0].page] for each in (*shown, *rest)]


def table(rows: Mapping[str, Sequence[Score]]) -> None:
    """One line for each way to search."""
    codes = sorted({score.query.language for scores in rows.values() for score in scores})
    print(
        f"{'':24}{'nDCG@10':>8}{'recall':>8}{'MRR':>7}{'empty':>7}{'right':>7}   "
        + "".join(f"{each:>9}" for each in codes)
    )
    for name, scores in rows.items():
        per = search_needs.by(scores, lambda each: each.query.language, lambda each: each.ndcg)
        recall = search_needs.by(scores, lambda each: each.query.language, lambda each: each.recall)
        right = [each.right for each in scores if each.right is not None]
        print(
            f"{name:24}{mean(list(per.values())):8.3f}{mean(list(recall.values())):8.3f}"
            f"{mean([each.reciprocal for each in scores]):7.3f}{mean([each.empty for each in scores]):7.0%}"
            f"{mean(right):7.2f}   " + "".join(f"{per.get(each, 0):9.3f}" for each in codes)
        )


def kinds(scores: Sequence[Score]) -> None:
    """The same by type of query."""
    found = search_needs.by(scores, lambda each: each.query.kind, lambda each: each.ndcg)
    print("\nby type of query: " + ", ".join(f"{name} {value:.2f}" for name, value in found.items()))


def halves(scores: Sequence[Score]) -> None:
    """The half of the needs that weights were tuned on, and the half that was kept aside."""
    for name, kept in (("tuned on", False), ("kept aside", True)):
        half = [each for each in scores if search_needs.is_kept_aside(each.query.need) is kept]
        per = search_needs.by(half, lambda each: each.query.language, lambda each: each.ndcg)
        recall = search_needs.by(half, lambda each: each.query.language, lambda each: each.recall)
        right = [each.right for each in half if each.right is not None]
        print(
            f"half {name:11} nDCG@10 {mean(list(per.values())):.3f}, worst {min(per.values(), default=0):.3f}, "
            f"recall {mean(list(recall.values())):.3f}, right section {mean(right):.2f} ({len(half)} queries)"
        )


def known(search: FromFiles, library: Sequence[Document]) -> None:
    """How high a resource stands for the words of its title, right and misspelt once."""
    for name, mistaken in (("title words", False), ("one misspelt", True)):
        found = known_items.reciprocal_ranks(search, library, mistaken=mistaken)
        each = ", ".join(f"{code} {value:.2f}" for code, value in found.items())
        print(f"known item, {name}: MRR {mean(list(found.values())):.3f} ({each})")


def worst(scores: Sequence[Score], many: int) -> None:
    """The queries that were answered worst, with what came first."""
    print(f"\nthe {many} worst:")
    for each in sorted(scores, key=lambda each: each.ndcg)[:many]:
        print(f"{each.ndcg:6.2f} {each.query.language:8}{each.query.text}  ->  {', '.join(each.first) or 'nothing'}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--needs", type=Path, default=SHARED / "search_needs.yml")
    parser.add_argument("--resources", type=Path, default=SHARED / "resources")
    parser.add_argument("--site", action="store_true")
    parser.add_argument("--worst", type=int, default=10)
    parser.add_argument("--engine", choices=NAMES, default="embedded")
    options = parser.parse_args()
    queries, library = search_needs.load(options.needs), documents(options.resources)
    exists: dict[str, set[str]] = defaultdict(set)
    for each in library:
        exists[each.language].add(each.resource)
    rows: dict[str, Sequence[Score]] = {}
    with tempfile.TemporaryDirectory() as folder, opened(NAMES[options.engine], Path(folder)) as engines:
        ways: dict[str, search_needs.Search] = {
            "raw words, BM25": PlainBM25(library, raw),
            "stemmed words, BM25": PlainBM25(library, stemmed),
        }
        for name, engine in engines.items():
            begun = time.monotonic()
            ways[f"our engine, {name}"] = FromFiles(library, engine)
            print(f"{name}: {len(library)} files indexed in {time.monotonic() - begun:.1f} s; {len(queries)} queries")
        if options.site:
            ways |= import_module("benchmarks.search_site").ways()
        rows = {name: search_needs.run(search, queries, exists) for name, search in ways.items()}
        for name in engines:
            print(f"\n{name}")
            known(cast(FromFiles, ways[f"our engine, {name}"]), library)
    table(rows)
    for name in engines:
        print(f"\n{name}")
        halves(rows[f"our engine, {name}"])
        kinds(rows[f"our engine, {name}"])
        worst(rows[f"our engine, {name}"], options.worst)


if __name__ == "__main__":
    main()
