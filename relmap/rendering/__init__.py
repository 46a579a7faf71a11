"""Map contents to DOT text, and on to a picture."""
