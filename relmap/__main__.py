"""`python -m relmap`, for machines where the script folder is not on PATH."""

from relmap.cli.app import main

if __name__ == "__main__":
    main()
