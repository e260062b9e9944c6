"""A name of the portal's own domain that leads into a private network is refused.

Over a real name server: the process asks it as it would ask any, by UDP.
"""

from __future__ import annotations

import subprocess
import sys

_ASKING = """
import sys
from twisted.internet import reactor
from twisted.internet.defer import Deferred
from twisted.names import client, dns, server
from twisted.names.common import ResolverBase
from spiders.middlewares.own_domains import _resolves_to_public

ADDRESSES = dict(pair.split("=") for pair in sys.argv[1:])

class Zone(ResolverBase):
    def _lookup(self, name, cls, kind, timeout):
        from twisted.internet.defer import fail, succeed
        from twisted.names.error import DomainError
        known = ADDRESSES.get(name.decode())
        if known is None:
            return fail(DomainError(name))
        return succeed(([dns.RRHeader(name, dns.A, payload=dns.Record_A(known))], [], []))

async def ask():
    for name in ADDRESSES:
        print(name, await _resolves_to_public(name), flush=True)

def end(told):
    print(told or "", file=sys.stderr)
    reactor.stop()

port = reactor.listenUDP(0, dns.DNSDatagramProtocol(server.DNSServerFactory(clients=[Zone()])),
                         interface="127.0.0.1")
reactor.installResolver(client.Resolver(servers=[("127.0.0.1", port.getHost().port)]))
reactor.callWhenRunning(lambda: Deferred.fromCoroutine(ask()).addBoth(end))
reactor.run()
"""


def test_private_addresses_behind_public_names_are_told() -> None:
    told = {
        "www.example.gov.cn": "114.114.114.114",
        "oa.example.gov.cn": "10.1.2.3",
        "nas.example.gov.cn": "192.168.0.9",
        "meta.example.gov.cn": "169.254.169.254",
        "me.example.gov.cn": "127.0.0.1",
        "carrier.example.gov.cn": "100.64.0.1",
    }
    pairs = [f"{name}={address}" for name, address in told.items()]
    command = [sys.executable, "-c", _ASKING, *pairs]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=True)
    said = dict(line.split() for line in done.stdout.splitlines())
    assert set(said) == set(told), done.stderr
    open_to_all = [name for name, is_public in said.items() if is_public == "True"]
    assert open_to_all == ["www.example.gov.cn"], done.stderr
