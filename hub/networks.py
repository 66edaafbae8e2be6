"""Where a request comes from, as coarse as a limit needs it: a network, never an address. Pure."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Final

# What one connection to the internet commonly has, and what its neighbours share.
PREFIX_4: Final = 24
PREFIX_6: Final = 48


def network(address: str) -> bytes | None:
    """The /24 or /48 of an address; nothing for one that stands for nobody or for many: no public one, or none."""
    found = _read(address)
    if found is None or not found.is_global or found.is_multicast:
        return None
    prefix = PREFIX_4 if isinstance(found, IPv4Address) else PREFIX_6
    return ip_network((found, prefix), strict=False).network_address.packed


def client(remote: str, forwarded: str, proxies: int) -> str:
    """The address that asked: the connection's own, or what the outermost of so many trusted proxies saw.

    Each proxy adds one address at the end of X-Forwarded-For; what stands before those was written by whoever
    asked. A connection from a public address did not come through a proxy of ours, and is what it is.
    """
    if proxies < 1 or network(remote) is not None:
        return remote
    seen = [each.strip() for each in forwarded.split(",")]
    return seen[-proxies] if len(seen) >= proxies else ""


def _read(address: str) -> IPv4Address | IPv6Address | None:
    try:
        found = ip_address(address)
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found
