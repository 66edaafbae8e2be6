"""Networks: coarse, never an address, and never one that stands for many people."""

from __future__ import annotations

import pytest

from hub.networks import client, network


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("9.1.2.3", "9.1.2.250"),
        ("2a00:1:2:3::4", "2a00:1:2:ffff:1:2:3:4"),
        ("9.1.2.3", "::ffff:9.1.2.77"),
    ],
)
def test_neighbours_are_one_network(one: str, other: str) -> None:
    assert network(one) == network(other) is not None


@pytest.mark.parametrize(("one", "other"), [("9.1.2.3", "9.1.3.3"), ("2a00:1:2::1", "2a00:1:3::1")])
def test_others_are_not(one: str, other: str) -> None:
    assert network(one) != network(other)


def test_a_network_holds_nothing_of_the_rest_of_the_address() -> None:
    assert network("9.1.2.3") == bytes([9, 1, 2, 0])
    assert network("2a00:1:2:3:4:5:6:7") == bytes.fromhex("2a0000010002") + bytes(10)


@pytest.mark.parametrize(
    "address",
    [
        *("", "unix:", "nonsense", "9.1.2.3:80", "9.1.2.3, 9.1.2.4", "9" * 10_000),
        *("127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1", "0.0.0.0", "224.0.0.1"),  # noqa: S104
        *("10.0.0.7", "192.168.1.9", "172.17.0.1", "100.64.0.1", "fe80::1", "fd00::1"),
    ],
)
def test_what_is_no_public_address_is_no_network(address: str) -> None:
    assert network(address) is None


@pytest.mark.parametrize(
    ("remote", "forwarded", "proxies", "seen"),
    [
        # Nobody in front is trusted: what is said about others is not heard.
        ("9.9.9.9", "1.1.1.1", 0, "9.9.9.9"),
        ("127.0.0.1", "1.1.1.1", 0, "127.0.0.1"),
        # One proxy: the last word is its own, those before are whoever's.
        ("127.0.0.1", "1.1.1.1", 1, "1.1.1.1"),
        ("127.0.0.1", "6.6.6.6, 7.7.7.7,1.1.1.1", 1, "1.1.1.1"),
        ("", "1.1.1.1", 1, "1.1.1.1"),
        ("127.0.0.1", "6.6.6.6, 1.1.1.1, 10.0.0.2", 2, "1.1.1.1"),
        # It said nothing, or less than it should.
        ("127.0.0.1", "", 1, ""),
        ("127.0.0.1", "1.1.1.1", 2, ""),
        # Whoever comes past the proxy may write what they like: it is not read.
        ("9.9.9.9", "1.1.1.1", 1, "9.9.9.9"),
    ],
)
def test_only_what_a_proxy_of_ours_saw_is_believed(remote: str, forwarded: str, proxies: int, seen: str) -> None:
    assert client(remote, forwarded, proxies) == seen
