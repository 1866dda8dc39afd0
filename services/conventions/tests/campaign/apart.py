"""Whether the streams beside a convention say the same as the convention itself."""

from collections.abc import Iterator

from conventions.domain.tranches.payment_references import stream_of

from .attempt import World


def apart(world: World) -> Iterator[str]:
    """A payment's reference is held in its own stream as long as a tranche holds it."""
    here = {
        stream_of(tranche.organisation_id, reference)
        for convention in world.conventions.values()
        for tranche in convention.tranches.values()
        for reference in tranche.references
    }
    there = {stream for stream, held in world.beside.held.items() if held is not None}
    if here != there:
        alone = f"{len(here - there)} here, {len(there - here)} there alone"
        yield f"references_are_held_alike: {alone}"
