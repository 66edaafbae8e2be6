"""The library's models, by kind."""

from resources.models.base import Level, PageTag, ResourcePage
from resources.models.download import Download, OfflinePack, Wanted
from resources.models.identity import ImportRecord, Rendering, ResourceIdentity
from resources.models.indexes import NewsIndexPage, ResourceIndexPage
from resources.models.manual import ChapterPage, ManualPage
from resources.models.remark import Seen, TextRemark, WrongText
from resources.models.single import ChecklistPage, GlossaryTermPage, GuidePage, NewsPage, TemplatePage, ToolPage
from resources.models.withdrawn import Why, Withdrawal, WithdrawnAddress

PAGE_MODELS: tuple[type[ResourcePage], ...] = (
    ManualPage,
    ChapterPage,
    GuidePage,
    NewsPage,
    ChecklistPage,
    ToolPage,
    TemplatePage,
    GlossaryTermPage,
)
BY_KIND: dict[str, type[ResourcePage]] = {model.kind: model for model in PAGE_MODELS}

__all__ = [
    "BY_KIND",
    "PAGE_MODELS",
    "ChapterPage",
    "ChecklistPage",
    "Download",
    "GlossaryTermPage",
    "GuidePage",
    "ImportRecord",
    "Level",
    "ManualPage",
    "NewsIndexPage",
    "NewsPage",
    "OfflinePack",
    "PageTag",
    "Rendering",
    "ResourceIdentity",
    "ResourceIndexPage",
    "ResourcePage",
    "Seen",
    "TemplatePage",
    "TextRemark",
    "ToolPage",
    "Wanted",
    "Why",
    "Withdrawal",
    "WithdrawnAddress",
    "WrongText",
]
