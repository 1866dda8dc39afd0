"""A short crash campaign; `make test-crash KILLS=n` runs a long one."""

import subprocess
import sys

KILLS, SEED = "18", "20"


def test_a_short_campaign_loses_and_repeats_nothing() -> None:
    """Run in a separate process, because its forks must not inherit the test session."""
    command = [sys.executable, "-m", "tests.crash.run", "--kills", KILLS, "--seed", SEED]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
