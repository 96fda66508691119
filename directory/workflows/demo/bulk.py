"""Many rows into one table, by the fastest way that each database has."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, insert

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
        statement = insert(table).compile(dialect=connection.dialect, column_keys=list(columns))
        connection.exec_driver_sql(str(statement), list(rows))


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
