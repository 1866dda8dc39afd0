"""Runs a service: assembles its processes from its description, supervises and stops them.

status = await supervise([Worker("relay", relay.run)], doors(settings, api, probes))
"""

from mithaq.runtime.assembly import assemble, open_kernel, run
from mithaq.runtime.doors import Door, doors
from mithaq.runtime.kernel import Kernel
from mithaq.runtime.process import Assemble, Process, launch
from mithaq.runtime.refusing import read_settings, told
from mithaq.runtime.service import Role, Service, read_models
from mithaq.runtime.supervisor import supervise
from mithaq.runtime.workers import RestartPolicy, Worker

__all__ = [
    "Assemble",
    "Door",
    "Kernel",
    "Process",
    "RestartPolicy",
    "Role",
    "Service",
    "Worker",
    "assemble",
    "doors",
    "launch",
    "open_kernel",
    "read_models",
    "read_settings",
    "run",
    "supervise",
    "told",
]
