"""The HTTP API: one module a resource, one shape for every problem."""
