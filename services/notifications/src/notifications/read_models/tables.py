"""The tables of `known_conventions`."""

from mithaq.projections import ModelTables
from sqlalchemy import Boolean, Column, Integer, Table, Text, Uuid

# Revision: who builds; who joins and leaves by an amendment; corrected words, conditions.
metadata = ModelTables("known_conventions", revision=6)
conventions = Table(
    "convention",
    metadata,
    Column("convention_id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("reference", Text, nullable=False),
    Column("title_fr", Text, nullable=False),
    Column("title_ar", Text, nullable=True),
    Column("asked_by", Uuid, nullable=True),  # whose person asked for the signatures
    Column("reopened_at", Integer, nullable=False),  # the version at which it last was, or 0
    Column("ended_at", Integer, nullable=False),  # the version at which it was over, or 0
)
parties = Table(
    "party",
    metadata,
    Column("convention_id", Uuid, primary_key=True),
    Column("organisation_id", Uuid, primary_key=True),
    Column("name_fr", Text, nullable=False),
    Column("name_ar", Text, nullable=True),
    Column("signs", Boolean, nullable=False),
    Column("leads", Boolean, nullable=False),
    Column("builds", Integer, nullable=False),  # 2: delegated to it, 1: as the owner, 0: not
)
conditions = Table(
    "condition",
    metadata,
    Column("convention_id", Uuid, primary_key=True),
    Column("condition", Text, primary_key=True),
    Column("label_fr", Text, nullable=False),
    Column("label_ar", Text, nullable=True),
)
# The version at which the turns asked for before lost their meaning; amendment 0: the convention's.
voided = Table(
    "voided_turn",
    metadata,
    Column("convention_id", Uuid, primary_key=True),
    Column("amendment", Integer, primary_key=True),
    Column("version", Integer, nullable=False),
)
# The version at which an organisation last signed the convention's text (0) or an amendment's.
signed = Table(
    "signed_turn",
    metadata,
    Column("convention_id", Uuid, primary_key=True),
    Column("amendment", Integer, primary_key=True),
    Column("organisation_id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
)
# The version at which a party last forwarded its signature, and to whom; null: that person lost the
# mandate.
forwarded = Table(
    "forwarded_turn",
    metadata,
    Column("convention_id", Uuid, primary_key=True),
    Column("organisation_id", Uuid, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("person", Uuid, nullable=True),
)
