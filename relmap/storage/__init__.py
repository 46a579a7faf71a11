"""The book as a directory of YAML files."""
