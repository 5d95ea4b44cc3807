"""Tests of the record: events in, referral out."""
