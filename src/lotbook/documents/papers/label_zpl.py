"""Labels in the language of Zebra printers (ZPL II), as text that is sent to the printer as it is."""

from __future__ import annotations

from collections.abc import Sequence

from lotbook.documents.papers.label import Label

_DOTS = 8  # per millimetre, at 203 dpi


def zpl(labels: Sequence[Label], *, wide: float = 100, high: float = 50, dots: int = _DOTS) -> str:
    """One ``^XA ... ^XZ`` for each label, in UTF-8 (``^CI28``).

    Args:
        labels: in printing order.
        wide: width of a label in millimetres.
        high: its height in millimetres.
        dots: dots a millimetre: 6 for 152 dpi, 8 for 203, 12 for 300, 24 for 600.
    """
    return "".join(_label(label, wide, high, dots) for label in labels)


def _label(label: Label, wide: float, high: float, dots: int) -> str:
    def at(left: float, top: float) -> str:
        return f"^FO{round(left * dots)},{round(top * dots)}"

    edge, title = 3.0, 6.0
    lines = [
        "^XA^CI28",
        f"^PW{round(wide * dots)}^LL{round(high * dots)}",
        f"{at(edge, edge)}^A0N,{round(title * dots)},0^FH_^FD{_data(label.title)}^FS",
    ]
    top = edge + title + 1.5
    for name, value in label.facts:
        if top + 3.4 > high - 12:
            break
        text = f"{name}: {value}" if name else value
        room = round((wide - 2 * edge - 28) * dots)
        lines.append(f"{at(edge, top)}^A0N,{round(3.2 * dots)},0^FB{room},1,0,L^FH_^FD{_data(text)}^FS")
        top += 4.0
    lines.append(
        f"{at(wide - edge - 26, edge + title + 1)}^BQN,2,{max(2, dots // 2)}^FH_^FDMA,{_data(label.code)}^FS"
    )
    lines.append(f"{at(edge, high - 10)}^BY2^BCN,{round(7 * dots)},N,N,N^FH_^FD{_data(label.bars)}^FS")
    return "\n".join([*lines, "^XZ", ""])


def _data(text: str) -> str:
    """Field data: what ZPL would take for a command, and what is no ASCII, is written as bytes in hexadecimal (``^FH_``)."""
    return "".join(
        sign
        if sign.isascii() and sign.isprintable() and sign not in "^~_\\"
        else "".join(f"_{byte:02X}" for byte in sign.encode())
        for sign in text
    )
