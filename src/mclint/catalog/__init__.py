"""Rule cards and frameworks as data: read, checked in shape, and looked up."""
