"""Tests of the code's own structure."""
