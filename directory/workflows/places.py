"""Load the gazetteer from data/ into the tables, all or nothing."""

from datetime import datetime
from itertools import islice
from pathlib import Path

from sqlalchemy import delete, insert, select

from directory.adapters.place_files import (
    FOLDER,
    gazetteer_version,
    read_gazetteer,
    verify_place_files,
)
from directory.db import Database
from directory.models.places import Gazetteer, PlaceName, PlaceRow, name_values, place_values

CHUNK = 5_000


def load_places(
    database: Database, at: datetime, *, anew: bool = False, folder: Path = FOLDER
) -> bool:
    """Bring the tables to the gazetteer in a folder; says whether there was anything to do.

    Raises `DamagedDataFile` before anything is changed.
    """
    version = gazetteer_version(folder)
    with database.reading() as connection:
        loaded = connection.scalar(select(Gazetteer.version).limit(1))
    if loaded == version and not anew:
        return False
    verify_place_files(folder)
    rows = iter(read_gazetteer(folder))
    with database.transaction() as session:
        session.execute(delete(PlaceName))
        session.execute(delete(PlaceRow))
        session.execute(delete(Gazetteer))
        # A session leaves NULLs out, and would send a statement for each run of rows alike in them.
        connection = session.connection()
        while chunk := list(islice(rows, CHUNK)):
            connection.execute(insert(PlaceRow), [place_values(row.place) for row in chunk])
            names = [value for row in chunk for value in name_values(row.place, row.keys)]
            connection.execute(insert(PlaceName), names)
        session.add(Gazetteer(id=1, version=version, loaded_at=at))
    return True
