"""Name, logo and colours of a site, and the signs that browsers ask for."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from wagtail.models import Site

from home import colours
from home.identity import HubSettings
from home.trees import ensure_tree
from tests.factories.accounts import editor, operator

pytestmark = pytest.mark.any_database


def picture(size: tuple[int, int] = (900, 300)) -> SimpleUploadedFile:
    """A logo as a designer sends it, with a word of where it was made."""
    out = io.BytesIO()
    drawn = Image.new("RGBA", size, "#07594a")
    exif = Image.Exif()
    exif[0x010E] = "canary"
    drawn.save(out, "PNG", exif=exif)
    return SimpleUploadedFile("from-anas-desk.png", out.getvalue(), "image/png")


def settings_of_the_site(**values: Any) -> HubSettings:
    """The settings, checked and kept as the form does it."""
    found = HubSettings.for_site(Site.objects.get(is_default_site=True))
    for name, value in values.items():
        setattr(found, name, value)
    found.full_clean()
    found.save()
    return found


class TestColours:
    """Readable or refused."""

    def test_the_contrast_is_that_of_wcag(self) -> None:
        assert colours.contrast("#000000", "#ffffff") == pytest.approx(21)
        assert colours.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)

    def test_the_usual_ones_can_be_read(self) -> None:
        assert colours.Colours().can_be_read

    @pytest.mark.parametrize(("light", "dark"), [("#5d9b8c", colours.DARK), (colours.LIGHT, "#07594a")])
    def test_too_pale_by_day_or_too_dark_by_night_cannot(self, light: str, dark: str) -> None:
        assert not colours.Colours(light, dark).can_be_read

    @pytest.mark.parametrize(
        ("field", "value", "word"),
        [("light", "#ff9900", "darker"), ("dark", "#07594a", "lighter"), ("light", "red", "six digits")],
    )
    def test_a_sentence_says_so_at_the_field(self, field: str, value: str, word: str) -> None:
        with pytest.raises(ValidationError) as refused:
            HubSettings(**{field: value}).clean()
        assert set(refused.value.message_dict) == {field}
        assert word in refused.value.message_dict[field][0]

    def test_they_come_from_an_address_that_holds_them(self, client: Client) -> None:
        answer = client.get("/-/colours/7a1f5c-f2a6d3.css")
        assert answer["Content-Type"] == "text/css; charset=utf-8"
        assert "immutable" in answer["Cache-Control"]
        assert "--act:#7a1f5c" in answer.content.decode()
        assert "--act:#f2a6d3" in answer.content.decode()
        assert "#7a1f5c" in client.get("/-/colours/7a1f5c-f2a6d3.svg").content.decode()

    @pytest.mark.django_db
    @pytest.mark.parametrize("name", ["ffffff-f2a6d3.css", "7a1f5c-000000.svg", "7a1f5c-f2a6d3.js", "red-blue.css"])
    def test_no_others_do(self, client: Client, name: str) -> None:
        assert client.get(f"/-/colours/{name}").status_code == 404


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("favicon.ico", "ICO"),
        ("apple-touch-icon.png", "PNG"),
        ("apple-touch-icon-precomposed.png", "PNG"),
    ],
)
def test_signs_that_browsers_ask_for_by_themselves_are_there_and_small(client: Client, name: str, kind: str) -> None:
    answer = client.get(f"/{name}")
    data = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert answer.status_code == 200
    assert Image.open(io.BytesIO(data)).format == kind
    assert len(data) < 4_000


@pytest.mark.django_db
class TestOnThePages:
    """What readers get of it."""

    def test_a_site_that_changed_nothing_looks_as_before(self, client: Client) -> None:
        ensure_tree("en")
        html = client.get("/en/").content.decode()
        assert "/-/colours/" not in html
        assert '<a class="brand" href="/en/">Protection Hub</a>' in html
        assert "mailto:" not in html

    def test_the_logo_is_drawn_anew_small_and_served_from_here(self, client: Client) -> None:
        ensure_tree("en")
        kept = settings_of_the_site(logo=picture(), name="Night line", light="#7A1F5C", email="desk@hub.example")
        html = client.get("/en/").content.decode()
        assert f'<img src="{kept.logo.url}" width="120" height="40" alt="">Night line</a>' in html
        served = client.get(kept.logo.url)
        data = b"".join(served.streaming_content)  # type: ignore[attr-defined]
        assert b"canary" not in data
        assert "anas" not in kept.logo.url
        assert '<link rel="stylesheet" href="/-/colours/7a1f5c-86d5bb.css">' in html
        assert 'href="mailto:desk@hub.example"' in html

    def test_what_is_no_picture_is_refused_at_its_field(self) -> None:
        ensure_tree("en")
        with pytest.raises(ValidationError) as refused:
            settings_of_the_site(logo=SimpleUploadedFile("logo.png", b"no picture"))
        assert set(refused.value.message_dict) == {"logo"}

    def test_operators_change_it_and_editors_do_not(self, client: Client) -> None:
        ensure_tree("en")
        site = Site.objects.get(is_default_site=True)
        address = f"/admin/settings/home/hubsettings/{site.pk}/"
        client.force_login(editor())
        assert client.get(address).status_code == 302
        client.force_login(operator())
        answer = client.post(address, {"name": "Night line", "light": "#ff9900", "dark": "", "email": "", "logo": ""})
        assert "hard to read" in answer.content.decode()
        client.post(address, {"name": "Night line", "light": "", "dark": "", "email": "", "logo": picture()})
        kept = HubSettings.for_site(site)
        assert (kept.name, kept.logo_height) == ("Night line", 80)
