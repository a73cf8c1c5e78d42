"""The shapes that flow between stations. Nothing here reads, writes or decides."""
