"""The library's models, by kind."""

from resources.models.base import Level, PageTag, ResourcePage
from resources.models.identity import ImportRecord, Rendering, ResourceIdentity
from resources.models.indexes import NewsIndexPage, ResourceIndexPage
from resources.models.manual import ChapterPage, ManualPage
from resources.models.single import ChecklistPage, GlossaryTermPage, GuidePage, NewsPage, TemplatePage, ToolPage

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
    "GlossaryTermPage",
    "GuidePage",
    "ImportRecord",
    "Level",
    "ManualPage",
    "NewsIndexPage",
    "NewsPage",
    "PageTag",
    "Rendering",
    "ResourceIdentity",
    "ResourceIndexPage",
    "ResourcePage",
    "TemplatePage",
    "ToolPage",
]
