"""The entry point, kept small because every forked process imports this file again."""

import sys

from tests.crash.command import main

if __name__ == "__main__":
    sys.exit(main())
