"""The house: places, practitioners, their credentials, standings and search postings."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

BYTE_ORDERED = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")
ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SLUG = sa.String(32)


def upgrade() -> None:
    op.create_table(
        "gazetteer",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("loaded_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gazetteer")),
    )
    op.create_table(
        "geocode_answer",
        sa.Column("service", BYTE_ORDERED, nullable=False),
        sa.Column("address", BYTE_ORDERED, nullable=False),
        sa.Column("answered_at", sa.BigInteger(), nullable=False),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("precision", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("service", "address", name=op.f("pk_geocode_answer")),
    )
    op.create_table(
        "geocoder_turn",
        sa.Column("service", BYTE_ORDERED, nullable=False),
        sa.Column("next_ms", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("service", name=op.f("pk_geocoder_turn")),
    )
    op.create_table(
        "place",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", BYTE_ORDERED, nullable=False),
        sa.Column("code", BYTE_ORDERED, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("region", BYTE_ORDERED, nullable=False),
        sa.Column("country", BYTE_ORDERED, nullable=False),
        sa.Column("county", sa.Text(), nullable=False),
        sa.Column("lat", sa.Double(), nullable=False),
        sa.Column("lon", sa.Double(), nullable=False),
        sa.Column("population", sa.BigInteger(), nullable=True),
        sa.Column("radius_km", sa.Double(), nullable=True),
        sa.Column("time_zone", sa.Text(), nullable=False),
        sa.Column("postal_kind", sa.Text(), nullable=False),
        sa.Column("qualifier", sa.Text(), nullable=False),
        sa.Column("standing", sa.BigInteger(), nullable=False),
        sa.Column("x", sa.BigInteger(), nullable=False),
        sa.Column("y", sa.BigInteger(), nullable=False),
        sa.Column("z", sa.BigInteger(), nullable=False),
        sa.Column("cell", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
    )
    op.create_index(op.f("ix_place_cell"), "place", ["cell"], unique=False)
    op.create_index(op.f("ix_place_kind_code"), "place", ["kind", "code"], unique=False)
    op.create_index(
        op.f("ix_place_kind_country_region_standing"),
        "place",
        ["kind", "country", "region", "standing"],
        unique=False,
    )

    op.create_table(
        "posting",
        sa.Column("attr", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("cell", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("location_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("practitioner_id", sa.BigInteger(), nullable=False),
        sa.Column("mask", sa.BigInteger(), nullable=False),
        sa.Column("languages", sa.BigInteger(), nullable=False),
        sa.Column("x", sa.Integer(), nullable=False),
        sa.Column("y", sa.Integer(), nullable=False),
        sa.Column("z", sa.Integer(), nullable=False),
        sa.Column("listed_until", sa.BigInteger(), nullable=False),
        sa.Column("partial_until", sa.BigInteger(), nullable=False),
        sa.Column("taking_until", sa.BigInteger(), nullable=False),
        sa.Column("not_taking_until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("attr", "cell", "location_id", name=op.f("pk_posting")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "practitioner",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("given_name", sa.Text(), nullable=False),
        sa.Column("family_name", sa.Text(), nullable=False),
        sa.Column("suffix", sa.Text(), nullable=True),
        sa.Column("npi", sa.Text(), nullable=True),
        sa.Column("gender", SLUG, nullable=True),
        sa.Column("bio", sa.Text(), nullable=True),
        sa.Column("remote_first_talk", sa.Boolean(), nullable=False),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.Column("synthetic", sa.Boolean(), nullable=False),
        sa.Column("attested_on", sa.Date(), nullable=True),
        sa.Column("takes_new_patients", sa.Boolean(), nullable=True),
        sa.Column("new_patients_confirmed_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practitioner")),
        sa.UniqueConstraint("npi", name=op.f("uq_practitioner_npi")),
    )
    op.create_index(
        op.f("ix_practitioner_updated_at"), "practitioner", ["updated_at"], unique=False
    )

    op.create_table(
        "certification",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("practitioner_id", ID, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("issued", sa.Date(), nullable=True),
        sa.Column("expires", sa.Date(), nullable=True),
        sa.Column("counts_as_training", sa.Boolean(), nullable=False),
        sa.Column("state", SLUG, nullable=False),
        sa.ForeignKeyConstraint(
            ["practitioner_id"],
            ["practitioner.id"],
            name=op.f("fk_certification_practitioner_id_practitioner"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certification")),
    )
    op.create_index(
        op.f("ix_certification_practitioner_id"), "certification", ["practitioner_id"], unique=False
    )

    op.create_table(
        "licence",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("practitioner_id", ID, nullable=False),
        sa.Column("profession", SLUG, nullable=False),
        sa.Column("country", SLUG, nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("number", BYTE_ORDERED, nullable=False),
        sa.Column("name_on_licence", sa.Text(), nullable=False),
        sa.Column("licence_class", SLUG, nullable=False),
        sa.Column("issued", sa.Date(), nullable=True),
        sa.Column("expires", sa.Date(), nullable=True),
        sa.Column("bars_needling", sa.Boolean(), nullable=False),
        sa.Column("state", SLUG, nullable=False),
        sa.ForeignKeyConstraint(
            ["practitioner_id"],
            ["practitioner.id"],
            name=op.f("fk_licence_practitioner_id_practitioner"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_licence")),
        sa.UniqueConstraint(
            "country",
            "region",
            "profession",
            "number",
            "issued",
            name=op.f("uq_licence_country_region_profession_number_issued"),
        ),
    )
    op.create_index(
        op.f("ix_licence_practitioner_id"), "licence", ["practitioner_id"], unique=False
    )

    op.create_table(
        "place_name",
        sa.Column("key", BYTE_ORDERED, nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("standing", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["place_id"],
            ["place.id"],
            name=op.f("fk_place_name_place_id_place"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("key", "place_id", name=op.f("pk_place_name")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_place_name_place_id"), "place_name", ["place_id"], unique=False)

    op.create_table(
        "practice_location",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("practitioner_id", ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("street", sa.Text(), nullable=True),
        sa.Column("street_hidden", sa.Boolean(), nullable=False),
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
        sa.CheckConstraint("lat BETWEEN -90 AND 90", name=op.f("ck_practice_location_lat")),
        sa.CheckConstraint("lon BETWEEN -180 AND 180", name=op.f("ck_practice_location_lon")),
        sa.ForeignKeyConstraint(
            ["practitioner_id"],
            ["practitioner.id"],
            name=op.f("fk_practice_location_practitioner_id_practitioner"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice_location")),
        sa.UniqueConstraint(
            "practitioner_id",
            "position",
            name=op.f("uq_practice_location_practitioner_id_position"),
        ),
    )
    op.create_table(
        "practitioner_headache",
        sa.Column("practitioner_id", ID, nullable=False),
        sa.Column("headache", SLUG, nullable=False),
        sa.ForeignKeyConstraint(
            ["practitioner_id"],
            ["practitioner.id"],
            name=op.f("fk_practitioner_headache_practitioner_id_practitioner"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "practitioner_id", "headache", name=op.f("pk_practitioner_headache")
        ),
    )
    op.create_table(
        "practitioner_language",
        sa.Column("practitioner_id", ID, nullable=False),
        sa.Column("language", BYTE_ORDERED, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["practitioner_id"],
            ["practitioner.id"],
            name=op.f("fk_practitioner_language_practitioner_id_practitioner"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "practitioner_id", "language", name=op.f("pk_practitioner_language")
        ),
    )
    op.create_table(
        "practitioner_technique",
        sa.Column("practitioner_id", ID, nullable=False),
        sa.Column("technique", SLUG, nullable=False),
        sa.ForeignKeyConstraint(
            ["practitioner_id"],
            ["practitioner.id"],
            name=op.f("fk_practitioner_technique_practitioner_id_practitioner"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "practitioner_id", "technique", name=op.f("pk_practitioner_technique")
        ),
    )
    op.create_table(
        "training",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("practitioner_id", ID, nullable=False),
        sa.Column("provider", sa.Text(), nullable=False),
        sa.Column("course", sa.Text(), nullable=False),
        sa.Column("technique", SLUG, nullable=False),
        sa.Column("hours", sa.Double(), nullable=True),
        sa.Column("completed_on", sa.Date(), nullable=False),
        sa.Column("head_neck", SLUG, nullable=False),
        sa.Column("counts_as_accreditation", sa.Boolean(), nullable=False),
        sa.Column("state", SLUG, nullable=False),
        sa.CheckConstraint("hours IS NULL OR hours > 0", name=op.f("ck_training_hours")),
        sa.ForeignKeyConstraint(
            ["practitioner_id"],
            ["practitioner.id"],
            name=op.f("fk_training_practitioner_id_practitioner"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training")),
    )
    op.create_index(
        op.f("ix_training_practitioner_id"), "training", ["practitioner_id"], unique=False
    )

    op.create_table(
        "credential_check",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("licence_id", ID, nullable=True),
        sa.Column("training_id", ID, nullable=True),
        sa.Column("certification_id", ID, nullable=True),
        sa.Column("source", SLUG, nullable=False),
        sa.Column("looked_on", sa.Date(), nullable=False),
        sa.Column("source_name", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "CASE WHEN licence_id IS NULL THEN 0 ELSE 1 END"
            " + CASE WHEN training_id IS NULL THEN 0 ELSE 1 END"
            " + CASE WHEN certification_id IS NULL THEN 0 ELSE 1 END = 1",
            name=op.f("ck_credential_check_one_credential"),
        ),
        sa.ForeignKeyConstraint(
            ["certification_id"],
            ["certification.id"],
            name=op.f("fk_credential_check_certification_id_certification"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["licence_id"],
            ["licence.id"],
            name=op.f("fk_credential_check_licence_id_licence"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["training_id"],
            ["training.id"],
            name=op.f("fk_credential_check_training_id_training"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_credential_check")),
    )
    op.create_index(
        op.f("ix_credential_check_certification_id"),
        "credential_check",
        ["certification_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_credential_check_licence_id"), "credential_check", ["licence_id"], unique=False
    )
    op.create_index(
        op.f("ix_credential_check_training_id"), "credential_check", ["training_id"], unique=False
    )

    op.create_table(
        "location_access",
        sa.Column("location_id", ID, nullable=False),
        sa.Column("access", SLUG, nullable=False),
        sa.ForeignKeyConstraint(
            ["location_id"],
            ["practice_location.id"],
            name=op.f("fk_location_access_location_id_practice_location"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("location_id", "access", name=op.f("pk_location_access")),
    )
    op.create_table(
        "standing",
        sa.Column("location_id", ID, autoincrement=False, nullable=False),
        sa.Column("practitioner_id", ID, nullable=False),
        sa.Column("profession", SLUG, nullable=True),
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
        sa.Column("new_patients_until", sa.BigInteger(), nullable=False),
        sa.Column("mask", sa.BigInteger(), nullable=False),
        sa.Column("languages", sa.BigInteger(), nullable=False),
        sa.Column("cell", sa.BigInteger(), nullable=False),
        sa.Column("lists", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["location_id"],
            ["practice_location.id"],
            name=op.f("fk_standing_location_id_practice_location"),
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.PrimaryKeyConstraint("location_id", name=op.f("pk_standing")),
    )
    op.create_index(
        op.f("ix_standing_practitioner_id"), "standing", ["practitioner_id"], unique=False
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_standing_practitioner_id"), table_name="standing")

    op.drop_table("standing")
    op.drop_table("location_access")
    op.drop_index(op.f("ix_credential_check_training_id"), table_name="credential_check")
    op.drop_index(op.f("ix_credential_check_licence_id"), table_name="credential_check")
    op.drop_index(op.f("ix_credential_check_certification_id"), table_name="credential_check")

    op.drop_table("credential_check")
    op.drop_index(op.f("ix_training_practitioner_id"), table_name="training")

    op.drop_table("training")
    op.drop_table("practitioner_technique")
    op.drop_table("practitioner_language")
    op.drop_table("practitioner_headache")
    op.drop_table("practice_location")
    op.drop_index(op.f("ix_place_name_place_id"), table_name="place_name")

    op.drop_table("place_name")
    op.drop_index(op.f("ix_licence_practitioner_id"), table_name="licence")

    op.drop_table("licence")
    op.drop_index(op.f("ix_certification_practitioner_id"), table_name="certification")

    op.drop_table("certification")
    op.drop_index(op.f("ix_practitioner_updated_at"), table_name="practitioner")

    op.drop_table("practitioner")
    op.drop_table("posting")
    op.drop_index(op.f("ix_place_kind_country_region_standing"), table_name="place")
    op.drop_index(op.f("ix_place_kind_code"), table_name="place")
    op.drop_index(op.f("ix_place_cell"), table_name="place")

    op.drop_table("place")
    op.drop_table("geocoder_turn")
    op.drop_table("geocode_answer")
    op.drop_table("gazetteer")
