"""Rules about the tags inside audio files (TG)."""
