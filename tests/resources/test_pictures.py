"""Pictures in texts: light files of two sizes once the timer made them, words where a picture is broken."""

from __future__ import annotations

import datetime as dt
import io
import re
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from PIL import Image, features

from files import sizes
from files.models import HubImage
from hub import retries
from hub.health import NotWell
from hub.retries import FREE
from resources import rendering, sizing
from resources.downloads import gathering
from resources.models import Rendering
from tests.factories.folders import PLANTED, picture_with_secrets
from tests.factories.resources import published

pytestmark = [pytest.mark.any_database, pytest.mark.django_db]

WORDS = "A lock on a door"
SRCSET = re.compile(r'<source type="image/(\w+)" srcset="([^"]*)"(?: sizes="([^"]*)")?>')


@pytest.fixture(autouse=True)
def elsewhere(settings, tmp_path: Path) -> None:
    """Files of these tests lie in a folder of their own."""
    settings.MEDIA_ROOT = tmp_path


def photograph(size: tuple[int, int] = (1000, 700)) -> bytes:
    """A picture that every encoder makes smaller: soft colours with some noise."""
    noise = Image.effect_noise(size, 40).convert("RGB")
    return _jpeg(Image.blend(noise, Image.linear_gradient("L").resize(size).convert("RGB"), 0.8))


def _jpeg(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=90)
    return out.getvalue()


def kept(data: bytes, name: str = "a.jpg") -> HubImage:
    return HubImage.objects.create(title="A", file=ContentFile(data, name=name))


def page_with(*images: HubImage, slug: str = "a-guide"):
    value = [{"type": "image", "value": {"image": each.pk, "alt_text": WORDS, "decorative": False}} for each in images]
    return published(slug=slug, body=value)


def read(client: Client, page) -> str:
    answer = client.get(page.url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_readers_get_light_files_once_the_timer_made_them(client: Client) -> None:
    page = page_with(kept(photograph()))
    before = read(client, page)
    assert "<source" not in before
    usual = re.search(r'<img src="([^"]*)" width="800" height="560" alt="A lock on a door" loading="lazy"', before)
    assert usual
    assert sizing.tick(timezone.now()) == {"pictures made lighter": 1}
    after = read(client, page)
    assert usual[0] in after
    found = SRCSET.findall(after)
    assert [name for name, _files, _sizes in found] == ["avif", "webp"]
    for name, files, said in found:
        assert [each.split()[1] for each in files.split(", ")] == ["400w", "800w"]
        assert said
        for address in (each.split()[0] for each in files.split(", ")):
            served = client.get(address)
            assert served.headers["Content-Type"] == f"image/{name}"
            assert b"".join(served.streaming_content)
    # The second turn finds nothing to do.
    assert sizing.tick(timezone.now()) == {}


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_no_size_of_a_picture_carries_where_and_by_whom_it_was_taken(format_: str) -> None:
    image = kept(picture_with_secrets(format_, (900, 30)), f"a.{format_.lower().replace('jpeg', 'jpg')}")
    assert sizes.make(image)
    rows = list(image.renditions.all())
    assert {row.filter_spec for row in rows} == {*sizes.specs(900)}
    for row in rows:
        with row.file.storage.open(row.file.name) as file:
            data = file.read()
        assert PLANTED not in data
        with Image.open(io.BytesIO(data)) as drawn:
            assert drawn.format == row.filter_spec.rpartition("-")[2].upper()
            assert not {"exif", "xmp", "icc_profile"} & {key for key, value in drawn.info.items() if value}


def test_a_small_picture_has_one_size_and_what_saves_nothing_is_not_offered(client: Client) -> None:
    page = page_with(kept(photograph((300, 200))))
    drawing = io.BytesIO()
    Image.new("1", (300, 200)).save(drawing, "PNG")
    plain = page_with(kept(drawing.getvalue(), "b.png"), slug="plain")
    sizing.tick(timezone.now())
    found = SRCSET.findall(read(client, page))
    assert found
    assert all(" " not in files and not said for _name, files, said in found)
    assert 'width="300" height="200"' in read(client, page)
    assert "image/avif" not in read(client, plain)


@pytest.mark.parametrize("how", ["gone", "broken"])
def test_a_picture_that_cannot_be_read_leaves_its_words(client: Client, how: str, tmp_path: Path) -> None:
    image = kept(photograph())
    place = Path(image.file.path)
    place.unlink() if how == "gone" else place.write_bytes(b"\xff\xd8 broken")
    page = page_with(image)
    html = read(client, page)
    assert f"<p>[{WORDS}]</p>" in html
    assert "<img" not in html.partition("<main")[2]
    assert sizing.tick(timezone.now()) == {}


def test_a_card_s_broken_picture_is_left_out(client: Client) -> None:
    image = kept(photograph())
    page = published(slug="a-guide", card_image=image)
    Path(image.file.path).unlink()
    html = read(client, page)
    assert "og:title" in html
    assert "og:image" not in html


def test_drawing_a_text_asks_once_for_all_its_pictures(django_assert_max_num_queries) -> None:
    few, many = (page_with(*[kept(photograph((20 + n, 20))) for n in range(how_many)], slug=f"p{how_many}")
                 for how_many in (1, 6))  # fmt: skip
    sizing.tick(timezone.now())
    counted = []
    for page in (few, many):
        fresh = type(page).objects.get(pk=page.pk)
        Rendering.objects.filter(page_id=page.pk).delete()
        with django_assert_max_num_queries(30) as log:
            html = gathering.rendering.drawn(fresh)["html"]
        assert "<img" in html
        counted.append(len(log))
    assert counted[0] == counted[1]


def test_books_take_the_usual_file_alone() -> None:
    page = page_with(kept(photograph()))
    sizing.tick(timezone.now())
    book = gathering.book(type(page).objects.get(pk=page.pk))
    assert [each.media_type for each in book.pictures.values()] == ["image/jpeg"]
    assert "<picture" not in book.parts[0].html
    assert "<source" not in book.parts[0].html
    assert '<img alt="A lock on a door"' in book.parts[0].html or 'src="picture:' in book.parts[0].html


def test_without_an_encoder_there_is_the_other_format_and_a_hint(monkeypatch) -> None:
    monkeypatch.setattr(features, "check", lambda name: name != "avif")
    sizes.formats.cache_clear()
    try:
        assert sizes.formats() == ("webp",)
        assert [each.id for each in sizes.can_write_light_pictures()] == ["files.W001"]
    finally:
        monkeypatch.undo()
        sizes.formats.cache_clear()
    assert sizes.can_write_light_pictures() == []


def test_a_picture_that_cannot_be_made_lighter_holds_up_no_other(
    monkeypatch: pytest.MonkeyPatch, settings, tmp_path: Path
) -> None:
    settings.HUB_DATA_DIR = tmp_path
    bad, good = kept(photograph(), "bad.jpg"), kept(photograph((1010, 700)), "good.jpg")
    page_with(bad, good)
    tried: list[int] = []
    make = sizes.make

    def broken(image: HubImage) -> bool:
        tried.append(image.pk)
        if image.pk == bad.pk:
            raise MemoryError
        return make(image)

    monkeypatch.setattr(sizes, "make", broken)
    assert sizing.tick(timezone.now()) == {"pictures made lighter": 1}
    for _ in range(10):
        assert sizing.tick(timezone.now()) == {}
    assert tried.count(bad.pk) == FREE
    monkeypatch.setattr(sizes, "make", lambda image: tried.append(image.pk) or False)
    sizing.tick(timezone.now() + dt.timedelta(days=1))
    assert tried.count(bad.pk) == FREE + 1
    with pytest.raises(NotWell, match="BrokenPicture"):
        retries.state()


def test_a_text_that_could_not_be_drawn_with_its_lighter_picture_is_drawn_later(
    client: Client, monkeypatch: pytest.MonkeyPatch, settings, tmp_path: Path
) -> None:
    settings.HUB_DATA_DIR = tmp_path
    page = page_with(kept(photograph()))

    def broken(_image: HubImage) -> None:
        raise ValueError

    with monkeypatch.context() as fault:
        fault.setattr(rendering, "draw_again", broken)
        assert sizing.tick(timezone.now()) == {}
    assert "<source" not in read(client, page)
    sizing.tick(timezone.now())
    assert "<source" in read(client, page)
    assert retries.state()
