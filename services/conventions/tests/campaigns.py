"""How long the random campaigns last: short by default, MITHAQ_EXAMPLES for a long one."""

import os

from hypothesis import HealthCheck, settings

EXAMPLES = int(os.environ.get("MITHAQ_EXAMPLES", "25"))
campaign = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize="MITHAQ_EXAMPLES" not in os.environ,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
