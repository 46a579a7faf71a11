"""Write relmap/analysis/simplified.py from Unicode's Unihan_Variants.txt: `python tools/simplified_characters.py FILE`.

The file is part of the Unicode Character Database (unicode.org), and of Debian's package unicode-data.
"""

import re
import sys
from pathlib import Path
from textwrap import wrap

MODULE = Path(__file__).parents[1] / "relmap" / "analysis" / "simplified.py"
ENTRY = re.compile(r"^U\+([0-9A-F]{4})\tkSimplifiedVariant\t(.+)$", re.MULTILINE)
HEAD = '''"""Traditional Chinese characters and their simplified forms, as tools/simplified_characters.py writes them.

Made of kSimplifiedVariant in the Unihan database (c) Unicode, Inc., and so a modified form of it, whose licence is
UNICODE.txt beside this file: the characters of the first plane that have exactly one simplified form.
"""

'''


def module(text: str) -> str:
    """The module's text, from that of Unihan_Variants.txt."""
    pairs = []
    for code, forms in ENTRY.findall(text):
        found = [chr(int(form, 16)) for form in re.findall(r"U\+([0-9A-F]+)", forms)]
        if len(found) == 1 and found[0] != chr(int(code, 16)) and ord(found[0]) < 0x10000:
            pairs.append((chr(int(code, 16)), found[0]))
    traditional, simplified = ("".join(side) for side in zip(*pairs, strict=True))
    return f"{HEAD}{_constant('TRADITIONAL', traditional)}{_constant('SIMPLIFIED', simplified)}"


def _constant(name: str, text: str) -> str:
    lines = "\n".join(f'    "{line}"' for line in wrap(text, 50))
    return f"{name} = (\n{lines}\n)\n"


if __name__ == "__main__":
    MODULE.write_text(module(Path(sys.argv[1]).read_text(encoding="utf-8")), encoding="utf-8")
