"""Accounts: ways to sign in, sessions, links that work once, limits, delegates, proposals."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

BYTE_ORDERED = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SLUG = sa.String(32)


def upgrade() -> None:
    op.create_table(
        "limit_window",
        sa.Column("kind", BYTE_ORDERED, nullable=False),
        sa.Column("key_hash", BYTE_ORDERED, nullable=False),
        sa.Column("tried", sa.Integer(), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "key_hash", name=op.f("pk_limit_window")),
    )
    op.create_index(op.f("ix_limit_window_ends_at"), "limit_window", ["ends_at"])
    op.create_table(
        "used_challenge",
        sa.Column("challenge_hash", BYTE_ORDERED, nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("challenge_hash", name=op.f("pk_used_challenge")),
    )
    op.create_index(op.f("ix_used_challenge_ends_at"), "used_challenge", ["ends_at"])
    op.create_table(
        "account_proposal",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("kind", SLUG, nullable=False),
        sa.Column("email", BYTE_ORDERED, nullable=False),
        sa.Column("role", SLUG, nullable=True),
        sa.Column("proposed_by", ID, nullable=False),
        sa.Column("proposed_at", sa.BigInteger(), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.Column("settled_by", ID, nullable=True),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.Column("outcome", SLUG, nullable=True),
        sa.ForeignKeyConstraint(
            ["proposed_by"], ["account.id"], name=op.f("fk_account_proposal_proposed_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["settled_by"], ["account.id"], name=op.f("fk_account_proposal_settled_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_proposal")),
    )
    op.create_index(op.f("ix_account_proposal_settled_at"), "account_proposal", ["settled_at"])
    op.create_table(
        "account_session",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("token_hash", BYTE_ORDERED, nullable=False),
        sa.Column("lacking", SLUG, nullable=True),
        sa.Column("opened_by", SLUG, nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.Column("proven_at", sa.BigInteger(), nullable=False),
        sa.Column("proof", SLUG, nullable=False),
        sa.Column("proof_spent", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_account_session_account_id_account"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_session")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_account_session_token_hash")),
    )
    op.create_index(op.f("ix_account_session_account_id"), "account_session", ["account_id"])
    op.create_index(op.f("ix_account_session_ends_at"), "account_session", ["ends_at"])
    op.create_table(
        "code_app",
        sa.Column("account_id", ID, nullable=False),
        sa.Column("sealed_secret", sa.Text(), nullable=False),
        sa.Column("last_step", sa.BigInteger(), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_code_app_account_id_account"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_code_app")),
    )
    op.create_table(
        "known_device",
        sa.Column("account_id", ID, nullable=False),
        sa.Column("token_hash", BYTE_ORDERED, nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_known_device_account_id_account"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("account_id", "token_hash", name=op.f("pk_known_device")),
    )
    op.create_table(
        "passkey",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("credential_id", BYTE_ORDERED, nullable=False),
        sa.Column("public_key", sa.Text(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_passkey_account_id_account"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkey")),
        sa.UniqueConstraint("credential_id", name=op.f("uq_passkey_credential_id")),
    )
    op.create_index(op.f("ix_passkey_account_id"), "passkey", ["account_id"])
    op.create_table(
        "password_hash",
        sa.Column("account_id", ID, nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("set_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_password_hash_account_id_account"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_password_hash")),
    )
    op.create_table(
        "recovery_code",
        sa.Column("account_id", ID, nullable=False),
        sa.Column("code_hash", BYTE_ORDERED, nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_recovery_code_account_id_account"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("account_id", "code_hash", name=op.f("pk_recovery_code")),
    )
    op.create_table(
        "delegate",
        sa.Column("practitioner_id", ID, nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_delegate_account_id_account"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["practitioner_id"],
            ["practitioner.id"],
            name=op.f("fk_delegate_practitioner_id_practitioner"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("practitioner_id", "account_id", name=op.f("pk_delegate")),
    )
    op.create_index(op.f("ix_delegate_account_id"), "delegate", ["account_id"])
    op.create_table(
        "one_time_link",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("token_hash", BYTE_ORDERED, nullable=False),
        sa.Column("purpose", SLUG, nullable=False),
        sa.Column("account_id", ID, nullable=True),
        sa.Column("session_id", ID, nullable=True),
        sa.Column("email", BYTE_ORDERED, nullable=False),
        sa.Column("params", sa.Text(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_one_time_link_account_id_account"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["account_session.id"],
            name=op.f("fk_one_time_link_session_id_account_session"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_one_time_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_one_time_link_token_hash")),
    )
    op.create_index(op.f("ix_one_time_link_account_id"), "one_time_link", ["account_id"])
    op.create_index(op.f("ix_one_time_link_ends_at"), "one_time_link", ["ends_at"])
    op.add_column("account", sa.Column("language", sa.Text(), nullable=False, server_default="en"))
    op.add_column(
        "account", sa.Column("synthetic", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column("account", sa.Column("closed_at", sa.BigInteger(), nullable=True))
    op.add_column("mail", sa.Column("claimed_at", sa.BigInteger(), nullable=True))
    op.add_column("mail", sa.Column("fault", sa.Text(), nullable=True))
    op.create_index(op.f("ix_mail_account_id"), "mail", ["account_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_mail_account_id"), table_name="mail")
    op.drop_column("mail", "fault")
    op.drop_column("mail", "claimed_at")
    op.drop_column("account", "closed_at")
    op.drop_column("account", "synthetic")
    op.drop_column("account", "language")
    op.drop_index(op.f("ix_one_time_link_ends_at"), table_name="one_time_link")
    op.drop_index(op.f("ix_one_time_link_account_id"), table_name="one_time_link")
    op.drop_table("one_time_link")
    op.drop_index(op.f("ix_delegate_account_id"), table_name="delegate")
    op.drop_table("delegate")
    op.drop_table("recovery_code")
    op.drop_table("password_hash")
    op.drop_index(op.f("ix_passkey_account_id"), table_name="passkey")
    op.drop_table("passkey")
    op.drop_table("known_device")
    op.drop_table("code_app")
    op.drop_index(op.f("ix_account_session_ends_at"), table_name="account_session")
    op.drop_index(op.f("ix_account_session_account_id"), table_name="account_session")
    op.drop_table("account_session")
    op.drop_index(op.f("ix_account_proposal_settled_at"), table_name="account_proposal")
    op.drop_table("account_proposal")
    op.drop_index(op.f("ix_used_challenge_ends_at"), table_name="used_challenge")
    op.drop_table("used_challenge")
    op.drop_index(op.f("ix_limit_window_ends_at"), table_name="limit_window")
    op.drop_table("limit_window")
