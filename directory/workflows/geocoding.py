"""Turns and answers of online geocoders, kept in the database for all processes together."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, insert, select, text

from directory.db import Database
from directory.domain.geocoding import Located, NotLocated
from directory.domain.vocabulary import Precision
from directory.models.places import GeocodeAnswer

# One statement, so that two processes cannot take the same turn on either database.
_CLAIM = text(
    """INSERT INTO geocoder_turn (service, next_ms) VALUES (:service, :now + :interval)
    ON CONFLICT (service) DO UPDATE SET next_ms =
      CASE WHEN geocoder_turn.next_ms > :now THEN geocoder_turn.next_ms ELSE :now END + :interval
    WHERE geocoder_turn.next_ms <= :now + :longest
    RETURNING next_ms"""
)
_POSTPONE = text(
    """INSERT INTO geocoder_turn (service, next_ms) VALUES (:service, :until)
    ON CONFLICT (service) DO UPDATE SET next_ms = :until
    WHERE geocoder_turn.next_ms < :until"""
)


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class SharedTurns:
    """The limiter of geocoding services."""

    database: Database
    now: Callable[[], datetime] = utc_now

    def claim(self, service: str, *, interval_ms: int, longest_ms: int) -> int | None:
        now = self._now_ms()
        asked = {"service": service, "now": now, "interval": interval_ms, "longest": longest_ms}
        with self.database.transaction() as session:
            after = session.execute(_CLAIM, asked).scalar()
        return None if after is None else max(0, int(after) - interval_ms - now)

    def postpone(self, service: str, *, by_ms: int) -> None:
        with self.database.transaction() as session:
            session.execute(_POSTPONE, {"service": service, "until": self._now_ms() + by_ms})

    def _now_ms(self) -> int:
        return int(self.now().timestamp() * 1000)


@dataclass(frozen=True, slots=True)
class StoredAnswers:
    """What geocoding services answered, so that no address is asked about twice."""

    database: Database
    now: Callable[[], datetime] = utc_now

    def recall(self, service: str, address: str) -> Located | NotLocated | None:
        query = (
            select(
                GeocodeAnswer.lat, GeocodeAnswer.lon, GeocodeAnswer.label, GeocodeAnswer.precision
            )
            .where(GeocodeAnswer.service == service, GeocodeAnswer.address == address)
            .order_by(GeocodeAnswer.address)
            .limit(1)
        )
        with self.database.reading() as connection:
            row = connection.execute(query).first()
        if row is None:
            return None
        if row.lat is None:
            return NotLocated()
        return Located(row.lat, row.lon, row.label, Precision(row.precision))

    def keep(self, service: str, address: str, *, answer: Located | NotLocated) -> None:
        values: dict[str, Any] = {"lat": None, "lon": None, "label": "", "precision": ""}
        if isinstance(answer, Located):
            values = {
                "lat": answer.lat,
                "lon": answer.lon,
                "label": answer.label,
                "precision": answer.precision.value,
            }
        with self.database.transaction() as session:
            session.execute(
                delete(GeocodeAnswer).where(
                    GeocodeAnswer.service == service, GeocodeAnswer.address == address
                )
            )
            session.execute(
                insert(GeocodeAnswer).values(
                    service=service, address=address, answered_at=self.now(), **values
                )
            )
