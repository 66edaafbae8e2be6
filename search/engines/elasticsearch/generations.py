"""Which generation is in use, which is being built, who looked at the database when: kept in Elasticsearch itself."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from elasticsearch import BadRequestError, Elasticsearch, NotFoundError

from search.engines.protocol import IndexUnavailableError, Ticket

from .connection import Cluster
from .layout import PAGES, Names, mappings, settings

STATE, TICKET, MARKER = "state", "ticket", "marker"
WAITS = "30s"


@dataclass(frozen=True)
class InUse:
    """The generation that readers are given; `version` changes with every write."""

    generation: int
    version: str
    whole: bool


class Generations:
    """The generations of one prefix and version."""

    def __init__(self, client: Elasticsearch, cluster: Cluster) -> None:
        self.client, self.cluster, self.names = client, cluster, Names(cluster.prefix)

    def in_use(self, client: Elasticsearch | None = None) -> InUse:
        """What readers are given now; raises IndexUnavailableError where there is nothing of this version."""
        try:
            found = (client or self.client).get(index=self.names.alias(PAGES), id=MARKER)
        except NotFoundError as error:
            raise IndexUnavailableError("there is no index of this version") from error
        index = found["_index"]
        return InUse(self.names.generation(index), f"{index}.{found['_version']}", bool(found["_source"]["whole"]))

    def exists(self) -> bool:
        """Whether there is an index of this version, whole or not."""
        try:
            self.in_use()
            return self.client.exists(index=self.names.state, id=STATE).body
        except (IndexUnavailableError, NotFoundError):
            return False

    def state(self) -> dict[str, Any]:
        """The stamp of this set of indexes and the generation being built (0: none)."""
        try:
            return dict(self.client.get(index=self.names.state, id=STATE)["_source"])
        except NotFoundError as error:
            raise IndexUnavailableError("there is no index of this version") from error

    def set_state(self, stamp: str, building: int) -> None:
        """Say which generation is being built."""
        self.client.index(index=self.names.state, id=STATE, document={"stamp": stamp, "building": building})

    def mark(self, generation: int, whole: bool) -> None:
        """Tell readers that something was written."""
        self.client.index(index=self.names.written(generation, PAGES), id=MARKER, document={"whole": whole})

    def ticket(self) -> Ticket:
        """The next number; Elasticsearch counts the versions of a document without a gap or a double."""
        stamp = self.state()["stamp"]
        return Ticket(stamp, self.client.index(index=self.names.state, id=TICKET, document={})["_version"])

    def install(self) -> None:
        """An empty index of this version."""
        self.clear(keep=())
        state = {"number_of_shards": 1, "number_of_replicas": self.cluster.replicas}
        self._create(self.names.state, state, {"dynamic": False}, {})
        self.set_state(secrets.token_hex(8), 0)
        self.create(1, PAGES)
        self.mark(1, whole=False)
        self.client.indices.put_alias(index=self.names.index(1, PAGES), name=self.names.alias(PAGES))

    def create(self, generation: int, what: str, *, in_use: bool = False) -> None:
        """The index of a language, or of the facts, in a generation; it may be there already."""
        of_words = what != PAGES
        aliases: dict[str, Any] = {self.names.written(generation, what): {"is_write_index": True}}
        if in_use:
            aliases[self.names.alias(what)] = {}
        made = settings(self.cluster.shards, self.cluster.replicas, of_words)
        self._create(self.names.index(generation, what), made, mappings(of_words), aliases)

    def _create(self, index: str, made: dict[str, Any], mapped: dict[str, Any], aliases: dict[str, Any]) -> None:
        try:
            self.client.indices.create(index=index, settings=made, mappings=mapped, aliases=aliases, timeout=WAITS)
        except BadRequestError as error:
            if error.error != "resource_already_exists_exception":
                raise

    def existing(self) -> list[str]:
        """Every index below the prefix, of any version."""
        return sorted(self.client.indices.get(index=self.names.every, expand_wildcards="all", features="aliases"))

    def of(self, generation: int) -> dict[str, str]:
        """The indexes of a generation, by what they hold."""
        start = self.names.index(generation, "")
        return {name.removeprefix(start): name for name in self.existing() if name.startswith(start)}

    def begin(self) -> int:
        """A new, empty generation; what rebuilds that died have left is removed."""
        kept = self.in_use().generation
        older = [self.names.generation(name) for name in self.existing()]
        self.clear(keep=(kept,))
        number = max(older) + 1
        self.create(number, PAGES)
        self.set_state(self.state()["stamp"], number)
        return number

    def finish(self, generation: int) -> None:
        """Change over in one step for all languages, then remove the generation before and other versions."""
        if self.state()["building"] != generation:
            raise IndexUnavailableError("another rebuild has begun since")
        self.mark(generation, whole=True)
        built, before = self.of(generation), self.of(self.in_use().generation)
        self.client.indices.refresh(index=list(built.values()))
        actions: list[dict[str, Any]] = [
            {"remove": {"index": index, "alias": self.names.alias(what)}} for what, index in before.items()
        ]
        actions += [{"add": {"index": index, "alias": self.names.alias(what)}} for what, index in built.items()]
        self.client.indices.update_aliases(actions=actions, timeout=WAITS)
        self.set_state(self.state()["stamp"], 0)
        self.clear(keep=(generation,), versions=True)

    def clear(self, keep: tuple[int, ...], *, versions: bool = False) -> None:
        """Remove the generations that are not kept; with `versions` also the indexes of other versions."""
        own = [name for name in self.existing() if self.names.generation(name) and not self._kept(name, keep)]
        if versions:
            this = self.names.alias("")
            own += [name for name in self.existing() if not name.startswith(this)]
        for name in own:
            self.client.options(ignore_status=404).indices.delete(index=name)

    def _kept(self, name: str, keep: tuple[int, ...]) -> bool:
        return self.names.generation(name) in keep
