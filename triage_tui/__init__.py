"""The duty worker's terminal client."""
