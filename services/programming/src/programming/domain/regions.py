"""The twelve regions of Morocco: programmes and live activity are by region."""

from mithaq.territories import Level, Territory, territories

from programming.domain.rules import RegionUnknown


def region(code: str) -> Territory:
    """Raises RegionUnknown unless `code` is one of the twelve, such as `01`."""
    found = territories().get(code)
    if found is None or found.level is not Level.REGION:
        raise RegionUnknown(region=code[:40])
    return found


def regions() -> tuple[Territory, ...]:
    return tuple(each for each in territories().values() if each.level is Level.REGION)
