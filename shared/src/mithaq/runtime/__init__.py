"""Runs a service: assembles its processes from its description, supervises and stops them.

status = await supervise([Worker("relay", relay.run)], api=app, host="127.0.0.1", port=8000)
"""

from mithaq.runtime.assembly import assemble, open_kernel, read_models, run
from mithaq.runtime.kernel import Kernel
from mithaq.runtime.process import Assemble, Process, launch
from mithaq.runtime.service import Role, Service
from mithaq.runtime.supervisor import supervise
from mithaq.runtime.workers import RestartPolicy, Worker

__all__ = [
    "Assemble",
    "Kernel",
    "Process",
    "RestartPolicy",
    "Role",
    "Service",
    "Worker",
    "assemble",
    "launch",
    "open_kernel",
    "read_models",
    "run",
    "supervise",
]
