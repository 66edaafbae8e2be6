"""Cases are kept apart: in no index, revision, log, list of choices or right of the admin."""

from __future__ import annotations

import json
from uuid import UUID

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.db import connection, models
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelsearch.index import Indexed, get_indexed_models
from wagtail.models import (
    DraftStateMixin,
    ModelLogEntry,
    PageLogEntry,
    ReferenceIndex,
    Revision,
    RevisionMixin,
    WorkflowMixin,
)
from wagtail.search.models import IndexEntry
from wagtail.snippets.models import get_snippet_models

from accounts.models import AuditEvent
from casework import desk_work, opening, requester
from casework.models import Case, CaseHead, Contact, Counter, NeedPicture
from casework.states import State
from hub.checks import is_private
from hub.retention import Retention
from hub.sealing import SealedValueLeaves
from tests.factories.casework import HERE, NEIGHBOUR, TODAY, Kept, answered, coordinator, three_desks
from trainers.models import Desk

OURS = list(apps.get_app_config("casework").get_models())
ABOUT_NOBODY = {CaseHead, Counter, NeedPicture}


@pytest.mark.parametrize("model", OURS)
def test_no_table_of_casework_is_known_to_index_revisions_log_or_choosers(model: type[models.Model]) -> None:
    assert model not in get_indexed_models()
    assert not issubclass(model, Indexed | RevisionMixin | DraftStateMixin | WorkflowMixin)
    assert not ReferenceIndex.model_is_indexable(model)
    assert model.wagtail_reference_index_ignore  # type: ignore[attr-defined]
    assert model not in get_snippet_models()
    assert not any(isinstance(each, ParentalKey | ParentalManyToManyField) for each in model._meta.get_fields())


@pytest.mark.parametrize("model", OURS)
def test_every_table_is_private_but_those_about_nobody(model: type[models.Model]) -> None:
    assert is_private(model) == (model not in ABOUT_NOBODY)
    assert (model.retention is Retention.NONE) == (model in ABOUT_NOBODY)  # type: ignore[attr-defined]


@pytest.mark.parametrize("model", OURS)
def test_no_right_of_the_admin_reaches_a_case(model: type[models.Model]) -> None:
    assert model._meta.default_permissions == ()
    assert list(model._meta.permissions) == []


@pytest.mark.django_db
def test_no_right_over_cases_exists() -> None:
    kinds = ContentType.objects.filter(app_label="casework")
    assert not Permission.objects.filter(content_type__in=kinds).exists()


def test_nothing_of_the_directory_points_into_a_case() -> None:
    """A relation from elsewhere would bring a case into somebody's list, filter or deletion screen."""
    inside = set(OURS)
    pointing = {
        str(field)
        for model in apps.get_models()
        if model not in inside
        for field in model._meta.get_fields()
        if getattr(field, "related_model", None) in inside and getattr(field, "concrete", False)
    }
    assert pointing == set()


def test_no_text_of_a_case_can_be_looked_for() -> None:
    for model in OURS:
        for field in model._meta.fields:
            if getattr(field, "sealed", False):
                lookups = ("exact", "contains", "startswith", "in", "regex", "gt")
                assert [name for name in lookups if field.get_lookup(name)] == [], field


def a_whole_life() -> Kept:
    here, there = coordinator(HERE), coordinator(NEIGHBOUR)
    kept = answered(here)
    opened = kept.opened()
    opening.remember(opened, TODAY)
    requester.add_message(opened, "again", TODAY)
    desk_work.read(here, kept.case.pk, TODAY)
    desk_work.take(here, kept.case.pk)
    desk_work.hand_over(here, kept.case.pk, Desk.objects.get(public_id=NEIGHBOUR), TODAY)
    desk_work.move(there, kept.case.pk, State.CLOSED, TODAY)
    return kept


@pytest.mark.django_db
def test_after_a_whole_life_nothing_of_the_house_remembers_a_case() -> None:
    three_desks()
    pk = a_whole_life().case.pk
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
    elsewhere = [model for model in apps.get_models() if model not in OURS and model._meta.db_table in there]
    assert {Revision, ReferenceIndex, ModelLogEntry, PageLogEntry, IndexEntry} <= set(elsewhere)
    remember = {model for model in elsewhere if tells(str(list(model._base_manager.values())), pk)}
    assert remember == {AuditEvent}


def tells(rows: str, pk: UUID) -> bool:
    return str(pk) in rows or pk.hex in rows


@pytest.mark.django_db
def test_what_a_case_says_goes_into_no_fixture() -> None:
    three_desks()
    kept = answered(coordinator(HERE))
    with pytest.raises(SealedValueLeaves):
        serializers.serialize("json", Contact.objects.all())
    open_part = json.loads(serializers.serialize("json", Case.objects.filter(pk=kept.case.pk)))
    assert set(open_part[0]["fields"]) == {
        *("code_hash", "token_hash", "desk", "state", "urgency", "received_on", "answer_by", "last_message_on"),
        *("closed_on", "purge_on", "order", "coordinator", "opened_by_desk", "new_for_requester", "new_for_desk"),
        *("contact_changed", "proposal_news"),
    }


@pytest.mark.django_db
def test_a_row_shows_which_it_is_and_nothing_of_what_it_says() -> None:
    three_desks()
    case = answered(coordinator(HERE)).case
    for row in (case, case.contact, case.messages.get(), case.assessments.get(), *case.keys.all()):
        assert str(row) == f"{row._meta.model_name} {row.pk}"
        assert "CANARY" not in repr(vars(row))
