"""What every test starts from."""

import os

# The example books are Thai and Chinese; what the tests read is English unless they ask for another language.
os.environ["RELMAP_LANG"] = "en"
