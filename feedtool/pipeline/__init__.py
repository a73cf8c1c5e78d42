"""The stations in order: load, probe, compose, check, render, write. Read `run.py` first."""
