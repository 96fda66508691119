"""How far an import of a file has come."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

BYTE_ORDERED = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "imported_line",
        sa.Column("file_sha256", BYTE_ORDERED, nullable=False),
        sa.Column("line", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("remarks", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("file_sha256", "line", name=op.f("pk_imported_line")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("imported_line")
