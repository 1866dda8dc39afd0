"""Writes the supervisor's configuration file from the program descriptions.

The text depends only on the arguments: if it is unchanged, nothing has to be restarted.
"""

import os
import shlex
from collections.abc import Mapping
from configparser import RawConfigParser
from io import StringIO

from mithaq_local import orphans
from mithaq_local.programs import Program, Programs
from mithaq_local.state import StackPaths

LOG_BYTES, LOG_BACKUPS = 10 * 1024 * 1024, 2
# A process that exits soon after its start is restarted after 1, 2, 3 ... seconds, this often.
RETRIES = 10
STOP_SECONDS = 15


def render(paths: StackPaths, programs: Programs) -> str:
    """The configuration of a supervisor for `programs`; it starts none of them by itself."""
    parser = RawConfigParser()
    parser.read_dict(
        {
            "supervisord": _supervisord(paths),
            "unix_http_server": {"file": str(paths.socket), "chmod": "0700"},
            "rpcinterface:supervisor": {
                "supervisor.rpcinterface_factory": "supervisor.rpcinterface:make_main_rpcinterface"
            },
            **{f"program:{one.name}": _program(paths, one) for one in programs.values()},
        }
    )
    text = StringIO()
    parser.write(text)
    return text.getvalue()


def _supervisord(paths: StackPaths) -> dict[str, str]:
    options = {
        "nodaemon": "true",
        "silent": "true",
        "logfile": _escaped(str(paths.log("supervisor"))),
        "logfile_maxbytes": str(LOG_BYTES),
        "logfile_backups": str(LOG_BACKUPS),
        "pidfile": _escaped(str(paths.runtime / "supervisor.pid")),
        "childlogdir": _escaped(str(paths.logs)),
    }
    return options | ({"user": "root"} if os.geteuid() == 0 else {})


def _program(paths: StackPaths, program: Program) -> dict[str, str]:
    options = {
        "command": _escaped(shlex.join(program.command)),
        "environment": _environment(orphans.mark(paths.folder) | dict(program.environment)),
        "directory": _escaped(str(paths.runtime)),
        "autostart": "false",
        "autorestart": "true",
        "startretries": str(RETRIES),
        "stopsignal": program.stop_signal,
        "stopwaitsecs": str(STOP_SECONDS),
        "redirect_stderr": "true",
        "stdout_logfile": _escaped(str(paths.log(program.name))),
        "stdout_logfile_maxbytes": str(LOG_BYTES),
        "stdout_logfile_backups": str(LOG_BACKUPS),
    }
    return options | ({"user": program.account} if program.account else {})


def _environment(variables: Mapping[str, str]) -> str:
    return ",".join(f"{name}={_quoted(value)}" for name, value in sorted(variables.items()))


def _quoted(value: str) -> str:
    quote = "'" if '"' in value else '"'
    return quote + _escaped(value) + quote


def _escaped(value: str) -> str:
    return value.replace("%", "%%")
