"""The supervisor's configuration, written from programs.

The text depends on nothing but its arguments: equal text means that nothing has to restart.
"""

import os
import shlex
from collections.abc import Mapping
from configparser import RawConfigParser
from io import StringIO

from mithaq_local import orphans
from mithaq_local.programs import Program, Programs
from mithaq_local.state import Place

LOG_BYTES, LOG_BACKUPS = 10 * 1024 * 1024, 2
# A process that dies young is tried again after 1, 2, 3 ... seconds, this often.
RETRIES = 10
STOP_SECONDS = 15


def render(place: Place, programs: Programs) -> str:
    """The configuration of a supervisor that runs `programs`, none of them by itself."""
    parser = RawConfigParser()
    parser.read_dict(
        {
            "supervisord": _supervisord(place),
            "unix_http_server": {"file": str(place.socket), "chmod": "0700"},
            "rpcinterface:supervisor": {
                "supervisor.rpcinterface_factory": "supervisor.rpcinterface:make_main_rpcinterface"
            },
            **{f"program:{one.name}": _program(place, one) for one in programs.values()},
        }
    )
    text = StringIO()
    parser.write(text)
    return text.getvalue()


def _supervisord(place: Place) -> dict[str, str]:
    options = {
        "nodaemon": "true",
        "silent": "true",
        "logfile": _escaped(str(place.log("supervisor"))),
        "logfile_maxbytes": str(LOG_BYTES),
        "logfile_backups": str(LOG_BACKUPS),
        "pidfile": _escaped(str(place.runtime / "supervisor.pid")),
        "childlogdir": _escaped(str(place.logs)),
    }
    return options | ({"user": "root"} if os.geteuid() == 0 else {})


def _program(place: Place, program: Program) -> dict[str, str]:
    options = {
        "command": _escaped(shlex.join(program.command)),
        "environment": _environment(orphans.mark(place.folder) | dict(program.environment)),
        "directory": _escaped(str(place.runtime)),
        "autostart": "false",
        "autorestart": "true",
        "startretries": str(RETRIES),
        "stopsignal": program.stop_signal,
        "stopwaitsecs": str(STOP_SECONDS),
        "redirect_stderr": "true",
        "stdout_logfile": _escaped(str(place.log(program.name))),
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
