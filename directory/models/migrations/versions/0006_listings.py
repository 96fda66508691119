"""Listings kept by their owners: drafts, held changes, claims, invitations, messages, reminders."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

BYTE_ORDERED = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SLUG = sa.String(32)


def upgrade() -> None:
    op.create_table(
        "opt_out",
        sa.Column("key_hash", BYTE_ORDERED, nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key_hash", name=op.f("pk_opt_out")),
    )
    op.create_table(
        "calendar_feed",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("practitioner_id", ID, nullable=True),
        sa.Column("clinic_id", ID, nullable=True),
        sa.Column("token_hash", BYTE_ORDERED, nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("revoked_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_calendar_feed_account_id_account"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["clinic_id"],
            ["clinic.id"],
            name=op.f("fk_calendar_feed_clinic_id_clinic"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["practitioner_id"],
            ["practitioner.id"],
            name=op.f("fk_calendar_feed_practitioner_id_practitioner"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_feed")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_calendar_feed_token_hash")),
    )
    op.create_index(
        op.f("ix_calendar_feed_account_id"), "calendar_feed", ["account_id"], unique=False
    )
    op.create_table(
        "claim",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("practitioner_id", ID, nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("way", SLUG, nullable=False),
        sa.Column("state", SLUG, nullable=False),
        sa.Column("code_hash", sa.Text(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("begun_at", sa.BigInteger(), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.Column("proven_at", sa.BigInteger(), nullable=True),
        sa.Column("hold_until", sa.BigInteger(), nullable=True),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.Column("settled_by", ID, nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_claim_account_id_account"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["practitioner_id"],
            ["practitioner.id"],
            name=op.f("fk_claim_practitioner_id_practitioner"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["settled_by"],
            ["account.id"],
            name=op.f("fk_claim_settled_by_account"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
    )
    op.create_index(op.f("ix_claim_account_id"), "claim", ["account_id"], unique=False)
    op.create_index(op.f("ix_claim_practitioner_id"), "claim", ["practitioner_id"], unique=False)
    op.create_index(
        op.f("ix_claim_state_hold_until"), "claim", ["state", "hold_until"], unique=False
    )
    op.create_index(
        "uq_claim_open",
        "claim",
        ["practitioner_id"],
        unique=True,
        sqlite_where=sa.text("state IN ('begun', 'waiting')"),
        postgresql_where=sa.text("state IN ('begun', 'waiting')"),
    )
    op.create_table(
        "draft",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("practitioner_id", ID, nullable=False),
        sa.Column("kind", SLUG, nullable=False),
        sa.Column("purpose", SLUG, nullable=False),
        sa.Column("subject_id", ID, nullable=True),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("begun_at", sa.BigInteger(), nullable=False),
        sa.Column("saved_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["practitioner_id"],
            ["practitioner.id"],
            name=op.f("fk_draft_practitioner_id_practitioner"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
    )
    op.create_index(op.f("ix_draft_practitioner_id"), "draft", ["practitioner_id"], unique=False)
    op.create_table(
        "held_change",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("practitioner_id", ID, nullable=False),
        sa.Column("kind", SLUG, nullable=False),
        sa.Column("subject_id", ID, nullable=True),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("asked_by", ID, nullable=True),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("settled_by", ID, nullable=True),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.Column("outcome", SLUG, nullable=True),
        sa.ForeignKeyConstraint(
            ["asked_by"],
            ["account.id"],
            name=op.f("fk_held_change_asked_by_account"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["practitioner_id"],
            ["practitioner.id"],
            name=op.f("fk_held_change_practitioner_id_practitioner"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["settled_by"],
            ["account.id"],
            name=op.f("fk_held_change_settled_by_account"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held_change")),
    )
    op.create_index(
        op.f("ix_held_change_practitioner_id"), "held_change", ["practitioner_id"], unique=False
    )
    op.create_index(op.f("ix_held_change_settled_at"), "held_change", ["settled_at"], unique=False)
    op.create_table(
        "invitation",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("kind", SLUG, nullable=False),
        sa.Column("practitioner_id", ID, nullable=True),
        sa.Column("clinic_id", ID, nullable=True),
        sa.Column("email", BYTE_ORDERED, nullable=False),
        sa.Column("invited_by", ID, nullable=True),
        sa.Column("invited_at", sa.BigInteger(), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.Column("answered_by", ID, nullable=True),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.Column("outcome", SLUG, nullable=True),
        sa.ForeignKeyConstraint(
            ["answered_by"],
            ["account.id"],
            name=op.f("fk_invitation_answered_by_account"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["clinic_id"],
            ["clinic.id"],
            name=op.f("fk_invitation_clinic_id_clinic"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["invited_by"],
            ["account.id"],
            name=op.f("fk_invitation_invited_by_account"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["practitioner_id"],
            ["practitioner.id"],
            name=op.f("fk_invitation_practitioner_id_practitioner"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
    )
    op.create_index(op.f("ix_invitation_clinic_id"), "invitation", ["clinic_id"], unique=False)
    op.create_index(op.f("ix_invitation_email"), "invitation", ["email"], unique=False)
    op.create_index(
        op.f("ix_invitation_practitioner_id"), "invitation", ["practitioner_id"], unique=False
    )
    op.create_table(
        "message",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("practitioner_id", ID, nullable=False),
        sa.Column("subject_kind", SLUG, nullable=True),
        sa.Column("subject_id", ID, nullable=True),
        sa.Column("by", SLUG, nullable=False),
        sa.Column("account_id", ID, nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("written_at", sa.BigInteger(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_message_account_id_account"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["practitioner_id"],
            ["practitioner.id"],
            name=op.f("fk_message_practitioner_id_practitioner"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
    )
    op.create_index(
        op.f("ix_message_practitioner_id_written_at"),
        "message",
        ["practitioner_id", "written_at"],
        unique=False,
    )
    op.create_table(
        "reminder",
        sa.Column("practitioner_id", ID, nullable=False),
        sa.Column("kind", SLUG, nullable=False),
        sa.Column("about", ID, nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("dealt_at", sa.BigInteger(), nullable=False),
        sa.Column("sent", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["practitioner_id"],
            ["practitioner.id"],
            name=op.f("fk_reminder_practitioner_id_practitioner"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "practitioner_id", "kind", "about", "due", "step", name=op.f("pk_reminder")
        ),
    )
    op.add_column("certification", sa.Column("corrects", sa.Boolean(), nullable=True))
    op.add_column("evidence", sa.Column("name", sa.Text(), nullable=True))
    op.add_column("evidence", sa.Column("pages", sa.Integer(), nullable=True))
    op.add_column("evidence", sa.Column("stored_as", BYTE_ORDERED, nullable=True))
    op.create_index(op.f("ix_evidence_stored_as"), "evidence", ["stored_as"], unique=True)
    op.add_column("licence", sa.Column("corrects", sa.Boolean(), nullable=True))
    op.add_column("needling_authorization", sa.Column("corrects", sa.Boolean(), nullable=True))
    op.add_column("one_time_link", sa.Column("subject_id", ID, nullable=True))
    op.add_column("practice_location", sa.Column("ended_on", sa.Date(), nullable=True))
    op.add_column("practitioner", sa.Column("no_new_patients_until", sa.Date(), nullable=True))
    op.add_column("practitioner", sa.Column("reference", BYTE_ORDERED, nullable=True))
    op.add_column("practitioner", sa.Column("declared_at", sa.BigInteger(), nullable=True))
    op.add_column(
        "practitioner", sa.Column("no_certification_said_at", sa.BigInteger(), nullable=True)
    )
    op.add_column("practitioner", sa.Column("paused_at", sa.BigInteger(), nullable=True))
    op.add_column("practitioner", sa.Column("left_at", sa.BigInteger(), nullable=True))
    op.create_index(op.f("ix_practitioner_reference"), "practitioner", ["reference"], unique=True)
    op.add_column("training", sa.Column("corrects", sa.Boolean(), nullable=True))


def downgrade() -> None:
    op.drop_column("training", "corrects")
    op.drop_index(op.f("ix_practitioner_reference"), table_name="practitioner")
    op.drop_column("practitioner", "left_at")
    op.drop_column("practitioner", "paused_at")
    op.drop_column("practitioner", "no_certification_said_at")
    op.drop_column("practitioner", "declared_at")
    op.drop_column("practitioner", "reference")
    op.drop_column("practitioner", "no_new_patients_until")
    op.drop_column("practice_location", "ended_on")
    op.drop_column("one_time_link", "subject_id")
    op.drop_column("needling_authorization", "corrects")
    op.drop_column("licence", "corrects")
    op.drop_index(op.f("ix_evidence_stored_as"), table_name="evidence")
    op.drop_column("evidence", "stored_as")
    op.drop_column("evidence", "pages")
    op.drop_column("evidence", "name")
    op.drop_column("certification", "corrects")
    op.drop_table("reminder")
    op.drop_table("message")
    op.drop_table("invitation")
    op.drop_table("held_change")
    op.drop_table("draft")
    op.drop_table("claim")
    op.drop_table("calendar_feed")
    op.drop_table("opt_out")
