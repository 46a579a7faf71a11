"""The way in: the `relmap` script and `python -m relmap`."""

import gc

# A command lives for a moment, and what it imports stays. Looking for garbage meanwhile takes 4 ms of every start.
gc.set_threshold(50_000)

from relmap.cli.app import main  # noqa: E402

if __name__ == "__main__":
    main()
