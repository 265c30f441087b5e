"""Words of ours among what people wrote: a space that does not break behind them marks them, so only those are translated.

``ASTM B209 rev\u00a021`` was put together by the program; ``DWG 12 rev 3`` was typed and stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

MARK = "\u00a0"
_WORDS: Mapping[str, Mapping[str, str]] = {
    "rev": {"German": "Rev.", "French": "rév.", "Spanish": "rev."},
    "Drawing": {"German": "Zeichnung", "French": "Plan", "Spanish": "Plano"},
    "to": {"German": "nach", "French": "selon", "Spanish": "según"},
    "concession": {"German": "Sonderfreigabe", "French": "dérogation", "Spanish": "concesión"},
    "Heat": {"German": "Schmelze", "French": "Coulée", "Spanish": "Colada"},
    "PO": {"German": "Bestellung", "French": "Commande", "Spanish": "Pedido"},
    "approved by": {"German": "freigegeben von", "French": "approuvé par", "Spanish": "aprobado por"},
}
# Units that are words: one of them, several of them. Symbols such as mm and kg are the same everywhere.
_UNITS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "pcs": {"German": ("Stk.", "Stk."), "French": ("pièce", "pièces"), "Spanish": ("ud.", "uds.")},
    "sheet": {"German": ("Tafel", "Tafeln"), "French": ("feuille", "feuilles"), "Spanish": ("hoja", "hojas")},
    "ft": {"German": ("ft", "ft"), "French": ("pi", "pi"), "Spanish": ("pie", "pies")},
}
_DECIDED: Mapping[str, Mapping[str, str]] = {
    "Open": {"German": "Offen", "French": "Ouvert", "Spanish": "Abierta"},
    "Use as is": {"German": "Verwendung wie vorhanden", "French": "Utilisé en l'état", "Spanish": "Uso tal cual"},
    "Rework": {"German": "Nacharbeit", "French": "Retouche", "Spanish": "Retrabajo"},
    "Repair": {"German": "Reparatur", "French": "Réparation", "Spanish": "Reparación"},
    "Scrap": {"German": "Ausschuss", "French": "Rebut", "Spanish": "Rechazo"},
    "Return to supplier": {
        "German": "Rückgabe an den Lieferanten", "French": "Retour au fournisseur", "Spanish": "Devolución al proveedor",
    },
    "Concession": {"German": "Sonderfreigabe", "French": "Dérogation", "Spanish": "Concesión"},
}  # fmt: skip
_NO_CONCESSION = f"no concession{MARK}reference"
_NONE: Mapping[str, str] = {
    "German": "ohne Nummer einer Sonderfreigabe",
    "French": "sans référence de dérogation",
    "Spanish": "sin referencia de concesión",
}
# How a nonconformance was decided, as it stands in an exception in front of its concession.
_DECISION = re.compile(rf"\. ({'|'.join(_DECIDED)}), ({_NO_CONCESSION}|concession{MARK})")
_WORD = re.compile(rf"\b({'|'.join(_WORDS)}){MARK}(?=\S)")
_UNIT = re.compile(rf"(?<![\d.])(\d+(?:\.\d+)?){MARK}({'|'.join(_UNITS)})\b")


def marked(said: str, language: str) -> str:
    """A text with the words of ours in a language, its units among them."""
    if MARK not in said:
        return said
    said = _DECISION.sub(lambda found: _decided(found, language), said)
    said = _WORD.sub(lambda found: f"{_WORDS[found[1]][language]}{MARK}", said)
    return _UNIT.sub(lambda found: _unit(found, language), said)


def _unit(found: re.Match[str], language: str) -> str:
    one, several = _UNITS[found[2]][language]
    return f"{found[1]}{MARK}{one if found[1] == '1' else several}"


def _decided(found: re.Match[str], language: str) -> str:
    said = _DECIDED[found[1]][language]
    return f". {said}, {_NONE[language]}" if found[2] == _NO_CONCESSION else f". {said}, {found[2]}"
