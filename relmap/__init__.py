"""Customer relationship maps in plain files: who decides, and how to get to them."""

__version__ = "0.1.0"
