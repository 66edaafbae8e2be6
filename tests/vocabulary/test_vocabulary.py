"""Terms, their words and other codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from tests.factories.vocabulary import a_term
from vocabulary import store, tongues
from vocabulary.models import AliasCode, Concept, Label
from vocabulary.tree import above, with_narrower

pytestmark = pytest.mark.django_db


def test_every_code_of_the_directory_is_known(shared_data: Path) -> None:
    codes = json.loads((shared_data / "directory" / "codes.json").read_text("utf-8"))
    assert [row["code"] for row in codes["topics"]] == list(store.codes("topic"))
    assert {row["code"]: row["broader"] for row in codes["topics"]} == dict(store.broader())
    assert [row["code"] for row in codes["at_risk_groups"]] == list(store.codes("at-risk-group"))
    assert codes["services"] == list(store.codes("service"))
    assert codes["formats"] == list(store.codes("format"))
    assert all(tongues.is_tag(row["code"]) for row in codes["languages"])


@pytest.mark.parametrize("language", ["en", "es", "fr", "ar"])
def test_every_term_has_a_name_of_its_own_in_each_interface_language(language: str) -> None:
    names = dict(Label.objects.filter(kind="preferred", language=language).values_list("concept", "text"))
    assert names.keys() == set(Concept.objects.values_list("pk", flat=True))
    for scheme in ("topic", "at-risk-group", "format"):
        shown = [names[pk] for pk in Concept.objects.of(scheme).values_list("pk", flat=True)]
        assert len(set(shown)) == len(shown)


def test_names_follow_the_readers_chain() -> None:
    a_term("drones", en="Drones", es="Drones y vigilancia")
    assert store.labels("ca")["topic", "drones"] == "Drones y vigilancia"
    assert store.labels("de")["topic", "drones"] == "Drones"
    assert store.interface_labels("fa")["topic", "legal"] == store.labels("en")["topic", "legal"]


def test_an_alias_leads_to_its_term_and_never_hides_a_code() -> None:
    rows = store.keys("topic")
    assert rows["assess-your-risk"] == rows["risk-analysis"]
    assert all(not Concept.objects.filter(scheme=each.scheme, code=each.code) for each in AliasCode.objects.all())


def test_archived_terms_keep_their_names_and_are_not_offered() -> None:
    Concept.objects.filter(code="evacuation").update(status="archived")
    assert "evacuation" not in store.codes("topic")
    assert store.labels("en")["topic", "evacuation"] == "Evacuation"


def test_a_term_above_others_is_not_deleted() -> None:
    with pytest.raises(ProtectedError):
        Concept.objects.get(scheme="topic", code="legal").delete()


def test_the_database_refuses_what_would_confuse() -> None:
    legal = Concept.objects.get(scheme="topic", code="legal")
    for wrong in (
        lambda: Concept.objects.create(scheme="topic", code="legal"),
        lambda: Label.objects.create(concept=legal, language="en", text="Another name"),
        lambda: Concept.objects.filter(pk=legal.pk).update(broader=legal),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong()


def test_the_tree_survives_a_loop_in_the_data() -> None:
    broader = {"a": "b", "b": "c", "c": "b", "d": None}
    assert above("a", broader) == ("b", "c")
    assert with_narrower("b", broader) == {"a", "b", "c"}
    assert with_narrower("d", broader) == {"d"}


@pytest.mark.parametrize(
    ("tag", "known"),
    [("es", True), ("quc", True), ("zh-Hant", True), ("sr-Latn", True), ("pt-BR", True)]
    + [(tag, False) for tag in ("", "xx", "english", "zh-hant", "es_MX", "es-Zzzz1", "und", "EN", "e\x00")],
)
def test_which_tags_name_a_language(tag: str, known: bool) -> None:
    assert tongues.is_tag(tag) is known
