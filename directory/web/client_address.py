"""Where a request comes from, as far as limits on trying ask."""

from flask import request

from directory.domain.accounts.limits import network_of


def client_network() -> str:
    """Give the network that this request comes from, or 'unknown'.

    Headers are believed only as far as the operator's own proxies wrote them (DIRECTORY_PROXIES).
    The last of these proxies has to drop names with an underscore, as nginx does by itself: here
    X_Forwarded_For reads like X-Forwarded-For, and whichever comes later counts.
    """
    return network_of(request.remote_addr or "")
