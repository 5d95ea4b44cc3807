"""The commands triage-api, for those who run it, and triage-policy, for policy leads."""
