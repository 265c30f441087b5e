"""The words of our papers in every language a customer may ask for: one line a word, English first.

``LABELS`` stand in the Word templates; a word that is missing here stops their building. ``TEXTS`` come from the program
while a paper is filled; ``{}`` stands for one word of the shop's own, ``{*}`` for
several, ``{#}`` for a number; those are never translated. ``comments > gauge {*}`` is looked for in that field only, so that
no text that a person typed elsewhere is taken for it. The words of papers that have many stand in modules of their own.
"""

from __future__ import annotations

from collections.abc import Mapping

from lotbook.documents.language import changes as words_of_changes
from lotbook.documents.language import first_article as words_of_first_article
from lotbook.documents.language import recall as words_of_recall
from lotbook.documents.language import statement as words_of_statement

CODES: Mapping[str, str] = {"English": "", "German": "de", "French": "fr", "Spanish": "es"}
MONTHS: Mapping[str, tuple[str, ...]] = {
    "German": ("Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."),
    "French": ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."),
    "Spanish": ("ene.", "feb.", "mar.", "abr.", "may.", "jun.", "jul.", "ago.", "sept.", "oct.", "nov.", "dic."),
}  # fmt: skip
_ORDER = ("English", "German", "French", "Spanish")

_LABELS = """
Address | Anschrift | Adresse | Dirección
As of | Stand | Situation au | Situación al
Batch | Charge | Lot de fabrication | Lote de fabricación
Batches | Chargen | Lots de fabrication | Lotes de fabricación
Behind this list, in this order | Hinter dieser Liste, in dieser Reihenfolge | À la suite de cette liste, dans cet ordre | Detrás de esta lista, en este orden
belongs to | gehört zu | accompagne | pertenece a
Carrier | Spediteur | Transporteur | Transportista
Certificate | Bescheinigung | Certificat | Certificado
Certificate of Conformance | Konformitätsbescheinigung | Certificat de conformité | Certificado de conformidad
Characteristic | Merkmal | Caractéristique | Característica
Characteristics | Merkmale | Caractéristiques | Características
Checked | Geprüft | Contrôlé | Comprobado
Customer | Kunde | Client | Cliente
Customer part number | Teilenummer des Kunden | Référence client | Referencia del cliente
Cut | Zuschnitt | Découpe | Corte
Cut on | Zugeschnitten am | Découpé le | Cortado el
Cuts and mark transfer | Zuschnitte und Umstempelung | Découpes et report de marquage | Cortes y transferencia de marcado
Date | Datum | Date | Fecha
Delivery | Lieferung | Livraison | Entrega
Description | Bezeichnung | Désignation | Descripción
Destination | Bestimmungsort | Destination | Destino
Dimensional report | Messbericht | Rapport dimensionnel | Informe dimensional
Dimensional report to | Messbericht zu | Rapport dimensionnel pour | Informe dimensional de
Drawing | Zeichnung | Plan | Plano
Enclosed | Beigefügt | Joint | Se adjunta
Exceptions and concessions | Abweichungen und Sonderfreigaben | Exceptions et dérogations | Excepciones y concesiones
Exceptions and concessions: none | Abweichungen und Sonderfreigaben: keine | Exceptions et dérogations : aucune | Excepciones y concesiones: ninguna
Outside processes: none | Fremdvergebene Prozesse: keine | Procédés sous-traités : aucun | Procesos externos: ninguno
File in the package | Datei im Paket | Fichier du dossier | Archivo del paquete
From | Von | De | De
From the order back to every heat | Vom Auftrag zurück zu jeder Schmelze | De la commande à chaque coulée | Del pedido a cada colada
gauge | Messmittel | moyen de mesure | instrumento
Gauge | Messmittel | Moyen de mesure | Instrumento
Heat marked | Schmelze am Stück | Coulée marquée | Colada marcada
Heat or maker's lot | Schmelze oder Los des Herstellers | Coulée ou lot du fabricant | Colada o lote del fabricante
In or out | Bewertung | Conforme ou non | Dentro o fuera
In this delivery | In dieser Lieferung | Dans cette livraison | En esta entrega
Inspector | Prüfer | Contrôleur | Inspector
Items | Positionen | Articles | Artículos
Limits | Grenzen | Limites | Límites
Lot | Los | Lot | Lote
Machine, operator | Maschine, Bediener | Machine, opérateur | Máquina, operario
Made | Gefertigt | Fabriqué | Fabricado
Made from | Gefertigt aus | Fabriqué à partir de | Fabricado con
Left | Rest | Reste | Resto
Made on | Erstellt am | Établi le | Elaborado el
Mark transfer report | Bericht über die Umstempelung | Rapport de report de marquage | Informe de transferencia de marcado
Marked by | Gestempelt von | Marqué par | Marcado por
Material | Werkstoff | Matière | Material
Material and specification | Werkstoff und Spezifikation | Matière et spécification | Material y especificación
Material certificates | Werkstoffbescheinigungen | Certificats matière | Certificados de material
Material certificates to | Werkstoffbescheinigungen zu | Certificats matière pour | Certificados de material de
Material lots | Werkstofflose | Lots de matière | Lotes de material
Measured | Gemessen | Mesuré | Medido
Measurements | Messungen | Mesures | Mediciones
Melted in | Erschmolzen in | Élaboré en | Fundido en
Mill and supplier | Hersteller und Lieferant | Producteur et fournisseur | Fabricante y proveedor
Name and signature | Name und Unterschrift | Nom et signature | Nombre y firma
No | Nr | N° | N.º
Nominal and limits | Nennmaß und Grenzen | Nominal et limites | Nominal y límites
None | Keine | Néant | Ninguna
Not on file | Nicht vorhanden | Non disponible | No disponible
Nothing: every link from the order back to each delivery was found | Nichts: jedes Glied vom Auftrag zurück zu jeder Lieferung wurde gefunden | Rien : chaque maillon de la commande à chaque livraison a été trouvé | Nada: se encontró cada eslabón desde el pedido hasta cada entrega
of | von | sur | de
Order | Auftrag | Commande | Pedido
On material | Am Werkstoff | Sur la matière | En el material
Order date | Bestelldatum | Date de commande | Fecha del pedido
Our order | Unser Auftrag | Notre commande | Nuestro pedido
Our part number | Unsere Teilenummer | Notre référence | Nuestra referencia
Outside processes | Fremdvergebene Prozesse | Procédés sous-traités | Procesos externos
Packing slip | Lieferschein | Bordereau de livraison | Albarán
Page | Seite | Page | Página
Papers that belong to this delivery | Unterlagen zu dieser Lieferung | Documents joints à cette livraison | Documentos de esta entrega
Part | Teil | Pièce | Pieza
Part number | Teilenummer | Référence | Número de pieza
Piece | Stück | Pièce | Pieza
Pieces and their marks | Stücke und ihre Kennzeichnung | Pièces et leur marquage | Piezas y su marcado
Piece by piece | Stück für Stück | Pièce par pièce | Pieza por pieza
Place and date of issue | Ort und Datum der Ausstellung | Lieu et date d'émission | Lugar y fecha de emisión
PO | Bestellung | Commande | Pedido
Process | Prozess | Procédé | Proceso
Processor | Ausgeführt von | Sous-traitant | Ejecutado por
Purchase order | Bestellung | Commande | Pedido de compra
Quantity | Menge | Quantité | Cantidad
Quantity in this delivery | Menge dieser Lieferung | Quantité de cette livraison | Cantidad de esta entrega
Quantity ordered | Bestellte Menge | Quantité commandée | Cantidad pedida
Quantity shipped | Gelieferte Menge | Quantité livrée | Cantidad enviada
Received | Erhalten | Reçu | Recibido
Received in good order | In gutem Zustand erhalten | Reçu en bon état | Recibido en buen estado
Report date | Datum des Berichts | Date du rapport | Fecha del informe
Result | Ergebnis | Résultat | Resultado
Results | Ergebnisse | Résultats | Resultados
Results piece by piece | Ergebnisse Stück für Stück | Résultats pièce par pièce | Resultados pieza por pieza
rev | Rev. | rév. | rev.
revision | Revision | révision | revisión
Revision | Revision | Révision | Revisión
Run | Fertigung | Fabrication | Fabricación
Runs | Fertigungen | Fabrications | Fabricaciones
scrapped | Ausschuss | au rebut | de rechazo
Serial numbers | Seriennummern | Numéros de série | Números de serie
Serial numbers of | Seriennummern von | Numéros de série de | Números de serie de
SHA-256 | SHA-256 | SHA-256 | SHA-256
Ship to | Lieferanschrift | Livrer à | Enviar a
Shipments | Lieferungen | Expéditions | Envíos
Shipped | Versandt | Expédié | Enviado
Shipped before | Zuvor geliefert | Déjà livré | Enviado antes
Shipped on | Versandt am | Expédié le | Enviado el
Specification | Spezifikation | Spécification | Especificación
Specified requirements | Festgelegte Anforderungen | Exigences spécifiées | Requisitos especificados
Statement of conformance | Konformitätserklärung | Déclaration de conformité | Declaración de conformidad
Still to come on this order line | Noch offen aus dieser Bestellposition | Reste à livrer sur cette ligne de commande | Pendiente de esta línea de pedido
Supersedes | Ersetzt | Remplace | Sustituye a
Supplier code | Lieferantennummer | Code fournisseur | Código de proveedor
The certificates of our suppliers, for exactly the lots in this delivery | Die Bescheinigungen unserer Lieferanten, genau für die Lose dieser Lieferung | Les certificats de nos fournisseurs, pour les seuls lots de cette livraison | Los certificados de nuestros proveedores, exactamente para los lotes de esta entrega
The chain | Die Kette | La chaîne | La cadena
This completes the order line | Damit ist die Bestellposition vollständig geliefert | La ligne de commande est ainsi soldée | Con esto se completa la línea de pedido
to | bis | au | a
Traceability report | Rückverfolgungsbericht | Rapport de traçabilité | Informe de trazabilidad
Traceability report to | Rückverfolgungsbericht zu | Rapport de traçabilité pour | Informe de trazabilidad de
Tracking | Sendungsnummer | Numéro de suivi | Seguimiento
used | verbraucht | utilisé | usado
Validity | Gültigkeit | Validité | Validez
Verdict | Bewertung | Verdict | Dictamen
Verification | Prüfcode | Vérification | Verificación
Used in | Verwendet in | Utilisé dans | Usado en
Verified by | Bestätigt von | Vérifié par | Verificado por
What changed | Was sich geändert hat | Ce qui a changé | Qué ha cambiado
What could not be traced | Was nicht zurückverfolgt werden konnte | Ce qui n'a pas pu être retracé | Lo que no pudo rastrearse
The heat is marked on each piece and read there by somebody else than the marker, who compares it with the mark it was cut from. A piece is used when that was done and not before | Die Schmelze wird auf jedes Stück übertragen und dort von jemand anderem als dem Stempelnden gelesen, der sie mit der Kennzeichnung des Ausgangsstücks vergleicht. Ein Stück wird erst danach verwendet | La coulée est reportée sur chaque pièce et lue sur celle-ci par une autre personne que le marqueur, qui la compare au marquage d'origine. Une pièce n'est utilisée qu'ensuite | La colada se marca en cada pieza y la lee en ella otra persona distinta de quien marcó, que la compara con el marcado de origen. Una pieza se usa solo después
When | Wann | Quand | Cuándo
"""
_TEXTS = """
chain heading > Material | Werkstoff | Matière | Material
chain heading > Pieces | Zuschnitte | Découpes | Cortes
chain heading > Runs | Fertigungen | Fabrications | Fabricaciones
chain heading > Shipments | Lieferungen | Expéditions | Envíos
chain heading > Order | Auftrag | Commande | Pedido
chain heading > Customers | Kunden | Clients | Clientes
chain > {#} more | {} weitere | {} de plus | {} más
chain > see the tables | siehe die Tabellen | voir les tableaux | véanse las tablas
All {#} results are within their limits. | Alle {} Ergebnisse liegen innerhalb der Grenzen. | Les {} résultats sont dans les limites. | Los {} resultados están dentro de los límites.
reworked, see {*} | korrigiert, siehe {} | retouché, voir {} | corregido, véase {}
Reworked and measured again: {#} result. | Korrigiert und erneut gemessen: {} Ergebnis. | Retouché et mesuré à nouveau : {} résultat. | Corregido y medido de nuevo: {} resultado.
Reworked and measured again: {#} results. | Korrigiert und erneut gemessen: {} Ergebnisse. | Retouché et mesuré à nouveau : {} résultats. | Corregido y medido de nuevo: {} resultados.
All within limits | Alle innerhalb der Grenzen | Tous dans les limites | Todos dentro de los límites
at least {*} | mindestens {} | au moins {} | al menos {}
at most {*} | höchstens {} | au plus {} | como máximo {}
Certificate of Conformance | Konformitätsbescheinigung | Certificat de conformité | Certificado de conformidad
Dimensional report | Messbericht | Rapport dimensionnel | Informe dimensional
First article inspection | Erstmusterprüfung | Contrôle du premier article | Inspección del primer artículo
In | i. O. | Conforme | Dentro
Material certificate {*} (lot {}) | Werkstoffbescheinigung {} (Los {}) | Certificat matière {} (lot {}) | Certificado de material {} (lote {})
Material certificates | Werkstoffbescheinigungen | Certificats matière | Certificados de material
No | Nein | Non | No
None needed | Nicht erforderlich | Non requis | No necesario
Not known | Nicht bekannt | Inconnu | Desconocido
Not measured | Nicht gemessen | Non mesuré | No medido
Out | n. i. O. | Non conforme | Fuera
Out, reworked | n. i. O., korrigiert | Non conforme, retouché | Fuera, corregido
Packing slip | Lieferschein | Bordereau de livraison | Albarán
Compliance statement | Erklärung zu Stoffverboten | Déclaration sur les substances | Declaración sobre sustancias
Traceability report | Rückverfolgungsbericht | Rapport de traçabilité | Informe de trazabilidad
Figures in brackets are converted for information | Werte in Klammern sind zur Information umgerechnet | Les valeurs entre parenthèses sont converties à titre d'information | Los valores entre paréntesis están convertidos a título informativo
the drawing's unit decides. | maßgebend ist die Einheit der Zeichnung. | l'unité du plan fait foi. | prevalece la unidad del plano.
{#} to {*} ({#} to {*}) | {} bis {} ({} bis {}) | {} à {} ({} à {}) | {} a {} ({} a {})
{#} to {*} | {} bis {} | {} à {} | {} a {}
Cut | Zuschnitt | Découpe | Corte
Remnant | Reststück | Chute | Retal
Re-mark | Umstempelung | Remarquage | Remarcado
Blend | Mischung | Mélange | Mezcla
Hard punch | Schlagstempel | Poinçon | Punzón
Tag | Anhänger | Étiquette volante | Etiqueta colgante
Indelible paint | Lackstift | Peinture indélébile | Pintura indeleble
Sticker | Aufkleber | Autocollant | Pegatina
Yes | Ja | Oui | Sí
{*} certificate {} (run {}) | Bescheinigung {} {} (Fertigung {}) | Certificat {} {} (fabrication {}) | Certificado {} {} (fabricación {})
1 of {} results out of limits | 1 von {} Ergebnissen außerhalb der Grenzen | 1 résultat sur {} hors limites | 1 de {} resultados fuera de límites
{} of {} results out of limits | {} von {} Ergebnissen außerhalb der Grenzen | {} résultats sur {} hors limites | {} de {} resultados fuera de límites
{} of {} out | {} von {} n. i. O. | {} sur {} non conforme | {} de {} fuera
{} of {} out, see {*} | {} von {} n. i. O., siehe {} | {} sur {} non conforme, voir {} | {} de {} fuera, véase {}
{} outside limits | {} außerhalb der Grenzen | {} hors limites | {} fuera de límites
{} outside limits, see {*} | {} außerhalb der Grenzen, siehe {} | {} hors limites, voir {} | {} fuera de límites, véase {}
{} without result or limits | {} ohne Ergebnis oder Grenzen | {} sans résultat ni limites | {} sin resultado o sin límites
{} characteristic not measured | {} Merkmal nicht gemessen | {} caractéristique non mesurée | {} característica no medida
{} characteristics not measured | {} Merkmale nicht gemessen | {} caractéristiques non mesurées | {} características no medidas
Nothing was measured. | Es wurde nichts gemessen. | Rien n'a été mesuré. | No se ha medido nada.
Not every measured piece has a result for {*}. | Nicht jedes gemessene Stück hat ein Ergebnis für {}. | Toutes les pièces mesurées n'ont pas de résultat pour {}. | No todas las piezas medidas tienen resultado para {}.
{#} serial numbers, listed below | {} Seriennummern, unten aufgeführt | {} numéros de série, listés ci-dessous | {} números de serie, indicados abajo
{#} pieces, see the traceability report | {} Zuschnitte, siehe Rückverfolgungsbericht | {} découpes, voir le rapport de traçabilité | {} piezas cortadas, véase el informe de trazabilidad
{#} runs, see the traceability report | {} Fertigungen, siehe Rückverfolgungsbericht | {} fabrications, voir le rapport de traçabilité | {} fabricaciones, véase el informe de trazabilidad
{#} sources, see the chain | {} Quellen, siehe die Kette | {} sources, voir la chaîne | {} orígenes, véase la cadena
{#} gauges | {} Messmittel | {} moyens de mesure | {} instrumentos
{} result | {} Ergebnis | {} résultat | {} resultado
{} results | {} Ergebnisse | {} résultats | {} resultados
Mark transfer report | Bericht über die Umstempelung | Rapport de report de marquage | Informe de transferencia de marcado
No piece needed a mark of its own: whole lots were used. | Kein Stück brauchte eine eigene Kennzeichnung: Es wurden ganze Lose verwendet. | Aucune pièce n'avait besoin d'un marquage propre : des lots entiers ont été utilisés. | Ninguna pieza necesitó marcado propio: se usaron lotes enteros.
No piece needs a mark. | Kein Stück braucht eine Kennzeichnung. | Aucune pièce n'a besoin d'un marquage. | Ninguna pieza necesita marcado.
The mark was verified by a second person. | Die Kennzeichnung wurde von einer zweiten Person bestätigt. | Le marquage a été vérifié par une seconde personne. | El marcado fue verificado por una segunda persona.
All {#} marks were verified by a second person. | Alle {} Kennzeichnungen wurden von einer zweiten Person bestätigt. | Les {} marquages ont été vérifiés par une seconde personne. | Los {} marcados fueron verificados por una segunda persona.
{#} of {#} marks are open: these pieces are not to be used. | {} von {} Kennzeichnungen sind offen: Diese Stücke dürfen nicht verwendet werden. | {} marquages sur {} sont ouverts : ces pièces ne doivent pas être utilisées. | {} de {} marcados están pendientes: estas piezas no deben usarse.
Verified | Bestätigt | Vérifié | Verificado
Not verified | Nicht bestätigt | Non vérifié | No verificado
Verified by the marker | Vom Stempelnden bestätigt | Vérifié par le marqueur | Verificado por quien marcó
Verified after use | Nach der Verwendung bestätigt | Vérifié après utilisation | Verificado después del uso
Another heat | Andere Schmelze | Autre coulée | Otra colada
Not marked | Nicht gekennzeichnet | Non marqué | Sin marcar
No mark needed | Keine Kennzeichnung nötig | Marquage non requis | No requiere marcado
{} revision {} | {} Revision {} | {} révision {} | {} revisión {}
{*}, line {} | {}, Position {} | {}, ligne {} | {}, línea {}
{}: no certificate is on file. | {}: Es liegt keine Bescheinigung vor. | {} : aucun certificat n'est disponible. | {}: no hay certificado disponible.
We certify that the articles listed above were manufactured, inspected and tested in accordance with the purchase order, drawing and specifications named in this certificate, and conform to them. Supporting records are on file and available for review. | Wir bescheinigen, dass die oben aufgeführten Artikel gemäß der in dieser Bescheinigung genannten Bestellung, Zeichnung und Spezifikationen gefertigt und geprüft wurden und diesen entsprechen. Die zugehörigen Aufzeichnungen liegen vor und können eingesehen werden. | Nous certifions que les articles énumérés ci-dessus ont été fabriqués, contrôlés et essayés conformément à la commande, au plan et aux spécifications cités dans ce certificat, et qu'ils y sont conformes. Les enregistrements correspondants sont archivés et peuvent être consultés. | Certificamos que los artículos arriba indicados se han fabricado, inspeccionado y ensayado de acuerdo con el pedido, el plano y las especificaciones citados en este certificado, y que son conformes a ellos. Los registros correspondientes están archivados y pueden consultarse.
"""


def _table(text: str) -> dict[str, dict[str, str]]:
    """English -> language -> word."""
    rows = [[cell.strip() for cell in line.split(" | ")] for line in text.strip().splitlines()]
    wrong = [row[0] for row in rows if len(row) != len(_ORDER) or not all(row)]
    if wrong:
        raise ValueError(f"Not every language has a word for {', '.join(wrong)}.")
    return {
        row[0]: {each: _spaced(word, each) for each, word in zip(_ORDER, row, strict=True)} for row in rows
    }


def _spaced(word: str, language: str) -> str:
    """French sets a space before the higher signs, and the line never ends there."""
    return word.replace(" :", "\u00a0:").replace(" ;", "\u00a0;") if language == "French" else word


_PAPERS = (words_of_changes, words_of_first_article, words_of_recall, words_of_statement)
LABELS: Mapping[str, Mapping[str, str]] = _table(
    _LABELS + "".join(paper.LABELS.lstrip() for paper in _PAPERS)
)
TEXTS: Mapping[str, Mapping[str, str]] = _table(_TEXTS + "".join(paper.TEXTS.lstrip() for paper in _PAPERS))
