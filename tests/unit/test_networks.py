"""Who is behind trusted proxies, however the list of forwarded addresses was written."""

import pytest

from tilth.kernel import networks

TRUSTED = networks.networks("10.0.0.1, 10.0.1.0/24,2001:db8:1::/48")
CASES = [
    # peer, forwarded, caller, proxies
    ("203.0.113.9", "198.51.100.7", "203.0.113.9", 0),
    ("10.0.0.1", "198.51.100.7", "198.51.100.7", 1),
    ("10.0.0.1", "6.6.6.6, 198.51.100.7", "198.51.100.7", 1),
    ("10.0.0.1", "198.51.100.7, 10.0.1.9", "198.51.100.7", 2),
    ("10.0.0.1", "6.6.6.6,198.51.100.7,10.0.1.9", "198.51.100.7", 2),
    ("10.0.0.1", "10.0.1.9", "10.0.1.9", 2),
    ("10.0.0.1", "", "10.0.0.1", 1),
    ("10.0.0.1", "6.6.6.6, unknown", "10.0.0.1", 1),
    ("10.0.0.1", "6.6.6.6, nonsense, 10.0.1.9", "10.0.1.9", 2),
    ("10.0.0.1", "198.51.100.7:51234", "198.51.100.7", 1),
    ("10.0.0.1", "[2001:db8:9::7]:443", "2001:db8:9::7", 1),
    ("10.0.0.1", '"[2001:db8:9::7]"', "2001:db8:9::7", 1),
    ("10.0.0.1", "fe80::1%eth0", "fe80::1", 1),
    ("10.0.0.1", "::ffff:198.51.100.7", "198.51.100.7", 1),
    ("::ffff:10.0.0.1", "2001:DB8:9:0::7", "2001:db8:9::7", 1),
    ("2001:db8:1::2", "198.51.100.7", "198.51.100.7", 1),
    ("10.0.0.1", "198.51.100.007", "10.0.0.1", 1),
    ("10.0.0.1", ",,,", "10.0.0.1", 1),
    ("10.0.0.1", "\x00\r\n' OR 1=1 --", "10.0.0.1", 1),
    ("", "198.51.100.7", "", 0),
]


@pytest.mark.parametrize(("peer", "forwarded", "caller", "proxies"), CASES)
def test_the_caller_is_who_the_last_trusted_proxy_names(
    peer: str, forwarded: str, caller: str, proxies: int
) -> None:
    assert networks.caller(peer, forwarded, TRUSTED) == (caller, proxies)


def test_a_list_without_end_is_read_from_its_end_only() -> None:
    long = "6.6.6.6, " * 100_000
    assert networks.caller("10.0.0.1", f"{long}198.51.100.7", TRUSTED) == ("198.51.100.7", 1)
    assert networks.caller("10.0.0.1", "9" * 1_000_000, TRUSTED) == ("10.0.0.1", 1)
    cut = "9" * networks.LONGEST + ".1.1.1"
    assert networks.caller("10.0.0.1", cut, TRUSTED) == ("10.0.0.1", 1)
    assert networks.caller("10.0.0.1", "10.0.1.9," * 1_000, TRUSTED)[1] <= networks.HOPS


def test_nobody_is_trusted_unless_said() -> None:
    assert networks.networks("") == networks.networks(" , ") == ()
    assert networks.caller("10.0.0.1", "198.51.100.7", ()) == ("10.0.0.1", 0)


@pytest.mark.parametrize("text", ["proxy.bank", "10.0.0.1/33", "10.0.0.5/24", "10.0.0.1;10.0.0.2", "10.0.0"])
def test_what_is_no_network_is_named(text: str) -> None:
    with pytest.raises(ValueError, match=text):
        networks.networks(f"10.0.0.1, {text}")


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("198.51.100.7", "198.51.100.7"),
        ("::ffff:198.51.100.7", "198.51.100.7"),
        ("2001:db8:9::7", "2001:db8:9::/64"),
        ("2001:db8:9:0:ffff::1", "2001:db8:9::/64"),
        ("", ""),
        ("nonsense", "nonsense"),
    ],
)
def test_one_place_is_an_address_or_a_household_s_network(address: str, place: str) -> None:
    assert networks.place(address) == place
