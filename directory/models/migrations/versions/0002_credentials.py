"""Credentials: every record and period, rules' findings, clinics, accounts, mail, and history."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

BYTE_ORDERED = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SLUG = sa.String(32)
Columns = dict[str, sa.types.TypeEngine[Any]]
VERIFIED = sa.text("renews_id IS NULL AND state IN ('verified', 'suspended')")

ONE_OF_FOUR = (
    "CASE WHEN licence_id IS NULL THEN 0 ELSE 1 END"
    " + CASE WHEN authorization_id IS NULL THEN 0 ELSE 1 END"
    " + CASE WHEN training_id IS NULL THEN 0 ELSE 1 END"
    " + CASE WHEN certification_id IS NULL THEN 0 ELSE 1 END = 1"
)


def upgrade() -> None:
    _create_tables()
    _widen_practitioners()
    _widen_credentials()
    _widen_checks()
    _widen_standings()
    _refuse_changes()


def downgrade() -> None:
    _allow_changes()
    _narrow_standings()
    _narrow_checks()
    _narrow_credentials()
    _narrow_practitioners()
    _drop_tables()


def _create_tables() -> None:
    op.create_table(
        "account",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("email", BYTE_ORDERED, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("disabled_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("email", name=op.f("uq_account_email")),
    )
    op.create_table(
        "published",
        sa.Column("location_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("recorded_us", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("practitioner_id", sa.BigInteger(), nullable=False),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.Column("country", SLUG, nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("time_zone", sa.Text(), nullable=False),
        sa.Column("profession", SLUG, nullable=True),
        sa.Column("rule_version", sa.Text(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("licence_source", SLUG, nullable=True),
        sa.Column("licence_on", sa.Date(), nullable=True),
        sa.Column("licence_until", sa.BigInteger(), nullable=False),
        sa.Column("training_source", SLUG, nullable=True),
        sa.Column("training_on", sa.Date(), nullable=True),
        sa.Column("training_until", sa.BigInteger(), nullable=False),
        sa.Column("head_neck", SLUG, nullable=False),
        sa.Column("accreditation_source", SLUG, nullable=True),
        sa.Column("accreditation_on", sa.Date(), nullable=True),
        sa.Column("accreditation_until", sa.BigInteger(), nullable=False),
        sa.Column("qualified_until", sa.BigInteger(), nullable=False),
        sa.Column("listed_until", sa.BigInteger(), nullable=False),
        sa.Column("partial_until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("location_id", "recorded_us", name=op.f("pk_published")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_published_practitioner_id"), "published", ["practitioner_id"], unique=False
    )

    op.create_table(
        "rule_applied",
        sa.Column("country", SLUG, nullable=False),
        sa.Column("region", BYTE_ORDERED, nullable=False),
        sa.Column("profession", SLUG, nullable=False),
        sa.Column("version", BYTE_ORDERED, nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("applied_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "country", "region", "profession", "version", name=op.f("pk_rule_applied")
        ),
    )
    op.create_table(
        "rule_fallout",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("practitioner_id", ID, nullable=False),
        sa.Column("location_id", ID, nullable=False),
        sa.Column("country", SLUG, nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("profession", SLUG, nullable=False),
        sa.Column("version", sa.Text(), nullable=True),
        sa.Column("found_at", sa.BigInteger(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_fallout")),
    )
    op.create_index(
        op.f("ix_rule_fallout_practitioner_id"), "rule_fallout", ["practitioner_id"], unique=False
    )

    op.create_table(
        "rule_finding",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("country", SLUG, nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("profession", SLUG, nullable=False),
        sa.Column("version", BYTE_ORDERED, nullable=True),
        sa.Column("status", SLUG, nullable=False),
        sa.Column("needling_hours", sa.Double(), nullable=True),
        sa.Column("in_person_hours", sa.Double(), nullable=True),
        sa.Column("supervised_sessions", sa.Integer(), nullable=True),
        sa.Column("years_in_practice", sa.Integer(), nullable=True),
        sa.Column("written_exam", sa.Boolean(), nullable=False),
        sa.Column("practical_exam", sa.Boolean(), nullable=False),
        sa.Column("authorization", SLUG, nullable=True),
        sa.Column("regulator_assesses_training", sa.Boolean(), nullable=False),
        sa.Column("body_limit", SLUG, nullable=False),
        sa.Column("trained_after", sa.Date(), nullable=True),
        sa.Column("citation", sa.Text(), nullable=False),
        sa.Column("source_url", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("researched_on", sa.Date(), nullable=False),
        sa.Column("proposed_by", ID, nullable=False),
        sa.Column("proposed_at", sa.BigInteger(), nullable=False),
        sa.Column("settled_by", ID, nullable=True),
        sa.Column("confirmed_at", sa.BigInteger(), nullable=True),
        sa.Column("refused_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rule_finding")),
        sa.UniqueConstraint(
            "country",
            "region",
            "profession",
            "version",
            name=op.f("uq_rule_finding_country_region_profession_version"),
        ),
    )
    op.create_index(
        op.f("ix_rule_finding_confirmed_at"), "rule_finding", ["confirmed_at"], unique=False
    )

    op.create_table(
        "account_role",
        sa.Column("account_id", ID, nullable=False),
        sa.Column("role", SLUG, nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_account_role_account_id_account"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("account_id", "role", name=op.f("pk_account_role")),
    )
    op.create_table(
        "clinic",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("manager_account_id", ID, nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("street", sa.Text(), nullable=False),
        sa.Column("city", sa.Text(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("postal_code", sa.Text(), nullable=False),
        sa.Column("country", SLUG, nullable=False),
        sa.Column("lat", sa.Double(), nullable=False),
        sa.Column("lon", sa.Double(), nullable=False),
        sa.Column("precision", SLUG, nullable=False),
        sa.Column("time_zone", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("website", sa.Text(), nullable=True),
        sa.Column("parking", sa.Text(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("lat BETWEEN -90 AND 90", name=op.f("ck_clinic_lat")),
        sa.CheckConstraint("lon BETWEEN -180 AND 180", name=op.f("ck_clinic_lon")),
        sa.ForeignKeyConstraint(
            ["manager_account_id"],
            ["account.id"],
            name=op.f("fk_clinic_manager_account_id_account"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_clinic")),
    )
    op.create_table(
        "clinic_access",
        sa.Column("clinic_id", ID, nullable=False),
        sa.Column("access", SLUG, nullable=False),
        sa.ForeignKeyConstraint(
            ["clinic_id"],
            ["clinic.id"],
            name=op.f("fk_clinic_access_clinic_id_clinic"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("clinic_id", "access", name=op.f("pk_clinic_access")),
    )
    op.create_table(
        "clinic_hours",
        sa.Column("clinic_id", ID, nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("opens", sa.Integer(), nullable=False),
        sa.Column("closes", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "opens >= 0 AND opens < closes AND closes <= 1440", name=op.f("ck_clinic_hours_span")
        ),
        sa.CheckConstraint("weekday BETWEEN 1 AND 7", name=op.f("ck_clinic_hours_weekday")),
        sa.ForeignKeyConstraint(
            ["clinic_id"],
            ["clinic.id"],
            name=op.f("fk_clinic_hours_clinic_id_clinic"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("clinic_id", "weekday", "opens", name=op.f("pk_clinic_hours")),
    )
    op.create_table(
        "evidence",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("practitioner_id", ID, nullable=False),
        sa.Column("sha256", BYTE_ORDERED, nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("translation_of", ID, nullable=True),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["practitioner_id"],
            ["practitioner.id"],
            name=op.f("fk_evidence_practitioner_id_practitioner"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["translation_of"],
            ["evidence.id"],
            name=op.f("fk_evidence_translation_of_evidence"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
        sa.UniqueConstraint(
            "practitioner_id", "sha256", name=op.f("uq_evidence_practitioner_id_sha256")
        ),
    )
    op.create_index(op.f("ix_evidence_sha256"), "evidence", ["sha256"], unique=False)

    op.create_table(
        "former_name",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("practitioner_id", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["practitioner_id"],
            ["practitioner.id"],
            name=op.f("fk_former_name_practitioner_id_practitioner"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_former_name")),
    )
    op.create_index(
        op.f("ix_former_name_practitioner_id"), "former_name", ["practitioner_id"], unique=False
    )

    op.create_table(
        "mail",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("message_id", BYTE_ORDERED, nullable=False),
        sa.Column("account_id", ID, nullable=True),
        sa.Column("practitioner_id", ID, nullable=True),
        sa.Column("to_address", sa.Text(), nullable=False),
        sa.Column("template", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("params", sa.Text(), nullable=False),
        sa.Column("queued_at", sa.BigInteger(), nullable=False),
        sa.Column("next_at", sa.BigInteger(), nullable=False),
        sa.Column("state", SLUG, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_mail_account_id_account"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["practitioner_id"],
            ["practitioner.id"],
            name=op.f("fk_mail_practitioner_id_practitioner"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail")),
        sa.UniqueConstraint("message_id", name=op.f("uq_mail_message_id")),
    )
    op.create_index(op.f("ix_mail_practitioner_id"), "mail", ["practitioner_id"], unique=False)
    op.create_index(op.f("ix_mail_state_next_at"), "mail", ["state", "next_at"], unique=False)

    op.create_table(
        "needling_authorization",
        sa.Column("renews_id", ID, nullable=True),
        sa.Column("country", SLUG, nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("kind", SLUG, nullable=False),
        sa.Column("number", BYTE_ORDERED, nullable=True),
        sa.Column("issued", sa.Date(), nullable=True),
        sa.Column("expires", sa.Date(), nullable=True),
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("state", SLUG, nullable=False),
        sa.Column("state_since", sa.BigInteger(), nullable=False),
        sa.Column("deferred_until", sa.Date(), nullable=True),
        sa.Column("appeal", SLUG, nullable=False),
        sa.Column("appealed_at", sa.BigInteger(), nullable=True),
        sa.Column("decided_by", ID, nullable=True),
        sa.Column("seconded_by", ID, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("practitioner_id", ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["practitioner_id"],
            ["practitioner.id"],
            name=op.f("fk_needling_authorization_practitioner_id_practitioner"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["renews_id"],
            ["needling_authorization.id"],
            name=op.f("fk_needling_authorization_renews_id_needling_authorization"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_needling_authorization")),
    )
    op.create_index(
        op.f("ix_needling_authorization_practitioner_id"),
        "needling_authorization",
        ["practitioner_id"],
        unique=False,
    )

    op.create_table(
        "practitioner_answer",
        sa.Column("practitioner_id", ID, nullable=False),
        sa.Column("question", BYTE_ORDERED, nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["practitioner_id"],
            ["practitioner.id"],
            name=op.f("fk_practitioner_answer_practitioner_id_practitioner"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("practitioner_id", "question", name=op.f("pk_practitioner_answer")),
    )
    op.create_table(
        "practitioner_condition",
        sa.Column("practitioner_id", ID, nullable=False),
        sa.Column("condition", BYTE_ORDERED, nullable=False),
        sa.ForeignKeyConstraint(
            ["practitioner_id"],
            ["practitioner.id"],
            name=op.f("fk_practitioner_condition_practitioner_id_practitioner"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "practitioner_id", "condition", name=op.f("pk_practitioner_condition")
        ),
    )
    op.create_table(
        "practitioner_hold",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("practitioner_id", ID, nullable=False),
        sa.Column("kind", SLUG, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("opened_by", ID, nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("ended_by", ID, nullable=True),
        sa.ForeignKeyConstraint(
            ["ended_by"],
            ["account.id"],
            name=op.f("fk_practitioner_hold_ended_by_account"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["opened_by"],
            ["account.id"],
            name=op.f("fk_practitioner_hold_opened_by_account"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["practitioner_id"],
            ["practitioner.id"],
            name=op.f("fk_practitioner_hold_practitioner_id_practitioner"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practitioner_hold")),
    )
    op.create_index(
        op.f("ix_practitioner_hold_practitioner_id"),
        "practitioner_hold",
        ["practitioner_id"],
        unique=False,
    )

    op.create_table(
        "practitioner_profession",
        sa.Column("practitioner_id", ID, nullable=False),
        sa.Column("profession", SLUG, nullable=False),
        sa.Column("nucc_code", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["practitioner_id"],
            ["practitioner.id"],
            name=op.f("fk_practitioner_profession_practitioner_id_practitioner"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "practitioner_id", "profession", name=op.f("pk_practitioner_profession")
        ),
    )
    op.create_table(
        "proposed_step",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("practitioner_id", ID, nullable=False),
        sa.Column("subject_kind", SLUG, nullable=False),
        sa.Column("subject_id", ID, nullable=False),
        sa.Column("action", SLUG, nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("proposed_by", ID, nullable=False),
        sa.Column("proposed_at", sa.BigInteger(), nullable=False),
        sa.Column("settled_by", ID, nullable=True),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.Column("confirmed", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["practitioner_id"],
            ["practitioner.id"],
            name=op.f("fk_proposed_step_practitioner_id_practitioner"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by"], ["account.id"], name=op.f("fk_proposed_step_proposed_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["settled_by"], ["account.id"], name=op.f("fk_proposed_step_settled_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposed_step")),
    )
    op.create_index(
        op.f("ix_proposed_step_settled_at"), "proposed_step", ["settled_at"], unique=False
    )
    op.create_index(
        op.f("ix_proposed_step_subject_kind_subject_id"),
        "proposed_step",
        ["subject_kind", "subject_id"],
        unique=False,
    )

    op.create_table(
        "credential_evidence",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("evidence_id", ID, nullable=False),
        sa.Column("licence_id", ID, nullable=True),
        sa.Column("authorization_id", ID, nullable=True),
        sa.Column("training_id", ID, nullable=True),
        sa.Column("certification_id", ID, nullable=True),
        sa.CheckConstraint(
            ONE_OF_FOUR,
            name=op.f("ck_credential_evidence_one_credential"),
        ),
        sa.ForeignKeyConstraint(
            ["authorization_id"],
            ["needling_authorization.id"],
            name=op.f("fk_credential_evidence_authorization_id_needling_authorization"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["certification_id"],
            ["certification.id"],
            name=op.f("fk_credential_evidence_certification_id_certification"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["evidence_id"],
            ["evidence.id"],
            name=op.f("fk_credential_evidence_evidence_id_evidence"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["licence_id"],
            ["licence.id"],
            name=op.f("fk_credential_evidence_licence_id_licence"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["training_id"],
            ["training.id"],
            name=op.f("fk_credential_evidence_training_id_training"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_credential_evidence")),
    )
    op.create_index(
        op.f("ix_credential_evidence_authorization_id"),
        "credential_evidence",
        ["authorization_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_credential_evidence_certification_id"),
        "credential_evidence",
        ["certification_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_credential_evidence_evidence_id"),
        "credential_evidence",
        ["evidence_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_credential_evidence_licence_id"),
        "credential_evidence",
        ["licence_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_credential_evidence_training_id"),
        "credential_evidence",
        ["training_id"],
        unique=False,
    )

    op.create_table(
        "location_hours",
        sa.Column("location_id", ID, nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("opens", sa.Integer(), nullable=False),
        sa.Column("closes", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "opens >= 0 AND opens < closes AND closes <= 1440", name=op.f("ck_location_hours_span")
        ),
        sa.CheckConstraint("weekday BETWEEN 1 AND 7", name=op.f("ck_location_hours_weekday")),
        sa.ForeignKeyConstraint(
            ["location_id"],
            ["practice_location.id"],
            name=op.f("fk_location_hours_location_id_practice_location"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("location_id", "weekday", "opens", name=op.f("pk_location_hours")),
    )


PRACTITIONER: Columns = {
    "new_patients_confirmed_by": SLUG,
    "youngest_seen": sa.Integer(),
    "oldest_seen": sa.Integer(),
    "referral_needed": sa.Boolean(),
    "self_pay": sa.Boolean(),
    "direct_billing": sa.Boolean(),
    "gives_receipts": sa.Boolean(),
    "sliding_scale": sa.Boolean(),
    "fee_from": sa.Integer(),
    "fee_to": sa.Integer(),
    "booking_link": sa.Text(),
    "email": sa.Text(),
}
LOCATION: Columns = {
    "point_source": sa.Text(),
    "radius_km": sa.Double(),
    "parking": sa.Text(),
    "clinic_accepted_at": sa.BigInteger(),
}
CHECK: Columns = {
    "url": sa.Text(),
    "status_found": SLUG,
    "status_words": sa.Text(),
    "end_found": sa.Date(),
    "reference": sa.Text(),
    "note": sa.Text(),
    "evidence_sha256": sa.Text(),
}
LICENCE: Columns = {
    "number_typed": sa.Text(),
    "kind": SLUG,
    "name_score": sa.Double(),
    "register_status": SLUG,
    "register_words": sa.Text(),
    "first_licensed_on": sa.Date(),
    "conditions": sa.Text(),
    "bars_finding": SLUG,
}
TRAINING: Columns = {
    "program": sa.Text(),
    "hours_in_person": sa.Double(),
    "hours_live_online": sa.Double(),
    "hours_self_study": sa.Double(),
    "foundation_hours": sa.Double(),
    "supervised_sessions": sa.Integer(),
    "written_exam": sa.Boolean(),
    "practical_exam": sa.Boolean(),
    "completed_year": sa.Integer(),
    "country": sa.Text(),
    "course_approver": sa.Text(),
    "counts_as": SLUG,
}
CERTIFICATION: Columns = {
    "program": sa.Text(),
    "abbreviation": sa.Text(),
    "body_website": sa.Text(),
    "counts_as": SLUG,
}
CREDENTIALS: dict[str, Columns] = {
    "licence": LICENCE,
    "training": TRAINING,
    "certification": CERTIFICATION,
}


STATE: Columns = {
    "renews_id": ID,
    "state_since": sa.BigInteger(),
    "deferred_until": sa.Date(),
    "appeal": SLUG,
    "appealed_at": sa.BigInteger(),
    "decided_by": ID,
    "seconded_by": ID,
    "version": sa.Integer(),
}


def _widen_practitioners() -> None:
    with op.batch_alter_table("practitioner") as batch:
        for name, kind in PRACTITIONER.items():
            batch.add_column(sa.Column(name, kind, nullable=True))
        batch.add_column(sa.Column("account_id", ID, nullable=True))
        batch.create_foreign_key(
            op.f("fk_practitioner_account_id_account"),
            "account",
            ["account_id"],
            ["id"],
            ondelete="SET NULL",
        )
    with op.batch_alter_table("practitioner_headache") as batch:
        batch.add_column(sa.Column("since_year", sa.Integer(), nullable=True))
    with op.batch_alter_table("practice_location") as batch:
        for name, kind in LOCATION.items():
            batch.add_column(sa.Column(name, kind, nullable=True))
        batch.add_column(sa.Column("clinic_id", ID, nullable=True))
        batch.create_foreign_key(
            op.f("fk_practice_location_clinic_id_clinic"),
            "clinic",
            ["clinic_id"],
            ["id"],
            ondelete="SET NULL",
        )
    op.create_index(op.f("ix_practitioner_family_name"), "practitioner", ["family_name"])
    op.create_index(op.f("ix_practice_location_phone"), "practice_location", ["phone"])
    op.create_index(op.f("ix_practice_location_clinic_id"), "practice_location", ["clinic_id"])
    op.create_index(
        op.f("ix_practice_location_country_region"), "practice_location", ["country", "region"]
    )


def _narrow_practitioners() -> None:
    op.drop_index(op.f("ix_practice_location_country_region"), table_name="practice_location")
    op.drop_index(op.f("ix_practice_location_clinic_id"), table_name="practice_location")
    op.drop_index(op.f("ix_practice_location_phone"), table_name="practice_location")
    op.drop_index(op.f("ix_practitioner_family_name"), table_name="practitioner")
    with op.batch_alter_table("practice_location") as batch:
        batch.drop_constraint(op.f("fk_practice_location_clinic_id_clinic"), type_="foreignkey")
        batch.drop_column("clinic_id")
        for name in LOCATION:
            batch.drop_column(name)
    with op.batch_alter_table("practitioner_headache") as batch:
        batch.drop_column("since_year")
    with op.batch_alter_table("practitioner") as batch:
        batch.drop_constraint(op.f("fk_practitioner_account_id_account"), type_="foreignkey")
        batch.drop_column("account_id")
        for name in PRACTITIONER:
            batch.drop_column(name)


def _widen_credentials() -> None:
    for table, columns in CREDENTIALS.items():
        with op.batch_alter_table(table) as batch:
            for name, kind in (columns | STATE).items():
                batch.add_column(sa.Column(name, kind, nullable=True))
            batch.create_foreign_key(
                op.f(f"fk_{table}_renews_id_{table}"),
                table,
                ["renews_id"],
                ["id"],
                ondelete="CASCADE",
            )
        # Nobody wrote down when a state began; when the person's record changed last is known.
        op.execute(
            f"UPDATE {table} SET version = 1, appeal = 'none', state_since = (SELECT updated_at"
            f" FROM practitioner WHERE practitioner.id = {table}.practitioner_id)"
        )
    op.execute(
        "UPDATE licence SET number_typed = number, kind = 'licence',"
        " bars_finding = CASE WHEN bars_needling THEN 'yes' ELSE 'no' END"
    )
    op.execute(
        "UPDATE training SET completed_year = CAST(substr(CAST(completed_on AS text), 1, 4) AS"
        " integer), counts_as = CASE WHEN counts_as_accreditation THEN 'both' ELSE NULL END"
    )
    # Until now every certification counted as accreditation, and some as training as well.
    op.execute(
        "UPDATE certification SET counts_as ="
        " CASE WHEN counts_as_training THEN 'both' ELSE 'accreditation' END"
    )
    with op.batch_alter_table("licence") as batch:
        batch.add_column(sa.Column("home_licence_id", ID, nullable=True))
        batch.create_foreign_key(
            op.f("fk_licence_home_licence_id_licence"),
            "licence",
            ["home_licence_id"],
            ["id"],
            ondelete="SET NULL",
        )
        batch.drop_constraint(
            op.f("uq_licence_country_region_profession_number_issued"), type_="unique"
        )
        batch.drop_column("bars_needling")
    with op.batch_alter_table("licence") as batch:
        batch.alter_column(
            "bars_finding", new_column_name="bars_needling", existing_type=SLUG, nullable=False
        )
        batch.alter_column("number_typed", existing_type=sa.Text(), nullable=False)
        batch.alter_column("kind", existing_type=SLUG, nullable=False)
    op.create_index(
        op.f("ix_licence_country_region_profession_number"),
        "licence",
        ["country", "region", "profession", "number"],
    )
    op.create_index(
        "uq_licence_verified_number",
        "licence",
        ["country", "region", "profession", "number"],
        unique=True,
        sqlite_where=VERIFIED,
        postgresql_where=VERIFIED,
    )
    with op.batch_alter_table("training") as batch:
        batch.drop_column("counts_as_accreditation")
        batch.alter_column("completed_year", existing_type=sa.Integer(), nullable=False)
        batch.alter_column("completed_on", existing_type=sa.Date(), nullable=True)
        batch.create_check_constraint(
            op.f("ck_training_supervised_sessions"),
            "supervised_sessions IS NULL OR supervised_sessions >= 0",
        )
    with op.batch_alter_table("certification") as batch:
        batch.drop_column("counts_as_training")
        if op.get_bind().dialect.name == "postgresql":
            batch.alter_column("number", existing_type=sa.Text(), type_=sa.TEXT(collation="C"))
    op.create_index(op.f("ix_certification_number"), "certification", ["number"])
    for table in CREDENTIALS:
        with op.batch_alter_table(table) as batch:
            batch.alter_column("version", existing_type=sa.Integer(), nullable=False)
            batch.alter_column("appeal", existing_type=SLUG, nullable=False)
            batch.alter_column("state_since", existing_type=sa.BigInteger(), nullable=False)


def _narrow_credentials() -> None:
    op.drop_index(op.f("ix_certification_number"), table_name="certification")
    with op.batch_alter_table("certification") as batch:
        batch.add_column(sa.Column("counts_as_training", sa.Boolean(), nullable=True))
        if op.get_bind().dialect.name == "postgresql":
            batch.alter_column("number", existing_type=sa.TEXT(collation="C"), type_=sa.Text())
    truth = "CASE WHEN {} THEN CAST(1 AS boolean) ELSE CAST(0 AS boolean) END"
    if op.get_bind().dialect.name == "sqlite":
        truth = "CASE WHEN {} THEN 1 ELSE 0 END"
    op.execute(
        "UPDATE certification SET counts_as_training = "
        + truth.format("counts_as IN ('training', 'both')")
    )
    with op.batch_alter_table("training") as batch:
        batch.drop_constraint(op.f("ck_training_supervised_sessions"), type_="check")
        batch.add_column(sa.Column("counts_as_accreditation", sa.Boolean(), nullable=True))
    op.execute(
        "UPDATE training SET counts_as_accreditation = "
        + truth.format("counts_as IN ('accreditation', 'both')")
    )
    op.execute(
        "UPDATE training SET completed_on = "
        + (
            "completed_year || '-12-31'"
            if op.get_bind().dialect.name == "sqlite"
            else "make_date(completed_year, 12, 31)"
        )
        + " WHERE completed_on IS NULL"
    )
    with op.batch_alter_table("training") as batch:
        batch.alter_column("completed_on", existing_type=sa.Date(), nullable=False)
        batch.alter_column("counts_as_accreditation", existing_type=sa.Boolean(), nullable=False)
    with op.batch_alter_table("certification") as batch:
        batch.alter_column("counts_as_training", existing_type=sa.Boolean(), nullable=False)
    op.drop_index("uq_licence_verified_number", table_name="licence")
    op.drop_index(op.f("ix_licence_country_region_profession_number"), table_name="licence")
    with op.batch_alter_table("licence") as batch:
        batch.add_column(sa.Column("bars_flag", sa.Boolean(), nullable=True))
    op.execute("UPDATE licence SET bars_flag = " + truth.format("bars_needling = 'yes'"))
    # The older tables know one period of a number alone: the latest stays.
    op.execute(
        "DELETE FROM licence WHERE EXISTS (SELECT 1 FROM licence AS other"
        " WHERE other.country = licence.country AND other.region = licence.region"
        " AND other.profession = licence.profession AND other.number = licence.number"
        " AND other.issued = licence.issued AND other.id > licence.id)"
    )
    with op.batch_alter_table("licence") as batch:
        batch.drop_column("bars_needling")
        batch.drop_constraint(op.f("fk_licence_home_licence_id_licence"), type_="foreignkey")
        batch.drop_column("home_licence_id")
        batch.create_unique_constraint(
            op.f("uq_licence_country_region_profession_number_issued"),
            ["country", "region", "profession", "number", "issued"],
        )
    with op.batch_alter_table("licence") as batch:
        batch.alter_column(
            "bars_flag",
            new_column_name="bars_needling",
            existing_type=sa.Boolean(),
            nullable=False,
        )
    for table, columns in CREDENTIALS.items():
        with op.batch_alter_table(table) as batch:
            batch.drop_constraint(op.f(f"fk_{table}_renews_id_{table}"), type_="foreignkey")
            for name in columns | STATE:
                if name != "bars_finding":
                    batch.drop_column(name)


ONE_OF_THREE = (
    "CASE WHEN licence_id IS NULL THEN 0 ELSE 1 END"
    " + CASE WHEN training_id IS NULL THEN 0 ELSE 1 END"
    " + CASE WHEN certification_id IS NULL THEN 0 ELSE 1 END = 1"
)


def _widen_checks() -> None:
    with op.batch_alter_table("credential_check") as batch:
        for name, kind in CHECK.items():
            batch.add_column(sa.Column(name, kind, nullable=True))
        batch.add_column(sa.Column("authorization_id", ID, nullable=True))
        batch.add_column(sa.Column("reviewer_id", ID, nullable=True))
        batch.create_foreign_key(
            op.f("fk_credential_check_authorization_id_needling_authorization"),
            "needling_authorization",
            ["authorization_id"],
            ["id"],
            ondelete="CASCADE",
        )
        batch.create_foreign_key(
            op.f("fk_credential_check_reviewer_id_account"),
            "account",
            ["reviewer_id"],
            ["id"],
            ondelete="SET NULL",
        )
        batch.drop_constraint(op.f("ck_credential_check_one_credential"), type_="check")
        batch.create_check_constraint(op.f("ck_credential_check_one_credential"), ONE_OF_FOUR)
    op.create_index(
        op.f("ix_credential_check_authorization_id"), "credential_check", ["authorization_id"]
    )


def _narrow_checks() -> None:
    op.execute("DELETE FROM credential_check WHERE authorization_id IS NOT NULL")
    op.drop_index(op.f("ix_credential_check_authorization_id"), table_name="credential_check")
    with op.batch_alter_table("credential_check") as batch:
        batch.drop_constraint(op.f("ck_credential_check_one_credential"), type_="check")
        batch.create_check_constraint(op.f("ck_credential_check_one_credential"), ONE_OF_THREE)
        batch.drop_constraint(op.f("fk_credential_check_reviewer_id_account"), type_="foreignkey")
        batch.drop_constraint(
            op.f("fk_credential_check_authorization_id_needling_authorization"), type_="foreignkey"
        )
        batch.drop_column("reviewer_id")
        batch.drop_column("authorization_id")
        for name in CHECK:
            batch.drop_column(name)


SHOWN = (
    "profession, licence_source, licence_on, licence_until, training_source, training_on,"
    " training_until, head_neck, accreditation_source, accreditation_on, accreditation_until,"
    " qualified_until, listed_until, partial_until"
)


def _widen_standings() -> None:
    with op.batch_alter_table("standing") as batch:
        batch.add_column(sa.Column("rule_version", sa.Text(), nullable=True))
        batch.add_column(sa.Column("notes", sa.Text(), nullable=True))
        batch.add_column(sa.Column("since", sa.BigInteger(), nullable=True))
    op.execute("UPDATE standing SET notes = '', since = 0")
    with op.batch_alter_table("standing") as batch:
        batch.alter_column("notes", existing_type=sa.Text(), nullable=False)
        batch.alter_column("since", existing_type=sa.BigInteger(), nullable=False)
    # What is shown now is the beginning of the history.
    columns = ", ".join(f"standing.{name.strip()}" for name in SHOWN.split(","))
    postgresql = op.get_bind().dialect.name == "postgresql"
    now = "CAST(extract(epoch FROM now()) AS bigint)" if postgresql else "unixepoch()"
    yes = "TRUE" if postgresql else "1"
    op.execute(
        "INSERT INTO published (location_id, recorded_us, practitioner_id, shown, country, region,"
        f" time_zone, rule_version, notes, since, {SHOWN})"
        f" SELECT standing.location_id, {now} * 1000000, standing.practitioner_id, {yes},"
        " practice_location.country, practice_location.region, practice_location.time_zone,"
        f" NULL, '', 0, {columns}"
        " FROM standing JOIN practice_location ON practice_location.id = standing.location_id"
    )


def _narrow_standings() -> None:
    with op.batch_alter_table("standing") as batch:
        for name in ("since", "notes", "rule_version"):
            batch.drop_column(name)


REFUSED = "what was published is never changed afterwards"


def _refuse_changes() -> None:
    """Let the database itself refuse to change what was published."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION published_stays() RETURNS trigger LANGUAGE plpgsql AS $$"
            f" BEGIN RAISE EXCEPTION '{REFUSED}' USING ERRCODE = 'restrict_violation'; END $$"
        )
        op.execute(
            "CREATE TRIGGER published_no_update BEFORE UPDATE ON published"
            " FOR EACH ROW EXECUTE FUNCTION published_stays()"
        )
        return
    op.execute(
        "CREATE TRIGGER published_no_update BEFORE UPDATE ON published"
        f" BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
    )
    # INSERT OR REPLACE deletes without asking an UPDATE trigger.
    op.execute(
        "CREATE TRIGGER published_no_replace BEFORE INSERT ON published WHEN EXISTS"
        " (SELECT 1 FROM published WHERE location_id = NEW.location_id"
        " AND recorded_us = NEW.recorded_us)"
        f" BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
    )


def _allow_changes() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER published_no_update ON published")
        op.execute("DROP FUNCTION published_stays()")
        return
    op.execute("DROP TRIGGER published_no_update")
    op.execute("DROP TRIGGER published_no_replace")


def _drop_tables() -> None:
    op.drop_table("location_hours")
    op.drop_index(op.f("ix_credential_evidence_training_id"), table_name="credential_evidence")
    op.drop_index(op.f("ix_credential_evidence_licence_id"), table_name="credential_evidence")
    op.drop_index(op.f("ix_credential_evidence_evidence_id"), table_name="credential_evidence")
    op.drop_index(op.f("ix_credential_evidence_certification_id"), table_name="credential_evidence")
    op.drop_index(op.f("ix_credential_evidence_authorization_id"), table_name="credential_evidence")

    op.drop_table("credential_evidence")
    op.drop_index(op.f("ix_proposed_step_subject_kind_subject_id"), table_name="proposed_step")
    op.drop_index(op.f("ix_proposed_step_settled_at"), table_name="proposed_step")

    op.drop_table("proposed_step")
    op.drop_table("practitioner_profession")
    op.drop_index(op.f("ix_practitioner_hold_practitioner_id"), table_name="practitioner_hold")

    op.drop_table("practitioner_hold")
    op.drop_table("practitioner_condition")
    op.drop_table("practitioner_answer")
    op.drop_index(
        op.f("ix_needling_authorization_practitioner_id"), table_name="needling_authorization"
    )

    op.drop_table("needling_authorization")
    op.drop_index(op.f("ix_mail_state_next_at"), table_name="mail")
    op.drop_index(op.f("ix_mail_practitioner_id"), table_name="mail")

    op.drop_table("mail")
    op.drop_index(op.f("ix_former_name_practitioner_id"), table_name="former_name")

    op.drop_table("former_name")
    op.drop_index(op.f("ix_evidence_sha256"), table_name="evidence")

    op.drop_table("evidence")
    op.drop_table("clinic_hours")
    op.drop_table("clinic_access")
    op.drop_table("clinic")
    op.drop_table("account_role")
    op.drop_index(op.f("ix_rule_finding_confirmed_at"), table_name="rule_finding")

    op.drop_table("rule_finding")
    op.drop_index(op.f("ix_rule_fallout_practitioner_id"), table_name="rule_fallout")

    op.drop_table("rule_fallout")
    op.drop_table("rule_applied")
    op.drop_index(op.f("ix_published_practitioner_id"), table_name="published")

    op.drop_table("published")
    op.drop_table("account")
