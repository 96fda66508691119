from datetime import timedelta

import pytest

from directory.domain.accounts.limits import ALLOWANCES, UNKNOWN, Allowance, Limit, network_of

MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("limit", "times", "within"),
    [
        (Limit.SIGN_IN_NETWORK, 50, 5 * MINUTE),
        (Limit.SIGN_IN_ACCOUNT, 10, 5 * MINUTE),
        (Limit.SIGN_IN_EVERYWHERE, 1_000, 5 * MINUTE),
        (Limit.CODE_ACCOUNT, 5, 15 * MINUTE),
        (Limit.LETTER_NETWORK, 20, 60 * MINUTE),
        (Limit.LETTER_ACCOUNT, 3, 15 * MINUTE),
        (Limit.LETTER_EVERYWHERE, 500, 60 * MINUTE),
        (Limit.PASSKEY_NETWORK, 100, 5 * MINUTE),
        (Limit.REPORT_NETWORK, 10, 60 * MINUTE),
        (Limit.REPORT_EVERYWHERE, 500, 60 * MINUTE),
    ],
)
def test_so_often_may_something_be_tried(limit: Limit, times: int, within: timedelta) -> None:
    assert ALLOWANCES[limit] == Allowance(times, within)


def test_whatever_is_counted_has_an_allowance_that_lets_somebody_try() -> None:
    assert set(ALLOWANCES) == set(Limit)
    assert all(each.times > 0 and each.within > timedelta(0) for each in ALLOWANCES.values())


@pytest.mark.parametrize("what", ["SIGN_IN", "LETTER"])
def test_networks_are_held_to_their_limit_first_and_everybody_last(what: str) -> None:
    order = [limit for limit in Limit if limit.name.startswith(what)]
    assert order == [Limit[f"{what}_{whose}"] for whose in ("NETWORK", "ACCOUNT", "EVERYWHERE")]


def test_limits_are_known_by_the_names_under_which_they_are_kept() -> None:
    assert [limit.value for limit in Limit] == [limit.name.lower() for limit in Limit]


@pytest.mark.parametrize("address", ["192.0.2.1", "192.0.2.2", "1.0.0.0", "255.255.255.255"])
def test_an_ipv4_address_counts_by_itself(address: str) -> None:
    assert network_of(address) == address


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("2001:db8:1:2::", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("2001:0DB8:0001:0002:ffff:ffff:ffff:ffff", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::", "2001:db8:1:3::/64"),
        ("2001:db8:1:1:ffff:ffff:ffff:ffff", "2001:db8:1:1::/64"),
        ("::1", "::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "ffff:ffff:ffff:ffff::/64"),
    ],
)
def test_addresses_of_ipv6_count_as_their_first_64_bits(address: str, network: str) -> None:
    assert network_of(address) == network


@pytest.mark.parametrize("address", ["::ffff:192.0.2.1", "::ffff:c000:201"])
def test_an_ipv4_address_written_as_ipv6_is_the_ipv4_address(address: str) -> None:
    assert network_of(address) == "192.0.2.1"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "unix:",
        "localhost",
        "192.0.2",
        "192.0.2.256",
        "192.0.2.01",
        "192.0.2.1:443",
        "192.0.2.0/24",
        "192.0.2.1, 192.0.2.2",
        "[2001:db8::1]",
        "2001:db8::1::2",
        "١٩٢.0.2.1",
        "1" * 5_000,
    ],
)
def test_what_is_no_address_is_unknown(text: str) -> None:
    assert network_of(text) == UNKNOWN == "unknown"
