"""The words of the first article report in every language.

A buyer and an auditor look for the names and numbers of AS9102, so each translated name keeps the standard's English one
in brackets behind it (``artefacts/languages.py`` adds it to every label that starts with a field number).
"""

LABELS = """
First article inspection | Erstmusterprüfung (First article inspection) | Contrôle du premier article (First article inspection) | Inspección del primer artículo (First article inspection)
Form 1: Part number accountability | Formular 1: Nachweis der Teilenummer (Part number accountability) | Formulaire 1 : référence de la pièce (Part number accountability) | Formulario 1: número de pieza (Part number accountability)
field names of AS9102 Rev C | Feldnamen nach AS9102 Rev C | noms des champs selon AS9102 Rev C | nombres de campos según AS9102 Rev C
Form 2: Product accountability: materials, special processes, functional tests | Formular 2: Werkstoffe, besondere Prozesse, Funktionsprüfungen (Product accountability) | Formulaire 2 : matières, procédés spéciaux, essais fonctionnels (Product accountability) | Formulario 2: materiales, procesos especiales, ensayos funcionales (Product accountability)
Form 3: Characteristic accountability, verification and compatibility evaluation | Formular 3: Merkmale, Prüfung und Bewertung (Characteristic accountability) | Formulaire 3 : caractéristiques, vérification et évaluation (Characteristic accountability) | Formulario 3: características, verificación y evaluación (Characteristic accountability)
Index of part numbers or sub-assemblies | Verzeichnis der Teile oder Baugruppen | Liste des pièces ou sous-ensembles | Lista de piezas o subconjuntos
our number | unsere Nummer | notre numéro | nuestro número
Part name | Teilebezeichnung | Désignation | Nombre de la pieza
Serial number | Seriennummer | Numéro de série | Número de serie
FAIR identifier | Kennung des Berichts | Identifiant du rapport | Identificador del informe
Part revision level | Revisionsstand des Teils | Indice de la pièce | Revisión de la pieza
Drawing number | Zeichnungsnummer | Numéro de plan | Número de plano
Drawing revision level | Revisionsstand der Zeichnung | Indice du plan | Revisión del plano
Additional changes | Zusätzliche Änderungen | Modifications supplémentaires | Cambios adicionales
Manufacturing process reference | Fertigungsunterlage | Référence du procédé de fabrication | Referencia del proceso de fabricación
Organization name | Firma | Nom de l'organisme | Nombre de la organización
PO number | Bestellnummer | Numéro de commande | Número de pedido
Detail or assembly | Einzelteil oder Baugruppe | Pièce ou ensemble | Detalle o conjunto
Full or partial FAI | Vollständig oder teilweise | Complet ou partiel | Completa o parcial
Baseline part number with revision | Bezugsteil mit Revision | Pièce de référence avec indice | Pieza de referencia con revisión
Reason for full or partial FAI | Anlass der Prüfung | Motif du contrôle | Motivo de la inspección
See below | Siehe unten | Voir ci-dessous | Véase abajo
Part type | Teileart | Type de pièce | Tipo de pieza
Does the FAIR contain a documented nonconformance | Enthält der Bericht eine dokumentierte Abweichung | Le rapport contient-il une non-conformité documentée | ¿Contiene el informe una no conformidad documentada
FAIR verified by | Ergebnisse bestätigt von | Rapport vérifié par | Informe verificado por
FAIR reviewed and approved by | Bericht geprüft und freigegeben von | Rapport revu et approuvé par | Informe revisado y aprobado por
Customer approval | Freigabe des Kunden | Approbation du client | Aprobación del cliente
Material or process name | Werkstoff oder Prozess | Matière ou procédé | Material o proceso
Specification number | Spezifikation | Numéro de spécification | Número de especificación
Code | Kennzeichen | Code | Código
Supplier | Lieferant | Fournisseur | Proveedor
Certificate of conformance number | Nummer der Bescheinigung | Numéro du certificat | Número del certificado
Comments | Bemerkungen | Remarques | Comentarios
Customer approval verification | Freigabe durch den Kunden geprüft | Vérification de l'approbation du client | Verificación de la aprobación del cliente
Functional test procedure number | Nummer der Funktionsprüfung | Numéro de la procédure d'essai fonctionnel | Número del procedimiento de ensayo funcional
Acceptance report number | Nummer des Abnahmeberichts | Numéro du rapport d'acceptation | Número del informe de aceptación
Reference location | Fundstelle | Emplacement | Ubicación de referencia
Designed or qualified tooling | Besondere oder freigegebene Prüfmittel | Outillage conçu ou qualifié | Utillaje diseñado o calificado
Char. No | Nr | N° | N.º
Designator | Kennzeichnung | Désignation | Designador
Requirement | Anforderung | Exigence | Requisito
Nonconformance number | Nummer der Abweichung | Numéro de la non-conformité | Número de la no conformidad
"""
TEXTS = """
Assembly FAI | Baugruppe (Assembly FAI) | Ensemble (Assembly FAI) | Conjunto (Assembly FAI)
Detail FAI | Einzelteil (Detail FAI) | Pièce (Detail FAI) | Detalle (Detail FAI)
Full FAI | Vollständig (Full FAI) | Complet (Full FAI) | Completa (Full FAI)
Partial FAI | Teilweise (Partial FAI) | Partiel (Partial FAI) | Parcial (Partial FAI)
part_type > Sub-assembly, made here | Baugruppe, eigene Fertigung | Sous-ensemble, fabriqué ici | Subconjunto, fabricación propia
part_type > Detail, made here | Einzelteil, eigene Fertigung | Pièce, fabriquée ici | Detalle, fabricación propia
baseline > {*} revision {}, FAI-{} | {} Revision {}, FAI-{} | {} révision {}, FAI-{} | {} revisión {}, FAI-{}
supplier > {*}, mill {*} | {}, Hersteller {} | {}, producteur {} | {}, fabricante {}
comments > Heat or maker's lot {*}, melted in {*} | Schmelze oder Los des Herstellers {}, erschmolzen in {} | Coulée ou lot du fabricant {}, élaboré en {} | Colada o lote del fabricante {}, fundido en {}
comments > Heat or maker's lot {*} | Schmelze oder Los des Herstellers {} | Coulée ou lot du fabricant {} | Colada o lote del fabricante {}
comments > melted in {*} | erschmolzen in {} | élaboré en {} | fundido en {}
comments > our lot {*} | unser Los {} | notre lot {} | nuestro lote {}
comments > run {*} | Fertigung {} | fabrication {} | fabricación {}
comments > gauge {*} | Messmittel {} | moyen de mesure {} | instrumento {}
requirement > {*} ({#} to {*}) | {} ({} bis {}) | {} ({} à {}) | {} ({} a {})
requirement > {*} (at least {*}) | {} (mindestens {}) | {} (au moins {}) | {} (al menos {})
requirement > {*} (at most {*}) | {} (höchstens {}) | {} (au plus {}) | {} (como máximo {})
reasons > New part: no first article of {*} is on record. | Neues Teil: von {} liegt kein Erstmuster vor. | Nouvelle pièce : aucun premier article de {} n'est enregistré. | Pieza nueva: no consta ningún primer artículo de {}.
reasons > Design: revision {*} | Konstruktion: Revision {} | Conception : révision {} | Diseño: revisión {}
reasons > first article {} was revision {*}. | Erstmuster {} war Revision {}. | le premier article {} était en révision {}. | el primer artículo {} era la revisión {}.
reasons > Process: machine {*} | Prozess: Maschine {} | Procédé : machine {} | Proceso: máquina {}
reasons > Process: work instruction {*} | Prozess: Arbeitsanweisung {} | Procédé : instruction de travail {} | Proceso: instrucción de trabajo {}
reasons > first article {} had {*}. | Erstmuster {} hatte {}. | le premier article {} avait {}. | el primer artículo {} tenía {}.
reasons > Process: {*} was not part of first article {}. | Prozess: {} gehörte nicht zum Erstmuster {}. | Procédé : {} ne faisait pas partie du premier article {}. | Proceso: {} no formaba parte del primer artículo {}.
reasons > Source: {*} by {*} | Bezugsquelle: {} durch {} | Source : {} par {} | Origen: {} por {}
reasons > first article {} went to {*}. | Erstmuster {} ging an {}. | le premier article {} a été confié à {}. | el primer artículo {} se envió a {}.
reasons > Lapse: none was made for two years, since {*}. | Unterbrechung: zwei Jahre lang keine Fertigung, seit {}. | Interruption : aucune fabrication pendant deux ans, depuis le {}. | Interrupción: dos años sin fabricación, desde el {}.
"""
