"""The shapes of the API's answers, for type checkers; at run time an answer is a dictionary of all that came.

Made of the API's own description by ``python -m tests.client.shapes``.
"""
