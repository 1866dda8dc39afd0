"""The statements on a read model's table that take a whole batch as one array a column."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import ARRAY, Column, Dialect, Table
from sqlalchemy.dialects.postgresql.asyncpg import dialect

_DIALECT: Final[Dialect] = dialect()  # type: ignore[no-untyped-call]
_NUMERIC: Final = 1700  # PostgreSQL's number of the type: SQLAlchemy asks for it, of numbers alone
Convert = Callable[[Any], Any] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TableStatements:
    """SQL with a parameter a column (`read` and `delete`: a column of the primary key).

    `binders` turn a column's values into asyncpg's, `loaders` asyncpg's into ours, where they
    differ. Without lists of texts the table `copies`: its rows may go by COPY.
    """

    schema: str | None
    copies: bool
    names: Sequence[str]
    key_names: Sequence[str]
    binders: Sequence[Convert]
    key_binders: Sequence[Convert]
    loaders: Sequence[tuple[str, Callable[[Any], Any]]]
    read: str
    delete: str
    insert: str
    write: str
    add: str


@lru_cache(maxsize=256)
def statements_of(table: Table, schema: str | None) -> TableStatements:
    columns, keys = list(table.columns), list(table.primary_key.columns)
    name = f'"{schema}"."{table.name}"' if schema else f'"{table.name}"'
    insert = _insert(name, columns, keys)
    on_conflict = f"ON CONFLICT ({_named(keys)})"
    return TableStatements(
        schema=schema,
        copies=not any(map(_is_list, columns)),
        names=[column.name for column in columns],
        key_names=[column.name for column in keys],
        binders=[_binder(column) for column in columns],
        key_binders=[_binder(column) for column in keys],
        loaders=[(c.name, load) for c in columns if (load := _loader(c)) is not None],
        read=_read(name, columns, keys),
        delete=f"DELETE FROM {name} kept USING {_given(keys)} WHERE {_same(keys)}",  # noqa: S608
        insert=insert,
        write=f"{insert} {on_conflict} {_replaced(columns, keys)}",
        add=f"{insert} {on_conflict} {_added(name, columns, keys)}",
    )


def _read(name: str, columns: Sequence[Column[Any]], keys: Sequence[Column[Any]]) -> str:
    """By index, key by key, whatever the planner knows of the table: a plan made while it had one
    page would else read all of it for every batch, for as long as the session lasts."""
    one = f"SELECT {_named(columns)} FROM {name} kept WHERE {_same(keys)} LIMIT 1"  # noqa: S608
    return f"SELECT found.* FROM {_given(keys)} CROSS JOIN LATERAL ({one}) found"  # noqa: S608


def _insert(name: str, columns: Sequence[Column[Any]], keys: Sequence[Column[Any]]) -> str:
    values = ", ".join(
        f'given."{c.name}"::{_type(c)}' if _is_list(c) else f'given."{c.name}"' for c in columns
    )
    order = ", ".join(f'given."{c.name}"' for c in keys)
    ordered = f"{_given(columns)} ORDER BY {order}"
    return f"INSERT INTO {name} ({_named(columns)}) SELECT {values} FROM {ordered}"  # noqa: S608


def _replaced(columns: Sequence[Column[Any]], keys: Sequence[Column[Any]]) -> str:
    names = _besides(columns, keys)
    if not names:
        return "DO NOTHING"
    return "DO UPDATE SET " + ", ".join(f'"{name}" = excluded."{name}"' for name in names)


def _added(table: str, columns: Sequence[Column[Any]], keys: Sequence[Column[Any]]) -> str:
    sums = (f'"{c}" = {table}."{c}" + excluded."{c}"' for c in _besides(columns, keys))
    return "DO UPDATE SET " + ", ".join(sums)


def _besides(columns: Sequence[Column[Any]], keys: Sequence[Column[Any]]) -> list[str]:
    named = {key.name for key in keys}
    return [column.name for column in columns if column.name not in named]


def _given(columns: Sequence[Column[Any]]) -> str:
    arrays = ", ".join(
        f"${n}::{'text' if _is_list(c) else _type(c)}[]" for n, c in enumerate(columns, 1)
    )
    return f"unnest({arrays}) AS given ({_named(columns)})"


def _same(keys: Sequence[Column[Any]]) -> str:
    return " AND ".join(f'kept."{c.name}" = given."{c.name}"' for c in keys)


def _named(columns: Sequence[Column[Any]]) -> str:
    return ", ".join(f'"{column.name}"' for column in columns)


def _type(column: Column[Any]) -> str:
    return str(column.type.compile(_DIALECT)).partition(" COLLATE")[0]


def _is_list(column: Column[Any]) -> bool:
    return isinstance(column.type, ARRAY)


def _binder(column: Column[Any]) -> Convert:
    if _is_list(column):
        return _list_literal
    return column.type.dialect_impl(_DIALECT).bind_processor(_DIALECT)


def _loader(column: Column[Any]) -> Convert:
    return column.type.dialect_impl(_DIALECT).result_processor(_DIALECT, _NUMERIC)


def _list_literal(texts: Sequence[str] | None) -> str | None:
    """An array of texts as PostgreSQL writes it: `unnest` would take lists of lists for one."""
    if texts is None:
        return None
    escaped = (each.replace("\\", "\\\\").replace('"', '\\"') for each in texts)
    return "{" + ",".join(f'"{each}"' for each in escaped) + "}"
