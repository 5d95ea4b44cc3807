"""What a policy says of a case, and by when."""
