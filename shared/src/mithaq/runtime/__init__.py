"""How a process lives: started, supervised, stopped.

status = await supervise([Worker("relay", relay.run)], api=app, host="127.0.0.1", port=8000)
"""

from mithaq.runtime.assembly import assemble, opened, read_models, run
from mithaq.runtime.kernel import Kernel
from mithaq.runtime.process import Assemble, Process, launch
from mithaq.runtime.service import Role, Service
from mithaq.runtime.supervisor import supervise
from mithaq.runtime.workers import Restarts, Worker

__all__ = [
    "Assemble",
    "Kernel",
    "Process",
    "Restarts",
    "Role",
    "Service",
    "Worker",
    "assemble",
    "launch",
    "opened",
    "read_models",
    "run",
    "supervise",
]
