"""The tables of the commitments ledger."""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Column,
    Date,
    DateTime,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    Uuid,
)

metadata = MetaData(schema="commitments")

organisation = Table(
    "organisation",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("name_fr", Text, nullable=False),
    Column("name_ar", Text),
)
convention = Table(
    "convention",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("reference", Text, nullable=False),
    Column("title_fr", Text, nullable=False),
    Column("title_ar", Text),
    Column("region", Text, nullable=False),
)
party = Table(
    "party",
    metadata,
    Column("convention_id", Uuid, primary_key=True),
    Column("organisation_id", Uuid, primary_key=True, index=True),
    Column("roles", ARRAY(Text), nullable=False),
    Column("name_fr", Text, nullable=False),
    Column("name_ar", Text),
)
commitment_line = Table(
    "commitment_line",
    metadata,
    Column("event_id", Uuid, primary_key=True),
    Column("nth", Integer, primary_key=True),
    Column("source", Text, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("type", Text, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    Column("effective_date", Date, nullable=False),
    Column("convention_id", Uuid, nullable=False),
    Column("contribution", Text, nullable=False),
    Column("organisation_id", Uuid, nullable=False),
    Column("action", Text, nullable=False),
    Column("year", Integer, nullable=False),
    Column("nature", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("act", Text),
    Index("line_of_organisation", "organisation_id", "seq"),
    Index("line_of_convention", "convention_id", "seq"),
)
