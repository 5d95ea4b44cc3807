"""What is asked over a screen: one small matter, with a typed answer or none."""
