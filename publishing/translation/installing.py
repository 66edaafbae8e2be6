"""Sets what guards translations into wagtail-localize, once, before its addresses are read."""

from __future__ import annotations

from functools import partial

from django.utils.text import slugify
from wagtail_localize import models
from wagtail_localize.operations import TranslationCreator
from wagtail_localize.views import convert, edit_translation, submit_translations, update_translations

from publishing.translation.guard import guarded, marked_as_submitting
from publishing.translation.machine import for_public_texts_only
from publishing.translation.po import with_sentences
from publishing.translation.strings import without_overwriting
from publishing.translation.submitting import SubmitForm, SubmitPage, unless_it_has_words


def install() -> None:
    """Its screens keep their addresses and names, and so the rights that are asked for there."""
    source = models.TranslationSource
    if hasattr(source.create_or_update_translation, "__wrapped__"):
        return
    source.create_or_update_translation = guarded(source.create_or_update_translation)
    TranslationCreator.create_translations = marked_as_submitting(TranslationCreator.create_translations)
    # A page whose address is in Arabic would lose it: wagtail-localize keeps ASCII only.
    models.slugify = partial(slugify, allow_unicode=True)
    submit_translations.SubmitPageTranslationView = SubmitPage
    submit_translations.SubmitTranslationForm = SubmitForm
    convert.convert_to_alias = unless_it_has_words(convert.convert_to_alias)
    edit_translation.upload_pofile = with_sentences(edit_translation.upload_pofile)
    edit_translation.edit_string_translation = without_overwriting(edit_translation.edit_string_translation)
    machine = for_public_texts_only(edit_translation.apply_machine_translation)
    edit_translation.apply_machine_translation = update_translations.apply_machine_translation = machine
