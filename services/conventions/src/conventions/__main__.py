"""`python -m conventions api|worker|all`."""

import sys

from mithaq.runtime import run

from conventions.bootstrap import SERVICE

if __name__ == "__main__":
    sys.exit(run(SERVICE))
