"""Destroys the keys of erased persons: at once, and whenever that was missed."""

import asyncio
from typing import Final

from mithaq.commands import Accepted, Submission

from partners import application
from partners.application import Partners
from partners.domain.commands import ErasureCommand
from partners.read_models import representatives
from partners.streams import stream_of

_SECONDS_BETWEEN_SWEEPS: Final = 60
_BY_SWEEP: Final = "sweep"


async def run(partners: Partners, submission: Submission, command: ErasureCommand) -> Accepted:
    """Give an erasure's command, then destroy the key if the person is erased.

    The event comes first. Should the process end before the key is gone, a repeat of the command
    or the next sweep destroys it.
    """
    accepted = await application.run(partners, submission, command)
    person = command.representative_id
    organisation = (await partners.organisations.load(stream_of(command.organisation_id))).state
    if person in organisation.erased:
        await partners.keys.destroy([person], command.caller.subject, partners.clock())
    return accepted


async def sweep(partners: Partners) -> None:
    """Destroy every key that outlived its person's erasure, one restored from a backup included."""
    async with partners.representatives.connect() as connection:
        erased = await representatives.erased(connection)
    await partners.keys.destroy(erased, _BY_SWEEP, partners.clock())


async def keep_sweeping(partners: Partners) -> None:
    """Sweep when the process starts and every minute from then on."""
    while True:
        await sweep(partners)
        await asyncio.sleep(_SECONDS_BETWEEN_SWEEPS)
