"""Every test is heard: what it is credited with in `tests/contract/shown/` it must show."""

pytest_plugins = ["tests.contract.showing"]
