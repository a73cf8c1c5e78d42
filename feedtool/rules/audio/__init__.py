"""Family AU: the enclosure, and the audio file behind it."""
