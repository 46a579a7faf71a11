"""JSON Schema (2020-12) of the book's files, made from the fields table, for editors and other readers of YAML."""
