"""Hypothesis strategies: small policies, and cases over them."""
