"""A page that holds every block, a template with its document, and links to headings: in, out, and in again."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from files.models import HubDocument
from resources.exporting.run import export_folder
from resources.importing.report import Outcome
from resources.importing.run import import_folder
from resources.models import GuidePage, ResourcePage, TemplatePage
from resources.texts import blocks_of
from resources.values import Notice
from tests.factories.folders import folder, picture_with_secrets, text

ALL = """
## First part

Words with [a link](../plan/en.md#what-to-do) and [one that is lost](../plan/en.md#gone).

- [ ] Lock the phone
  > Six digits or more.

> Said by somebody.
>
> — Ana\\
> Coordinator, a group

> [!WARNING]
> Mind.

| a | b |
| --- | --- |
| one<br>two | c |

: Caption

```
code
```

![A map](images/map.png)

::: steps
1. **Open**

   The *settings*.

2. **Close**

   Them.
:::

::: definition
**Threat**

What may harm you.
:::

::: passage ar
كلمات
:::

::: principles
- **Do no harm**

  Ask first.
:::

::: timeline
- **2019**

  Founded.
:::

::: objectives
You will know how to:

1. plan
2. check
:::

::: partners
**With the support of**

- ![](images/map.png) [A fund](https://fund.example/)\\
  Donor
- A group
:::

::: file
[The plan](files/plan.csv)

To print.
:::

::: media
[How to](files/plan.csv)

What is said.
:::

::: comparison
|  | Price |
| --- | --- |
| [One](https://one.example/) | free |

: Tools
:::

::: next
- [Make a plan](../plan/en.md)
- [Elsewhere](https://a.example/)
:::
"""


@pytest.fixture
def library(db: None, tmp_path: Path) -> Path:
    csv = b"what,when\nphone,today\n"
    return folder(
        tmp_path / "in",
        {
            "all/en.md": text("All", ALL, kind="guide"),
            "all/images/map.png": picture_with_secrets("PNG"),
            "all/files/plan.csv": csv,
            "plan/en.md": text("A plan", "## What to do\n\nFill it in.", kind="template", document="files/form.csv"),
            "plan/files/form.csv": csv + b"office,tomorrow\n",
        },
    )


def notes(root: Path) -> tuple[dict[Outcome, int], list[Notice]]:
    report = import_folder(root)
    return dict(report.counts), report.notices


def test_everything_goes_in_out_and_in(library: Path, tmp_path: Path, client: Client) -> None:
    counts, told = notes(library)
    assert counts == {Outcome.CREATED: 2}
    assert [each.words for each in told] == [
        "link to “../plan/en.md#gone” leads to no heading of that page; it leads to its beginning"
    ]
    page, template = GuidePage.objects.get(), TemplatePage.objects.get()
    assert {each.block.kind for each in blocks_of(page)} == set(page.body.stream_block.child_blocks)
    assert template.document is not None
    assert HubDocument.objects.count() == 2
    shown = client.get(page.url).content.decode()
    assert f'href="{template.url}#what-to-do"' in shown
    assert f'href="{template.url}">one that is lost' in shown
    heard: list[Notice] = []
    assert export_folder(tmp_path / "out", hear=heard.append) == 2
    assert heard == []
    assert notes(tmp_path / "out") == ({Outcome.UNCHANGED: 2}, [])
    _saved_in_the_editor(page)
    assert notes(tmp_path / "out") == ({Outcome.UNCHANGED: 2}, [])
    assert HubDocument.objects.count() == 2


def _saved_in_the_editor(page: ResourcePage) -> None:
    """Every value through its block and back, as a save does; ids of all members stay."""
    ids = [each["id"] for each in page.body.get_prep_value()]
    assert all(child.value is not None for child in page.body)  # whoever was looked at is written anew
    assert [each["id"] for each in page.body.get_prep_value()] == ids
    page.save_revision().publish()


def test_a_link_to_a_heading_survives_the_editor(library: Path) -> None:
    import_folder(library)
    text_ = next(each for each in GuidePage.objects.get().body if each.block_type == "text")
    converter = ContentstateConverter(features=["link"])
    saved = converter.to_database_format(converter.from_database_format(text_.value.source))
    assert 'anchor="what-to-do"' in saved


def test_a_heading_that_comes_later_is_linked_later(library: Path) -> None:
    import_folder(library)
    folder(library, {"plan/en.md": text("A plan", "## Gone\n\nIt is here.", kind="template")})
    counts, _told = notes(library)
    assert counts == {Outcome.UPDATED: 2}
    assert 'anchor="gone"' in str(GuidePage.objects.get().body.get_prep_value())


def test_a_document_that_no_upload_would_take_is_refused_with_its_reason(library: Path) -> None:
    folder(library, {"plan/files/form.exe": b"MZ", "all/files/plan.csv": b"", "all/fr.md": text("Non", kind="guide")})
    folder(library, {"plan/en.md": text("A plan", kind="template", document="files/form.exe")})
    report = import_folder(library)
    failed = [line for line in report.lines if line.outcome is Outcome.FAILED]
    assert [line.path for line in failed] == ["plan/en.md"]
    assert "form.exe" in failed[0].reason
    assert sum("hands out “all/files/plan.csv”, which" in each.words for each in report.notices) == 2
    assert "The plan" in str(GuidePage.objects.get(locale__language_code="en").body.get_prep_value())
