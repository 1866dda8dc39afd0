"""The tables of the commitments ledger."""

from typing import Final
from uuid import UUID

from mithaq.projections import ModelTables
from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Index,
    Integer,
    Numeric,
    Table,
    Text,
    Uuid,
)

from audit.domain.ledger.line import KINDS

# In the order of the pages that show them.
CONTRIBUTION: Final = ("convention_id", "contribution", "action", "year", "nature")
NO_FAMILY: Final = UUID(int=0)
CELL: Final = ("organisation_id", "action", "year", "nature")

# Revision: frameworks and what is financed under them; parties and contributions come and go by
# amendments; shares; entries of one organisation; corrected titles and names; what comes from the
# paper archive is marked; what is owed besides money.
metadata = ModelTables("commitments", revision=11)

organisation = Table(
    "organisation",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("kind", Text),  # null: only invited so far
    Column("name_fr", Text, nullable=False),
    Column("name_ar", Text),
    Column("merged_into", Uuid, index=True),  # what answers for it since a merger
    Column("invited_in", Uuid),  # the lowest convention that invited it: its name until registered
)
convention = Table(
    "convention",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("drafted_by", Uuid, nullable=False),
    Column("reference", Text, nullable=False),
    Column("title_fr", Text, nullable=False),
    Column("title_ar", Text),
    Column("region", Text, nullable=False),
    # Of a framework itself, of what is financed under it that one; else null.
    Column("family", Uuid),
    Column("framework_id", Uuid, index=True),
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
asked = Table(
    "asked",
    metadata,
    Column("convention_id", Uuid, primary_key=True),
    Column("organisation_id", Uuid, primary_key=True),
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
    Column("counts_from", Date, nullable=False),
    Column("convention_id", Uuid, nullable=False),
    Column("contribution", Text, nullable=False),
    Column("organisation_id", Uuid, nullable=False),
    Column("action", Text, nullable=False),
    Column("year", Integer, nullable=False),
    Column("nature", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("act", Text),
    Column("basis", Text),
    # Of what was taken over from a paper file: its paper, digest and the precision of its date.
    Column("archive_source", Text),
    Column("archive_sha256", Text),
    Column("archive_precision", Text),
    Index("line_of_organisation", "organisation_id", "seq", "nth"),
    Index("line_of_contribution", "organisation_id", *CONTRIBUTION),
    Index("line_of_cell", "convention_id", *CELL),
    Index("line_of_figure", "convention_id", "contribution"),
    Index("line_of_moment", "recorded_at"),
)
# What an organisation's lines come to now: its list needs no sum over all that ever happened.
# Apart: a framework (`family`) itself, and, with `under`, what is financed under it; `NO_FAMILY` is
# all the rest.
organisation_total = Table(
    "organisation_total",
    metadata,
    Column("organisation_id", Uuid, primary_key=True),
    Column("nature", Text, primary_key=True),
    Column("family", Uuid, primary_key=True),
    Column("under", Boolean, primary_key=True),
    *(Column(kind.value, Numeric(60, 0), nullable=False) for kind in KINDS),
)
