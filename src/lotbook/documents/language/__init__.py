"""The customer's language: the program's own words on papers, in each of them."""
