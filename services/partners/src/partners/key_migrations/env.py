"""Alembic's entry for the database of keys: runs on the connection that `migrate_keys` opens."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], version_table="key_version")
with context.begin_transaction():
    context.run_migrations()
