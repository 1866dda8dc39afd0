"""The outbox: a row for each notice and each message, with its state.

It is no read model. Nothing rebuilds it: the kernel rebuilds `ReadModel`s, and the outbox is fed
by an `Intake`, which it only ever moves forward. Should the topics be read again from their start
all the same, the same causes meet the unique indexes and nothing is added. Should the table itself
be lost, causes older than `STALE_AFTER` are written down as stale and never sent.
"""
