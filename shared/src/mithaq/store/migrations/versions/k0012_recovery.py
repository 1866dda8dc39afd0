"""What recovery needs to know: findings, restores of a store, restores heard of, lines kept.

Every column has a default or may be null: the former release goes on without knowing of them.
"""

from alembic import op

revision = "k0012"
down_revision = "k0011"

# What a part found wrong and cannot mend by itself (mithaq.store.findings).
FINDING = """
CREATE TABLE finding (
    part     text NOT NULL,
    code     text NOT NULL,
    subject  text NOT NULL,
    what     text NOT NULL,
    remedy   text NOT NULL,
    found_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (part, code, subject)
)
"""
# Where this store is (null: not known yet), where its log ended when the era began, and whether the
# log was compared with the topic since. Until it is released, it does nothing outwards.
ERA = """
ALTER TABLE store_era ADD place text, ADD seq bigint, ADD compared boolean NOT NULL DEFAULT false,
    ADD released_at timestamptz, ADD released_by text, ADD resend boolean NOT NULL DEFAULT false
"""
ERAS_BEFORE = """
UPDATE store_era SET compared = true, released_at = clock_timestamp(), released_by = 'migration'
"""
ERA_HERE = """
UPDATE store_era
SET place = concat_ws('/', d.oid, 'store_era'::regclass::oid, p.timeline_id)
FROM pg_control_system() c, pg_control_checkpoint() p, pg_database d
WHERE d.datname = current_database() AND era = (SELECT max(era) FROM store_era)
  AND cluster = c.system_identifier
"""
# The restores of a source that a consumer has heard of: the log's ends at each, in text.
RESTORES_HEARD = """
CREATE TABLE restores_heard (
    consumer text NOT NULL,
    source   text NOT NULL,
    restores text NOT NULL,
    PRIMARY KEY (consumer, source)
)
"""
# Lines of other services' logs that those services have lost: this may be the only copy.
LOST_LINE = """
CREATE TABLE lost_line (
    source      text NOT NULL,
    seq         bigint NOT NULL,
    hash        bytea NOT NULL,
    event_id    uuid NOT NULL,
    stream_id   text NOT NULL,
    version     int NOT NULL,
    type        text NOT NULL,
    schema      int NOT NULL,
    data        text NOT NULL,
    meta        text NOT NULL,
    recorded_at timestamptz NOT NULL,
    kept_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (source, seq, hash)
)
"""
KEPT = """
CREATE TRIGGER lost_line_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON lost_line
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
"""


def upgrade() -> None:
    for statement in (FINDING, ERA, ERAS_BEFORE, ERA_HERE, RESTORES_HEARD, LOST_LINE, KEPT):
        op.execute(statement)
