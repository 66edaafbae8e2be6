"""The client: several addresses, short patience for readers, longer for writers, one kind of error."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

from elastic_transport import ApiError, TransportError
from elasticsearch import Elasticsearch
from elasticsearch.exceptions import UnsupportedProductError

from search.engines.protocol import IndexUnavailableError

# What an answer is that is no answer: another program, a proxy's page, half a message.
MALFORMED = (KeyError, TypeError, ValueError, IndexError, AttributeError, json.JSONDecodeError)


@dataclass(frozen=True)
class Cluster:
    """Where Elasticsearch is, how long it is waited for, how the indexes are spread."""

    urls: tuple[str, ...]
    prefix: str = "hub"
    read_timeout: float = 1.0
    write_timeout: float = 10.0
    shards: int = 1
    replicas: int = 0
    api_key: str = ""
    ca_file: str = ""


class Connection:
    """The clients of one process; made when first needed, so that a server that forks shares none."""

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster

    def _client(self, timeout: float) -> Elasticsearch:
        given = {"api_key": self.cluster.api_key, "ca_certs": self.cluster.ca_file}
        return Elasticsearch(
            list(self.cluster.urls),
            request_timeout=timeout,
            # A node that has gone is passed over; with one address there is none to pass on to.
            max_retries=len(self.cluster.urls) - 1,
            retry_on_timeout=len(self.cluster.urls) > 1,
            retry_on_status=(502, 503, 504),
            **{name: value for name, value in given.items() if value},  # type: ignore[arg-type]
        )

    @cached_property
    def reading(self) -> Elasticsearch:
        """For readers, who wait."""
        return self._client(self.cluster.read_timeout)

    @cached_property
    def writing(self) -> Elasticsearch:
        """For writers, for whom nobody waits."""
        return self._client(self.cluster.write_timeout)


@contextmanager
def translated() -> Iterator[None]:
    """Whatever goes wrong between us and the server, as the one error that callers know; never with a reader's words.

    Raises IndexUnavailableError.
    """
    try:
        yield
    except ApiError as error:
        raise IndexUnavailableError(f"Elasticsearch refuses: {error.meta.status} {error.message}") from error
    except (TransportError, UnsupportedProductError) as error:
        raise IndexUnavailableError(f"Elasticsearch does not answer: {type(error).__name__}") from error
    except MALFORMED as error:
        raise IndexUnavailableError(f"Elasticsearch answers nonsense: {type(error).__name__}") from error
