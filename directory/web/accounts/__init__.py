"""Pages by which people open accounts, sign in, and keep both safe."""

from directory.web.accounts import (
    addresses,
    closing,
    demo,
    joining,
    methods,
    overview,
    passkeys,
    recovering,
    registering,
    second,
    sessions,
    signing_in,
    stepping_up,
)
from directory.web.accounts.wing import blueprint

__all__ = [
    "addresses",
    "blueprint",
    "closing",
    "demo",
    "joining",
    "methods",
    "overview",
    "passkeys",
    "recovering",
    "registering",
    "second",
    "sessions",
    "signing_in",
    "stepping_up",
]
