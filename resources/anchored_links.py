"""Links to a heading of a page keep it while an editor changes the text around them."""

from __future__ import annotations

from typing import Any

from draftjs_exporter.dom import DOM
from wagtail.admin.rich_text.converters.contentstate import link_entity
from wagtail.admin.rich_text.converters.html_to_contentstate import ExternalLinkElementHandler, PageLinkElementHandler

from hub.linked import leads_to


class AnchoredPageLinkHandler(PageLinkElementHandler):
    """Wagtail's own, which knows nothing of headings and reads three rows for each link."""

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, Any]:
        """What the editor's link remembers."""
        anchor = {"anchor": attrs["anchor"]} if attrs.get("anchor") else {}
        return {**leads_to(int(attrs["id"])), **anchor}


def anchored_link(props: dict[str, Any]) -> Any:
    """The link as the page stores it; one that now leads elsewhere has lost its heading in the editor."""
    if props.get("id") is None or not props.get("anchor"):
        return link_entity(props)
    attributes = {"linktype": "page", "id": props["id"], "anchor": props["anchor"]}
    return DOM.create_element("a", attributes, props["children"])


RULE = {
    "from_database_format": {
        "a[href]": ExternalLinkElementHandler("LINK"),
        'a[linktype="page"]': AnchoredPageLinkHandler("LINK"),
    },
    "to_database_format": {"entity_decorators": {"LINK": anchored_link}},
}
