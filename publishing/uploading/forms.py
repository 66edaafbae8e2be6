"""What is asked when a text is brought in, and the file made ready to wait."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from files.documents import ending_of
from files.documents.archive import packed
from files.documents.refusals import NotADocument
from hub import languages
from publishing.uploading import parcels, word
from resources.importing.faults import Fault
from resources.importing.folder import SLUG, text_of
from resources.kinds import KIND_LABELS

MIB: Final = 1024 * 1024
MOST: Final = {"zip": 100 * MIB, "md": MIB, "docx": 25 * MIB}
# A manual has chapters, and a template hands out a document: both need a folder.
KINDS: Final = ("guide", "checklist", "tool", "glossary", "news")
HEADING: Final = re.compile(r"^ {0,3}#{1,6}[ \t]+(.+?)[ \t#]*$", re.MULTILINE)
FRONT: Final = "---\n"


class BringInForm(forms.Form):
    """One file; for a single text also its language, its kind and its name."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("A zip of the folder format, a Markdown file (.md) or a Word document (.docx)."),
        widget=forms.FileInput(attrs={"accept": ".zip,.md,.docx"}),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty.")},
    )
    language = forms.ChoiceField(label=_("Language"), required=False, help_text=_("A zip says it itself."))
    kind = forms.ChoiceField(
        label=_("Kind"),
        required=False,
        help_text=_("Needed for a Word document, and for Markdown that does not say it."),
    )
    name = forms.CharField(
        label=_("Name in addresses"),
        required=False,
        max_length=120,
        help_text=_("Empty for a new text. For a translation: the name that the text has in its address."),
    )

    def __init__(self, codes: Iterable[str], data: Any = None, files: Any = None) -> None:
        """Offer the languages in which this person adds texts."""
        super().__init__(data, files)
        known = [languages.BY_CODE[code] for code in codes if code in languages.BY_CODE]
        self._choose("language", [(each.code, each.endonym) for each in known])
        self._choose("kind", [(kind, KIND_LABELS[kind]) for kind in KINDS])

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field: Any = self.fields[name]
        field.choices = [("", "–"), *choices]

    def clean_file(self) -> Any:
        """One of three kinds, not too large. Raises ValidationError."""
        file = self.cleaned_data["file"]
        most = MOST.get(ending_of(file.name))
        if most is None:
            raise ValidationError(_("Files of this kind are not taken. Send a .zip, a .md or a .docx."))
        if file.size > most:
            raise ValidationError(_("The file is larger than %(size)s MB.") % {"size": most // MIB})
        return file

    def clean_name(self) -> str:
        """A part of an address. Raises ValidationError."""
        name = str(self.cleaned_data["name"]).strip()
        if name and not SLUG.fullmatch(name):
            raise ValidationError(_("Use letters, digits and hyphens only."))
        return name

    def clean(self) -> dict[str, Any]:
        """The file as a zip of the folder format, in `chunks`."""
        super().clean()
        file = self.cleaned_data.get("file")
        if file is not None and not self.errors:
            try:
                self.cleaned_data["chunks"] = self._chunks(file, ending_of(file.name))
            except NotADocument as refused:
                self.add_error("file", refused.sentence)
        return self.cleaned_data

    def _chunks(self, file: Any, ending: str) -> Iterable[bytes]:
        if ending == "zip":
            parcels.check(file)
            file.seek(0)
            chunks: Iterable[bytes] = file.chunks()
            return chunks
        if not self.cleaned_data["language"]:
            self.add_error("language", _("Choose the language of the text."))
            return []
        return self._of_word(file) if ending == "docx" else self._of_markdown(file)

    def _of_word(self, file: Any) -> list[bytes]:
        if not self.cleaned_data["kind"]:
            self.add_error("kind", _("Choose the kind of the text."))
            return []
        found = word.read(file.read())
        title = found.title[:255] or _title_of(file.name)
        text = f"{_front(title, self.cleaned_data['kind'])}\n{found.body}\n"
        return self._parcel(title, text, found.pictures)

    def _of_markdown(self, file: Any) -> list[bytes]:
        try:
            text = text_of(file.read())
        except Fault as fault:
            raise NotADocument(_("The file is no text in UTF-8, or its lines have no end")) from fault
        head, ends, _body = text.removeprefix(FRONT).partition("\n---")
        has_front = text.startswith(FRONT) and bool(ends)
        kind = self.cleaned_data["kind"]
        if not kind and not (has_front and re.search(r"^kind:", head, re.MULTILINE)):
            self.add_error("kind", _("Choose the kind of the text."))
            return []
        heading = HEADING.search(text)
        title = _title_of(file.name) if has_front or not heading else heading[1][:255]
        if not has_front:
            text = f"{_front(title, kind)}\n{text}"
        elif not re.search(r"^kind:", head, re.MULTILINE):
            text = f"{FRONT}kind: {kind}\n{text.removeprefix(FRONT)}"
        return self._parcel(title, text, {})

    def _parcel(self, title: str, text: str, pictures: dict[str, bytes]) -> list[bytes]:
        name = self.cleaned_data["name"] or slugify(title, allow_unicode=True)[:60].strip("-") or "text"
        tag = languages.BY_CODE[self.cleaned_data["language"]].tag
        files = {f"{name}/{tag}.md": text.encode()}
        return [packed(files | {f"{name}/{place}": data for place, data in pictures.items()})]


def _front(title: str, kind: str) -> str:
    # A string of JSON is one of YAML.
    return f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\nkind: {kind}\n---\n"


def _title_of(name: str) -> str:
    return re.sub(r"[-_]+", " ", Path(name).stem).strip()[:255] or "text"
