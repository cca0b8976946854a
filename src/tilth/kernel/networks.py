"""Network addresses: which ones are named, and who is behind proxies that one trusts."""

import ipaddress
from collections.abc import Sequence

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
HOPS = 16
"""Proxies that one request is followed back through; nobody has so many."""
LONGEST = 2_000
"""Characters of a list of addresses that are looked at, its end first: the rest was the sender's to write."""
_OWN_NETWORK = 64
"""Bits of an IPv6 address that a network is given; whoever has one address of it has them all."""


def networks(text: str) -> tuple[Network, ...]:
    """Return the addresses and networks of a list with commas; ValueError names the first that is none."""
    return tuple(_network(one) for part in text.split(",") if (one := part.strip()))


def _network(text: str) -> Network:
    try:
        return ipaddress.ip_network(text)
    except ValueError:
        raise ValueError(text) from None


def address(text: str) -> Address | None:
    """Read one address as proxies write it: with a port, in brackets, IPv4 inside IPv6; None: none."""
    bare = text.strip().strip('"')
    if bare.startswith("["):
        bare = bare[1:].partition("]")[0]
    elif bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        found = ipaddress.ip_address(bare.partition("%")[0])
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found


def caller(peer: str, forwarded: str, trusted: Sequence[Network]) -> tuple[str, int]:
    """Return the address nearest to the person that is vouched for, and how many trusted proxies vouch.

    `peer` is who connected. Only where it is trusted is the list of forwarded addresses read, from its end:
    each trusted proxy wrote the entry before its own. What does not read ends the way, and so does the first
    address that is not trusted: it is the caller's.
    """
    found, hops = peer, 0
    while hops < HOPS and _among(found, trusted):
        hops += 1
        following = address(_entry(forwarded, hops))
        if following is None:
            break
        found = str(following)
    known = address(found)
    return (found if known is None else str(known)), hops


def place(text: str) -> str:
    """Return what counts as one place: the address, of IPv6 the network that one household is given."""
    found = address(text)
    if not isinstance(found, ipaddress.IPv6Address):
        return text if found is None else str(found)
    return str(ipaddress.ip_network((found, _OWN_NETWORK), strict=False))


def _among(text: str, trusted: Sequence[Network]) -> bool:
    found = address(text)
    return found is not None and any(found in network for network in trusted)


def _entry(forwarded: str, number: int) -> str:
    """Return the entry with this number, counted from the end; empty where the list is shorter."""
    entries = forwarded[-LONGEST:].split(",")
    if len(forwarded) > LONGEST:
        entries = entries[1:]  # it may be cut
    return entries[-number] if number <= len(entries) else ""
