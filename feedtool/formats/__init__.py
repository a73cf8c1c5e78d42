"""Text to model and back. Pure: texts come in as arguments, faults go out as values."""
