"""Front Door's server: thresholds, recommendations and the record of what was decided."""
