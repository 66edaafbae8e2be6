"""One of each thing that an address of the editors' room can name, and who knocks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Locale, Page, Site, Task, Workflow
from wagtail_localize.models import StringSegment, Translation
from wagtail_localize.operations import translate_object

from accounts.models import User
from accounts.roles import AUTHOR, DESK, OPERATOR, PUBLISHER, REVIEWER, TRANSLATOR
from accounts.translating import set_languages
from home.trees import ensure_tree
from resources.models import TextRemark, Withdrawal
from search.models import EditorialChoice
from tests.factories import accounts as staff
from tests.factories import casework
from tests.factories.resources import published, shelf
from tests.factories.trainers import a_trainer, an_organisation
from trainers.channels.demo import OFFERED
from trainers.models import Application, Desk, DeskMember, FeedEntry, Remark
from vocabulary.models import Concept

# Letter by letter the columns of the table.
WHO = {
    "N": "nobody signed in",
    "A": "author",
    "T": "translator of French",
    "O": "translator of Arabic",
    "R": "reviewer",
    "P": "publisher",
    "D": "desk coordinator",
    "X": "operator",
    "S": "staff without a role",
}
ROLES = {"A": AUTHOR, "T": TRANSLATOR, "O": TRANSLATOR, "R": REVIEWER, "P": PUBLISHER, "D": DESK, "X": OPERATOR}


def patterns(prefixes: tuple[str, ...] = ("admin/", "staff/")) -> list[tuple[str, str]]:
    """Every address below the prefixes, as the resolver has it, with the name of its view."""
    found: dict[str, str] = {}
    for route, name in _walk(get_resolver(), "", ""):
        if route.startswith(prefixes):
            found.setdefault(route, name)
    return list(found.items())


def _walk(resolver: URLResolver, prefix: str, space: str) -> Any:
    for each in resolver.url_patterns:
        route = prefix + str(each.pattern)
        if isinstance(each, URLPattern):
            yield route, f"{space}{each.name or ''}"
        else:
            yield from _walk(each, route, f"{space}{each.namespace}:" if each.namespace else space)


@dataclass
class World:
    """What the gaps of an address are filled with."""

    clients: dict[str, Client] = field(default_factory=dict)
    # What signs each of them in, again after an address that signs out.
    sessions: dict[str, str] = field(default_factory=dict)
    # By gap, and by “name of a view:gap” where the same gap means something else.
    gaps: dict[str, Any] = field(default_factory=dict)

    def path(self, route: str, name: str) -> str:
        """The address with every gap filled; what nobody filled leads to nothing."""

        def fill(gap: re.Match[str]) -> str:
            kind, key = gap["kind"] or "str", gap["key"]
            for known in (f"{name}:{key}", f"{name.split(':')[0]}:{key}", key):
                if known in self.gaps:
                    return str(self.gaps[known])
            return "999999" if kind == "int" else "nothing"

        route = route.replace(r"\.\.\.", "...").replace("^.*/$", "nothing-here/")
        route = re.sub(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)", r"<\1>", route)
        route = re.sub(r"<(?:(?P<kind>\w+):)?(?P<key>\w+)>", fill, route)
        return "/" + re.sub(r"[\^$]|\\Z", "", route)


def build() -> World:
    """The site with one of everything, and a browser for each who knocks."""
    for language in ("en", "fr", "ar"):
        ensure_tree(language)
    world = World()
    people = _people()
    for letter in WHO:
        world.clients[letter] = Client(raise_request_exception=False)
        if letter in people:
            world.clients[letter].force_login(people[letter])
        world.sessions[letter] = world.clients[letter].session.session_key if letter in people else ""
    _pages(world.gaps, people)
    _files(world.gaps)
    _directory(world.gaps, people)
    _site(world.gaps)
    return world


def _people() -> dict[str, User]:
    people = {letter: staff.member(role, username=f"who-{letter}") for letter, role in ROLES.items()}
    people["S"] = staff.member(username="who-S")
    set_languages(people["T"], ["fr"])
    set_languages(people["O"], ["ar"])
    return people


def _pages(gaps: dict[str, Any], people: dict[str, User]) -> None:
    guide, other = published(slug="a-guide", summary="A summary."), published(slug="in-review")
    french = Locale.objects.get(language_code="fr")
    translate_object(guide, [french])
    translation = Translation.objects.get(source__object_id=guide.translation_key)
    page = guide.get_translation(french)
    page.save_revision()
    other.save_revision(user=people["P"])
    state = other.get_workflow().start(other, people["P"])
    spaces = "wagtailadmin_pages"
    gaps |= {"page_id": page.pk, "pk": page.pk, "parent_page_id": shelf("fr").pk, "page_to_move_id": page.pk}
    gaps |= {"page_pk": shelf("en").pk, "destination_id": shelf("fr").pk}
    gaps |= {"content_type_app_name": "resources", "content_type_model_name": "guidepage"}
    gaps |= {f"{spaces}:choose_parent:app_label": "resources", f"{spaces}:choose_parent:model_name": "guidepage"}
    gaps |= {
        "revision_id": page.latest_revision_id,
        "revision_id_a": page.latest_revision_id,
        "revision_id_b": "latest",
    }
    gaps |= {"translation_id": translation.pk, "translation_source_id": translation.source_id}
    gaps |= {"string_segment_id": StringSegment.objects.filter(source=translation.source).first().pk}
    gaps |= {"wagtail_localize:submit_page_translation:page_id": guide.pk}
    for view in ("workflow_action", "collect_workflow_action_data"):
        gaps |= {f"{spaces}:{view}:page_id": other.pk, f"{spaces}:{view}:action_name": "approve"}
    for view in ("confirm_workflow_cancellation", "workflow_preview", "workflow_history_detail"):
        gaps[f"{spaces}:{view}:page_id"] = other.pk
    gaps |= {"task_state_id": state.current_task_state_id, "task_id": state.current_task_state.task_id}
    gaps |= {"workflow_state_id": state.pk}


def _files(gaps: dict[str, Any]) -> None:
    image = get_image_model().objects.create(title="A picture", file=get_test_image_file())
    document = get_document_model().objects.create(title="A file", file=ContentFile(b"Words.", name="a.txt"))
    gaps |= {"image_id": image.pk, "document_id": document.pk, "doc_id": document.pk, "filter_spec": "width-100"}
    for space, row in (("wagtailimages", image), ("wagtaildocs", document)):
        gaps[f"{space}:pk"] = gaps[f"{space}_chooser:pk"] = row.pk


def _told(desk: Desk) -> dict[str, Any]:
    """Somebody who asks the coordinator's desk to be listed, and what a reader tells it."""
    today = timezone.localdate()
    asks = Application.objects.create(
        code_hash="a",
        token_hash="a",
        kind="trainer",
        desk=desk,
        language="en",
        came_on=today,
        changed_on=today,
        purge_on=today,
    )
    remark = Remark.objects.create(
        token_hash="a", kind="desk", entry=desk.public_id, desk=desk, what="old", came_on=today, purge_on=today
    )
    page = Page.objects.get(slug="a-guide", locale__language_code="en")
    said = TextRemark.objects.create(token_hash="a", page=page, what="old", came_on=today, purge_on=today)
    gone = Withdrawal.objects.create(resource_id="a", language="en", title="A", why="wrong", withdrawn_on=today)
    told = {"publishing_remark:pk": said.pk, "publishing_withdrawn_change:pk": gone.pk}
    told["publishing_withdraw:page_id"] = page.pk
    return {"joining_application:pk": asks.pk, "joining_remark:pk": remark.pk, **told}


def _directory(gaps: dict[str, Any], people: dict[str, User]) -> None:
    desk = casework.three_desks()[casework.HERE]
    member = DeskMember.objects.create(desk=desk, user=people["D"])
    trainer, organisation = a_trainer(), an_organisation()
    concept = Concept.objects.filter(scheme="topic").first()
    gaps["case_id"] = casework.confirmed().case.pk
    gaps |= _told(desk)
    for name, row in (("trainers_trainer", trainer), ("trainers_organisation", organisation), ("trainers_desk", desk)):
        gaps[f"wagtailsnippets_{name}:pk"] = gaps[f"wagtailsnippetchoosers_{name}:pk"] = row.pk
        revision = row.latest_revision or row.save_revision()
        gaps[f"wagtailsnippets_{name}:revision_id"] = gaps[f"wagtailsnippets_{name}:revision_id_a"] = revision.pk
    gaps |= {"wagtailsnippets_vocabulary_concept:pk": concept.pk, "desk_members:pk": member.pk}
    gaps["wagtailsnippetchoosers_vocabulary_concept:pk"] = concept.pk
    choice = EditorialChoice.objects.create(
        question="padlock",
        language="en",
        page=Page.objects.filter(depth=2).first(),
        until=timezone.localdate(),
        why="A test",
    )
    gaps["wagtailsnippets_search_editorialchoice:pk"] = gaps["wagtailsnippetchoosers_search_editorialchoice:pk"] = (
        choice.pk
    )
    gaps |= {"directory_trainer_sheet:pk": trainer.pk, "directory_organisation_sheet:pk": organisation.pk}
    gaps |= {"directory_vouching:pk": trainer.pk, "directory_link:pk": trainer.pk}
    entries = {"trainer": trainer, "organisation": organisation, "desk": desk}
    gaps |= {f"directory_{kind}_contacts:pk": row.pk for kind, row in entries.items()}
    offered = FeedEntry.objects.create(
        source="a", foreign_id="b", kind="organisation", received=timezone.localdate(), content=OFFERED
    )
    gaps["directory_proposal:pk"] = offered.pk
    # The rows that wagtail-localize lists to whoever asks.
    for view in ("snippets_api_listing", "snippets_api_detail", "submit_snippet_translation"):
        gaps |= {f"wagtail_localize:{view}:app_label": "trainers", f"wagtail_localize:{view}:model_name": "trainer"}
        gaps[f"wagtail_localize:{view}:pk"] = trainer.pk


def _site(gaps: dict[str, Any]) -> None:
    site = Site.objects.get(is_default_site=True)
    redirect = Redirect.add_redirect("/old/", redirect_to="/en/", site=site)
    collection = Collection.get_first_root_node().add_child(name="Apart")
    workflow, task = Workflow.objects.first(), Task.objects.first()
    gaps |= {"redirect_id": redirect.pk, "collection_id": collection.pk, "workflow_pk": workflow.pk}
    gaps |= {"wagtailadmin_collections:pk": collection.pk, "wagtailadmin_workflows:pk": workflow.pk}
    for view in ("edit_task", "disable_task", "enable_task"):
        gaps[f"wagtailadmin_workflows:{view}:pk"] = task.pk
    gaps |= {f"publishing_{view}:code": "fr" for view in ("texts", "catalogue", "catalogue_file")}
    gaps |= {"wagtaillocales:pk": Locale.objects.get(language_code="ar").pk, "wagtailsites:pk": site.pk}
    gaps |= {"wagtailusers_users:pk": staff.member(username="somebody").pk, "wagtailusers_groups:pk": 0}
    gaps["wagtailusers_groups:pk"] = Group.objects.get(name="Authors").pk
    gaps |= {"app_name": "home", "model_name": "hubsettings", "wagtailsettings:pk": site.pk}
    gaps |= {"app_label": "wagtailcore", "wagtail_bulk_action:model_name": "page", "action": "delete"}
    gaps |= {"object_id": gaps["page_id"], "session_id": 1, "ping:model_name": "page"}
