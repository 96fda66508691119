from datetime import timedelta

import pytest

from directory.domain.accounts.links import LIFETIMES
from directory.domain.vocabulary import LinkPurpose


@pytest.mark.parametrize(
    ("purpose", "lifetime"),
    [
        (LinkPurpose.REGISTER, timedelta(hours=24)),
        (LinkPurpose.RECOVER, timedelta(minutes=30)),
        (LinkPurpose.CHANGE_ADDRESS, timedelta(hours=24)),
        (LinkPurpose.NEW_DEVICE, timedelta(minutes=10)),
        (LinkPurpose.JOIN_STAFF, timedelta(days=7)),
        (LinkPurpose.TAKE_LISTING, timedelta(days=90)),
        (LinkPurpose.JOIN_CLINIC, timedelta(days=30)),
        (LinkPurpose.KEEP_LISTING, timedelta(days=30)),
        (LinkPurpose.STILL_CORRECT, timedelta(days=45)),
        (LinkPurpose.CONFIRM_CREDENTIAL, timedelta(days=30)),
    ],
)
def test_so_long_a_link_works(purpose: LinkPurpose, lifetime: timedelta) -> None:
    assert LIFETIMES[purpose] == lifetime


def test_a_link_for_whatever_purpose_ends() -> None:
    assert set(LIFETIMES) == set(LinkPurpose)


def test_nobody_lengthens_a_link_while_the_site_runs() -> None:
    with pytest.raises(TypeError):
        LIFETIMES[LinkPurpose.RECOVER] = timedelta(days=1)  # type: ignore[index]
