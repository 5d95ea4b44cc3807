"""Tests of the rules of the record."""
