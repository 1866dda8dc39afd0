"""`python -m partners api|worker|all`."""

import sys

from mithaq.runtime import launch

from partners.bootstrap import SERVICE, assemble_with_keys

if __name__ == "__main__":
    sys.exit(launch(SERVICE, assemble_with_keys))
