"""What all tables share: names of constraints and the types that both databases store alike."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, Dialect, Enum, Integer, MetaData, Text, TypeDecorator
from sqlalchemy.dialects.postgresql import TEXT
from sqlalchemy.orm import DeclarativeBase

from directory.domain.clock import instant, seconds

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

ByteOrderedText = Text().with_variant(TEXT(collation="C"), "postgresql")
"""Text that sorts and compares byte by byte on both databases."""

Id = BigInteger().with_variant(Integer, "sqlite")
"""A 60-bit identifier; SQLite aliases only a column typed INTEGER to its row number."""


class Instant(TypeDecorator[datetime]):
    """An aware datetime as whole UTC seconds; the ends of time as `seconds` writes them."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002  (SQLAlchemy's signature)
        """Write a datetime as seconds."""
        return None if value is None else seconds(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  (SQLAlchemy's signature)
        """Read seconds as a datetime."""
        return None if value is None else instant(value)


def slugs(kind: type[StrEnum]) -> Enum:
    """Make the column type of a closed set of words, stored as the words themselves."""
    return Enum(
        kind,
        native_enum=False,
        values_callable=lambda members: [member.value for member in members],
        length=32,
        create_constraint=False,
    )


class Base(DeclarativeBase):
    """Every table of the directory."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: Any = {str: Text(), datetime: Instant()}  # noqa: RUF012  (SQLAlchemy reads it)
