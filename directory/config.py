"""Settings: read from the environment once, checked at start, each with a default that works."""

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from directory import paths
from directory.domain.mail_servers import read_mail_server
from directory.domain.seconding import SecondReviewer
from directory.domain.street_maps import HEADER, MapMode, read_tile_file, read_tile_source


class SettingError(Exception):
    """A setting cannot be used; the message says which one and what to do."""


class Mode(StrEnum):
    """Whether this is a demonstration with invented people, or the real thing."""

    DEMO = "demo"
    PRODUCTION = "production"


class Geocoding(StrEnum):
    """Who refines the addresses of practitioners; patients' words never leave the machine."""

    OFFLINE = "offline"
    NOMINATIM = "nominatim"
    PHOTON = "photon"
    PELIAS = "pelias"
    CENSUS = "census"


LANGUAGES = ("en", "es", "fr")
SECRET_LENGTH = 32
FILES = "files"
"""Instead of a mail server: letters become files that somebody picks up."""
_ADDRESS = re.compile(r"[\x21-\x7e]+@[\x21-\x7e]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything an operator may choose."""

    mode: Mode = Mode.PRODUCTION
    database_url: str = ""
    database_read_urls: tuple[str, ...] = ()
    database_migration_url: str = ""
    secret_key: str = field(default="", repr=False)
    base_url: str = "http://localhost:8000"
    host: str = "localhost"
    port: int = 8000
    workers: int = 1
    proxies: int = 0
    trusted_hosts: tuple[str, ...] = ()
    emergency_us: str = "911"
    emergency_ca: str = "911"
    geocoder: Geocoding = Geocoding.OFFLINE
    geocoder_url: str = ""
    geocoder_key: str = field(default="", repr=False)
    contact: str = ""
    smtp_url: str = field(default="", repr=False)
    mail_from: str = "directory@localhost"
    log_key: str = ""
    evidence: str = ""
    rechecks: int = 10
    second_reviewer: SecondReviewer = SecondReviewer.REQUIRED
    map_mode: MapMode = MapMode.RINGS
    map_tile_url: str = ""
    map_tile_attribution: str = ""
    map_tile_ask_first: bool = True
    map_pmtiles: str = ""
    directions_url: str = "https://www.openstreetmap.org/search?query={address}"

    @property
    def demo(self) -> bool:
        """Whether invented people may be shown."""
        return self.mode is Mode.DEMO

    @property
    def mail_host(self) -> str:
        """The host that names our letters: that of the site, unless it is an IPv6 number."""
        return _mail_host(self.base_url)


VARIABLES: Mapping[str, tuple[str, str]] = {
    "mode": ("DIRECTORY_MODE", "demo or production"),
    "database_url": ("DATABASE_URL", "SQLAlchemy URL; empty: the SQLite file in instance/"),
    "database_read_urls": ("DATABASE_READ_URLS", "replicas for reading, separated by spaces"),
    "database_migration_url": ("DATABASE_MIGRATION_URL", "a role that may change tables"),
    "secret_key": ("SECRET_KEY", "32 or more random characters; demo mode makes its own"),
    "base_url": ("DIRECTORY_BASE_URL", "the public address of the site"),
    "host": ("HOST", "the address the server listens on"),
    "port": ("PORT", "the port the server listens on"),
    "workers": ("DIRECTORY_WORKERS", "how many server processes"),
    "proxies": ("DIRECTORY_PROXIES", "how many proxies of yours stand before the server"),
    "trusted_hosts": ("DIRECTORY_TRUSTED_HOSTS", "host names to answer to, separated by spaces"),
    "emergency_us": ("DIRECTORY_EMERGENCY_US", "emergency number in the United States"),
    "emergency_ca": ("DIRECTORY_EMERGENCY_CA", "emergency number in Canada"),
    "geocoder": ("DIRECTORY_GEOCODER", "offline, nominatim, photon, pelias or census"),
    "geocoder_url": ("DIRECTORY_GEOCODER_URL", "address of that service, if not its usual one"),
    "geocoder_key": ("DIRECTORY_GEOCODER_KEY", "key for that service, if it needs one"),
    "contact": ("DIRECTORY_CONTACT", "e-mail address of the operator"),
    "smtp_url": ("DIRECTORY_SMTP_URL", "smtp://user:password@host:port, smtps://… or files"),
    "mail_from": ("DIRECTORY_MAIL_FROM", "the address that letters are sent from"),
    "log_key": ("DIRECTORY_LOG_KEY", "file of the key that signs the log of decisions"),
    "evidence": ("DIRECTORY_EVIDENCE", "folder of the files that practitioners hand in"),
    "rechecks": ("DIRECTORY_RECHECKS", "how many public listings are sampled each week"),
    "second_reviewer": ("SECOND_REVIEWER", "required, or 24h_delay where one reviews alone"),
    "map_mode": ("DIRECTORY_MAP_MODE", "rings; tiles or pmtiles for streets as well; off"),
    "map_tile_url": ("DIRECTORY_MAP_TILE_URL", "https://tiles.example.org/{z}/{x}/{y}.png"),
    "map_tile_attribution": ("DIRECTORY_MAP_TILE_ATTRIBUTION", "whom that map is by"),
    "map_tile_ask_first": ("DIRECTORY_MAP_TILE_ASK_FIRST", "yes, or no where the server is yours"),
    "directions_url": (
        "DIRECTORY_DIRECTIONS_URL",
        "where links for directions lead, with {address} in it; none: no such links",
    ),
    "map_pmtiles": ("DIRECTORY_MAP_PMTILES", "a PMTiles file of streets on this machine"),
}
"""Field of `Settings` -> its variable in the environment and what it means."""


def _whole_number(variable: str, text: str, *, low: int, high: int) -> int:
    plain = text.isascii() and text.isdigit() and len(text) <= len(str(high))
    if not plain or not low <= int(text) <= high:
        message = f"{variable} is {text!r}; set it to a whole number from {low} to {high}."
        raise SettingError(message)
    return int(text)


_Choice = TypeVar("_Choice", bound=StrEnum)


def _one_of(variable: str, text: str, *, kind: type[_Choice]) -> _Choice:
    try:
        return kind(text)
    except ValueError:
        message = f"{variable} is {text!r}; set it to one of: {', '.join(kind)}."
        raise SettingError(message) from None


def _database_url(variable: str, text: str) -> str:
    # Heroku-like hosts still hand out the old scheme, which SQLAlchemy refuses.
    url = text.replace("postgres://", "postgresql://", 1)
    scheme, separator, rest = url.partition("://")
    dialect = scheme.partition("+")[0]
    if not separator or dialect not in {"sqlite", "postgresql"}:
        message = (
            f"{variable} is not an address of SQLite or PostgreSQL; set it to something like "
            "sqlite:///folder/directory.sqlite or postgresql://user:password@host/name."
        )
        raise SettingError(message)
    return f"postgresql+psycopg://{rest}" if dialect == "postgresql" else url


def _directions(variable: str, text: str) -> str:
    if text == "none":
        return ""
    if not text.startswith("https://") or text.count("{address}") != 1:
        message = (
            f"{variable} is {text!r}; set it to an https address with {{address}} in it once, "
            "or to none."
        )
        raise SettingError(message)
    return text


def _web_address(variable: str, text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        message = f"{variable} is {text!r}; set it to an address that starts with http or https."
        raise SettingError(message)
    return text.rstrip("/")


def _mail_host(base_url: str) -> str:
    host = urlsplit(base_url).hostname or ""
    return "localhost" if ":" in host else host


def _mail_server(variable: str, text: str) -> str:
    if text and text != FILES and read_mail_server(text) is None:
        message = (
            f"{variable} is no address of a mail server; set it to something like "
            "smtp://user:password@host:587 or smtps://user:password@host (with ?tls=off only for "
            f"smtp on this machine), or to {FILES} to have letters as files."
        )
        raise SettingError(message)
    return text


def _mail_address(variable: str, text: str) -> str:
    if not _ADDRESS.fullmatch(text):
        message = f"{variable} is {text!r}; set it to an address such as directory@example.org."
        raise SettingError(message)
    return text


def _tile_url(variable: str, text: str, *, mode: MapMode) -> str:
    if read_tile_source(text) is None and (text or mode is MapMode.TILES):
        message = (
            f"{variable} is {text!r}; set it to an address of one host with the three parts "
            "{z}, {x} and {y}, such as https://tiles.example.org/{z}/{x}/{y}.png."
        )
        raise SettingError(message)
    return text


def _yes_or_no(variable: str, text: str) -> bool:
    said = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
    if text.lower() not in said:
        message = f"{variable} is {text!r}; set it to yes or no."
        raise SettingError(message)
    return said[text.lower()]


def _pmtiles(variable: str, text: str, *, mode: MapMode) -> str:
    if mode is not MapMode.PMTILES:
        return text
    try:
        with Path(text).expanduser().open("rb") as file:
            if read_tile_file(file.read(HEADER)):
                return str(Path(text).expanduser().resolve())
        reason = "holds no vector tiles of PMTiles version 3"
    except OSError as error:
        reason = f"cannot be read ({error.strerror})"
    message = f"{variable} is {text!r}, which {reason}; set it to the path of a PMTiles file."
    raise SettingError(message)


def _secret_key(environ: Mapping[str, str], mode: Mode) -> str:
    key = environ.get("SECRET_KEY", "")
    if len(key) >= SECRET_LENGTH:
        return key
    if key:
        message = f"SECRET_KEY is too short; set it to {SECRET_LENGTH} or more random characters."
        raise SettingError(message)
    if mode is Mode.DEMO:
        return _own_secret(paths.instance() / "secret_key")
    message = (
        f"SECRET_KEY is not set; set it to {SECRET_LENGTH} or more random characters "
        "(or set DIRECTORY_MODE=demo to look around)."
    )
    raise SettingError(message)


def _own_secret(file: Path) -> str:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.exists():
            # Created private and under a name of its own first: two starts at once agree on one.
            draft = file.with_name(f".{file.name}.{secrets.token_hex(8)}")
            draft.touch(mode=0o600)
            draft.write_text(secrets.token_urlsafe(48))
            try:
                os.link(draft, file)
            except FileExistsError:
                pass
            finally:
                draft.unlink()
        return file.read_text()
    except OSError as error:
        raise SettingError(_unwritable(file.parent, error.strerror or "")) from error


def load(environ: Mapping[str, str] | None = None) -> Settings:
    """Read and check every setting; `SettingError` names the first that cannot be used."""
    env = os.environ if environ is None else environ

    def read(name: str, default: str) -> tuple[str, str]:
        variable = VARIABLES[name][0]
        return variable, env.get(variable, "").strip() or default

    mode = _one_of(*read("mode", Mode.PRODUCTION), kind=Mode)
    default_database = f"sqlite:///{paths.instance() / 'directory.sqlite'}"
    port = _whole_number(*read("port", "8000"), low=1, high=65_535)
    database = _database_url(*read("database_url", default_database))
    read_variable, read_urls = read("database_read_urls", "")
    host = read("host", "localhost")[1]
    base_url = _web_address(*read("base_url", f"http://localhost:{port}"))
    contact = read("contact", "")[1]
    map_mode = _one_of(*read("map_mode", MapMode.RINGS), kind=MapMode)
    sender = contact or f"directory@{_mail_host(base_url)}"
    return Settings(
        mode=mode,
        database_url=database,
        database_read_urls=tuple(_database_url(read_variable, u) for u in read_urls.split()),
        database_migration_url=_database_url(*read("database_migration_url", database)),
        secret_key=_secret_key(env, mode),
        base_url=base_url,
        host=host,
        port=port,
        workers=_whole_number(*read("workers", "1"), low=1, high=64),
        proxies=_whole_number(*read("proxies", "0"), low=0, high=10),
        trusted_hosts=tuple(read("trusted_hosts", "")[1].split()),
        emergency_us=read("emergency_us", "911")[1],
        emergency_ca=read("emergency_ca", "911")[1],
        geocoder=_one_of(*read("geocoder", Geocoding.OFFLINE), kind=Geocoding),
        geocoder_url=read("geocoder_url", "")[1],
        geocoder_key=read("geocoder_key", "")[1],
        contact=contact,
        smtp_url=_mail_server(*read("smtp_url", "")),
        mail_from=_mail_address(*read("mail_from", sender)),
        log_key=read("log_key", str(paths.instance() / "log-signing-key.pem"))[1],
        evidence=read("evidence", str(paths.instance() / "evidence"))[1],
        rechecks=_whole_number(*read("rechecks", "10"), low=0, high=1_000),
        second_reviewer=_one_of(
            *read("second_reviewer", SecondReviewer.REQUIRED), kind=SecondReviewer
        ),
        map_mode=map_mode,
        map_tile_url=_tile_url(*read("map_tile_url", ""), mode=map_mode),
        map_tile_attribution=read("map_tile_attribution", "")[1],
        map_tile_ask_first=_yes_or_no(*read("map_tile_ask_first", "yes")),
        directions_url=_directions(
            *read("directions_url", "https://www.openstreetmap.org/search?query={address}")
        ),
        map_pmtiles=_pmtiles(*read("map_pmtiles", ""), mode=map_mode),
    )


def without_password(url: str) -> str:
    """Write a database's address as it may be shown."""
    return re.sub(r"(://[^:/@]*):[^@]*@", r"\1:***@", url)


def make_folder_of(url: str) -> None:
    """Make the folder of an SQLite file; other addresses have none."""
    scheme, _, path = url.partition(":///")
    if not scheme.startswith("sqlite") or not path or path.startswith(":memory:"):
        return
    folder = Path(path.partition("?")[0]).expanduser().parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
        writable = os.access(folder, os.W_OK)
        reason = "permission denied"
    except OSError as error:
        writable, reason = False, error.strerror or "unknown reason"
    if not writable:
        raise SettingError(_unwritable(folder, reason))


def _unwritable(folder: Path, reason: str) -> str:
    return (
        f"The folder {folder} cannot be written ({reason}); "
        "make it writable, or set DIRECTORY_INSTANCE to a folder that is."
    )
