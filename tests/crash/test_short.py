"""The crash campaign in its short form; `make test-crash KILLS=n` is the long one."""

import subprocess
import sys

KILLS, SEED = "24", "20"


def test_a_short_campaign_loses_and_repeats_nothing() -> None:
    """In a process of its own: what it forks must not inherit a test session."""
    command = [sys.executable, "-m", "tests.crash.run", "--kills", KILLS, "--seed", SEED]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
