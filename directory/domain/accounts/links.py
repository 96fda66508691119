"""How long a one-time link works."""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Final

from directory.domain.vocabulary import LinkPurpose

LIFETIMES: Final[Mapping[LinkPurpose, timedelta]] = MappingProxyType(
    {
        LinkPurpose.REGISTER: timedelta(hours=24),
        LinkPurpose.RECOVER: timedelta(minutes=30),
        LinkPurpose.CHANGE_ADDRESS: timedelta(hours=24),
        # The longest that OWASP ASVS 5.0 (6.5.5, May 2025) gives to a proof by another channel.
        LinkPurpose.NEW_DEVICE: timedelta(minutes=10),
        LinkPurpose.JOIN_STAFF: timedelta(days=7),
        # An invited stranger may need a while, and can always say no for good.
        LinkPurpose.TAKE_LISTING: timedelta(days=90),
        LinkPurpose.JOIN_CLINIC: timedelta(days=30),
        LinkPurpose.KEEP_LISTING: timedelta(days=30),
        # Whoever takes over holds it from then on: it does not lie about in a mailbox for long.
        LinkPurpose.HAND_OVER: timedelta(days=7),
        # From the first reminder to some days after the last one.
        LinkPurpose.STILL_CORRECT: timedelta(days=45),
        # Offices of schools and boards answer once a month.
        LinkPurpose.CONFIRM_CREDENTIAL: timedelta(days=30),
    }
)
"""From the moment a link is made; it works once."""
