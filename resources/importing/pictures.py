"""Pictures of a folder as images of the site: cleaned, and each content once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from wagtail.models import Collection

from files.cleaning import MAX_BYTES, NotAPicture, clean
from files.models import HubImage
from resources.importing.faults import Fault
from resources.importing.folder import read_bytes

NOT_YET = -1  # a picture that a dry run would bring in


@dataclass
class Pictures:
    """Finds or makes the image of a file; knows each file's content after reading it once."""

    root: Path
    dry_run: bool = False
    why_not: dict[str, str] = field(default_factory=dict)
    _digests: dict[str, str] = field(default_factory=dict)
    _numbers: dict[str, int] = field(default_factory=dict)

    def digest(self, path: str) -> str:
        """What the file holds, in short; empty where it cannot be read."""
        if path not in self._digests:
            try:
                self._digests[path] = hashlib.sha256(read_bytes(self.root, path, MAX_BYTES)).hexdigest()
            except Fault as fault:
                self._digests[path], self.why_not[path] = "", fault.reason
        return self._digests[path]

    def number(self, path: str) -> int | None:
        """The image of this file, made if the site has none of this content."""
        digest = self.digest(path)
        if not digest or path in self.why_not:
            return None
        if digest not in self._numbers:
            try:
                self._numbers[digest] = self._find_or_make(path, digest)
            except (NotAPicture, Fault) as refused:
                self.why_not[path] = str(refused)
                return None
        return self._numbers[digest]

    def forget(self) -> None:
        """A transaction was undone: what it made is not there."""
        self._numbers.clear()

    def _find_or_make(self, path: str, digest: str) -> int:
        data = read_bytes(self.root, path, MAX_BYTES)
        # An exported picture comes back as the file that this site keeps.
        as_kept = HubImage.objects.filter(file_hash=hashlib.sha1(data, usedforsecurity=False).hexdigest())
        for known in (HubImage.objects.filter(source_digest=digest), as_kept):
            if number := known.order_by("pk").values_list("pk", flat=True).first():
                return int(number)
        cleaned = clean(data, path)
        if self.dry_run:
            return NOT_YET
        name = PurePosixPath(path)
        image = HubImage(
            title=name.stem.replace("-", " ").replace("_", " ")[:255],
            source_digest=digest,
            collection=Collection.get_first_root_node(),
        )
        image.take(cleaned, digest[:20])
        # Named by its content: a run that was killed leaves at most the same file again.
        file: Any = image.file
        storage, place = file.storage, image.get_upload_to(file.name)
        if storage.exists(place):
            storage.delete(place)
        image.save()
        return int(image.pk)
