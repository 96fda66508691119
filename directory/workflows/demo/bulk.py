"""Many rows into one table, by the fastest way that each database has."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection

from directory.models.base import Base


def write_rows(
    connection: Connection,
    table: type[Base],
    *,
    columns: Sequence[str],
    rows: Sequence[tuple[Any, ...]],
) -> None:
    """Add rows whose values are already as the database stores them."""
    if not rows:
        return
    if connection.dialect.name == "postgresql":
        _copy(connection, table.__tablename__, columns=columns, rows=rows)
    else:
        names, gaps = ", ".join(columns), ", ".join("?" * len(columns))
        statement = f"INSERT INTO {table.__tablename__} ({names}) VALUES ({gaps})"  # noqa: S608  (our own names)
        connection.exec_driver_sql(statement, list(rows))


def _copy(
    connection: Connection,
    table: str,
    *,
    columns: Sequence[str],
    rows: Iterable[tuple[Any, ...]],
) -> None:
    driver: Any = connection.connection.driver_connection
    with (
        driver.cursor() as cursor,
        cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(row)
