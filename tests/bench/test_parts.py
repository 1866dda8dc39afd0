"""A part's notes arrive complete."""

import json
import os
import subprocess
import sys
import time

# A signal while the pipe is full makes write(2) take a part only.
CHILD = """
import signal
from tests.bench.parts import tell
signal.signal(signal.SIGALRM, lambda *_: None)
signal.setitimer(signal.ITIMER_REAL, 0.1, 0.1)
print("ready", flush=True)
tell({"noted": [1.5] * 200_000})
"""


def test_a_long_line_survives_an_interrupted_write() -> None:
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        [sys.executable, "-c", CHILD], stdout=subprocess.PIPE, env=environment
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"ready\n"
        time.sleep(1)  # nobody reads: the pipe fills up
        told = child.stdout.read()
    assert json.loads(told) == {"noted": [1.5] * 200_000}
