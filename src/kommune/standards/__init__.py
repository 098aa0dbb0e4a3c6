"""Outside formats, parsed and written without Django, network or clock."""
