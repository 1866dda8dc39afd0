"""The demo's frame: a stack around a play, and nothing running afterwards."""

import asyncio
import signal
from collections.abc import Callable, Coroutine, Mapping

from mithaq_local.console import interruptible, say, uninterrupted
from mithaq_local.stack import Stack

# What a demo is: given where everything answers, it plays and says how it went (0 is well).
Play = Callable[[Mapping[str, str]], Coroutine[None, None, int]]
INTERRUPTED = 130


def run(stack: Stack, play: Play, *, once: bool) -> int:
    """Start the whole stack, play, and stop it: at once, or when Ctrl-C comes.

    Answers the exit code: the play's own, or 130 when it was interrupted midway.
    """
    code = INTERRUPTED
    with interruptible():
        try:
            stack.start()
            code = asyncio.run(play(stack.addresses()))
            if not once:
                say("The stack stays up to be looked at. Ctrl-C ends it.")
                signal.pause()
        except KeyboardInterrupt:
            say("Stopping.")
        finally:
            with uninterrupted():
                stack.stop()
    return code
