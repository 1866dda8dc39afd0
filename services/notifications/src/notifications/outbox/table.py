"""The outbox's columns; the table itself is made by `migrations/`."""

from datetime import datetime

from sqlalchemy import (
    Column,
    ColumnElement,
    Date,
    DateTime,
    Double,
    Integer,
    MetaData,
    Table,
    Text,
    Uuid,
    cast,
    extract,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

metadata = MetaData()
outbox = Table(
    "outbox",
    metadata,
    Column("delivery_id", Uuid, primary_key=True),
    Column("cause", Uuid, nullable=False),
    Column("template", Text, nullable=False),
    Column("audience", Text, nullable=False),
    Column("organisation_id", Uuid, nullable=False),
    Column("recipient", Uuid, nullable=True),
    Column("convention_id", Uuid, nullable=False),
    Column("amendment", Integer, nullable=False),
    Column("convention_version", Integer, nullable=False),
    Column("effective_date", Date, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False),
    Column("correlation_id", Text, nullable=False),
    Column("facts", JSONB, nullable=False),
    Column("state", Text, nullable=False),
    Column("reason", Text, nullable=True),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("version", Integer, nullable=False, server_default=text("1")),
    Column("due_at", DateTime(timezone=True), server_default=text("clock_timestamp()")),
    Column("created_at", DateTime(timezone=True), server_default=text("clock_timestamp()")),
    Column("sending_at", DateTime(timezone=True), nullable=True),
    Column("sent_at", DateTime(timezone=True), nullable=True),
    Column("address_masked", Text, nullable=True),
    Column("redelivered_by", Text, nullable=True),
    Column("redelivered_at", DateTime(timezone=True), nullable=True),
)


def seconds_until(moment: ColumnElement[datetime]) -> ColumnElement[float]:
    """By the database's clock, which says what is due; negative if it has come."""
    return cast(extract("epoch", moment - func.clock_timestamp()), Double)
