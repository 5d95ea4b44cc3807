"""Tests of the HTTP client and the embedded API."""
