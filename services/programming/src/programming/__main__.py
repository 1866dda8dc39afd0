"""`python -m programming api|worker|all`, and `python -m programming live`."""

import sys


def main() -> int:
    arguments = sys.argv[1:]
    if arguments[:1] == ["live"]:
        from programming.live.process import main as live

        return live(arguments[1:])
    from mithaq.runtime import run

    from programming.bootstrap import SERVICE

    return run(SERVICE)


if __name__ == "__main__":
    sys.exit(main())
