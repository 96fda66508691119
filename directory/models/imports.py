"""How far an import has come: kept while it runs, so that whoever goes on ends in one report."""

from sqlalchemy.orm import Mapped, mapped_column

from directory.models.base import Base, ByteOrderedText


class ImportedLine(Base):
    """A line of a file that is being imported, and what became of it.

    Written in the transaction that carries the line out, and removed once the report is.
    `remarks`: what is said of it, as JSON.
    """

    __tablename__ = "imported_line"
    __table_args__ = ({"sqlite_with_rowid": False},)

    file_sha256: Mapped[str] = mapped_column(ByteOrderedText, primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    outcome: Mapped[str]
    remarks: Mapped[str]
