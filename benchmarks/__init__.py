"""What Front Door costs, as ratios against something real measured in the same run: ``make bench``."""
