"""Which languages make the list, how a list relaxes, and that counts are what one would get."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest

from search.engines.embedded import EmbeddedEngine
from search.engines.embedded.matching import Reading
from search.finding import Findings, find
from search.narrowing import FACETS
from search.passages import Document, Section
from search.request import SearchRequest

ANALYSER = {"en": "english", "fr": "french", "es": "spanish", "fa": "persian", "zh-hant": "chinese"}
numbers = count(1)


def text(
    slug: str, words: str, *, language: str = "en", kind: str = "guide", title: str = "A text", **more: object
) -> Document:
    return Document(
        page=next(numbers),
        resource=slug.partition("/")[0],
        place=slug,
        language=language,
        analyser=ANALYSER[language],
        kind=kind,
        title=title,
        resource_title=title,
        order=f"{next(numbers):06d}",
        sections=(Section("", "", words),),
        **more,  # type: ignore[arg-type]
    )


class Shelf:
    """An index and what of it is public."""

    def __init__(self, path: Path) -> None:
        self.engine = EmbeddedEngine(path)
        self.engine.install()
        self.documents: list[Document] = []

    def add(self, *documents: Document) -> None:
        self.documents += documents
        self.engine.write(self.engine.ticket(), documents)

    def find(
        self, words: str = "", reader: str = "en", hidden: tuple[Document, ...] = (), **filters: object
    ) -> Findings:
        public = frozenset(each.page for each in self.documents if each not in hidden)
        today = filters.pop("today", "")
        return find(self.engine, SearchRequest(words, **filters), reader, public, today)  # type: ignore[arg-type]


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "search.sqlite3")


def slugs(findings: Findings) -> list[str]:
    return [each.resource for each in findings.results]


def test_results_fold_to_resources_and_lead_to_the_best_page(shelf: Shelf) -> None:
    best = text("book/spot", "Spot phishing mails: phishing looks urgent.", kind="manual", title="How to spot phishing")
    shelf.add(text("book", "About mails.", kind="manual"), best, text("book/more", "More on phishing.", kind="manual"))
    (result,) = shelf.find("spot phishing").results
    assert (result.resource, result.places[0].page) == ("book", best.page)


def test_advice_past_its_review_gives_way_to_what_is_as_good(shelf: Shelf) -> None:
    words = "Crossing a border with a phone."
    shelf.add(text("a", words, review_by="2026-03-01"), text("b", words, review_by="2027-03-01"), text("c", words))
    assert slugs(shelf.find("border phone", today="2026-02-01")) == ["a", "b", "c"]
    assert slugs(shelf.find("border phone", today="2026-04-01")) == ["b", "c", "a"]
    shelf.add(text("d", "A border."))
    assert slugs(shelf.find("border phone", today="2026-04-01"))[:3] == ["b", "c", "a"], "what fits better stays before"


def test_own_language_first_then_others_beside(shelf: Shelf) -> None:
    shelf.add(text("a", "vpn"), text("a", "vpn", language="fr"), text("b", "vpn", language="fr"))
    found = shelf.find("vpn", reader="fr")
    assert {each.language for each in found.results} == {"fr"}
    found = shelf.find("vpn", reader="en")
    assert slugs(found) == ["a"]
    assert [(each.resource, each.language) for each in found.others] == [("b", "fr")]
    assert found.facets["language"] == {"en": 1, "fr": 2}


def test_only_what_is_looked_at_is_scored(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    scored: list[str] = []
    own = Reading.scores
    monkeypatch.setattr(Reading, "scores", lambda each, *more: scored.append(each.language) or own(each, *more))
    shelf.add(text("a", "vpn"), text("b", "vpn vpn"), text("c", "vpn", language="fr"))
    found = shelf.find("vpn", reader="en")
    assert (len(found.results), found.facets["language"], found.complete) == (2, {"en": 2, "fr": 1}, 2)
    assert scored == []
    assert (found.results[0].resource, scored) == ("b", ["en"])
    assert (found.others[0].resource, scored) == ("c", ["en", "fr"])


def test_another_language_answers_where_the_readers_own_does_not(shelf: Shelf) -> None:
    shelf.add(text("a", "checkpoint"), text("b", "barrage", language="fr"))
    found = shelf.find("checkpoint", reader="fr")
    assert found.elsewhere
    assert [(each.resource, each.language) for each in found.results] == [("a", "en")]


def test_a_loose_end_in_the_own_language_does_not_hide_an_answer_in_another(shelf: Shelf) -> None:
    shelf.add(text("a", "whatsapp"), text("b", "es seguro usar whatsapp en protestas", language="es"))
    found = shelf.find("seguro protestas manifestaciones whatsapp", reader="en")
    assert found.elsewhere
    assert [each.language for each in found.results] == ["es", "en"]


def test_chosen_languages_are_kept_to_in_the_order_of_the_reader(shelf: Shelf) -> None:
    shelf.add(text("a", "vpn"), text("b", "vpn", language="fr"), text("c", "vpn", language="es"))
    found = shelf.find("vpn", reader="fr", languages=("en", "fr"))
    assert [each.language for each in found.results] == ["fr", "en"]
    assert not found.elsewhere


def test_all_words_first_then_most_then_some_and_it_is_said(shelf: Shelf) -> None:
    shelf.add(text("all", "strong password phone"), text("one", "password"), text("none", "nothing"))
    found = shelf.find("strong password phone")
    assert slugs(found) == ["all", "one"]
    assert (found.step, found.complete) == ("some", 1)


def test_enough_texts_with_all_words_keep_the_others_out(shelf: Shelf) -> None:
    shelf.add(*(text(f"t{each}", "strong password") for each in range(32)), text("loose", "password"))
    found = shelf.find("strong password")
    assert (len(found.results), found.step) == (32, "all")


def test_a_question_of_stop_words_alone_is_still_asked(shelf: Shelf) -> None:
    shelf.add(text("who", "what to do when you are in it"))
    assert slugs(shelf.find("what to do")) == ["who"]


@pytest.mark.parametrize("words", ["???", "\ufffd", "… — …", "🔒"])
def test_words_without_letters_find_nothing_and_break_nothing(shelf: Shelf, words: str) -> None:
    shelf.add(text("a", "something"))
    assert shelf.find(words).results == ()


def test_without_words_everything_is_listed_newest_review_first_then_by_title(shelf: Shelf) -> None:
    shelf.add(
        text("b", "x", title="Bees"),
        text("a", "x", title="ants"),
        text("new", "x", title="Zebras", reviewed="2026-11-01"),
        text("old", "x", title="Yaks", reviewed="2020-01-01"),
    )
    assert slugs(shelf.find()) == ["new", "old", "a", "b"]


def test_filters_and_their_counts_agree(shelf: Shelf) -> None:
    shelf.add(
        text("a", "vpn", kind="tool", topics=("censorship", "email")),
        text("b", "vpn", kind="guide", topics=("email",), regions=("MX",)),
        text("c", "vpn", kind="guide", topics=("phishing",)),
        text("d", "vpn", kind="tool", language="fr", topics=("email",)),
    )
    for chosen in ({}, {"kinds": ("tool",)}, {"topics": ("email",)}, {"kinds": ("guide",), "topics": ("email",)}):
        facets = shelf.find("vpn", **chosen).facets
        for name, parameter in (("kind", "kinds"), ("topic", "topics"), ("language", "languages")):
            for value, many in facets[name].items():
                would = shelf.find("vpn", **{**chosen, parameter: (value,)})
                assert len(would.results) == many, (chosen, name, value)


def test_several_values_of_a_filter_widen_it(shelf: Shelf) -> None:
    shelf.add(text("a", "vpn", kind="tool"), text("b", "vpn", kind="guide"), text("c", "vpn", kind="news"))
    assert set(slugs(shelf.find("vpn", kinds=("tool", "guide")))) == {"a", "b"}


def test_a_region_holds_what_lies_in_it(shelf: Shelf) -> None:
    shelf.add(text("a", "vpn", regions=("MX",)), text("b", "vpn", regions=("FR",)), text("c", "vpn"))
    assert slugs(shelf.find("vpn", regions=("419",))) == ["a"]


def test_what_is_not_public_is_in_no_list_no_count_and_no_facet(shelf: Shelf) -> None:
    more = {"groups": ("journalists",), "regions": ("MX",), "reviewed": "2026-01-01", "level": "expert"}
    hidden = text("secret", "vpn", kind="tool", topics=("censorship",), language="fr", **more)
    shelf.add(text("a", "vpn", topics=("email",)), hidden)
    found = shelf.find("vpn", hidden=(hidden,), today="2026-02-01")
    assert (slugs(found), found.others) == (["a"], ())
    counted = {name: dict(values) for name, values in found.facets.items() if values}
    assert counted.pop("level") == {"everybody": 1}
    assert counted == {"language": {"en": 1, "fr": 0}, "kind": {"guide": 1}, "topic": {"email": 1}}
    assert shelf.find("", hidden=(hidden,)).facets["kind"] == {"guide": 1}


def test_counts_are_what_one_would_get_under_every_filter(shelf: Shelf) -> None:
    shelf.add(
        text("a", "vpn", level="expert", groups=("women",), regions=("MX",), reviewed="2026-01-10"),
        text("b", "vpn", level="expert", groups=("women", "journalists"), regions=("419",), reviewed="2024-06-01"),
        text("c", "vpn", groups=("journalists",), regions=("FR", "001"), reviewed="2025-06-01"),
        text("d", "vpn", kind="tool"),
    )
    today = "2026-02-01"
    whole = shelf.find("vpn", today=today).facets
    assert whole["region"] == {"MX": 1, "013": 1, "419": 2, "019": 2, "FR": 1, "155": 1, "150": 1}
    assert whole["reviewed"] == {"half-year": 1, "year": 2, "two-years": 3}
    fields = {facet.name: facet.field for facet in FACETS}
    for chosen in ({}, {"levels": ("expert",)}, {"groups": ("journalists",), "ages": ("year",)}, {"kinds": ("tool",)}):
        facets = shelf.find("vpn", today=today, **chosen).facets
        for name, field in fields.items():
            for value, many in facets[name].items():
                assert len(shelf.find("vpn", today=today, **{**chosen, field: (value,)}).results) == many, (name, value)


def test_a_hidden_chapter_does_not_lift_its_manual(shelf: Shelf) -> None:
    chapter = text("book/secret", "phishing phishing", kind="manual")
    shelf.add(text("book", "About.", kind="manual"), chapter)
    assert slugs(shelf.find("phishing", hidden=(chapter,))) == []


def test_equal_scores_have_one_order(shelf: Shelf) -> None:
    shelf.add(*(text(f"t{each:02d}", "the same words") for each in range(12)))
    assert slugs(shelf.find("same words")) == sorted(slugs(shelf.find("same words")))
