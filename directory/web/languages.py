"""The language of a page is part of its address: /es/… and /fr/… before any public address."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from babel import Locale, support
from flask import Flask, Response, g, has_app_context, has_request_context, request
from flask_babel import Babel, Domain, force_locale, get_locale

from directory import paths
from directory.web.speech import gettext

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

DEFAULT: Final = "en"
CONVENTIONS: Final = {"es": "es_US", "fr": "fr_CA"}
"""Whose numbers and dates a language takes: 1.8 in the United States, 1,8 in Canada."""
DAY: Final = "d MMM y"
"""A date with the month in letters reads alike on both sides of every border: 3 Nov 2026."""
MOMENT: Final = f"{DAY}, HH:mm"
_CHOSEN: Final = "directory.language"
_PLAIN: Final = "/:@!$&'()*+,;=~"
_PLAIN_IN_QUERY: Final = f"{_PLAIN}%?"


def spoken() -> tuple[str, ...]:
    """List the languages there are texts for, the default first."""
    others = sorted(
        folder.name
        for folder in (paths.TRANSLATIONS.iterdir() if paths.TRANSLATIONS.is_dir() else ())
        if (folder / "LC_MESSAGES" / "messages.mo").is_file()
    )
    return (DEFAULT, *others)


def speak_languages(app: Flask) -> None:
    """Let addresses choose the language, and Babel follow."""
    offered = spoken()
    app.wsgi_app = _LanguagePrefix(app.wsgi_app, offered)  # type: ignore[method-assign]
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(paths.TRANSLATIONS)
    app.config["BABEL_DEFAULT_LOCALE"] = DEFAULT
    babel = Babel(
        app,
        date_formats={
            **Babel.default_date_formats,
            "date.medium": DAY,
            "datetime.medium": MOMENT,
        },
        locale_selector=lambda: CONVENTIONS.get(language(), language()),
    )
    babel.domain_instance = _RememberingDomain()
    app.jinja_env.globals["language"] = language
    app.jinja_env.globals["tongues"] = partial(tongues, offered)
    app.jinja_env.globals["preferred_tongue"] = partial(preferred, offered)
    app.jinja_env.globals["read_here"] = read_here

    @app.after_request
    def _says_why(response: Response) -> Response:
        if response.mimetype == "text/html" and language() == DEFAULT:
            response.vary.add("Accept-Language")
        return response


def language() -> str:
    """Give the language of this request."""
    if not has_request_context():
        return DEFAULT
    return str(request.environ.get(_CHOSEN, DEFAULT))


def site_root() -> str:
    """Give the address that the site is mounted at, without the language of this request."""
    root, here = request.script_root, language()
    return quote(root if here == DEFAULT else root.removesuffix(f"/{here}"))


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language by its own name, and where the same page stands in it."""

    code: str
    name: str
    address: str
    is_here: bool


def tongues(offered: Iterable[str]) -> tuple[Tongue, ...]:
    """List this page in every language; what cannot be asked for again leads home."""
    here, root = language(), site_root()
    path, query = "/", ""
    if request.method in {"GET", "HEAD"}:
        # Two slashes at the front would be another site's address.
        path = quote(f"/{request.path.lstrip('/')}", safe=_PLAIN)
        query = quote(request.query_string, safe=_PLAIN_IN_QUERY)
    rest = f"{path}?{query}" if query else path
    return tuple(
        Tongue(
            code,
            _own_name(code),
            (root if code == DEFAULT else f"{root}/{code}") + rest,
            code == here,
        )
        for code in offered
    )


def preferred(offered: tuple[str, ...]) -> Tongue | None:
    """Give this English page in the language that the reader's program asks for before English.

    It is offered and nothing more: who reads English on a machine in French stays where they are.
    """
    if language() != DEFAULT or request.method not in {"GET", "HEAD"}:
        return None
    # Whoever asks for en-US before es reads English: a language counts, wherever it is spoken.
    asked = (tag.partition("-")[0].lower() for tag, wish in request.accept_languages if wish > 0)
    first = next((code for code in asked if code in offered), DEFAULT)
    if first == DEFAULT:
        return None
    return next(tongue for tongue in tongues(offered) if tongue.code == first)


def read_here(tongue: Tongue) -> str:
    """Say in a language that the page can be read in it."""
    with force_locale(CONVENTIONS.get(tongue.code, tongue.code)):
        # Translators: say that the page can be read in YOUR language, not in English.
        return gettext("Read this page in English")


@lru_cache(maxsize=8)
def _own_name(code: str) -> str:
    return str(Locale.parse(code).get_display_name(code)).capitalize()


class _RememberingDomain(Domain):
    """Looks the catalogue up once a request, not once a text: a page has a hundred texts."""

    def get_translations(self) -> support.NullTranslations:
        """Give the catalogue of the current language."""
        locale = get_locale()
        kept: tuple[object, support.NullTranslations] | None = (
            g.get("catalogue") if has_app_context() else None
        )
        if kept is None or kept[0] is not locale:
            kept = locale, super().get_translations()
            if has_app_context():
                g.catalogue = kept
        return kept[1]


class _LanguagePrefix:
    """Moves a language from the path to the mount point, so that every link made keeps it."""

    def __init__(self, inner: "WSGIApplication", languages: tuple[str, ...]) -> None:
        self._inner = inner
        self._prefixes = {f"/{code}": code for code in languages if code != DEFAULT}

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        path: Any = environ.get("PATH_INFO", "")
        prefix, code = path[:3], self._prefixes.get(path[:3])
        if code is not None and path[3:4] in {"", "/"}:
            environ["PATH_INFO"] = path[3:] or "/"
            environ["SCRIPT_NAME"] = environ.get("SCRIPT_NAME", "") + prefix
            environ[_CHOSEN] = code
        return self._inner(environ, start_response)
