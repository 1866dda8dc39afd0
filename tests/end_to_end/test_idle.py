"""What the whole stack costs when nobody asks anything."""

import time

import psutil
from mithaq_local.stack import Stack

MEASURED_S = 15.0


def family(pid: int) -> list[psutil.Process]:
    process = psutil.Process(pid)
    return [process, *process.children(recursive=True)]


def seconds(processes: list[psutil.Process]) -> float:
    times = [process.cpu_times() for process in processes if process.is_running()]
    return sum(each.user + each.system for each in times)


def test_an_idle_stack_is_nearly_free(stack: Stack) -> None:
    """Under 3 % of one core a process and 1.6 GB in all (memory shared by several counted once)."""
    families = {
        name: family(process.pid) for name, process in stack.processes().items() if process.pid
    }
    time.sleep(10)  # let what the start left to do come to an end
    before = {name: seconds(processes) for name, processes in families.items()}
    time.sleep(MEASURED_S)
    shares = {
        name: (seconds(processes) - before[name]) / MEASURED_S
        for name, processes in families.items()
    }
    memory = sum(
        process.memory_full_info().pss for processes in families.values() for process in processes
    )
    assert {name: round(share, 4) for name, share in shares.items() if share >= 0.03} == {}
    assert memory < 1.6e9
