"""Write relmap/analysis/simplified.py from Unicode's Unihan_Variants.txt: `python tools/simplified_characters.py FILE`.

The file is part of the Unicode Character Database (unicode.org), and of Debian's package unicode-data.
"""

import re
import sys
from pathlib import Path
from textwrap import wrap

MODULE = Path(__file__).parents[1] / "relmap" / "analysis" / "simplified.py"
ENTRY = re.compile(r"^U\+([0-9A-F]{4})\tkSimplifiedVariant\t(.+)$", re.MULTILINE)
# Forms that names in Hong Kong and Taiwan keep, and that Unihan does not count as simplified.
OLD = "嶽峯羣衞啓爲恆敍邨崑崙勳甯昇讚锺馀"
NEW = "岳峰群卫启为恒叙村昆仑勋宁升赞钟余"
HEAD = '''"""Traditional Chinese characters and their simplified forms, as tools/simplified_characters.py writes them.

Made of kSimplifiedVariant in the Unihan database (c) Unicode, Inc., and so a modified form of it, whose licence is
UNICODE.txt beside this file: each character of the first plane with the simplified form that most names are written
with, and the rarer simplified forms with that one, too. A few old forms stand in the tool itself.
"""

'''


def module(text: str) -> str:
    """The module's text, from that of Unihan_Variants.txt."""
    found: dict[str, str] = {}
    for code, forms in ENTRY.findall(text):
        character = chr(int(code, 16))
        plain = [chr(int(form, 16)) for form in re.findall(r"U\+([0-9A-F]+)", forms) if int(form, 16) < 0x10000]
        others = sorted((form for form in plain if form != character), key=_is_rare)
        if others:
            found.setdefault(character, others[0])
            for rarer in filter(_is_rare, others[1:]):
                found.setdefault(rarer, others[0])
    found |= dict(zip(OLD, NEW, strict=True))
    # Where a simplified form has a simpler one of its own, both lead there.
    pairs = [(character, found.get(form, form)) for character, form in sorted(found.items())]
    traditional, simplified = ("".join(side) for side in zip(*pairs, strict=True))
    return f"{HEAD}{_constant('TRADITIONAL', traditional)}{_constant('SIMPLIFIED', simplified)}"


def _is_rare(character: str) -> bool:
    """Whether the character set of 1980, the most usual characters of Chinese in simplified form, is without it."""
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return False


def _constant(name: str, text: str) -> str:
    lines = "\n".join(f'    "{line}"' for line in wrap(text, 50))
    return f"{name} = (\n{lines}\n)\n"


if __name__ == "__main__":
    MODULE.write_text(module(Path(sys.argv[1]).read_text(encoding="utf-8")), encoding="utf-8")
