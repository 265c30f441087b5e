"""Whose house an address is at: by the sheet Customers, and by what the house is called."""

from __future__ import annotations

import pytest

from lotbook.tables.mail_houses import strangers
from tests.story import records

SHEET = """
    Customers
    Customer         | E-mail
    Smith & Sons     | js@smith.example
    Smith Leeds      | buyer@smith.example; anna@leeds.example
    Nordhafen Werft  | einkauf@nordhafen-werft.example
    Müller Feinwerk  | m.mueller@gmx.de
    Krone            | krone@gmx.de
    Agent for Kestrel | a@buying.example
    Kestrel          | a@buying.example; k@kestrel.example
    Lone             | l@lone.example
"""


def told(name: str, *to: str, known: tuple[str, ...] = (), sheet: str = SHEET) -> list[tuple[str, str]]:
    return [(each.address, each.other) for each in strangers(records(sheet).customers, name, to, known)]


def test_an_address_at_another_customers_house_is_told_with_whose_it_is():
    assert told("Smith & Sons", "js@smith.example", "X@Nordhafen-Werft.example") == [
        ("X@Nordhafen-Werft.example", "Nordhafen Werft")
    ]


def test_two_rows_of_one_house_are_no_strangers():
    assert told("Smith & Sons", "anna@leeds.example", "buyer@smith.example") == []


def test_a_house_that_is_called_like_the_customer_is_its_own_whoever_else_stands_there():
    sheet = """
        Customers
        Customer        | E-mail
        Smith & Sons    | b@nordhafen-werft.example
        Nordhafen Werft | b@nordhafen-werft.example
    """
    assert told("Nordhafen Werft", "b@nordhafen-werft.example", sheet=sheet) == []
    assert told("Smith & Sons", "b@nordhafen-werft.example", sheet=sheet) == [
        ("b@nordhafen-werft.example", "Nordhafen Werft")
    ]


def test_addresses_that_changed_their_places_are_told_both():
    sheet = """
        Customers
        Customer     | E-mail
        Smith & Sons | b@nordhafen.example
        Nordhafen    | js@smith.example
    """
    assert told("Smith & Sons", "b@nordhafen.example", sheet=sheet)
    assert told("Nordhafen", "js@smith.example", sheet=sheet)


def test_at_a_public_mail_service_only_the_same_address_is_another_customers():
    assert told("Krone", "info@gmx.de", "krone2@GMX.de") == []
    assert told("Krone", "M.Mueller@gmx.de") == [("M.Mueller@gmx.de", "Müller Feinwerk")]


def test_a_house_with_several_customers_is_a_mail_service():
    sheet = """
        Customers
        Customer | E-mail
        Ann Lee  | ann@post.example
        Bob Kay  | bob@post.example
        Eve Moe  | eve@post.example, ann@post.example
    """
    assert told("Bob Kay", "bob@post.example", sheet=sheet) == []
    assert told("Eve Moe", "eve@post.example", "ann@post.example", sheet=sheet) == [
        ("ann@post.example", "Ann Lee")
    ]


@pytest.mark.parametrize("known", [(), ("c@buying.example",)])
def test_where_papers_of_this_customer_went_before_somebody_has_answered_for_it(known):
    assert told("Agent for Kestrel", "a@buying.example", known=known) == (
        [] if known else [("a@buying.example", "Kestrel")]
    )


def test_an_address_nobody_else_has_is_fine():
    assert told("Smith & Sons", "js@elsewhere.example") == []


@pytest.mark.parametrize(
    "provider", ["ewe.net", "mailbox.org", "posteo.de", "arcor.de", "bigpond.com", "libero.it", "sky.com"]
)
def test_two_customers_with_an_address_at_one_provider_are_no_house(provider):
    sheet = f"""
        Customers
        Customer | E-mail
        Krone    | krone@{provider}
        Baker    | baker@{provider}
    """
    assert told("Krone", f"krone@{provider}", sheet=sheet) == []
    assert told("Krone", f"baker@{provider}", sheet=sheet) == [(f"baker@{provider}", "Baker")]
