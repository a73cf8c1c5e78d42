"""Station probe: measures media files. Its permission: it alone knows mutagen and Pillow."""
