"""The desk of reviewers: its work, checks noted, reports, samples, registers and exclusions."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

BYTE_ORDERED = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SLUG = sa.String(32)


def upgrade() -> None:
    op.create_table(
        "book_version",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("book", BYTE_ORDERED, nullable=False),
        sa.Column("key", BYTE_ORDERED, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("source_url", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=False),
        sa.Column("recorded_by", ID, nullable=True),
        sa.Column("recorded_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_book_version")),
    )
    op.create_index(
        op.f("ix_book_version_book_key_recorded_at"),
        "book_version",
        ["book", "key", "recorded_at"],
        unique=False,
    )
    op.create_table(
        "decision_fact",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("kind", SLUG, nullable=False),
        sa.Column("action", SLUG, nullable=False),
        sa.Column("waited", sa.Integer(), nullable=True),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_fact")),
    )
    op.create_index(
        op.f("ix_decision_fact_account_id_day"),
        "decision_fact",
        ["account_id", "day"],
        unique=False,
    )
    op.create_index(op.f("ix_decision_fact_day"), "decision_fact", ["day"], unique=False)
    op.create_table(
        "last_decision",
        sa.Column("subject_kind", SLUG, nullable=False),
        sa.Column("subject_id", ID, autoincrement=False, nullable=False),
        sa.Column("practitioner_id", ID, nullable=False),
        sa.Column("action", SLUG, nullable=False),
        sa.Column("decided_by", ID, nullable=False),
        sa.Column("decided_at", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("mail_id", ID, nullable=True),
        sa.Column("check_id", ID, nullable=True),
        sa.Column("fact_id", ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["practitioner_id"],
            ["practitioner.id"],
            name=op.f("fk_last_decision_practitioner_id_practitioner"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("subject_kind", "subject_id", name=op.f("pk_last_decision")),
    )
    op.create_index(
        op.f("ix_last_decision_practitioner_id"), "last_decision", ["practitioner_id"], unique=False
    )
    op.create_index(
        op.f("ix_last_decision_decided_at"), "last_decision", ["decided_at"], unique=False
    )
    op.create_table(
        "desk_item",
        sa.Column("tab", SLUG, nullable=False),
        sa.Column("subject_id", ID, autoincrement=False, nullable=False),
        sa.Column("kind", SLUG, nullable=False),
        sa.Column("practitioner_id", ID, nullable=True),
        sa.Column("opens_at", sa.BigInteger(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("country", SLUG, nullable=True),
        sa.Column("region", sa.Text(), nullable=True),
        sa.Column("profession", SLUG, nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("flags", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("tab", "subject_id", name=op.f("pk_desk_item")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_desk_item_practitioner_id"), "desk_item", ["practitioner_id"], unique=False
    )
    op.create_index(
        op.f("ix_desk_item_tab_opens_at_subject_id"),
        "desk_item",
        ["tab", "opens_at", "subject_id"],
        unique=False,
    )
    op.create_table(
        "import_run",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("sha256", BYTE_ORDERED, nullable=False),
        sa.Column("began_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("totals", sa.Text(), nullable=False),
        sa.Column("report", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_run")),
    )
    op.create_index(op.f("ix_import_run_began_at"), "import_run", ["began_at"], unique=False)
    op.create_table(
        "recheck_result",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("exact", sa.Boolean(), nullable=False),
        sa.Column("functional", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recheck_result")),
    )
    op.create_index(op.f("ix_recheck_result_done_on"), "recheck_result", ["done_on"], unique=False)
    op.create_table(
        "register_batch",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("sha256", BYTE_ORDERED, nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("country", SLUG, nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("profession", SLUG, nullable=False),
        sa.Column("source_name", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("looked_on", sa.Date(), nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.Column("read_at", sa.BigInteger(), nullable=False),
        sa.Column("signed_by", ID, nullable=True),
        sa.Column("signed_at", sa.BigInteger(), nullable=True),
        sa.Column("refused_by", ID, nullable=True),
        sa.Column("refused_at", sa.BigInteger(), nullable=True),
        sa.Column("carried_out_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["refused_by"],
            ["account.id"],
            name=op.f("fk_register_batch_refused_by_account"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["signed_by"],
            ["account.id"],
            name=op.f("fk_register_batch_signed_by_account"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_batch")),
    )
    op.create_index(
        op.f("ix_register_batch_signed_at"), "register_batch", ["signed_at"], unique=False
    )
    op.create_index(
        "uq_register_batch_file",
        "register_batch",
        ["sha256", "country", "region", "profession", "looked_on"],
        unique=True,
        sqlite_where=sa.text("refused_at IS NULL"),
        postgresql_where=sa.text("refused_at IS NULL"),
    )
    op.create_table(
        "reviewer_setting",
        sa.Column("account_id", ID, autoincrement=False, nullable=False),
        sa.Column("shortcuts", sa.Boolean(), nullable=False),
        sa.Column("next_oldest", sa.Boolean(), nullable=False),
        sa.Column("away_from", sa.Date(), nullable=True),
        sa.Column("away_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_reviewer_setting_account_id_account"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("account_id", name=op.f("pk_reviewer_setting")),
    )
    op.create_table(
        "desk_file",
        sa.Column("practitioner_id", ID, autoincrement=False, nullable=False),
        sa.Column("assigned_to", ID, nullable=True),
        sa.Column("put_off_until", sa.Date(), nullable=True),
        sa.Column("opened_by", ID, nullable=True),
        sa.Column("opened_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["assigned_to"],
            ["account.id"],
            name=op.f("fk_desk_file_assigned_to_account"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["opened_by"],
            ["account.id"],
            name=op.f("fk_desk_file_opened_by_account"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["practitioner_id"],
            ["practitioner.id"],
            name=op.f("fk_desk_file_practitioner_id_practitioner"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("practitioner_id", name=op.f("pk_desk_file")),
    )
    op.create_index(op.f("ix_desk_file_assigned_to"), "desk_file", ["assigned_to"], unique=False)
    op.create_table(
        "exclusion_match",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("practitioner_id", ID, nullable=False),
        sa.Column("exact", sa.Boolean(), nullable=False),
        sa.Column("line_sha256", BYTE_ORDERED, nullable=False),
        sa.Column("name_listed", sa.Text(), nullable=False),
        sa.Column("region_listed", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("excluded_on", sa.Date(), nullable=True),
        sa.Column("found_at", sa.BigInteger(), nullable=False),
        sa.Column("hold_id", ID, nullable=True),
        sa.Column("outcome", SLUG, nullable=True),
        sa.Column("settled_by", ID, nullable=True),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["practitioner_id"],
            ["practitioner.id"],
            name=op.f("fk_exclusion_match_practitioner_id_practitioner"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["settled_by"],
            ["account.id"],
            name=op.f("fk_exclusion_match_settled_by_account"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exclusion_match")),
        sa.UniqueConstraint(
            "practitioner_id",
            "line_sha256",
            name=op.f("uq_exclusion_match_practitioner_id_line_sha256"),
        ),
    )
    op.create_index(
        op.f("ix_exclusion_match_settled_at"), "exclusion_match", ["settled_at"], unique=False
    )
    op.create_table(
        "file_note",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("practitioner_id", ID, nullable=False),
        sa.Column("account_id", ID, nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("written_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_file_note_account_id_account"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["practitioner_id"],
            ["practitioner.id"],
            name=op.f("fk_file_note_practitioner_id_practitioner"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file_note")),
    )
    op.create_index(
        op.f("ix_file_note_practitioner_id"), "file_note", ["practitioner_id"], unique=False
    )
    op.create_table(
        "issuer_request",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("reference", BYTE_ORDERED, nullable=False),
        sa.Column("practitioner_id", ID, nullable=False),
        sa.Column("subject_kind", SLUG, nullable=False),
        sa.Column("subject_id", ID, nullable=False),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("asked_by", ID, nullable=True),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.Column("answer", SLUG, nullable=True),
        sa.Column("answered_by", sa.Text(), nullable=True),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["asked_by"],
            ["account.id"],
            name=op.f("fk_issuer_request_asked_by_account"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["practitioner_id"],
            ["practitioner.id"],
            name=op.f("fk_issuer_request_practitioner_id_practitioner"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issuer_request")),
        sa.UniqueConstraint("reference", name=op.f("uq_issuer_request_reference")),
    )
    op.create_index(
        op.f("ix_issuer_request_practitioner_id"),
        "issuer_request",
        ["practitioner_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_issuer_request_subject_id"), "issuer_request", ["subject_id"], unique=False
    )
    op.create_table(
        "noted_check",
        sa.Column("subject_kind", SLUG, nullable=False),
        sa.Column("subject_id", ID, autoincrement=False, nullable=False),
        sa.Column("practitioner_id", ID, nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("noted_by", ID, nullable=True),
        sa.Column("noted_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["noted_by"],
            ["account.id"],
            name=op.f("fk_noted_check_noted_by_account"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["practitioner_id"],
            ["practitioner.id"],
            name=op.f("fk_noted_check_practitioner_id_practitioner"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("subject_kind", "subject_id", name=op.f("pk_noted_check")),
    )
    op.create_index(
        op.f("ix_noted_check_practitioner_id"), "noted_check", ["practitioner_id"], unique=False
    )
    op.create_table(
        "proposed_act",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("kind", SLUG, nullable=False),
        sa.Column("practitioner_id", ID, nullable=False),
        sa.Column("other_id", ID, nullable=True),
        sa.Column("seen", BYTE_ORDERED, nullable=False),
        sa.Column("reason", SLUG, nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("proposed_by", ID, nullable=False),
        sa.Column("proposed_at", sa.BigInteger(), nullable=False),
        sa.Column("settled_by", ID, nullable=True),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.Column("confirmed", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["practitioner_id"],
            ["practitioner.id"],
            name=op.f("fk_proposed_act_practitioner_id_practitioner"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by"], ["account.id"], name=op.f("fk_proposed_act_proposed_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["settled_by"], ["account.id"], name=op.f("fk_proposed_act_settled_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposed_act")),
    )
    op.create_index(
        op.f("ix_proposed_act_practitioner_id"), "proposed_act", ["practitioner_id"], unique=False
    )
    op.create_index(
        op.f("ix_proposed_act_settled_at"), "proposed_act", ["settled_at"], unique=False
    )
    op.create_table(
        "recheck",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("practitioner_id", ID, nullable=False),
        sa.Column("location_id", ID, nullable=False),
        sa.Column("drawn_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("answers", sa.Text(), nullable=True),
        sa.Column("exact", sa.Boolean(), nullable=True),
        sa.Column("functional", sa.Boolean(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("done_by", ID, nullable=True),
        sa.Column("done_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["done_by"],
            ["account.id"],
            name=op.f("fk_recheck_done_by_account"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["practitioner_id"],
            ["practitioner.id"],
            name=op.f("fk_recheck_practitioner_id_practitioner"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recheck")),
    )
    op.create_index(op.f("ix_recheck_done_at"), "recheck", ["done_at"], unique=False)
    op.create_index(
        op.f("ix_recheck_practitioner_id"), "recheck", ["practitioner_id"], unique=False
    )
    op.create_table(
        "register_line",
        sa.Column("batch_id", ID, autoincrement=False, nullable=False),
        sa.Column("line", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("status_words", sa.Text(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=True),
        sa.Column("match", SLUG, nullable=False),
        sa.Column("licence_id", ID, nullable=True),
        sa.Column("licence_version", sa.Integer(), nullable=True),
        sa.Column("sampled", sa.Boolean(), nullable=False),
        sa.Column("agreed", sa.Boolean(), nullable=True),
        sa.Column("done_at", sa.BigInteger(), nullable=True),
        sa.Column("fault", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["batch_id"],
            ["register_batch.id"],
            name=op.f("fk_register_line_batch_id_register_batch"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("batch_id", "line", name=op.f("pk_register_line")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_register_line_licence_id"), "register_line", ["licence_id"], unique=False
    )
    op.create_table(
        "report",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("reference", BYTE_ORDERED, nullable=False),
        sa.Column("practitioner_id", ID, nullable=False),
        sa.Column("location_id", ID, nullable=True),
        sa.Column("reason", SLUG, nullable=False),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("sender_hash", sa.Text(), nullable=True),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("triaged_by", ID, nullable=True),
        sa.Column("triaged_at", sa.BigInteger(), nullable=True),
        sa.Column("outcome", SLUG, nullable=True),
        sa.Column("closed_by", ID, nullable=True),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["closed_by"],
            ["account.id"],
            name=op.f("fk_report_closed_by_account"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["practitioner_id"],
            ["practitioner.id"],
            name=op.f("fk_report_practitioner_id_practitioner"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["triaged_by"],
            ["account.id"],
            name=op.f("fk_report_triaged_by_account"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint("reference", name=op.f("uq_report_reference")),
    )
    op.create_index(op.f("ix_report_closed_at"), "report", ["closed_at"], unique=False)
    op.create_index(op.f("ix_report_practitioner_id"), "report", ["practitioner_id"], unique=False)
    op.create_table(
        "report_contact",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("report_id", ID, nullable=False),
        sa.Column("way", SLUG, nullable=False),
        sa.Column("reached", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("account_id", ID, nullable=True),
        sa.Column("tried_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_report_contact_account_id_account"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["report.id"],
            name=op.f("fk_report_contact_report_id_report"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_contact")),
    )
    op.create_index(
        op.f("ix_report_contact_report_id"), "report_contact", ["report_id"], unique=False
    )
    op.add_column("practitioner", sa.Column("notice", SLUG, nullable=True))
    op.add_column("practitioner", sa.Column("notice_since", sa.BigInteger(), nullable=True))
    op.add_column("practitioner", sa.Column("merged_into", ID, nullable=True))
    op.add_column("rule_finding", sa.Column("amends", BYTE_ORDERED, nullable=True))


def downgrade() -> None:
    op.drop_column("rule_finding", "amends")
    op.drop_column("practitioner", "merged_into")
    op.drop_column("practitioner", "notice_since")
    op.drop_column("practitioner", "notice")
    op.drop_table("report_contact")
    op.drop_table("report")
    op.drop_table("register_line")
    op.drop_table("recheck")
    op.drop_table("proposed_act")
    op.drop_table("noted_check")
    op.drop_table("issuer_request")
    op.drop_table("file_note")
    op.drop_table("exclusion_match")
    op.drop_table("desk_file")
    op.drop_table("reviewer_setting")
    op.drop_table("register_batch")
    op.drop_table("recheck_result")
    op.drop_table("import_run")
    op.drop_table("desk_item")
    op.drop_table("last_decision")
    op.drop_table("decision_fact")
    op.drop_table("book_version")
