"""Spaces between scripts, in texts of Chinese and Thai."""

import pytest

from relmap.model.spacing import Spaced


@pytest.mark.parametrize(
    ("text", "fields", "said"),
    [
        ("{who}拜访{whom}", {"who": "林一帆", "whom": "何建新"}, "林一帆拜访何建新"),
        ("{who}拜访{whom}", {"who": "Nok", "whom": "มาลี ใจดี"}, "Nok 拜访 มาลี ใจดี"),
        ("{account} 的人员", {"account": "siam-grand"}, "siam-grand 的人员"),
        ("{account} 的人员", {"account": "暹罗大酒店"}, "暹罗大酒店的人员"),
        ("目标是{level}级（{name}，{value}）", {"level": 3, "name": "信任", "value": ".7"}, "目标是 3 级（信任，.7）"),
        ("已{days}没有接触", {"days": "32 天"}, "已 32 天没有接触"),
        ("为{score}，占{share}的", {"score": ".67", "share": "28%"}, "为 .67，占 28% 的"),
        ("感受{feeling}", {"feeling": "-1"}, "感受 -1"),
        ("ไม่มีใครรู้ว่า{title}คือใคร", {"title": "หัวหน้าเชฟ"}, "ไม่มีใครรู้ว่าหัวหน้าเชฟคือใคร"),
        ("ไม่มีใครรู้ว่า{title}คือใคร", {"title": "CFO"}, "ไม่มีใครรู้ว่า CFO คือใคร"),
        ("ในแผนก{department}", {"department": "采购部"}, "ในแผนก 采购部"),
        ("พบ {person} แล้ว", {"person": "มาลี"}, "พบ มาลี แล้ว"),
        ("{score:.1f}分", {"score": 0.25}, "0.2 分"),
        ("{label}：{text}", {"label": "", "text": "Malee"}, "：Malee"),
        ("{a}  {b}", {"a": "何", "b": "建"}, "何  建"),
    ],
)
def test_a_space_stands_where_another_script_begins(text: str, fields: dict[str, object], said: str) -> None:
    assert Spaced(text).format(**fields) == said


def test_what_fills_a_field_is_left_as_it_was_typed() -> None:
    assert Spaced("备注：{note}").format(note="LINE上说OK 吗 好") == "备注：LINE上说OK 吗 好"
    assert Spaced("备注{{}}：{note}").format(note="{note}") == "备注{}：{note}"
