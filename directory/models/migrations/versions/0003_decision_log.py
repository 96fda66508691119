"""The log of decisions: a tree that only grows, signed heads, and the side that names people."""

import sqlalchemy as sa
from alembic import op

from directory.models import log_guards

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

BYTE_ORDERED = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "log_entry",
        sa.Column("seq", ID, autoincrement=False, nullable=False),
        sa.Column("leaf", BYTE_ORDERED, nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_log_entry")),
    )
    op.create_table(
        "log_node",
        sa.Column("level", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("nth", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("level", "nth", name=op.f("pk_log_node")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "log_head",
        sa.Column("size", ID, autoincrement=False, nullable=False),
        sa.Column("at", BYTE_ORDERED, nullable=False),
        sa.Column("root", sa.LargeBinary(), nullable=False),
        sa.Column("previous", sa.LargeBinary(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.Column("key_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("size", name=op.f("pk_log_head")),
    )
    op.create_table(
        "log_salt",
        sa.Column("practitioner_id", ID, autoincrement=False, nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("practitioner_id", name=op.f("pk_log_salt")),
    )
    op.create_table(
        "log_private",
        sa.Column("seq", ID, autoincrement=False, nullable=False),
        sa.Column("practitioner_id", ID, nullable=True),
        sa.Column("subject_kind", sa.Text(), nullable=True),
        sa.Column("subject_id", ID, nullable=True),
        sa.Column("actor_kind", sa.Text(), nullable=False),
        sa.Column("actor_id", ID, nullable=True),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("details", sa.Text(), nullable=True),
        sa.Column("salt", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["seq"], ["log_entry.seq"], name=op.f("fk_log_private_seq_log_entry")
        ),
        sa.ForeignKeyConstraint(
            ["practitioner_id"],
            ["log_salt.practitioner_id"],
            name=op.f("fk_log_private_practitioner_id_log_salt"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_log_private")),
    )
    op.create_index(
        op.f("ix_log_private_practitioner_id"), "log_private", ["practitioner_id"], unique=False
    )
    connection = op.get_bind()
    for statement in log_guards.creation(connection.dialect.name):
        connection.exec_driver_sql(statement)


def downgrade() -> None:
    op.drop_index(op.f("ix_log_private_practitioner_id"), table_name="log_private")

    op.drop_table("log_private")
    op.drop_table("log_salt")
    op.drop_table("log_head")
    op.drop_table("log_node")
    op.drop_table("log_entry")
    connection = op.get_bind()
    for statement in log_guards.removal(connection.dialect.name):
        connection.exec_driver_sql(statement)
