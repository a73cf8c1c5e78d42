"""Transcripts: WebVTT, SubRip, podcast JSON, HTML and plain text <-> one model. Pure."""
