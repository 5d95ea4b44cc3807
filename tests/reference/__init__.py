"""The reference evaluator: slow and obvious, written from the page on semantics alone.

It tries every way in which the undetermined facts of a rule could come out. The engine must agree with it.
"""

from tests.reference.evaluator import recommend
from tests.reference.outcome import ChildOutcome, Recommended

__all__ = ["ChildOutcome", "Recommended", "recommend"]
