"""Why a demo ends early.

DemoFailed
├── UnexpectedAnswer     a service refused, or failed to answer, what the play counts on
├── UnexpectedlyAccepted a service accepted what it must refuse
└── NotSettled           something did not come to rest in its time
"""

from mithaq_demo.problems import Problem


class DemoFailed(Exception):
    """The play cannot go on; the message says what happened, for a person."""


class UnexpectedAnswer(DemoFailed):
    def __init__(self, method: str, address: str, problem: Problem) -> None:
        super().__init__(f"{method} {address}\n  {problem}")
        self.problem = problem


class UnexpectedlyAccepted(DemoFailed):
    def __init__(self, method: str, address: str, rule: str) -> None:
        super().__init__(f"{method} {address}\n  accepted, where the rule {rule} refuses it")


class NotSettled(DemoFailed):
    def __init__(self, what: str, seconds: float) -> None:
        super().__init__(f"after {seconds:.0f} s, still waiting: {what}")
