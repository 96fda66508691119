"""Who is invited to keep a listing, who gets what was offered, and which names letters say."""

import pytest

from directory.domain.keepers import (
    MOST_KEEPERS,
    KeeperRefusal,
    refused_answer,
    refused_keeper,
    sayable,
)

OWNER, ANN = "owner@people.example", "ann@people.example"
MANY = {f"keeper-{number}@people.example" for number in range(MOST_KEEPERS)}


@pytest.mark.parametrize(
    ("email", "keepers", "invited", "why"),
    [
        (ANN, set(), set(), None),
        (OWNER, set(), set(), KeeperRefusal.ONESELF),
        (ANN, {ANN}, set(), KeeperRefusal.KEEPS_ALREADY),
        (ANN, MANY, set(), KeeperRefusal.ENOUGH),
        (ANN, set(), MANY, KeeperRefusal.ENOUGH),
        (ANN, set(), {ANN}, None),
        (ANN, set(sorted(MANY)[1:]), set(), None),
        (min(MANY), set(), MANY, None),
    ],
)
def test_who_is_invited(
    email: str, keepers: set[str], invited: set[str], why: KeeperRefusal | None
) -> None:
    assert refused_keeper(email, owner=OWNER, keepers=keepers, invited=invited) is why


@pytest.mark.parametrize(
    ("holder", "owns", "why"),
    [
        (ANN, {}, None),
        (OWNER, {}, KeeperRefusal.ANOTHER_ADDRESS),
        (OWNER, {"owns_it": True, "owns_another": True}, KeeperRefusal.ANOTHER_ADDRESS),
        (ANN, {"owns_it": True}, KeeperRefusal.ONESELF),
        (ANN, {"owns_another": True}, KeeperRefusal.OWNS_A_LISTING),
    ],
)
def test_who_gets_what_was_offered(
    holder: str, owns: dict[str, bool], why: KeeperRefusal | None
) -> None:
    assert refused_answer(ANN, holder=holder, **owns) is why


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Ada Example", "Ada Example"),
        ("St. John’s Headache Clinic", "St. John’s Headache Clinic"),
        ("Dr. Ann Lee, P.T.", ""),
        ("Clínica Núñez", "Clínica Núñez"),
        ("Win at https://evil.example", ""),
        ("evil.example", ""),
        ("WWW evil", ""),
        ("write to a@b", ""),
        ("evil。example", ""),
        ("a\\b", ""),
    ],
)
def test_a_letter_says_names_and_no_addresses(name: str, said: str) -> None:
    assert sayable(name) == said
