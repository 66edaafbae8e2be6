"""What readers are to be told about a text that is withdrawn."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page

from hub.querysets import publicly_readable
from resources import identities
from resources.models import PAGE_MODELS, ResourceIdentity, Why, Withdrawal
from resources.withdrawn.acts import Notice

LONGEST: Final = 300
THIS: Final = "this"
ALL: Final = "all"


class NoticeForm(forms.Form):
    """The reason, a sentence, what to read instead, and whether the title may be shown."""

    why = forms.ChoiceField(label=gettext_lazy("Why?"), choices=Why.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=gettext_lazy("One sentence for readers"),
        help_text=gettext_lazy("In the language of the text. Say what no longer holds, and repeat no bad advice."),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    replaced_by = forms.ModelChoiceField(
        queryset=Page.objects.none(),
        label=gettext_lazy("What to read instead"),
        help_text=gettext_lazy("In any language: each reader is led to it in theirs."),
        required=False,
        widget=AdminPageChooser(target_models=list(PAGE_MODELS)),
    )
    shows_title = forms.BooleanField(
        label=gettext_lazy("Show the title of the withdrawn text"),
        help_text=gettext_lazy("Leave it out if the title alone could mislead somebody or bring them into danger."),
        required=False,
    )

    def __init__(self, data: Any = None, *, key: Any = None, words_in: str, **more: Any) -> None:
        """`key`: the translation key of the text, which takes its own place in no language."""
        super().__init__(data, **more)
        self.words_in = words_in
        choice: Any = self.fields["replaced_by"]
        choice.queryset = publicly_readable(Page.objects.type(*PAGE_MODELS)).exclude(translation_key=key)

    def clean(self) -> dict[str, Any]:
        """What a reason needs: the other text, or a sentence."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("why") == Why.REPLACED and not given.get("replaced_by") and "replaced_by" not in self.errors:
            self.add_error("replaced_by", _("Choose the text that has taken its place."))
        if given.get("why") == Why.OTHER and not given.get("words") and "words" not in self.errors:
            self.add_error("words", _("Say in one sentence what the reason is."))
        return given

    def notice(self) -> Notice:
        """The values of a valid form."""
        given = self.cleaned_data
        named = identities.ensure(given["replaced_by"].specific) if given["replaced_by"] else None
        return Notice(
            why=given["why"],
            words=given["words"],
            words_in=self.words_in if given["words"] else "",
            replaced_by=named.resource_id if named else "",
            shows_title=given["shows_title"],
        )


class WithdrawForm(NoticeForm):
    """The same, and for which languages."""

    languages = forms.ChoiceField(
        label=gettext_lazy("In which languages?"), widget=forms.RadioSelect, required=False, initial=THIS
    )

    def __init__(self, page: Page, others: Iterable[Page], data: Any = None) -> None:
        """Offer all languages where this person may take the text off the site in each of them."""
        super().__init__(data, key=page.translation_key, words_in=page.locale.language_code)
        names = ", ".join(each.locale.get_display_name() for each in others)
        if not names:
            del self.fields["languages"]
            return
        own: Any = self.fields["languages"]
        only = _("Only in this one (%(language)s)") % {"language": page.locale.get_display_name()}
        own.choices = [(THIS, only), (ALL, _("Also in: %(languages)s") % {"languages": names})]

    def in_all(self) -> bool:
        """Whether all languages were chosen."""
        return self.cleaned_data.get("languages") == ALL

    def clean_languages(self) -> str:
        """One of the two."""
        chosen: str = self.cleaned_data["languages"]
        if not chosen:
            raise ValidationError(_("Choose one of the two."))
        return chosen


def initial_of(row: Withdrawal) -> dict[str, Any]:
    """What a withdrawal says, as the form takes it."""
    pages = publicly_readable(
        Page.objects.filter(
            translation_key__in=ResourceIdentity.objects.filter(resource_id=row.replaced_by).values("translation_key")
        )
    )
    return {
        "why": row.why,
        "words": row.words,
        "shows_title": row.shows_title,
        "replaced_by": (pages.filter(locale__language_code=row.language).first() or pages.first())
        if row.replaced_by
        else None,
    }
