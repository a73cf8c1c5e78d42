"""Station probe: media to facts. The only door to mutagen and Pillow."""
