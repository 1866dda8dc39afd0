"""Indexes for migrations, made while appends go on."""

from typing import Final

from alembic import op
from sqlalchemy import text

_INVALID: Final = text("""
    SELECT EXISTS (
        SELECT FROM pg_index WHERE indexrelid = to_regclass(:name) AND NOT indisvalid
    )
""")


def create_index(name: str, on: str, *, unique: bool = False) -> None:
    """`CREATE INDEX CONCURRENTLY name ON <on>`, outside the migration's transaction.

    It locks nobody out. What an attempt that was cut short left behind, an index that is written to
    and never read, is dropped and made again. A migration has nothing but indexes, or none: the
    transaction is committed before each, and begins anew after it.
    """
    kind = "UNIQUE INDEX" if unique else "INDEX"
    with op.get_context().autocommit_block():
        # Both wait for the transactions that were open when they began. Nobody waits behind them.
        op.execute("SET lock_timeout = 0")
        if op.get_bind().execute(_INVALID, {"name": name}).scalar_one():
            op.execute(f'DROP INDEX CONCURRENTLY "{name}"')
        op.execute(f'CREATE {kind} CONCURRENTLY IF NOT EXISTS "{name}" ON {on}')
