"""Authenticator apps: secrets, the codes they show (TOTP, RFC 6238), and the picture they read."""

import hmac
from datetime import datetime
from io import BytesIO
from typing import Final

import pyotp
import segno

STEP_SECONDS: Final = 30
DRIFT: Final = (-1, 0, 1)
"""Steps: a clock that is half a minute off still works (RFC 6238, 5.2)."""
QUIET_ZONE: Final = 4
"""Modules of white around the code: ISO/IEC 18004 asks for four."""


def fresh_secret() -> str:
    """Draw a secret of 160 bits, in base 32."""
    return pyotp.random_base32()


def matching_step(secret: str, code: str, *, at: datetime) -> int | None:
    """Give the step, counted in 30 seconds from 1970, whose code this is; None for none.

    `code` is as `domain.accounts.codes.read_code` gives it. Every step is compared in full, and
    the latest one wins: whoever remembers it as used has used up the earlier ones too.
    """
    app = pyotp.TOTP(secret)
    now = app.timecode(at)
    steps = [
        now + drift
        for drift in DRIFT
        if hmac.compare_digest(app.generate_otp(now + drift).encode(), code.encode())
    ]
    return max(steps, default=None)


def app_address(secret: str, *, email: str, issuer: str) -> str:
    """Give the otpauth address that an app is set up with."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=issuer)


def drawn(uri: str, *, title: str) -> str:
    """Draw an address as a QR code: SVG for a page of any theme, dark on its own light ground."""
    picture = BytesIO()
    segno.make(uri, micro=False, error="m").save(
        picture,
        kind="svg",
        border=QUIET_ZONE,
        dark="#000",
        light="#fff",
        title=title,
        svgclass=None,
        lineclass=None,
        xmldecl=False,
        svgns=False,
        omitsize=True,
        nl=False,
    )
    return picture.getvalue().decode()
