"""The way in: the `relmap` script and `python -m relmap`."""

import atexit
import gc

# A command lives for a moment, and what it imports stays. Looking for garbage meanwhile takes 4 ms of every start, and
# as Python ends, where it looks through everything once more, another 12 ms: what is frozen is passed over.
gc.set_threshold(50_000)
atexit.register(gc.freeze)

from relmap.cli.app import main  # noqa: E402

if __name__ == "__main__":
    main()
