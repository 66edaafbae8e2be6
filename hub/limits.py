"""How often what costs something may be asked for: generous limits that stop floods, not people, and keep no address.

Each network has a bucket for each act, and the whole site has one. A network is known by a hash under a key that
lies in memory only and goes with its day, and every bucket of a network with it. Who comes through Tor or from this
machine has no network here: an address that thousands share must not be held against one of them.
"""

from __future__ import annotations

import hmac
import secrets
import threading
import time
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Final

from django.conf import settings
from django.http import HttpRequest

from hub import buckets, networks
from hub.buckets import Bucket, Rate, Shelf
from hub.busy import come_again

DAY: Final = 24 * 3600
KEY_BYTES: Final = 32
NAME_BYTES: Final = 16
# A network without a bucket begins with a full one: whatever is forgotten is forgotten in favour of who asks.
MOST_BUCKETS: Final = 10_000


class Act(StrEnum):
    """What costs something."""

    SENDING = "sending"
    OPENING = "opening"
    MATCHING = "matching"
    HELP = "help"
    JOINING = "joining"
    REMARK = "remark"
    RETURNING = "returning"


@dataclass(frozen=True)
class Limit:
    """What one network may ask for, and what all may together."""

    network: Rate
    site: Rate


# A network may be a whole town behind one address of its telephone company.
LIMITS: Final[dict[Act, Limit]] = {
    Act.SENDING: Limit(Rate(at_once=60, an_hour=240), Rate(at_once=1_000, an_hour=3_600)),
    # About as fast as keys can be derived: slower would turn away more people than the flood itself.
    Act.OPENING: Limit(Rate(at_once=60, an_hour=360), Rate(at_once=600, an_hour=7_200)),
    Act.MATCHING: Limit(Rate(at_once=120, an_hour=1_200), Rate(at_once=1_000, an_hour=18_000)),
    Act.HELP: Limit(Rate(at_once=240, an_hour=3_600), Rate(at_once=2_000, an_hour=36_000)),
    # Each is read by a person at a desk: what nobody could ever read is not taken.
    Act.JOINING: Limit(Rate(at_once=30, an_hour=60), Rate(at_once=200, an_hour=300)),
    Act.REMARK: Limit(Rate(at_once=30, an_hour=60), Rate(at_once=200, an_hour=300)),
    Act.RETURNING: Limit(Rate(at_once=60, an_hour=720), Rate(at_once=600, an_hour=7_200)),
}


class Limits:
    """The buckets of one process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._site: dict[Act, Bucket] = {}
        self._networks = Shelf(MOST_BUCKETS)
        self._key, self._day = b"", -1
        self._end_of_day: threading.Timer | None = None

    def take(self, act: Act, network: bytes | None, now: float) -> float:
        """Take one; answers nothing, or in how many seconds to come again, and then nothing was taken."""
        limit = LIMITS[act]
        with self._lock:
            site = self._site.get(act) or buckets.full(limit.site, now)
            wait = buckets.wait(site, limit.site, now)
            if network is not None:
                name = self._name(act, network, now)
                own = self._networks.get(name) or buckets.full(limit.network, now)
                wait = max(wait, buckets.wait(own, limit.network, now))
                if not wait:
                    self._networks.put(name, buckets.taken(own, limit.network, now))
            if not wait:
                self._site[act] = buckets.taken(site, limit.site, now)
        return wait

    def forget(self) -> None:
        """Let go of the key and of every bucket."""
        with self._lock:
            self._site.clear()
            self._forget_networks()

    def _name(self, act: Act, network: bytes, now: float) -> bytes:
        day = int(now // DAY)
        if day != self._day:
            self._forget_networks()
            self._key, self._day = secrets.token_bytes(KEY_BYTES), day
            # A process that nobody asks anything any more forgets too.
            self._end_of_day = threading.Timer((day + 1) * DAY - now, self._forget_day, [day])
            self._end_of_day.daemon = True
            self._end_of_day.start()
        return hmac.new(self._key, act.encode() + b"\0" + network, sha256).digest()[:NAME_BYTES]

    def _forget_day(self, day: int) -> None:
        with self._lock:
            if day == self._day:
                self._forget_networks()

    def _forget_networks(self) -> None:
        if self._end_of_day is not None:
            self._end_of_day.cancel()
        self._key, self._day, self._end_of_day = b"", -1, None
        self._networks.clear()


OF_THIS_PROCESS: Final = Limits()


def admit(request: HttpRequest, act: Act) -> None:
    """Count that somebody asks for this. Raises hub.busy.Busy when it is too much at this moment."""
    wait = OF_THIS_PROCESS.take(act, network_of(request), time.time())
    if wait:
        raise come_again(wait)


def network_of(request: HttpRequest) -> bytes | None:
    """The network that a request comes from, where it has one; by way of Tor it has none."""
    host = request.get_host().partition(":")[0].rstrip(".").lower()
    if host.endswith(".onion"):
        return None
    remote, forwarded = request.META.get("REMOTE_ADDR", ""), request.META.get("HTTP_X_FORWARDED_FOR", "")
    return networks.network(networks.client(remote, forwarded, settings.HUB_TRUSTED_PROXIES))
