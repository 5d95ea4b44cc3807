"""What Front Door claims of itself, as tests."""
