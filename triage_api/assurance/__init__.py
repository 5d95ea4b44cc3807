"""Shows that a policy does what its authors meant, and decides which policies are served."""
