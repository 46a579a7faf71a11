"""A book in which every text tries to become markup, a script or an address that runs one."""

import json
from pathlib import Path

from tests.books import book_on_disk

RUN = "window.hacked=1"
ATTACKS = (
    f"<script>{RUN}</script>",
    f"</script><script>{RUN}</script>",
    f"<img src=x onerror={RUN}>",
    f'"><svg onload={RUN}>',
    f"' onmouseover='{RUN}' x='",
    f"</title><script>{RUN}</script>",
    f"</svg><iframe srcdoc='<script>parent.{RUN}</script>'></iframe>",
    f"javascript:{RUN}",
    f"JaVaScRiPt:{RUN}//https://a.example",
    f"data:text/html,<script>{RUN}</script>",
    f'https://a.example/" onclick="{RUN}',
    f"<!--<script>{RUN}//-->",
    f"]]><script>{RUN}</script>",
    f"</style><script>{RUN}</script>",
    f"&lt;script&gt;{RUN}&lt;/script&gt;",
    f"`${{{RUN}}}`",
    f"$data ${{word_map}} {{{{constructor.constructor('{RUN}')()}}}}",
    f"\\u003cscript\\u003e{RUN}\\u003c/script\\u003e",
    f'<a href="javascript:{RUN}">x</a>',
    f"<form action=javascript:{RUN}><button>x",
    "__proto__",
    f"\u2028{RUN}\u2029<b onfocus={RUN} tabindex=0 autofocus>",
    f"<meta http-equiv=refresh content='0;url=javascript:{RUN}'>",
    f"x' style='background:url(javascript:{RUN})",
)


def hostile_book(root: Path) -> Path:
    """One person per attack, who has it in every text; the account, the deal, the touches and our own have some too."""
    files = {
        "relmap.yaml": f"relmap: 1\nname: {_text(ATTACKS[2])}\n",
        "team/nok.yaml": f"name: {_text(ATTACKS[3])}\ntitle: {_text(ATTACKS[0])}\n",
        "accounts/house/account.yaml": f"name: {_text(ATTACKS[1])}\nnotes: {_text(ATTACKS[2])}\n",
        "accounts/house/deals/plates.yaml": f"name: {_text(ATTACKS[5])}\nnotes: {_text(ATTACKS[2])}\n",
        "accounts/house/touches/2026-nok.yaml": "".join(
            f"- {{on: 2026-11-0{place % 9 + 1}, with: [p{place}], channel: visit, note: {_text(attack)}}}\n"
            for place, attack in enumerate(ATTACKS)
        ),
    }
    for place, attack in enumerate(ATTACKS):
        files[f"accounts/house/people/p{place}.yaml"] = _person(place, _text(attack))
    return book_on_disk(root, files)


def _text(attack: str) -> str:
    """A string of JSON is one of YAML."""
    return json.dumps(attack)


def _person(place: int, text: str) -> str:
    other = (place + 1) % len(ATTACKS)
    return (
        f"name: {text}\naliases: [{text}]\nnames: {{en: {text}, th: {text}, zh: {text}}}\n"
        f"title: {text}\ndepartment: {text}\nreports_to: p{other}\nroles: [influencer]\n"
        f"influence: {place % 5}\nstance: {place % 5 - 2}\nneeds: [{text}]\nconcerns: [{text}]\ntemperament: {text}\n"
        f"channels: {{email: {text}, phone: {text}, linkedin: {text}, address: [{text}, {text}]}}\n"
        f"links:\n  - {{to: p{other}, kind: influences, level: 3, note: {text}, source: {text}}}\n"
        f"known_by:\n  - {{member: nok, level: 2, note: {text}}}\n"
        f"verified_on: 2026-11-01\nsource: {text}\nnotes: {text}\n"
    )
