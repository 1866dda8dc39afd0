"""PostgreSQL 18: configuration, start command, and the services' databases."""

import os
import subprocess
from collections.abc import Iterable, Mapping

from mithaq_local import postgres_files
from mithaq_local.errors import StartFailed
from mithaq_local.ports import HOST
from mithaq_local.postgres_files import tool
from mithaq_local.programs import Program
from mithaq_local.state import State

ADMIN = "mithaq"
TUNING = {
    "max_connections": "150",
    "shared_buffers": "128MB",
    "effective_cache_size": "512MB",
    "work_mem": "8MB",
    "maintenance_work_mem": "64MB",
    "synchronous_commit": "on",
    "wal_level": "replica",
    "min_wal_size": "160MB",
    "max_wal_size": "1GB",
    "checkpoint_timeout": "15min",
    "random_page_cost": "1.1",
    "jit": "off",  # compiling would take longer than our short queries
    "log_checkpoints": "off",
    "log_line_prefix": "%m [%p] %q%u@%d ",
    "timezone": "UTC",
}
# Each service owns its database under its own role and cannot connect to another's. None is a
# superuser, because row-level security does not apply to superusers.
OWNED_DATABASE = """
SELECT format('CREATE ROLE %I LOGIN', :'name')
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'name') \\gexec
ALTER ROLE :"name" PASSWORD :'password';
GRANT pg_monitor TO :"name";
SELECT format('CREATE DATABASE %I OWNER %I', :'name', :'name')
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'name') \\gexec
REVOKE CONNECT ON DATABASE :"name" FROM PUBLIC;
"""


def program(state: State, databases: Iterable[str]) -> Program:
    """PostgreSQL as a supervised process, with `databases` in it."""
    where = {
        "listen_addresses": HOST,
        "port": str(state.ports["postgres"]),
        "unix_socket_directories": "",
    }
    data = str(postgres_files.data_folder(state))
    return Program(
        name="postgres",
        command=(tool("postgres"), "-D", data, *options(where | TUNING)),
        ready=lambda: is_ready(state),
        prepare=lambda: postgres_files.prepare(state, ADMIN, password(state, ADMIN)),
        after_ready=lambda: create_databases(state, databases),
        account=postgres_files.account(),
        stop_signal="INT",  # fast shutdown: open transactions are rolled back
    )


def options(settings: Mapping[str, str]) -> list[str]:
    """The settings as command-line arguments of the server."""
    return [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]


def address(state: State, database: str, user: str) -> str:
    """The SQLAlchemy address of `database` for `user`."""
    port = state.ports["postgres"]
    return f"postgresql+asyncpg://{user}:{password(state, user)}@{HOST}:{port}/{database}"


def server(state: State) -> str:
    """The administrator's SQLAlchemy address, without a database."""
    return address(state, "", ADMIN).rstrip("/")


def password(state: State, user: str) -> str:
    return state.password(f"postgres:{user}")


def is_ready(state: State) -> bool:
    command = [tool("pg_isready"), "-q", "-t", "1", "-h", HOST, "-p", str(state.ports["postgres"])]
    return subprocess.run(command, check=False).returncode == 0


def create_databases(state: State, names: Iterable[str]) -> None:
    """Create the missing roles and databases: one of each per name."""
    secrets = {name: password(state, name) for name in names}
    script = "".join(_set(name, secret) + OWNED_DATABASE for name, secret in secrets.items())
    run_psql(state, script)


def run_psql(state: State, script: str) -> None:
    """Run `script` as the administrator, from standard input: arguments would show secrets."""
    command = [tool("psql"), "-XqAt", "-v", "ON_ERROR_STOP=1", "-h", HOST, "-U", ADMIN, "postgres"]
    environment: Mapping[str, str] = os.environ | {
        "PGPORT": str(state.ports["postgres"]),
        "PGPASSWORD": password(state, ADMIN),
    }
    done = subprocess.run(
        command, check=False, input=script, env=environment, capture_output=True, text=True
    )
    if done.returncode:
        raise StartFailed("postgres", "refused to create a database", done.stderr)


def _set(name: str, secret: str) -> str:
    return f"\\set name {name}\n\\set password {secret}\n"
