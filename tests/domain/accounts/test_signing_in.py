from itertools import product

import pytest

from directory.domain.accounts.signing_in import Holder, completed, lacking_after, ways_to_prove
from directory.domain.vocabulary import Lacking, SignInMethod

EVERY_HOLDER = tuple(
    Holder(staff=staff, password=password, passkey=passkey, app=app, synthetic=synthetic)
    for staff, password, passkey, app, synthetic in product((False, True), repeat=5)
)
KEY, WORD, BOTH = SignInMethod.PASSKEY, SignInMethod.PASSWORD, SignInMethod.PASSWORD_AND_CODE
PAPER, LINK, DEMO = SignInMethod.RECOVERY_CODE, SignInMethod.MAIL_LINK, SignInMethod.DEMO
PLAIN, WITH_APP, STAFF, STAFF_WITH_APP = (
    (False, False),
    (False, True),
    (True, False),
    (True, True),
)

LACKING = {
    (KEY, PLAIN): None,
    (KEY, WITH_APP): None,
    (KEY, STAFF): None,
    (KEY, STAFF_WITH_APP): None,
    (WORD, PLAIN): None,
    (WORD, WITH_APP): Lacking.CODE,
    (WORD, STAFF): Lacking.PASSKEY,
    (WORD, STAFF_WITH_APP): Lacking.PASSKEY,
    (BOTH, PLAIN): None,
    (BOTH, WITH_APP): Lacking.CODE,
    (BOTH, STAFF): Lacking.PASSKEY,
    (BOTH, STAFF_WITH_APP): Lacking.PASSKEY,
    (PAPER, PLAIN): None,
    (PAPER, WITH_APP): Lacking.CODE,
    (PAPER, STAFF): Lacking.PASSKEY,
    (PAPER, STAFF_WITH_APP): Lacking.PASSKEY,
    (LINK, PLAIN): None,
    (LINK, WITH_APP): Lacking.CODE,
    (LINK, STAFF): Lacking.PASSKEY,
    (LINK, STAFF_WITH_APP): Lacking.PASSKEY,
    (DEMO, PLAIN): None,
    (DEMO, WITH_APP): None,
    (DEMO, STAFF): None,
    (DEMO, STAFF_WITH_APP): None,
}
"""What a sign-in lacks after its first proof, by whether the account is of staff and has an app."""


def test_what_is_lacking_after_a_first_proof() -> None:
    assert len(LACKING) == len(SignInMethod) * 4
    for first, holder in product(SignInMethod, EVERY_HOLDER):
        expected = LACKING[first, (holder.staff, holder.app)]
        assert lacking_after(first, holder) is expected, (first, holder)


DEVICE = Lacking.DEVICE_LINK
COMPLETED: dict[SignInMethod, list[tuple[SignInMethod, SignInMethod, Lacking | None]]] = {
    # second: [(first, what it counts as, what lacks from a browser that is new)]
    KEY: [(first, KEY, None) for first in SignInMethod],
    WORD: [
        (KEY, WORD, DEVICE),
        (WORD, WORD, DEVICE),
        (BOTH, WORD, DEVICE),
        (PAPER, WORD, DEVICE),
        (LINK, LINK, None),
        (DEMO, WORD, DEVICE),
    ],
    BOTH: [
        (KEY, BOTH, DEVICE),
        (WORD, BOTH, DEVICE),
        (BOTH, BOTH, DEVICE),
        (PAPER, BOTH, DEVICE),
        (LINK, LINK, None),
        (DEMO, BOTH, DEVICE),
    ],
    PAPER: [
        (KEY, PAPER, DEVICE),
        (WORD, PAPER, DEVICE),
        (BOTH, PAPER, DEVICE),
        (PAPER, PAPER, DEVICE),
        (LINK, PAPER, None),
        (DEMO, PAPER, DEVICE),
    ],
    LINK: [
        (KEY, LINK, DEVICE),
        (WORD, LINK, DEVICE),
        (BOTH, LINK, DEVICE),
        (PAPER, LINK, DEVICE),
        (LINK, LINK, None),
        (DEMO, LINK, DEVICE),
    ],
    DEMO: [
        (KEY, DEMO, DEVICE),
        (WORD, DEMO, DEVICE),
        (BOTH, DEMO, DEVICE),
        (PAPER, DEMO, DEVICE),
        (LINK, LINK, None),
        (DEMO, DEMO, DEVICE),
    ],
}


@pytest.mark.parametrize("second", SignInMethod)
def test_what_a_second_proof_makes_of_a_first(second: SignInMethod) -> None:
    lines = COMPLETED[second]
    assert {first for first, _, _ in lines} == set(SignInMethod)
    for first, counts_as, lacking in lines:
        assert completed(first, second, device_known=False) == (counts_as, lacking)
        assert completed(first, second, device_known=True) == (counts_as, None)


WAYS = {
    # (staff, password, passkey, app): the ways, the strongest first
    (False, False, False, False): (),
    (False, False, False, True): (PAPER,),
    (False, False, True, False): (KEY,),
    (False, False, True, True): (KEY, PAPER),
    (False, True, False, False): (WORD,),
    (False, True, False, True): (BOTH, PAPER),
    (False, True, True, False): (KEY, WORD),
    (False, True, True, True): (KEY, BOTH, PAPER),
    (True, False, False, False): (PAPER,),
    (True, False, False, True): (PAPER,),
    (True, False, True, False): (KEY, PAPER),
    (True, False, True, True): (KEY, PAPER),
    (True, True, False, False): (PAPER,),
    (True, True, False, True): (PAPER,),
    (True, True, True, False): (KEY, PAPER),
    (True, True, True, True): (KEY, PAPER),
}


def test_by_what_somebody_signed_in_may_prove_who_they_are() -> None:
    assert len(WAYS) == 16
    for holder in EVERY_HOLDER:
        has = (holder.staff, holder.password, holder.passkey, holder.app)
        expected = (DEMO,) if holder.synthetic else WAYS[has]
        assert ways_to_prove(holder) == expected, holder


def test_an_account_is_a_real_persons_unless_said_otherwise() -> None:
    assert not Holder(staff=False, password=False, passkey=False, app=False).synthetic
