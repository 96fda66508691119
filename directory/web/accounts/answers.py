"""How a try is answered: where a session leads on, and how long one has to wait."""

from flask import Response, redirect, url_for

from directory.domain.vocabulary import Lacking
from directory.web.guards import stay, to_step
from directory.web.same_site import own_page
from directory.web.speech import ngettext
from directory.web.visitors import keep_session
from directory.workflows.accounts.sign_in import Opened
from directory.workflows.accounts.trying import MustWait

TOO_MANY = 429


def led_on(opened: Opened, *, after: str = "", landing: str = "accounts.overview") -> Response:
    """Hand a browser its session, and lead it to what is lacking or to where it wanted to go."""
    if opened.lacking is not None:
        response = to_step(opened.lacking)
    else:
        response = redirect(own_page(after) or url_for(landing), 303)
    keep_session(response, opened.token, device_token=opened.device_token)  # type: ignore[arg-type]
    return response  # type: ignore[return-value]


def wait_said(wait: MustWait) -> str:
    """Say how long to wait, in whole minutes."""
    minutes = -(-wait.seconds // 60)
    return ngettext(
        "You have tried many times in a short while. Wait %(num)s minute and try again.",
        "You have tried many times in a short while. Wait %(num)s minutes and try again.",
        minutes,
    )


def made_to_wait(wait: MustWait, page: str) -> Response:
    """Answer a try too many with the page it was made on."""
    response = stay(page, TOO_MANY)
    response.headers["Retry-After"] = str(wait.seconds)
    return response


def waits_for(lacking: Lacking | None) -> str:
    """Name what a sign-in waits for, for a template."""
    return "" if lacking is None else lacking.value
