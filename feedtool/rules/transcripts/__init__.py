"""Family TR: transcripts, and above all who says what in them."""
