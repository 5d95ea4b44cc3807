"""Reads threshold files into a policy; its model is all that the engine sees."""
