"""Every reason for which relmap stops. A leaf takes data and builds its own sentence and mend.

The text of an error is one line: what is wrong, where, and how to mend it. `relmap.cli` turns it into `error: ...`
and an exit status; nobody else catches it.

A module per subject; here are all of them, so that nobody need know in which one an error stands.
"""

from relmap.errors.base import *
from relmap.errors.book import *
from relmap.errors.changes import *
from relmap.errors.command_line import *
from relmap.errors.disk import *
from relmap.errors.finding import *
from relmap.errors.gaps import *
from relmap.errors.git import *
from relmap.errors.history import *
from relmap.errors.maps import *
from relmap.errors.what_if import *
