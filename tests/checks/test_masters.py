"""Master data."""

from tests.checks.clean import found


def test_each_customer_can_be_written_to():
    text = """
        Customers
        Customer          | E-mail                 | Address
        Smith & Sons <UK> | a@smith.uk; b@smith.uk | Leeds
        Jones             |                        | Hull
        Brown             | brown.uk               |
    """
    assert found(text, "customer-without-email") == [("Customers", 3, "E-mail")]
    assert found(text, "customer-without-address") == [("Customers", 4, "Address")]
    assert found(text, "email-malformed") == [("Customers", 4, "E-mail")]


def test_no_address_is_where_another_customer_is():
    text = """
        Customers
        Customer          | E-mail                                | Address
        Smith & Sons <UK> | js@smith.example, b@nordhafen.example | Leeds
        Nordhafen         | b@nordhafen.example                   | Kiel
        Agent             | a@krone.example                       | Ulm
        Krone             | k@krone.example                       | Ulm

        Orders
        Order ID | Customer
        ORD-0001 | Agent

        Certificates
        Certificate ID | Revision | Order ID | Sent to
        COC-0001       | A        | ORD-0001 | {sent_to}
    """
    code = "email-at-another-customer"
    assert found(text.replace("{sent_to}", ""), code) == [
        ("Customers", 2, "E-mail"),
        ("Customers", 4, "E-mail"),
    ]
    assert found(text.replace("{sent_to}", "a@krone.example"), code) == [("Customers", 2, "E-mail")]


def test_address_and_statement_name_no_other_customer():
    text = """
        Customers
        Customer          | Address                           | Statement wording
        Smith & Sons <UK> | 4 Dock Rd, Hull                   | As Smith & Sons <UK> asks.
        Nordhafen Werft   | Smith & Sons (UK), 4 Dock Rd      | We certify to KRONE  Bau.
        Krone Bau         | c/o Nordhafen Werft, Hafen 2      |
        Krone Bau GmbH    | Krone Bau, Ring 4                 |
        Dock              | 4 Dock Rd, Hull                   |
        Lone Works        | Lone Works Lane 2, near the Krone |
    """
    assert found(text, "customer-names-another") == [
        ("Customers", 3, "Address"),
        ("Customers", 3, "Statement wording"),
        ("Customers", 4, "Address"),
    ]


def test_limits_make_sense():
    text = """
        Characteristics
        Characteristic | Nominal | Lower limit | Upper limit
        #1             | 10      | 9.9         | 10.1
        #2             | 10      | 10.1        | 9.9
        #3             | 11      | 9.9         | 10.1
        #4             | 11      |             |
        #5             |         |             | 0.8

        Grade limits
        Grade | Element or property | Minimum | Maximum
        6061  | Mg                  | 0.8     | 1.2
        6061  | Si                  | 0.8     | 0.4

        Chemistry
        Lot ID | Element or property | Minimum | Maximum
        A-1    | Mg                  | 1.2     | 0.8
    """
    assert found(text, "limits-reversed") == [
        ("Chemistry", 2, "Minimum"),
        ("Characteristics", 3, "Lower limit"),
        ("Grade limits", 3, "Minimum"),
    ]
    assert found(text, "nominal-outside-limits") == [("Characteristics", 4, "Nominal")]
    assert found(text, "limits-missing") == [("Characteristics", 5, "Lower limit")]


def test_a_material_asks_for_what_exists():
    text = """
        Materials
        Material | Family    | Specification | Spec revision | Certificate needed | Mark transfer needed
        AL6      | Aluminium | ASTM B209     | 2021          | 3.1                | Yes
        PLA      | Plastic   |               |               | MTR                |
        RAG      | Consumable |              |               | None               | Yes
        STL      | Carbon steel | EN 10025   |               | 3.1                |
    """
    assert found(text, "material-asks-too-much") == [("Materials", 3, "Certificate needed")]
    assert found(text, "material-without-heats") == [("Materials", 4, "Mark transfer needed")]
    assert found(text, "spec-without-revision") == [("Materials", 5, "Spec revision")]
