"""A chain of migrations (Alembic), and what a store remembers of it.

Two tables a chain. `<chain>_migration` holds the last migration applied. `<chain>_version` holds
the last one that code *must know* to serve the store: a migration declares `floor = True` only when
older code cannot serve what it leaves. All others are additive, and leave a store that the former
release still serves; it does not even see them. So a process may be older than its store.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

_KERNEL: Final = Path(__file__).parent / "migrations"
_EXISTS: Final = text("SELECT to_regclass(:table) IS NOT NULL")


class StoreTooNew(Exception):
    """A migration of a later release left a store that this release cannot serve."""

    def __init__(self, revision: str) -> None:
        super().__init__(
            f"its store is at migration {revision}, which this release does not know and has to: "
            "start the release that applied it, or a later one"
        )
        self.revision = revision


@dataclass(frozen=True, slots=True)
class Revisions:
    """The migrations of the kernel or of a service, in order; methods run on one connection."""

    name: str
    folder: Path
    _script: ScriptDirectory = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_script", ScriptDirectory.from_config(self._config()))

    @property
    def applied_table(self) -> str:
        return f"{self.name}_migration"

    @property
    def floor_table(self) -> str:
        return f"{self.name}_version"

    def pending(self, connection: Connection) -> Sequence[str]:
        """What this release has and the store has not; nothing if the store is newer.

        Raises StoreTooNew if it is so much newer that this release cannot serve it.
        """
        applied = self._read(connection, self.applied_table)
        floor = self._read(connection, self.floor_table)
        if floor is not None and floor not in self._known():
            raise StoreTooNew(floor)
        known, applied = self._known(), applied or floor  # the former release had one table
        if applied is None:
            return known
        return known[known.index(applied) + 1 :] if applied in known else []

    def above_floor(self, connection: Connection) -> bool:
        """Whether the store says already what code must know: former releases see no change."""
        return self._read(connection, self.floor_table) == self._floor()

    def adopt(self, connection: Connection) -> None:
        """Begin the table of what was applied, in a store of a release that had one table."""
        floor = self._read(connection, self.floor_table)
        if floor is not None and self._read(connection, self.applied_table) is None:
            self._write(connection, self.applied_table, floor)

    def apply(self, connection: Connection, revision: str) -> None:
        """Apply one migration, in a transaction of its own."""
        config = self._config()
        config.attributes.update(connection=connection, version_table=self.applied_table)
        command.upgrade(config, revision)

    def raise_floor(self, connection: Connection) -> None:
        """Say what code must know, once that is applied."""
        floor = self._floor()
        if floor is not None and self._read(connection, self.floor_table) != floor:
            self._write(connection, self.floor_table, floor)

    def above_the_last_floor(self) -> Sequence[Path]:
        """The files of the migrations that older code can do without."""
        known, floor = list(self._script.walk_revisions()), self._floor()
        additive = takewhile(lambda each: each.revision != floor, known)
        return [Path(each.path) for each in additive]

    def _known(self) -> list[str]:
        return [each.revision for each in self._script.walk_revisions()][::-1]

    def _floor(self) -> str | None:
        """The last migration that older code cannot do without."""
        scripts = self._script.walk_revisions()
        return next((each.revision for each in scripts if _is_floor(each.module)), None)

    def _config(self) -> Config:
        config = Config()
        config.set_main_option("path_separator", "newline")
        config.set_main_option("script_location", str(_KERNEL))
        config.set_main_option("version_locations", str(self.folder / "versions"))
        return config

    def _read(self, connection: Connection, table: str) -> str | None:
        if not connection.execute(_EXISTS, {"table": table}).scalar_one():
            return None
        found = connection.execute(text(f"SELECT version_num FROM {table}"))  # noqa: S608 (ours)
        return found.scalar_one_or_none()

    def _write(self, connection: Connection, table: str, revision: str) -> None:
        create = f"CREATE TABLE IF NOT EXISTS {table} (version_num varchar(32) PRIMARY KEY)"
        connection.execute(text(create))
        connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608 (ours)
        insert = text(f"INSERT INTO {table} VALUES (:revision)")  # noqa: S608 (ours)
        connection.execute(insert, {"revision": revision})


def _is_floor(module: object) -> bool:
    return bool(getattr(module, "floor", False))


def kernel_revisions() -> Revisions:
    return Revisions("kernel", _KERNEL)


def service_revisions(folder: Path) -> Revisions:
    return Revisions("service", folder)
