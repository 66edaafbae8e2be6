"""Accounts in the admin: operators alone add and change them, with the fields we keep."""

from __future__ import annotations

import pytest

from accounts.models import User
from accounts.roles import DESK, EDITOR, OPERATOR, ROLES, TRANSLATOR, ensure_roles
from tests.factories import accounts as staff

pytestmark = pytest.mark.django_db
NEW = {"username": "bo", "display_name": "Bo", "email": "", "password1": staff.PASSWORD, "password2": staff.PASSWORD}


@pytest.mark.parametrize("role", [EDITOR, TRANSLATOR, DESK])
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_but_operators_reaches_accounts_and_groups(client, role, method: str) -> None:
    client.force_login(staff.member(role))
    other = staff.member()
    for path in (
        "users/",
        "users/new/",
        f"users/edit/{other.pk}/",
        f"users/delete/{other.pk}/",
        "groups/",
        "groups/new/",
    ):
        response = getattr(client, method)(f"/admin/{path}", NEW if method == "post" else None)
        assert response.status_code in {302, 403}, path
        assert response.get("Location", "/admin/") == "/admin/", path
    assert not User.objects.filter(username="bo").exists()


def test_operators_add_an_account(client) -> None:
    client.force_login(staff.operator())
    form = client.get("/admin/users/new/")
    assert form.status_code == 200
    assert "first_name" not in form.content.decode()
    assert client.post("/admin/users/new/", NEW).status_code == 302
    made = User.objects.get(username="bo")
    assert made.check_password(staff.PASSWORD)
    assert made.get_full_name() == "Bo"


def test_operators_change_and_close_an_account(client) -> None:
    client.force_login(staff.operator())
    other = staff.member()
    path = f"/admin/users/edit/{other.pk}/"
    assert client.get(path).status_code == 200
    assert client.get("/admin/users/").status_code == 200
    client.post(path, {"username": other.username, "display_name": "Cy", "email": "", "password1": "", "password2": ""})
    other.refresh_from_db()
    assert (other.display_name, other.is_active) == ("Cy", False)


@pytest.mark.parametrize("password", ["short", "x" * 129, "Password12345678"])
def test_a_weak_or_endless_password_is_refused(client, password: str) -> None:
    client.force_login(staff.operator())
    response = client.post("/admin/users/new/", {**NEW, "password1": password, "password2": password})
    assert response.status_code == 200
    assert not User.objects.filter(username="bo").exists()


def test_a_name_that_differs_in_case_only_is_taken(client) -> None:
    staff.member(username="Bo")
    client.force_login(staff.operator())
    assert client.post("/admin/users/new/", NEW).status_code == 200
    assert not User.objects.filter(username="bo").exists()


def test_everybody_names_themselves_and_finds_the_second_factor(client) -> None:
    user = staff.editor()
    client.force_login(user)
    page = client.get("/admin/account/").content.decode()
    assert "/staff/second-factor/" in page
    assert "first_name" not in page
    assert "avatar-avatar" not in page
    looks = {"theme-theme": "system", "theme-contrast": "system", "theme-density": "default"}
    client.post("/admin/account/", {"own_name-display_name": "Ana", **looks})
    user.refresh_from_db()
    assert user.display_name == "Ana"


def test_roles_are_what_the_table_says_however_often_it_is_applied() -> None:
    ensure_roles()
    ensure_roles()
    user = staff.editor()
    assert user.has_perm("wagtailadmin.access_admin")
    assert not user.has_perm("accounts.change_user")
    assert staff.operator().has_perm("accounts.add_user")
    assert [role.name for role in ROLES] == [
        "Authors",
        "Translators",
        "Reviewers",
        "Editors",
        "Desk coordinators",
        "Operators",
    ]
    assert all("accounts.change_user" not in role.rights for role in ROLES if role is not OPERATOR)


def test_an_editor_reaches_the_tree(client) -> None:
    client.force_login(staff.editor())
    assert client.get("/admin/").status_code == 200
    assert client.get("/admin/pages/").status_code == 200
