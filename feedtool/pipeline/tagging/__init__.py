"""From records to the tags inside their audio files."""
