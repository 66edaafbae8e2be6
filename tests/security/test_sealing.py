"""Sealed values open in their own place only, and leave the database by no other door."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from django.core import serializers
from django.core.exceptions import FieldError
from django.db import connection
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import AuditHead, ResetRequest
from hub import keys
from hub.sealing import CannotBeOpened, SealedJSONField, SealedValueLeaves, key_version, seal, unseal

HERE = ("trainers.contact", "legal_name", "7")


@pytest.fixture
def own_keys(settings, tmp_path: Path) -> Path:
    """A data folder of its own, with no key in it yet."""
    settings.HUB_DATA_DIR = tmp_path
    return tmp_path / "keys"


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_a_value_opens_in_its_own_place(text: str) -> None:
    assert unseal(seal(text, purpose="p", place=HERE), purpose="p", place=HERE) == text


@pytest.mark.parametrize(
    ("purpose", "place"),
    [
        ("p", ("trainers.contact", "legal_name", "8")),
        ("p", ("trainers.contact", "phone", "7")),
        ("p", ("trainers.desk", "legal_name", "7")),
        ("p", ("trainers.contactlegal_name", "7")),
        ("q", HERE),
    ],
)
def test_a_moved_ciphertext_is_refused(purpose: str, place: tuple[str, ...]) -> None:
    with pytest.raises(CannotBeOpened):
        unseal(seal("Ana", purpose="p", place=HERE), purpose=purpose, place=place)


def test_each_changed_character_is_refused_and_never_garbage() -> None:
    sealed = seal("Ana", purpose="p", place=HERE)
    for position, sign in enumerate(sealed):
        changed = sealed[:position] + ("A" if sign != "A" else "B") + sealed[position + 1 :]
        with pytest.raises(CannotBeOpened):
            unseal(changed, purpose="p", place=HERE)


@pytest.mark.parametrize(
    "nonsense", ["", "Ana", "s1.1", "s1.1.", "s1.999999.AAAA", "s1.x.AAAA", "s1.1.$$$$", "..", "s1.-1.A"]
)
def test_what_is_no_sealed_value_is_refused(nonsense: str) -> None:
    with pytest.raises(CannotBeOpened):
        unseal(nonsense, purpose="p", place=HERE)


def test_no_two_sealed_values_are_alike() -> None:
    assert len({seal("Ana", purpose="p", place=HERE) for _ in range(2000)}) == 2000


def test_key_files_are_made_for_the_owner_only(own_keys: Path) -> None:
    seal("Ana", purpose="p", place=HERE)
    assert stat.S_IMODE(own_keys.stat().st_mode) == 0o700
    assert [stat.S_IMODE(file.stat().st_mode) for file in own_keys.iterdir()] == [0o600]


def test_a_key_that_others_may_read_is_refused(own_keys: Path) -> None:
    version = keys.newest("sealing")
    (own_keys / f"sealing.{version}.key").chmod(0o644)
    with pytest.raises(keys.UnsafeKeyFile):
        keys.load("sealing", version)


def test_old_values_open_after_a_new_key_was_made(own_keys: Path) -> None:
    before = seal("Ana", purpose="p", place=HERE)
    keys.add_version("sealing")
    after = seal("Ana", purpose="p", place=HERE)
    assert (key_version(before), key_version(after)) == (1, 2)
    assert unseal(before, purpose="p", place=HERE) == unseal(after, purpose="p", place=HERE) == "Ana"


def test_another_sites_key_opens_nothing(own_keys: Path, settings, tmp_path: Path) -> None:
    sealed = seal("Ana", purpose="p", place=HERE)
    settings.HUB_DATA_DIR = tmp_path / "other"
    with pytest.raises(CannotBeOpened):
        unseal(sealed, purpose="p", place=HERE)


def stored(row: ResetRequest) -> str:
    """What the database itself holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM accounts_resetrequest WHERE id = %s", [_as_stored(row)])
        return cursor.fetchone()[0]


def _as_stored(row: ResetRequest) -> str:
    return row.pk.hex if connection.vendor == "sqlite" else str(row.pk)


@pytest.mark.django_db
class TestField:
    """A model's sealed field."""

    def make(self, name: str = "CANARY-Ana") -> ResetRequest:
        return ResetRequest.objects.create(name=name, language="en", asked=timezone.now())

    def test_code_sees_plain_text_and_the_database_does_not(self) -> None:
        row = self.make()
        assert ResetRequest.objects.get(pk=row.pk).name == "CANARY-Ana"
        assert "CANARY" not in stored(row)

    def test_an_unread_value_is_saved_as_it_is_and_a_changed_one_anew(self) -> None:
        row = self.make()
        before = stored(row)
        ResetRequest.objects.get(pk=row.pk).save()
        assert stored(row) == before
        again = ResetRequest.objects.get(pk=row.pk)
        again.name = "Bo"
        again.save()
        assert ResetRequest.objects.get(pk=row.pk).name == "Bo"

    def test_a_deferred_value_opens_when_it_is_read(self) -> None:
        row = self.make()
        assert ResetRequest.objects.defer("name").get(pk=row.pk).name == "CANARY-Ana"

    def test_a_value_copied_to_another_row_does_not_open(self) -> None:
        one, other = self.make(), self.make("Bo")
        with connection.cursor() as cursor:
            cursor.execute("UPDATE accounts_resetrequest SET name = %s WHERE id = %s", [stored(one), _as_stored(other)])
        with pytest.raises(CannotBeOpened):
            _ = ResetRequest.objects.get(pk=other.pk).name

    def test_rows_made_in_bulk_are_sealed_too(self) -> None:
        ResetRequest.objects.bulk_create(
            [ResetRequest(name=f"CANARY-{number}", language="en", asked=timezone.now()) for number in range(3)]
        )
        assert sorted(row.name for row in ResetRequest.objects.all()) == ["CANARY-0", "CANARY-1", "CANARY-2"]

    def test_no_query_asks_for_a_value(self) -> None:
        with pytest.raises(FieldError):
            ResetRequest.objects.filter(name="Ana").exists()
        with pytest.raises(FieldError):
            ResetRequest.objects.filter(name__startswith="A").exists()
        with pytest.raises(SealedValueLeaves):
            ResetRequest.objects.update(name="Ana")

    def test_no_fixture_and_no_revision_carries_a_value(self) -> None:
        with pytest.raises(SealedValueLeaves):
            serializers.serialize("json", [self.make()])

    def test_json_comes_back_as_it_was(self) -> None:
        field = SealedJSONField(purpose="p")
        assert field.from_text(field.as_text({"phones": ["+1"], "empty": None})) == {"phones": ["+1"], "empty": None}

    def test_a_row_without_a_known_key_is_refused(self) -> None:
        with pytest.raises(SealedValueLeaves):
            ResetRequest._meta.get_field("name").place(AuditHead())
