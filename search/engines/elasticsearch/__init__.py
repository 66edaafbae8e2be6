"""The engine for large libraries, several web hosts or a cluster: Elasticsearch 9, fed with our own tokens."""

from .engine import ElasticsearchEngine

__all__ = ["ElasticsearchEngine"]
