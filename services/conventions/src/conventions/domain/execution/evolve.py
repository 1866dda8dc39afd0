"""What the events of progress and documents change."""

from dataclasses import replace
from typing import assert_never

from conventions.domain.core.convention import Convention
from conventions.domain.execution import events as e


def evolve(convention: Convention, event: e.ExecutionEvent) -> Convention:
    match event:
        case e.ProgressReported():
            progress = {**convention.progress, event.action: event.progress}
            return replace(convention, progress=progress)
        case e.DocumentDeposited():
            tranche = convention.tranches[event.tranche]
            deposited = {**tranche.deposited, event.kind: event.sha256}
            since = replace(tranche, deposited=deposited)
            return replace(convention, tranches={**convention.tranches, event.tranche: since})
        case _:
            assert_never(event)
