"""One key a person; a destroyed key leaves the day and the hand that destroyed it.

Revision ID: keys0001
Revises:
"""

import sqlalchemy as sa
from alembic import op

revision = "keys0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "person_key",
        sa.Column("person", sa.Uuid, primary_key=True),
        sa.Column("key", sa.LargeBinary, nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("destroyed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("destroyed_by", sa.Text, nullable=True),
        sa.CheckConstraint("octet_length(key) = 32", name="person_key_is_256_bits"),
        sa.CheckConstraint(
            "(key IS NULL) = (destroyed_at IS NOT NULL)", name="person_key_gone_is_dated"
        ),
    )
