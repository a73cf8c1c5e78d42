"""The door to the network: no other module opens a connection."""
