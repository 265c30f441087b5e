"""Pieces that several of our Word papers share: tables of items and processes, lists that may be empty."""

from __future__ import annotations

from lotbook.artefacts.word_page import Column, Page


def or_dash(field: str, shown: str = "") -> str:
    """A field, or a dash where it is empty."""
    return f"{{% if {field} %}}{shown or f'{{{{ {field} }}}}'}{{% else %}}–{{% endif %}}"


ITEMS = (
    Column("Batch", 26, ("{{ item.run }}",)),
    Column("Made", 24, (or_dash("item.made"),)),
    Column("Quantity", 22, ("{{ item.quantity }}",)),
    Column("Serial numbers", 54, (or_dash("item.serials"),)),
    Column("Shipped", 24, ("{{ item.date }}",)),
    Column("Packing slip", 24, (or_dash("item.packing_slip"),)),
)
PROCESSES = (
    Column("Process", 34, ("{{ process.process }}", "process.date ? {{ process.date }}")),
    Column("Specification", 42, ("{{ process.specification }}",)),
    Column("Processor", 40, ("{{ process.processor }}",)),
    Column("Certificate", 32, (or_dash("process.certificate"),)),
    Column("Batch", 26, ("{{ process.run }}",)),
)


def material(width: int) -> Column:
    """What a lot is and which specification it is made to."""
    return Column(
        "Material and specification",
        width,
        ("{{ lot.material }}", "lot.grade ? {{ lot.grade }}", "lot.specification ? {{ lot.specification }}"),
    )


def maker(width: int) -> Column:
    """Who made the material, who delivered it, where it was melted."""
    return Column(
        "Mill and supplier",
        width,
        (
            or_dash("lot.mill"),
            "lot.supplier and lot.supplier != lot.mill ? From {{ lot.supplier }}",
            "lot.country_of_melt ? Melted in {{ lot.country_of_melt }}",
        ),
    )


# (text, style) of the block to sign: the picture, or a line to sign by hand, over name and title.
SIGNATURE = (
    ("{%p if signature %}", "Cell"),
    ("{{ signature }}", "Signature picture"),
    ("{%p else %}", "Cell"),
    ("______________________________", "Signature space"),
    ("{%p endif %}", "Cell"),
    ("{{ signer.name }}", "Cell"),
    ("{{ signer.title }}", "Cell small"),
)


def items(page: Page) -> None:
    """What was shipped; long lists of serial numbers stand under the table, where they may run over pages."""
    page.table("item in items", ITEMS)
    page.text("{%p for text in serial_lists %}")
    page.text("Serial numbers of {{ text }}", style="Under table")
    page.text("{%p endfor %}")


def in_a_row(names: str) -> str:
    """A list of texts as one sentence, parted by semicolons."""
    return f"{{% for text in {names} %}}{{{{ text }}}}{{% if not loop.last %}}; {{% endif %}}{{% endfor %}}"


def or_none(page: Page, rows: str, loop: str, columns: tuple[Column, ...]) -> None:
    """A table, or "None." where its list is empty."""
    page.text(f"{{%p if {rows} %}}")
    page.table(loop, columns)
    page.text("{%p else %}", "None.", "{%p endif %}")


def listed(page: Page, rows: str, otherwise: str) -> None:
    """A list of texts with bullets, or a sentence where it is empty."""
    page.text(f"{{%p for text in {rows} %}}")
    page.text("{{ text }}", style="List Bullet")
    page.text("{%p else %}", otherwise, "{%p endfor %}")
