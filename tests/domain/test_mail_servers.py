import pytest

from directory.domain.mail_servers import MailServer, read_mail_server


def server(**given: object) -> MailServer:
    usual = {"host": "mail.example", "port": 587, "encrypted": False, "upgrades": True}
    return MailServer(**{**usual, **given})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("smtp://mail.example", server()),
        ("smtp://mail.example/", server()),
        ("smtp://mail.example:2525", server(port=2525)),
        ("smtps://mail.example", server(port=465, encrypted=True, upgrades=False)),
        ("smtps://mail.example:1465", server(port=1465, encrypted=True, upgrades=False)),
        ("smtp://ana@mail.example", server(user="ana")),
        ("smtp://ana:w@mail.example", server(user="ana", password="w")),  # noqa: S106
        (
            "smtp://ana%40mail.example:a%3Ab%2Fc%25@mail.example",
            server(user="ana@mail.example", password="a:b/c%"),  # noqa: S106
        ),
        ("smtp://localhost:25?tls=off", server(host="localhost", port=25, upgrades=False)),
        ("smtp://127.0.0.1?tls=off", server(host="127.0.0.1", upgrades=False)),
        ("smtp://[::1]:1025?tls=off", server(host="::1", port=1025, upgrades=False)),
        ("smtp://localhost", server(host="localhost")),
    ],
)
def test_an_address_says_where_as_whom_and_how(text: str, read: MailServer) -> None:
    assert read_mail_server(text) == read


@pytest.mark.parametrize(
    "text",
    [
        "",
        "mail.example",
        "mail.example:25",
        "//mail.example",
        "http://mail.example",
        "http://mail.example:25",
        "smtp://",
        "smtp://ana@",
        "smtp://:25",
        "smtp://mail.example:0x19",
        "smtp://mail.example:65536",
        "smtp://[::1",
        "smtp://mail.example/folder",
        "smtp://mail.example#part",
        "smtp://ana:a#b@mail.example",
        "smtp://zoë@mail.example",
        "smtp://máil.example",
    ],
)
def test_what_is_no_address_is_none(text: str) -> None:
    assert read_mail_server(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "smtp://mail.example?tls=off",
        "smtp://192.0.2.1?tls=off",
        "smtp://localhost.mail.example?tls=off",
        "smtps://localhost?tls=off",
        "smtp://localhost?tls=no",
        "smtp://localhost?tls=off&x=1",
    ],
)
def test_only_this_machine_is_spoken_to_in_the_open(text: str) -> None:
    assert read_mail_server(text) is None


def test_a_password_is_not_shown() -> None:
    assert "hunter2" not in repr(read_mail_server("smtp://ana:hunter2@mail.example"))
