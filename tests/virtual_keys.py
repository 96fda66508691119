"""An authenticator inside the browser of a test: it verifies whoever asks, and asks nobody."""

from dataclasses import dataclass

from playwright.sync_api import CDPSession, Page


@dataclass(frozen=True, slots=True)
class VirtualKey:
    """A device for passkeys, attached to one page for as long as that is open."""

    session: CDPSession
    authenticator: str

    def count(self) -> int:
        """Say how many passkeys it holds."""
        return len(self._held())

    def forget(self) -> None:
        """Lose every passkey."""
        self.session.send("WebAuthn.clearCredentials", self._named())

    def refuse(self, *, refuses: bool = True) -> None:
        """Fail to verify the person from now on, or do so again."""
        changed = {**self._named(), "isUserVerified": not refuses}
        self.session.send("WebAuthn.setUserVerified", changed)

    def _held(self) -> list[dict[str, object]]:
        found: list[dict[str, object]] = self.session.send(
            "WebAuthn.getCredentials", self._named()
        )["credentials"]
        return found

    def _named(self) -> dict[str, object]:
        return {"authenticatorId": self.authenticator}


def virtual_key(page: Page) -> VirtualKey:
    """Attach a device to a page: it keeps passkeys, is always touched, and always recognizes."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable", {"enableUI": False})
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    added = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return VirtualKey(session, str(added["authenticatorId"]))
