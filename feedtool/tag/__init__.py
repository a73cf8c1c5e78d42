"""Station tag: the record's values into the audio file. Knows mutagen and Pillow."""
