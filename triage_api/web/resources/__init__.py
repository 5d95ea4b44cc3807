"""The routes, one module a resource, each with the schemas of what it is sent."""
