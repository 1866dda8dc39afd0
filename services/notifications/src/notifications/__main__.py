"""`python -m notifications api|worker|all`."""

import sys

from mithaq.runtime import launch

from notifications.bootstrap import SERVICE, assemble_with_mail

if __name__ == "__main__":
    sys.exit(launch(SERVICE, assemble_with_mail))
