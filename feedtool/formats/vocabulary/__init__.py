"""Word lists of the norms a feed must keep to: pure data of the formats layer."""
