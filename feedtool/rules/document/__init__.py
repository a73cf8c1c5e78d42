"""Family XM: the XML document, and what it asks of names, characters and addresses."""
