"""Lets an Excel Table reach down to a new last row, with its filter and its sorting."""

from __future__ import annotations

import re

from lotbook.hosts.file.markup import Area, area

_TAG = re.compile(rb'(<(?:\w+:)?(?:table|autoFilter|sortState|sortCondition)\b[^>]*?\bref=["\'])([^"\']*)')


def grown_table(data: bytes, old: Area, bottom: int) -> bytes:
    """The table's part with every area that ended on the old last row ending on the new one."""

    def grown(found: re.Match[bytes]) -> bytes:
        where = area(found[2].decode())
        if where is None or where.bottom != old.bottom:
            return found[0]
        return found[1] + str(where._replace(bottom=bottom)).encode()

    return _TAG.sub(grown, data)
