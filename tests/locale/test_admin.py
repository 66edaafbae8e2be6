"""Staff read our own panels, fields and help in the language they chose."""

from __future__ import annotations

import pytest
from django.test import Client
from wagtail.models import Page
from wagtail.users.models import UserProfile

from home.trees import ensure_tree
from hub import catalogues
from tests.factories import accounts as staff
from tests.factories.trainers import a_trainer
from tests.locale.detector import pieces, untranslated

pytestmark = [pytest.mark.slow, pytest.mark.any_database, pytest.mark.django_db]

KINDS = ("manualpage", "guidepage", "checklistpage", "toolpage", "glossarytermpage")
LISTS = ("trainers/trainer", "trainers/organisation", "trainers/desk", "vocabulary/concept")
# Not ours: titles of pages, and Wagtail's first crumb, which it translates once, when it starts.
NOT_OURS = {"Library", "News", "Home"}


def screens() -> list[str]:
    """Screens that are ours, or hold fields of ours."""
    library = Page.objects.get(slug="resources", locale__language_code="en")
    trainer = a_trainer()
    return [
        "/admin/account/",
        f"/admin/pages/{library.pk}/edit/",
        *(f"/admin/pages/add/resources/{kind}/{library.pk}/" for kind in KINDS),
        *(f"/admin/snippets/{name}/" for name in LISTS),
        *(f"/admin/snippets/{name}/add/" for name in LISTS),
        f"/admin/snippets/trainers/trainer/edit/{trainer.pk}/",
        "/admin/users/new/",
    ]


@pytest.mark.parametrize("language", catalogues.TRANSLATED)
def test_no_text_of_ours_is_left_in_english(client: Client, language: str) -> None:
    ensure_tree("en")
    editor = staff.operator(is_superuser=True)
    UserProfile.objects.create(user=editor, preferred_language=language)
    client.force_login(editor)
    found = {}
    for address in screens():
        answer = client.get(address)
        assert answer.status_code == 200, address
        said = {piece.text for piece in pieces(answer.content.decode())}
        if left := said & untranslated(language) - NOT_OURS:
            found[address] = left
    assert found == {}
