"""Faults that only the tree of a file shows."""

from relmap.model.saying import _
from relmap.storage.yaml_faults import MAX_DEPTH, MAX_FAULTS, Fault, fault_at, position
from relmap.storage.yaml_parser import MappingNode, Node, ScalarNode, SequenceNode
from relmap.storage.yaml_text import too_deep


def tree_faults(root: Node, text: str) -> list[Fault]:
    """Duplicate and complex keys and deep nesting, found in one pass over the collections."""
    pending: list[tuple[Node, int]] = [(root, 1)]
    doubtful: list[MappingNode] = []
    deep: list[int] = []
    bare: list[Node] = []
    while pending:
        node, depth = pending.pop()
        if depth > MAX_DEPTH:
            deep.append(node.start_mark.index)
        elif type(node) is MappingNode:
            names = set()
            for key, value in node.value:
                if type(key) is ScalarNode:
                    names.add(key.value)
                if type(value) is not ScalarNode:
                    pending.append((value, depth + 1))
                elif not value.value:
                    bare.append(key)
            if len(names) != len(node.value):
                doubtful.append(node)
        elif type(node) is SequenceNode:
            pending += [(item, depth + 1) for item in node.value if type(item) is not ScalarNode]
    faults = [too_deep(text, index) for index in sorted(deep)[:MAX_FAULTS]]
    if bare:
        faults += _bare_key_faults(bare, text)
    for node in sorted(doubtful, key=lambda node: node.start_mark.index)[:MAX_FAULTS]:
        faults += _key_faults(node, text)
    return faults


def _bare_key_faults(keys: list[Node], text: str) -> list[Fault]:
    # Imported here: a command on a sound book does not wait for what explains faults.
    from relmap.storage.yaml_slips import key_slip

    slips = [key_slip(text, key.start_mark.index, key.value) for key in keys if type(key) is ScalarNode]
    return [fault for fault in slips if fault is not None][:MAX_FAULTS]


def _key_faults(node: MappingNode, text: str) -> list[Fault]:
    faults, first = list[Fault](), dict[str, int]()
    for key, _value in node.value:
        index = key.start_mark.index
        if type(key) is not ScalarNode:
            reason, mend = _("a key must be one word or text, not a list or a group"), _("write it as `key: value`")
            faults.append(fault_at(text, index, "yaml-complex-key", reason, mend))
        elif key.value in first:
            line = position(text, first[key.value])[0]
            reason = _("the key {key} stands here a second time (first on line {line})").format(
                key=key.value, line=line
            )
            faults.append(fault_at(text, index, "yaml-duplicate-key", reason, _("keep one of the two")))
        else:
            first[key.value] = index
        if len(faults) == MAX_FAULTS:
            break
    return faults
