"""The policies that are shipped, as policy leads and inspectors would try them."""
