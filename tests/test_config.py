import stat
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from multiprocessing import get_context
from pathlib import Path

import pytest

from directory import config
from directory.config import SettingError
from directory.domain.seconding import SecondReviewer
from directory.domain.street_maps import MapMode
from tests.street_tiles import tile_file

KEY = "k" * config.SECRET_LENGTH
PRODUCTION = {"SECRET_KEY": KEY, "DATABASE_URL": "sqlite:///directory.sqlite"}


@pytest.fixture(autouse=True)
def instance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "instance"
    monkeypatch.setenv("DIRECTORY_INSTANCE", str(folder))
    return folder


def refusal(**environ: str) -> str:
    with pytest.raises(SettingError) as refused:
        config.load({**PRODUCTION, **environ})
    sentence = str(refused.value)
    assert "\n" not in sentence
    assert sentence.endswith((".", ")."))
    return sentence


def test_what_is_not_set_works(instance: Path) -> None:
    settings = config.load({"SECRET_KEY": KEY})
    assert settings.mode is config.Mode.PRODUCTION
    assert not settings.demo
    assert settings.database_url == f"sqlite:///{instance / 'directory.sqlite'}"
    assert settings.database_migration_url == settings.database_url
    assert (settings.host, settings.port, settings.workers) == ("localhost", 8000, 1)
    assert settings.proxies == 0
    assert settings.base_url == "http://localhost:8000"
    assert settings.geocoder is config.Geocoding.OFFLINE
    assert settings.second_reviewer is SecondReviewer.REQUIRED
    assert (settings.database_read_urls, settings.trusted_hosts) == ((), ())


def test_spaces_around_a_value_and_empty_values_do_not_matter() -> None:
    settings = config.load({**PRODUCTION, "PORT": " 8123 ", "HOST": "  ", "DIRECTORY_MODE": ""})
    assert (settings.port, settings.host) == (8123, "localhost")
    assert settings.base_url == "http://localhost:8123"


def test_every_setting_has_a_variable_and_a_meaning() -> None:
    assert set(config.VARIABLES) == {field.name for field in fields(config.Settings)}
    variables = [variable for variable, _ in config.VARIABLES.values()]
    assert len(set(variables)) == len(variables)
    assert all(meaning for _, meaning in config.VARIABLES.values())


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("DIRECTORY_MODE", "Demo"),
        ("DIRECTORY_MODE", "test"),
        *(("PORT", value) for value in ("x", "0", "65536", "-1", "8e3", "٨", "9" * 5_000)),
        *(("DIRECTORY_WORKERS", value) for value in ("0", "65", "two", "1.5")),
        *(("DIRECTORY_PROXIES", value) for value in ("-1", "11", "all")),
        *(
            ("DATABASE_URL", value)
            for value in ("directory.sqlite", "mysql://host/name", "://", "sqlite:/x", "oracle://")
        ),
        ("DATABASE_READ_URLS", "postgresql://host/name nonsense"),
        ("DATABASE_MIGRATION_URL", "nonsense"),
        *(("DIRECTORY_BASE_URL", value) for value in ("example.org", "ftp://x", "http://", "//x")),
        ("DIRECTORY_GEOCODER", "google"),
        ("SECOND_REVIEWER", "never"),
        *(("DIRECTORY_RECHECKS", value) for value in ("-1", "1001", "some")),
        *(
            ("DIRECTORY_SMTP_URL", value)
            for value in ("mail.example", "http://mail.example", "smtp://mail.example?tls=off")
        ),
        *(
            ("DIRECTORY_MAIL_FROM", value)
            for value in (
                "directory",
                "a b@c.example",
                "Us <a@b.example>",
                "zoë@b.example",
                "a@b\x00",
            )
        ),
        ("SECRET_KEY", "k" * (config.SECRET_LENGTH - 1)),
    ],
)
def test_a_bad_value_is_one_sentence_that_names_the_variable(variable: str, value: str) -> None:
    assert refusal(**{variable: value}).startswith(f"{variable} is ")


@pytest.mark.parametrize(
    "variable",
    [
        "DATABASE_URL",
        "DATABASE_MIGRATION_URL",
        "DATABASE_READ_URLS",
        "DIRECTORY_SMTP_URL",
        "SECRET_KEY",
    ],
)
def test_a_refusal_never_repeats_a_secret(variable: str) -> None:
    assert "hunter2" not in refusal(**{variable: "x://u:hunter2@h/n"[:31]})


def test_production_refuses_to_start_without_a_secret() -> None:
    assert "DIRECTORY_MODE=demo" in refusal(SECRET_KEY="")
    assert refusal(SECRET_KEY="").startswith("SECRET_KEY is not set")


def test_demo_makes_its_own_secret_for_itself_alone(instance: Path) -> None:
    first = config.load({"DIRECTORY_MODE": "demo"})
    file = instance / "secret_key"
    assert first.demo
    assert first.secret_key == file.read_text()
    assert len(first.secret_key) >= config.SECRET_LENGTH
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert config.load({"DIRECTORY_MODE": "demo"}).secret_key == first.secret_key
    assert [path.name for path in instance.iterdir()] == ["secret_key"]
    assert first.secret_key not in repr(first)


def test_a_secret_that_is_given_wins_over_its_own(instance: Path) -> None:
    assert config.load({"DIRECTORY_MODE": "demo", "SECRET_KEY": KEY}).secret_key == KEY
    assert not instance.exists()


def _start(folder: str) -> str:
    return config._own_secret(Path(folder) / "secret_key")  # noqa: SLF001


def test_starts_at_the_same_time_agree_on_one_secret(instance: Path) -> None:
    with get_context("spawn").Pool(2) as processes:
        keys = processes.map(_start, [str(instance)] * 8, chunksize=1)
    assert len(set(keys)) == 1
    assert len(keys[0]) >= config.SECRET_LENGTH


def test_threads_of_one_process_agree_on_one_secret(instance: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        keys = list(threads.map(_start, [str(instance)] * 16))
    assert len(set(keys)) == 1
    assert len(keys[0]) >= config.SECRET_LENGTH


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")
    with pytest.raises(SettingError, match="DIRECTORY_INSTANCE"):
        config.make_folder_of(f"sqlite:///{file}/directory.sqlite")
    with pytest.raises(SettingError, match="cannot be written"):
        _start(str(file))


def test_the_folder_of_a_file_is_made(tmp_path: Path) -> None:
    config.make_folder_of(f"sqlite:///{tmp_path}/a/b/directory.sqlite?timeout=5")
    assert (tmp_path / "a" / "b").is_dir()
    for url in ("sqlite://", "sqlite:///:memory:", "postgresql+psycopg://host/name"):
        config.make_folder_of(url)


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("postgres://u:p@h/n", "postgresql+psycopg://u:p@h/n"),
        ("postgresql://u:p@h/n?sslmode=require", "postgresql+psycopg://u:p@h/n?sslmode=require"),
        ("postgresql+psycopg://h/n", "postgresql+psycopg://h/n"),
        ("postgresql+psycopg2://h/n", "postgresql+psycopg://h/n"),
        ("sqlite:///x.sqlite", "sqlite:///x.sqlite"),
        ("sqlite:////x.sqlite", "sqlite:////x.sqlite"),
    ],
)
def test_addresses_of_databases_name_the_driver_we_bring(given: str, read: str) -> None:
    assert config.load({**PRODUCTION, "DATABASE_URL": given}).database_url == read


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql+psycopg://u:secret@h/n", "postgresql+psycopg://u:***@h/n"),
        ("postgresql+psycopg://u:se:cr/et@h/n", "postgresql+psycopg://u:***@h/n"),
        ("postgresql+psycopg://u@h/n", "postgresql+psycopg://u@h/n"),
        ("sqlite:////folder/x.sqlite", "sqlite:////folder/x.sqlite"),
    ],
)
def test_a_password_is_never_shown(url: str, shown: str) -> None:
    assert config.without_password(url) == shown


def test_an_address_is_kept_without_its_last_slash() -> None:
    settings = config.load({**PRODUCTION, "DIRECTORY_BASE_URL": "https://find.example/"})
    assert settings.base_url == "https://find.example"


@pytest.mark.parametrize("proxies", [0, 1, 10])
def test_up_to_ten_proxies_may_stand_before_the_server(proxies: int) -> None:
    settings = config.load({**PRODUCTION, "DIRECTORY_PROXIES": str(proxies)})
    assert settings.proxies == proxies


@pytest.mark.parametrize(
    "value", ["", "files", "smtp://u:p@mail.example:587", "smtps://mail.example"]
)
def test_letters_go_to_a_server_or_into_files(value: str) -> None:
    settings = config.load({**PRODUCTION, "DIRECTORY_SMTP_URL": value})
    assert settings.smtp_url == value
    assert "u:p" not in repr(settings)


@pytest.mark.parametrize(
    ("environ", "sender"),
    [
        ({}, "directory@localhost"),
        ({"DIRECTORY_BASE_URL": "https://find.example:444/x"}, "directory@find.example"),
        ({"DIRECTORY_BASE_URL": "http://[::1]:8000"}, "directory@localhost"),
        ({"DIRECTORY_CONTACT": "us@club.example"}, "us@club.example"),
        (
            {"DIRECTORY_CONTACT": "us@club.example", "DIRECTORY_MAIL_FROM": "post@club.example"},
            "post@club.example",
        ),
    ],
)
def test_letters_come_from_the_operator_unless_told_otherwise(
    environ: dict[str, str], sender: str
) -> None:
    settings = config.load({**PRODUCTION, **environ})
    assert settings.mail_from == sender


@pytest.mark.parametrize(
    ("base_url", "host"),
    [("https://find.example:444/x", "find.example"), ("http://[::1]:8000", "localhost")],
)
def test_letters_are_named_after_the_site(base_url: str, host: str) -> None:
    assert config.load({**PRODUCTION, "DIRECTORY_BASE_URL": base_url}).mail_host == host


# --- Maps ---


def test_usually_there_are_rings_and_no_streets() -> None:
    settings = config.load(PRODUCTION)
    assert settings.map_mode is MapMode.RINGS
    assert settings.map_tile_ask_first


def test_streets_come_from_a_server_or_a_file(tmp_path: Path) -> None:
    file = tile_file(tmp_path / "ours.pmtiles")
    mode, url, first = (
        "DIRECTORY_MAP_MODE",
        "DIRECTORY_MAP_TILE_URL",
        "DIRECTORY_MAP_TILE_ASK_FIRST",
    )
    tiles = "https://tiles.example.org/{z}/{x}/{y}.png"
    settings = config.load({**PRODUCTION, mode: "tiles", url: tiles, first: "No"})
    assert (settings.map_tile_url, settings.map_tile_ask_first) == (tiles, False)
    settings = config.load({**PRODUCTION, mode: "pmtiles", "DIRECTORY_MAP_PMTILES": str(file)})
    assert settings.map_pmtiles == str(file)


@pytest.mark.parametrize(
    ("said", "environ"),
    [
        ("DIRECTORY_MAP_MODE", {"DIRECTORY_MAP_MODE": "streets"}),
        ("DIRECTORY_MAP_TILE_URL", {"DIRECTORY_MAP_MODE": "tiles"}),
        ("{z}, {x} and {y}", {"DIRECTORY_MAP_TILE_URL": "https://{s}.example.org/{z}/{x}/{y}"}),
        ("yes or no", {"DIRECTORY_MAP_TILE_ASK_FIRST": "sometimes"}),
        ("DIRECTORY_MAP_PMTILES", {"DIRECTORY_MAP_MODE": "pmtiles"}),
        (
            "holds no vector tiles",
            {"DIRECTORY_MAP_MODE": "pmtiles", "DIRECTORY_MAP_PMTILES": __file__},
        ),
    ],
)
def test_a_map_that_cannot_be_shown_is_refused_at_start(said: str, environ: dict[str, str]) -> None:
    assert said in refusal(**environ)
