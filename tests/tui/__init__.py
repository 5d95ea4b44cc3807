"""The terminal client, driven as its users drive it, against a real server."""
