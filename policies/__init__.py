"""The policies that Front Door ships, as data."""
