"""A feed's channel and items to the fields of records."""
