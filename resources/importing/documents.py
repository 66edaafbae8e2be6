"""Documents of a folder as documents of the site: through the same acceptance as an upload, each content once."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from wagtail.models import Collection

from files.documents import BY_ENDING
from files.models import HubDocument
from resources.importing.faults import Fault
from resources.importing.folder import read_bytes
from resources.importing.pictures import NOT_YET

MAX_BYTES = max(kind.max_bytes for kind in BY_ENDING.values())
EXPORTED = re.compile(r"-[0-9a-f]{8}$")  # what an export adds to a name


@dataclass
class Documents:
    """Finds or makes the document of a file."""

    root: Path
    dry_run: bool = False
    _numbers: dict[str, int] = field(default_factory=dict)

    def number(self, path: str) -> int:
        """The document of this file, made if the site has none of this content; raises Fault where it is refused."""
        if path not in self._numbers:
            self._numbers[path] = self._find_or_make(path)
        return self._numbers[path]

    def forget(self) -> None:
        """A transaction was undone: what it made is not there."""
        self._numbers.clear()

    def _find_or_make(self, path: str) -> int:
        data = read_bytes(self.root, path, MAX_BYTES)
        # An exported document comes back as the file that this site keeps.
        as_kept = HubDocument.objects.filter(file_hash=hashlib.sha1(data, usedforsecurity=False).hexdigest())
        for known in (HubDocument.objects.filter(source_digest=hashlib.sha256(data).hexdigest()), as_kept):
            if number := known.order_by("pk").values_list("pk", flat=True).first():
                return int(number)
        name = PurePosixPath(path)
        title = re.sub(r"[-_]+", " ", EXPORTED.sub("", name.stem)).strip()[:255] or "document"
        document = HubDocument(
            title=title, file=ContentFile(data, name=name.name), collection=Collection.get_first_root_node()
        )
        try:
            document.full_clean()
        except ValidationError as refused:
            raise Fault(" ".join(refused.messages)) from refused
        if self.dry_run:
            return NOT_YET
        document.save()
        return int(document.pk)
