"""Which hosts belong to a portal: its own registered domain, and nothing else.

`gov.cn` is a public suffix, so kjj.baoding.gov.cn and www.baoding.gov.cn share the domain
baoding.gov.cn. A bare IP address is its own domain. On loopback every port may be a portal of its
own, so the port counts there; but http and https are never on one port.
"""

from __future__ import annotations

import ipaddress
from functools import cache
from typing import Final
from urllib.parse import urlsplit

import tldextract

_PORTS: Final = {"http": 80, "https": 443}
# The list that comes with the library: no request is ever made for it.
_EXTRACT: Final = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


@cache
def domain(host: str) -> str:
    """The registered domain of a host name; of an IP address, the address."""
    if _is_address(host):
        return host
    parts = _EXTRACT(host)
    return ".".join(filter(None, (parts.domain, parts.suffix))) or host


def site(url: str) -> str | None:
    """What two URLs of one portal have in common; None for what is no web address."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    if _is_address(host) and ipaddress.ip_address(host).is_loopback:
        return f"{host}:{port or _PORTS[parts.scheme]}"
    return domain(host)


def same_site(url: str, other: str) -> bool:
    """Whether both addresses belong to one portal."""
    one, two = site(url), site(other)
    if one is None or two is None:
        return False
    return one == two or _both_schemes_of_loopback(url, other)


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet: not loopback, private, link-local …"""
    parsed = ipaddress.ip_address(address)
    mapped = getattr(parsed, "ipv4_mapped", None)
    return (mapped or parsed).is_global and not parsed.is_multicast


def _both_schemes_of_loopback(url: str, other: str) -> bool:
    one, two = urlsplit(url), urlsplit(other)
    host = one.hostname or ""
    loopback = _is_address(host) and ipaddress.ip_address(host).is_loopback
    return loopback and host == two.hostname and one.scheme != two.scheme


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
