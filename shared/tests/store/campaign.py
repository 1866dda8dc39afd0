"""The number of examples of a property test: few by default, more with MITHAQ_EXAMPLES."""

import os

from hypothesis import HealthCheck, settings

EXAMPLES = int(os.environ.get("MITHAQ_EXAMPLES", "15"))
CAMPAIGN = settings(
    max_examples=EXAMPLES,
    stateful_step_count=25,
    deadline=None,
    derandomize="MITHAQ_EXAMPLES" not in os.environ,
    suppress_health_check=list(HealthCheck),
)
