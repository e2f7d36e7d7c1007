"""How the trained tagger was made: needs the `train` extra. See README.md."""
