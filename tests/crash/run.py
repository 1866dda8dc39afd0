"""The entry, kept small: every forked process runs this file once more before its own work."""

import sys

from tests.crash.command import main

if __name__ == "__main__":
    sys.exit(main())
