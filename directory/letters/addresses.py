"""The pages of the site that letters lead to."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final
from urllib.parse import urlencode

from directory.domain.vocabulary import LinkPurpose

LINKS: Final[Mapping[LinkPurpose, str]] = MappingProxyType(
    {
        LinkPurpose.REGISTER: "/account/confirm",
        LinkPurpose.RECOVER: "/account/recover/new",
        LinkPurpose.CHANGE_ADDRESS: "/account/address/confirm",
        LinkPurpose.NEW_DEVICE: "/account/device",
        LinkPurpose.JOIN_STAFF: "/account/join",
        LinkPurpose.TAKE_LISTING: "/listing/invited",
        LinkPurpose.JOIN_CLINIC: "/listing/join-clinic",
        LinkPurpose.KEEP_LISTING: "/listing/join-listing",
        LinkPurpose.HAND_OVER: "/listing/hand-over",
        LinkPurpose.STILL_CORRECT: "/listing/still-correct",
        LinkPurpose.CONFIRM_CREDENTIAL: "/confirm",
    }
)
"""Where a one-time link leads, by what it is for; the token stands in the query."""
PAGES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "home": "/",
        "sign_in": "/account/sign-in",
        "account": "/account/",
        "recover": "/account/recover",
        "review": "/review/people",
        "listing": "/listing/",
        "clinics": "/listing/clinics",
        "regulators": "/regulators",
    }
)
"""Other pages, by the name under which templates know them."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Whole addresses in one language; `base_url` has no slash at its end."""

    base_url: str
    prefix: str

    def pages(self) -> dict[str, str]:
        """Give every page by its name."""
        return {name: f"{self.base_url}{self.prefix}{path}" for name, path in PAGES.items()}

    def link(self, purpose: LinkPurpose, token: str) -> str:
        """Give a one-time link."""
        query = urlencode({"token": token})
        return f"{self.base_url}{self.prefix}{LINKS[purpose]}?{query}"
