"""The operations CLI for a running service's store: `python -m mithaq.operations SERVICE VERB`.

Each topic has a module whose functions return frozen values; `cli` and `output` print them.
"""
