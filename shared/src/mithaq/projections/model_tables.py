"""The tables of one revision of a read model, in a database schema of their own."""

from sqlalchemy import MetaData


class ModelTables(MetaData):
    """Where a read model declares its tables: `Table("line", ModelTables("ledger", revision=2))`.

    Raise `revision` whenever the tables or what the projector writes change. Each revision has its
    own `key`: the name, and `__r<revision>` above revision 1. The key is the schema of the tables
    and the name of the consumer that fills them (progress, offsets, dead letters, Kafka group). So
    the processes of a release that knows only an older revision go on with its rows, undisturbed,
    while a newer release fills its own beside them.
    """

    def __init__(self, name: str, *, revision: int = 1) -> None:
        self.name, self.revision = name, revision
        self.key = name if revision == 1 else f"{name}__r{revision}"
        super().__init__(schema=self.key)
