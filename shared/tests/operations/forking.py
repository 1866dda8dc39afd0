"""Runs each command of `mithaq.operations` in a process forked from one that has imported it.

A line on standard input is a command: `{"words", "environment", "out", "err"}`; the answer is its
exit status. The imports of a command took ten times what the command itself does.
"""

import json
import os
import sys

from mithaq.operations.cli import main


def _run(asked: dict[str, object]) -> None:
    os.environ.clear()
    os.environ.update(asked["environment"])  # type: ignore[call-overload]
    for name, number in (("out", 1), ("err", 2)):
        written = os.open(str(asked[name]), os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(written, number)
    sys.path.insert(0, os.environ["PYTHONPATH"])
    sys.argv = ["mithaq.operations", *asked["words"]]  # type: ignore[misc]
    main()


def serve() -> None:
    for line in sys.stdin:
        if (child := os.fork()) == 0:
            _run(json.loads(line))
            sys.exit(0)
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)  # noqa: T201


if __name__ == "__main__":
    serve()
